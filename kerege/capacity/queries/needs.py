"""Training needs for readers: what is needed where, in which order, with every factor and the record behind it.

Needs rest on restricted records (answers, posts, what people showed), so a need is told to whoever may read these: with
restricted clearance for the owner, or for the facility for which somebody answers. A factor that a reader may not know
is not known to them and never zero; `NeedsTold.partly` says where. `needs_of_others` is what others are told.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kerege.capacity.queries.frameworks import BETWEEN, CONTENT, frameworks, published_frameworks
from kerege.capacity.queries.gaps import ClosedRound, closed_rounds
from kerege.capacity.queries.incident_gaps import Lacking, lacking
from kerege.capacity.queries.policies import PolicyLine, in_force
from kerege.capacity.queries.posts import HeldPost, held
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.demand import Cell, cell_of
from kerege.capacity.rules.framework import Definition
from kerege.capacity.rules.gaps import Item, SystemGap, own_links, system_gap
from kerege.capacity.rules.levels import target_number
from kerege.capacity.rules.needs import Need, Place, Staff, Wanted, in_order, needs_of
from kerege.capacity.rules.policy import months_later
from kerege.capacity.words.competence import MapKind
from kerege.inventory import queries as inventory
from kerege.inventory.queries import FacilityLine, LevelLine, highest_levels
from kerege.journal.rules import Words
from kerege.people.rules import ANONYMOUS, Actor
from kerege.records.keeping import clearance, kept_large_until_written
from kerege.records.viewers import Viewer

LONGEST_RECENT = 24
"""Months for which what an incident showed counts at most."""
CHANGES = Words(("capacity.", "inventory.", "people.", "sharing.", "privacy.", "atlas."))
"""Acts after which needs are computed anew."""


@dataclass(frozen=True)
class NeedChoice:
    """Which needs; an empty text means all. `competence` is the key of a framework, a colon and a code."""

    territory: str = ""
    facility: str = ""
    unit: str = ""
    competence: str = ""
    language: str = ""
    period: str = ""
    priority: str = ""


@dataclass(frozen=True)
class NeedLine:
    """One need with what it is called, by which policy it was computed, and its cell of the demand. `containment` is
    the level of the unit; None where none is known to the reader.
    """

    need: Need
    cell: Cell
    policy: PolicyLine
    facility: str
    unit: str
    competence: str
    role: str
    containment: LevelLine | None
    synthetic: bool


@dataclass(frozen=True)
class GapLine:
    """What assessments say of a competence in a facility of which no post is recorded that wants it."""

    facility: str
    facility_name: str
    territory: str
    competence: str
    name: str
    gap: SystemGap


@dataclass(frozen=True)
class NeedsTold:
    """`lines` are in order. `without_policy` are owners for whom none holds on the day; `without_profile` posts whose
    role wants nothing; `partly` facilities of which the reader may not read every assessment.
    """

    lines: tuple[NeedLine, ...]
    policies: tuple[PolicyLine, ...]
    gaps: tuple[GapLine, ...]
    without_policy: tuple[str, ...]
    without_profile: int
    partly: tuple[str, ...]


def needs(
    viewer: Viewer, *, acting: Actor = ANONYMOUS, on: date, lang: str, choice: NeedChoice | None = None
) -> NeedsTold:
    """The needs that the reader may read, as on the day, the most urgent first. `acting` is who acts, for the
    facilities for which they answer and the teams in which they are; nobody for imagined readers. Kept until something
    is written that they rest on.
    """
    wanted = choice or NeedChoice()
    asked = f"capacity.needs {clearance(viewer)} {acting} {on} {lang} {wanted.facility}"
    whole = kept_large_until_written(
        asked, lambda: needs_now(viewer, acting=acting, on=on, lang=lang, facility=wanted.facility), by=CHANGES
    )
    lines = tuple(line for line in whole.lines if need_chosen(line, wanted))
    return replace(
        whole,
        lines=lines,
        policies=tuple({line.policy.called: line.policy for line in lines}.values()),
        gaps=tuple(gap for gap in whole.gaps if _of(gap, wanted)),
    )


def needs_now(viewer: Viewer, *, acting: Actor = ANONYMOUS, on: date, lang: str, facility: str = "") -> NeedsTold:
    """All of them, of a facility where one is told, computed now and not kept."""
    keys = (facility,) if facility else ()
    posts = held(viewer, on=on, acting=acting, facilities=keys)
    rounds = closed_rounds(viewer, me=acting.uid, on=on, facilities=keys)
    told = lacking(viewer, me=acting, on=on, facilities=keys, since=months_later(on, -LONGEST_RECENT))
    read = _Reading(viewer, on, lang, posts, rounds, told)
    lines = list(read.lines())
    order = {id(need): n for n, need in enumerate(in_order(line.need for line in lines))}
    lines.sort(key=lambda line: order[id(line.need)])
    return NeedsTold(
        tuple(lines),
        tuple({line.policy.called: line.policy for line in lines}.values()),
        tuple(read.bare_gaps()),
        tuple(sorted(read.without_policy)),
        sum(not post.post.needs for post in posts),
        tuple(sorted({r.facility for r in rounds if r.items is None and r.facility in read.cards})),
    )


def need(
    viewer: Viewer, post: str, competence: str, *, acting: Actor = ANONYMOUS, on: date, lang: str
) -> tuple[NeedLine, tuple[ClosedRound, ...]] | None:
    """One need of a post, with the rounds behind the gap of its place; None where there is none that the reader may
    read. Without a competence the most urgent one of the post.
    """
    found = needs(viewer, acting=acting, on=on, lang=lang).lines
    own = (each for each in found if each.need.staff.post == post)
    line = next((each for each in own if competence in {"", each.need.competence}), None)
    if line is None:
        return None
    rounds = closed_rounds(viewer, me=acting.uid, on=on, facilities=(line.need.place.key,))
    return line, tuple(rounds)


def need_chosen(line: NeedLine, wanted: NeedChoice) -> bool:
    """Whether a need is among those that were asked for."""
    pairs = (
        (wanted.territory, line.need.place.territory),
        (wanted.unit, line.need.staff.unit),
        (wanted.competence, line.need.competence),
        (wanted.language, line.cell.language),
        (wanted.period, line.cell.period),
        (wanted.priority, line.need.priority),
    )
    return all(not asked or asked == has for asked, has in pairs)


def _of(gap: GapLine, wanted: NeedChoice) -> bool:
    return wanted.territory in {"", gap.territory} and wanted.competence in {"", gap.competence}


class _Reading:
    """What one reader may read, put together into places."""

    def __init__(
        self,
        viewer: Viewer,
        on: date,
        lang: str,
        posts: list[HeldPost],
        rounds: list[ClosedRound],
        told: Lacking,
    ) -> None:
        self.on, self.lang, self.posts = on, lang, posts
        keys = {post.post.facility for post in posts} | {each.facility for each in rounds} | {key for _, key in told}
        self.cards = cards_of(viewer, keys, on=on, lang=lang)
        owners = {post.post.owner for post in posts} | {each.owner for each in rounds} | {owner for owner, _ in told}
        self.policies = in_force(owners, on=on)
        self.without_policy = owners - set(self.policies)
        self.definitions = _definitions(viewer, {post.post.framework for post in posts}, on, lang)
        self.levels = highest_levels(viewer, on=on, cards=self.cards.values())
        self.units = inventory.unit_names(viewer, cards=self.cards.values())
        self.gaps = self._gaps(rounds, told)

    def _gaps(self, rounds: list[ClosedRound], told: Lacking) -> dict[str, dict[str, SystemGap]]:
        """By facility and competence, from the rounds that are recent enough by the policy of their owner, and from
        what incidents showed.
        """
        links = Links(self.definitions)
        items: dict[str, dict[str, list[Item]]] = {}
        for each in rounds:
            policy = self.policies.get(each.owner)
            if policy is None or each.items is None or each.facility not in self.cards:
                continue
            if each.closed_on < months_later(self.on, -policy.policy.recent):
                continue
            of = items.setdefault(each.facility, {})
            for question, item in each.items.items():
                for competence in links.of(each, question):
                    of.setdefault(competence, []).append(item)
        for (owner, place), lost in told.items():
            if owner not in self.policies or place not in self.cards:
                continue
            of = items.setdefault(place, {})
            for competence, shown in lost.items():
                if competence.partition(BETWEEN)[0] in self.definitions:
                    of.setdefault(competence, []).extend(shown)
        return {place: {code: system_gap(found) for code, found in of.items()} for place, of in items.items()}

    def lines(self) -> Iterable[NeedLine]:
        by_place: dict[str, list[HeldPost]] = {}
        for post in self.posts:
            if post.post.facility in self.cards and post.post.owner in self.policies:
                by_place.setdefault(post.post.facility, []).append(post)
        for key, posts in by_place.items():
            policy = self.policies[posts[0].post.owner]
            place = self._place(key, posts)
            by_uid = {post.post.uid: post for post in posts}
            for need in needs_of(policy.policy, place):
                yield self._line(need, policy, by_uid[need.staff.post])

    def _place(self, key: str, posts: list[HeldPost]) -> Place:
        card = self.cards[key]
        staff = [_staff(post, self._level(post)) for post in posts]
        language = card.languages[0] if card.languages else ""
        return Place(key, posts[0].post.owner, card.territory, language, self.gaps.get(key, {}), staff)

    def _level(self, post: HeldPost) -> LevelLine | None:
        at = post.post.facility
        return self.levels.get((at, post.post.unit)) or self.levels.get((at, ""))

    def _line(self, need: Need, policy: PolicyLine, post: HeldPost) -> NeedLine:
        definition = self.definitions[post.post.framework]
        competence = definition.competence(need.competence.split(BETWEEN)[1])
        role = definition.role(post.post.role)
        return NeedLine(
            need,
            cell_of(need, policy.policy, self.on),
            policy,
            self.cards[need.place.key].name,
            self.units.get(post.post.unit, ""),
            text_in(competence.title, self.lang, definition.source) if competence else need.competence,
            text_in(role.title, self.lang, definition.source) if role else post.post.role,
            self._level(post),
            post.post.synthetic,
        )

    def bare_gaps(self) -> Iterable[GapLine]:
        """Gaps of facilities that no post's role asks for: somebody has to record who works there."""
        asked = {
            (post.post.facility, f"{post.post.framework}{BETWEEN}{each.competence}")
            for post in self.posts
            for each in post.competences
        }
        for place, gaps in self.gaps.items():
            for competence, gap in sorted(gaps.items()):
                if gap.value and (place, competence) not in asked:
                    key, code = competence.split(BETWEEN)
                    found = self.definitions[key].competence(code)
                    name = text_in(found.title, self.lang, self.definitions[key].source) if found else code
                    card = self.cards[place]
                    yield GapLine(place, card.name, card.territory, competence, name, gap)


def cards_of(viewer: Viewer, keys: Collection[str], *, on: date, lang: str) -> dict[str, FacilityLine]:
    """The facilities among these whose cards the viewer may see."""
    found: dict[str, FacilityLine] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), 500):
        part = inventory.Choice(keys=wanted[start : start + 500])
        rows = inventory.facilities(viewer, on=on, choice=part, lang=lang, size=500).rows
        found |= {row.key: row for row in rows}
    return found


def _staff(post: HeldPost, level: LevelLine | None) -> Staff:
    def named(code: str) -> str:
        return f"{post.post.framework}{BETWEEN}{code}"

    return Staff(
        post=post.post.uid,
        unit=post.post.unit,
        role=post.post.role,
        people=post.post.people,
        wanted=tuple(Wanted(named(c.competence), target_number(c.target), c.criticality) for c in post.competences),
        levels={
            named(c.competence): tuple(Fraction(each.level) for each in c.levels if each is not None)
            for c in post.competences
        },
        containment=level.level if level is not None else None,
    )


def _definitions(viewer: Viewer, keys: set[str], on: date, lang: str) -> dict[str, Definition]:
    """The frameworks of these posts, and those that the viewer may see, as on the day."""
    seen = {line.key for line in frameworks(viewer, on=on, lang=lang) if line.version}
    return {key: held for key, held in published_frameworks(CONTENT, on=on, lang=lang) if key in keys | seen}


class Links:
    """Which competences a question speaks of: by the maps of the frameworks, and by what the question itself names."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self._mapped: dict[tuple[str, str], set[str]] = {}
        self._known: set[str] = set()
        self._own: dict[int, dict[str, set[str]]] = {}
        self._sections: dict[int, dict[str, str]] = {}
        for key, definition in definitions.items():
            for each in definition.competences():
                name = f"{key}{BETWEEN}{each.code}"
                self._known.add(name)
                for to in each.maps:
                    if to.kind == MapKind.QUESTIONS:
                        self._mapped.setdefault((to.of, to.clause), set()).add(name)

    def of(self, each: ClosedRound, question: str) -> list[str]:
        """The competences of one question of a round, each once."""
        at = id(each.definition)
        if at not in self._own:
            self._own[at] = own_links(each.definition)
            self._sections[at] = {q.key: s.key for s in each.definition.sections for q in s.questions}
        section = self._sections[at][question]
        found = self._mapped.get((each.set_key, question), set()) | self._mapped.get((each.set_key, section), set())
        return sorted(found | (self._own[at].get(question, set()) & self._known))
