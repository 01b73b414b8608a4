"""Posts: how many people work in which role of which unit, and what they have shown beside what their role needs.

Posts and what people showed are restricted, and whoever answers for a laboratory has no clearance for restricted
records of the country: it would open those of every other laboratory. So the posts of their own organisation's
facilities, and no others, are read with `DOOR` for a laboratory head or biosafety officer of that organisation. While
somebody looks with other eyes nobody acts, and the door is shut.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from kerege.capacity.models import CompetenceEvidence, Post, PostHolder
from kerege.capacity.queries.frameworks import definitions_on
from kerege.capacity.queries.teams import through
from kerege.capacity.rules.framework import Definition
from kerege.capacity.rules.levels import Estimate, Piece, estimate, teaches
from kerege.capacity.rules.people import RESPONSIBLE, counted_twice
from kerege.capacity.words.competence import Level, Shown
from kerege.inventory import queries as inventory
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, Actor
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="capacity.posts", everywhere=Sensitivity.RESTRICTED)


@dataclass(frozen=True)
class PostLine:
    """A role in a unit, with how many people and full-time equivalents, of whom `named` are known by name. `unit` is
    the unit's uid, empty for the facility as a whole. Without `needs` the framework asks nothing of the role.
    """

    id: int
    framework_id: int
    uid: str
    owner: str
    facility: str
    unit: str
    framework: str
    role: str
    people: int
    fte: Decimal
    named: int
    needs: bool
    start: date
    synthetic: bool


@dataclass(frozen=True)
class HeldCompetence:
    """One competence that a role needs. `levels` and `may_teach` have an entry for each of its people: what they have
    shown, or None where it is unknown. Whether somebody may teach is asked only where the target is T.
    """

    competence: str
    target: Level
    criticality: int
    levels: tuple[Estimate | None, ...]
    may_teach: tuple[bool | None, ...]

    @property
    def unknown(self) -> int:
        return sum(level is None for level in self.levels)


@dataclass(frozen=True)
class HeldPost:
    """A post with every competence that its role needs, in the order of the framework."""

    post: PostLine
    competences: tuple[HeldCompetence, ...]


def posts(
    viewer: Viewer,
    *,
    on: date,
    acting: Actor = ANONYMOUS,
    owner: str = "",
    facilities: Collection[str] = (),
) -> list[PostLine]:
    """The posts of the day that the reader may read, by facility, unit and role; of one owner or of some facilities
    where they are named. `acting` is who acts, for the posts of their own organisation; nobody for imagined readers.
    """
    return post_lines(rows_of(viewer, acting, on, owner=owner, facilities=facilities), on)


def held(
    viewer: Viewer,
    *,
    on: date,
    acting: Actor = ANONYMOUS,
    owner: str = "",
    facilities: Collection[str] = (),
) -> list[HeldPost]:
    """For each (facility, unit, role) that `posts` gives: its headcount and, for each competence that the role needs,
    target, criticality and the level of each of its people, unknown where nothing was shown that still counts.

    People who are not known by name are unknown too: there are always as many levels as people, the named ones first.
    It names nobody, and asks the same number of questions of the database however many posts there are.
    """
    rows = rows_of(viewer, acting, on, owner=owner, facilities=facilities)
    known = definitions_on({row.framework_id for row in rows}, on)
    named = holders_on([row.id for row in rows], on)
    shown = estimates_of({person for people in named.values() for person in people}, on)
    found = []
    for row in rows:
        line = _line(row, known, len(named.get(row.id, ())))
        definition = known[row.framework_id][1] if row.framework_id in known else None
        people = [shown.get((person, row.framework_id), {}) for person in named.get(row.id, ())]
        found.append(HeldPost(line, tuple(_competences(definition, row.role, people, row.people))))
    return found


def double_counted(
    lines: Iterable[PostLine], viewer: Viewer, *, on: date, acting: Actor = ANONYMOUS
) -> dict[int, dict[int, int]]:
    """Of posts that the reader may read: by row number of the post, its persons who stand on posts anywhere with more
    than 100 percent together. A warning; nothing is refused for it.

    The percentage told is that of the posts that the reader may read. Where it is 100 or less, others keep posts of the
    person too: neither which nor how much is told, because these are theirs.
    """
    named = holders_on([line.id for line in lines], on)
    persons = {person for people in named.values() for person in people}
    twice = twice_among(persons, viewer, on=on, acting=acting)
    found = {post: {person: twice[person] for person in people if person in twice} for post, people in named.items()}
    return {post: people for post, people in found.items() if people}


def twice_among(persons: Collection[int], viewer: Viewer, *, on: date, acting: Actor = ANONYMOUS) -> dict[int, int]:
    """The persons with more than a full week, with what the reader may know of it, as `double_counted` says."""
    columns = ("post_id", "person_id", "share")
    rows = list(PostHolder.objects.seen_by(DOOR).filter(current(on), person_id__in=list(persons)).values_list(*columns))
    twice = counted_twice((person, share) for _, person, share in rows)
    if not twice:
        return {}
    read = {row.id for row in rows_of(viewer, acting, on)}
    known = dict.fromkeys(twice, 0)
    for post, person, share in rows:
        if post in read and person in known:
            known[person] += share
    return known


# -- for the other queries of this room --------------------------------------------------------------------------------


def rows_of(viewer: Viewer, acting: Actor, on: date, *, owner: str = "", facilities: Collection[str] = ()) -> list[Any]:
    """Rows of posts of the day that the reader may read by clearance or as whoever answers for them."""
    wanted = current(on)
    if owner:
        wanted &= Q(owner=owner)
    if facilities:
        wanted &= Q(facility__in=list(facilities))
    own = own_facilities(viewer, acting, on).items()
    doors = (
        Post.objects.seen_by(viewer),
        *(Post.objects.seen_by(DOOR).filter(owner=of, facility__in=keys) for of, keys in own),
    )
    rows = through(*(door.filter(wanted) for door in doors))
    return sorted(rows, key=lambda row: (row.facility, row.unit, row.role, row.id))


def post_lines(rows: list[Any], on: date) -> list[PostLine]:
    """The lines of rows that `rows_of` gave."""
    known = definitions_on({row.framework_id for row in rows}, on)
    named = holders_on([row.id for row in rows], on)
    return [_line(row, known, len(named.get(row.id, ()))) for row in rows]


def own_facilities(viewer: Viewer, acting: Actor, on: date) -> dict[str, list[str]]:
    """The facilities of the organisations for which somebody answers, by the owner of their records."""
    found: dict[str, list[str]] = {}
    for grant in acting.grants:
        if grant.role in RESPONSIBLE and grant.organisation:
            choice = inventory.Choice(owners=(grant.owner,), organisations=(grant.organisation,))
            lines = inventory.facilities(viewer, on=on, choice=choice, size=500).rows
            found.setdefault(grant.owner, []).extend(line.key for line in lines)
    return found


def estimates_of(persons: Collection[int], on: date) -> dict[tuple[int, int], dict[str, Estimate]]:
    """Of persons, by row number of person and of framework, what they have shown of each competence. Asks no clearance:
    whoever calls it has asked whose posts, or whose own record, it is.
    """
    if not persons:
        return {}
    rows = CompetenceEvidence.objects.seen_by(DOOR).filter(person_id__in=list(persons), withdrawn_on__isnull=True)
    pieces: dict[tuple[int, int], dict[str, list[Piece]]] = {}
    columns = ("person_id", "framework_id", "competence", "kind", "level", "shown_on", "expires_on", "taught")
    for person, framework, competence, kind, *told in rows.order_by("id").values_list(*columns):
        by_competence = pieces.setdefault((person, framework), {})
        by_competence.setdefault(competence, []).append(Piece(Shown(kind), *told))
    return {
        whose: {code: found for code, each in of.items() if (found := estimate(each, on)) is not None}
        for whose, of in pieces.items()
    }


def current(on: date) -> Q:
    """The posts, or the people on them, of the day."""
    return Q(start__lte=on) & (Q(end__isnull=True) | Q(end__gt=on))


def holders_on(ids: Collection[int], on: date) -> dict[int, list[int]]:
    """The persons who are named on each of these posts on the day, by their row numbers."""
    found: dict[int, list[int]] = {}
    rows = PostHolder.objects.seen_by(DOOR).filter(current(on), post_id__in=list(ids)).order_by("id")
    for post, person in rows.values_list("post_id", "person_id"):
        found.setdefault(post, []).append(person)
    return found


def _line(row: Any, known: dict[int, tuple[str, Definition]], named: int) -> PostLine:
    key, definition = known.get(row.framework_id, ("", None))
    role = definition.role(row.role) if definition else None
    return PostLine(
        id=row.id,
        framework_id=row.framework_id,
        uid=str(row.uid),
        owner=row.owner,
        facility=row.facility,
        unit=row.unit,
        framework=key,
        role=row.role,
        people=row.people,
        fte=row.fte,
        named=named,
        needs=bool(role and role.profile),
        start=row.start,
        synthetic=row.synthetic,
    )


def _competences(
    definition: Definition | None, role: str, people: list[dict[str, Estimate]], count: int
) -> Iterable[HeldCompetence]:
    wanted = definition.role(role) if definition else None
    if definition is None or wanted is None:
        return
    order = [each.code for each in definition.competences()]
    empty: list[Any] = [None] * max(0, count - len(people))
    for need in sorted(wanted.profile, key=lambda each: order.index(each.competence)):
        levels = [shown.get(need.competence) for shown in people]
        teach: list[bool | None] = []
        if need.target == Level.TEACHES:
            teach = [teaches(shown.get(need.competence), shown.get(definition.teaching)) for shown in people] + empty
        yield HeldCompetence(need.competence, need.target, need.criticality, (*levels, *empty), tuple(teach))
