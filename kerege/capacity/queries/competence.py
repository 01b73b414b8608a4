"""What one person has shown, for that person and for whoever may read it: those who read one of the posts on which the
person stands (queries.posts), and who has clearance for restricted records of the person's owner. Nobody else. Whoever
only records what they observe reads that, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kerege.capacity.models import CompetenceEvidence, PostHolder
from kerege.capacity.queries.frameworks import definitions_on
from kerege.capacity.queries.posts import (
    DOOR,
    HeldPost,
    PostLine,
    current,
    double_counted,
    estimates_of,
    held,
    holders_on,
    post_lines,
    rows_of,
    twice_among,
)
from kerege.capacity.rules.framework import Definition
from kerege.capacity.rules.levels import Estimate, teaches
from kerege.capacity.rules.people import OBSERVERS
from kerege.journal.rules import pseudonyms_of
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.queries import PersonLine
from kerege.people.rules import ANONYMOUS, MAY, Actor
from kerege.people.words import Deed
from kerege.records.labels import Withheld
from kerege.records.personal import looked_at_person, subject_model
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ShownLine:
    """One piece of evidence. `counts` says whether it weighs anything on the day; `mine` whether the reader gave it."""

    uid: str
    framework: str
    competence: str
    kind: str
    level: int
    taught: bool
    shown_on: date
    expires_on: date | None
    reference: str
    counts: bool
    withdrawn_on: date | None
    why_withdrawn: str
    given_by: str
    mine: bool


@dataclass(frozen=True)
class CompetenceLine:
    """A competence of a framework with the level that was shown; None is unknown. `target` is the highest that the
    posts of the person want, empty where none does.
    """

    framework: str
    competence: str
    level: Estimate | None
    target: str
    may_teach: bool | None


@dataclass(frozen=True)
class PersonPage:
    """One person. `frameworks` are those of their posts and of what they showed, by key; `posts` are those that the
    reader may read. `twice` is as queries.posts.double_counted tells it, None where nothing is counted twice. With
    `in_part` the reader sees what they recorded themselves, and nothing else.
    """

    uid: str
    key: str
    owner: str
    name: str | Withheld
    oneself: bool
    posts: tuple[PostLine, ...]
    frameworks: dict[str, Definition]
    competences: tuple[CompetenceLine, ...]
    shown: tuple[ShownLine, ...]
    twice: int | None
    in_part: bool


@dataclass(frozen=True)
class HolderLine:
    """Somebody named on a post. `twice` is as queries.posts.double_counted tells it, None where they are not."""

    uid: str
    person: str
    name: str | Withheld
    share: int
    twice: int | None
    start: date


@dataclass(frozen=True)
class PostPage:
    """A post with what its people hold beside what is required, and with its people by name."""

    held: HeldPost
    definition: Definition
    people: tuple[HolderLine, ...]


def post_page(viewer: Viewer, uid: object, *, on: date, acting: Actor = ANONYMOUS) -> PostPage | None:
    """One post of the day; None where there is none that the reader may read."""
    number = uid_or_none(uid)
    row = next((each for each in rows_of(viewer, acting, on) if each.uid == number), None) if number else None
    known = definitions_on([row.framework_id], on) if row is not None else {}
    if row is None or row.framework_id not in known:
        return None
    found = next(
        each for each in held(viewer, on=on, acting=acting, facilities=[row.facility]) if each.post.id == row.id
    )
    holders = PostHolder.objects.seen_by(DOOR).filter(current(on), post_id=row.id).order_by("id").seen()
    persons = {each.person_id for each in holders}
    names, uids = people.person_names(viewer, persons), people.person_uids(viewer, persons)
    twice = double_counted([found.post], viewer, on=on, acting=acting).get(row.id, {})
    told = tuple(
        HolderLine(
            uid=str(each.uid),
            person=uids.get(each.person_id, ""),
            name=names.get(each.person_id, ""),
            share=each.share,
            twice=twice.get(each.person_id),
            start=each.start,
        )
        for each in holders
    )
    for person in persons & set(names):
        looked_at_person(person)
    return PostPage(found, known[row.framework_id][1], told)


def person_page(viewer: Viewer, uid: object, *, on: date, acting: Actor = ANONYMOUS) -> PersonPage | None:
    """What a person has shown; None where there is nobody, or nobody of whom the reader may read or record it."""
    number = uid_or_none(uid)
    model = subject_model(CompetenceEvidence, "person")
    row = model.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    if row is None:
        return None
    own = bool(acting.uid) and people.person_number(acting.uid) == row.id
    posts = _posts(DOOR if own else viewer, ANONYMOUS if own else acting, row.id, on)
    name = people.person_names(DOOR if own else viewer, [row.id]).get(row.id, "")
    whole = own or bool(posts) or viewer.may_see(Sensitivity.RESTRICTED, row.owner)
    if not whole and not (name and _records(acting, row)):
        return None
    if not own:
        looked_at_person(row.id)
    page = _page(row, posts, acting, on, name=name, oneself=own, in_part=not whole)
    twice = twice_among([row.id], DOOR if own else viewer, on=on, acting=acting) if whole else {}
    return replace(page, twice=twice.get(row.id))


def persons_to_show(viewer: Viewer, lines: Iterable[PersonLine], *, on: date, acting: Actor) -> list[PersonLine]:
    """Of persons whose name the reader may read those of whom `person_page` gives something."""
    rows = subject_model(CompetenceEvidence, "person").objects.seen_by(DOOR)
    rows = {str(row.uid): row for row in rows.filter(uid__in=[line.uid for line in lines]).seen()}
    on_posts = {
        person for each in holders_on([r.id for r in rows_of(viewer, acting, on)], on).values() for person in each
    }
    return [
        line
        for line in lines
        if (row := rows.get(line.uid)) is not None
        and (row.id in on_posts or viewer.may_see(Sensitivity.RESTRICTED, row.owner) or _records(acting, row))
    ]


def _records(acting: Actor, row: Any) -> bool:
    """Whether somebody may record what this person showed without reading the rest: an observer of the country, and
    who answers for the organisation that stands in the person's record.
    """
    own = row.organisation.key if row.organisation_id else ""
    held = [g for g in acting.grants if g.owner == row.owner and g.role in MAY[Deed.SHOW_COMPETENCE]]
    return any(g.role in OBSERVERS or (g.organisation and g.organisation == own) for g in held)


def my_page(acting: Actor, *, on: date) -> PersonPage | None:
    """What the reader has shown; None for an account without a person."""
    number = people.person_number(acting.uid) if acting.uid else None
    if number is None:
        return None
    row = subject_model(CompetenceEvidence, "person").objects.seen_by(DOOR).filter(id=number).one()
    return person_page(Viewer(uid=acting.uid), row.uid, on=on, acting=acting)


def _posts(viewer: Viewer, acting: Actor, person: int, on: date) -> list[PostLine]:
    """The posts on which somebody stands, of those that the reader may read."""
    rows = rows_of(viewer, acting, on)
    named = holders_on([row.id for row in rows], on)
    return post_lines([row for row in rows if person in named.get(row.id, ())], on)


def _page(
    row: Any, posts: list[PostLine], acting: Actor, on: date, *, name: Any, oneself: bool, in_part: bool
) -> PersonPage:
    me = pseudonyms_of([acting.uid]).get(acting.uid, acting.uid) if acting.uid else ""
    given = CompetenceEvidence.objects.seen_by(DOOR).filter(person_id=row.id).order_by("-shown_on", "-id")
    rows = (given.filter(given_by=me or "-") if in_part else given).seen()
    ids = {each.framework_id for each in rows} | {line.framework_id for line in posts}
    known = definitions_on(ids, on)
    estimates = {} if in_part else estimates_of([row.id], on)
    lines: list[CompetenceLine] = []
    for number, (key, definition) in sorted(known.items(), key=lambda each: each[1][0]):
        mine = [line.role for line in posts if line.framework_id == number]
        lines += _competences(key, definition, estimates.get((row.id, number), {}), mine)
    names = people.actor_names([each.given_by for each in rows])
    return PersonPage(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        name=name,
        oneself=oneself,
        posts=tuple(posts),
        frameworks=dict(known.values()),
        competences=tuple(lines),
        shown=tuple(_shown(each, known, names, me, on) for each in rows),
        twice=None,
        in_part=in_part,
    )


def _competences(
    key: str, definition: Definition, estimates: dict[str, Estimate], roles: list[str]
) -> list[CompetenceLine]:
    """The competences that the roles need or of which something was shown, in the order of the framework."""
    found = []
    for each in definition.competences():
        wanted = [w.target.value for role in roles if (r := definition.role(role)) and (w := r.wanted(each.code))]
        level = estimates.get(each.code)
        if not wanted and level is None:
            continue
        teach = teaches(level, estimates.get(definition.teaching)) if "T" in wanted else None
        found.append(CompetenceLine(key, each.code, level, max(wanted, default=""), teach))
    return found


def _shown(row: Any, known: dict[int, tuple[str, Definition]], names: dict[str, str], me: str, on: date) -> ShownLine:
    return ShownLine(
        uid=str(row.uid),
        framework=known[row.framework_id][0] if row.framework_id in known else "",
        competence=row.competence,
        kind=row.kind,
        level=row.level,
        taught=row.taught,
        shown_on=row.shown_on,
        expires_on=row.expires_on,
        reference=row.reference,
        counts=row.withdrawn_on is None and row.shown_on <= on and (row.expires_on is None or row.expires_on > on),
        withdrawn_on=row.withdrawn_on,
        why_withdrawn=row.why_withdrawn,
        given_by=names.get(row.given_by, ""),
        mine=bool(me) and row.given_by == me,
    )
