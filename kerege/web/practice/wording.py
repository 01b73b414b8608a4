"""How what stands in an activity is shown: points, steps and injects, with who said what and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from kerege.training import queries
from kerege.training.queries import ActivityLine, Practice, SeenHere
from kerege.training.queries.practice_events import person_subject
from kerege.training.rules.practice_events import Event, Standing
from kerege.training.rules.practice_plan import Part, said
from kerege.training.words.curricula import ACTIVITY_KINDS
from kerege.training.words.practice import DOUBTS, MARKS, PACES, Mark, Pace, Seen
from kerege.web.activities import lists
from kerege.web.shell.figures import figure, moment_at

Words = Mapping[Any, str]


def here(request: HttpRequest, uid: object) -> Practice:
    """The activities of a course, for whoever has to do with them. Refuses people.unknown_key."""
    page = queries.practice_of(request.viewer, uid, by=request.actor)
    if page is None:
        raise lists.not_there(gettext("course"), uid)
    return page


def activity_here(request: HttpRequest, uid: object, activity: object) -> tuple[Practice, ActivityLine]:
    """An activity of a course. Refuses people.unknown_key."""
    page = here(request, uid)
    line = page.activity(activity)
    if line is None:
        raise lists.not_there(gettext("activity"), activity)
    return page, line


def lang() -> str:
    return get_language() or "en"


def kind_of(line: ActivityLine) -> str:
    """What kind of activity it is, in words; empty for a kind that this program does not know."""
    known = {kind.value: word for kind, word in ACTIVITY_KINDS.items()}
    return gettext(known[line.plan.kind]) if line.plan.kind in known else ""


@dataclass(frozen=True)
class Said:
    """One event that stands: what it says, who recorded it and when, and why its time should be asked about."""

    value: str
    who: str
    when: str
    arrived: str
    doubts: tuple[str, ...]
    note: str = ""
    held: str = ""


@dataclass(frozen=True)
class Matter:
    """A point, a step or an inject with what can be said of it. `seen` are the events that the page shows."""

    name: str
    kind: str
    person: str
    item: str
    text: str
    hint: str
    critical: bool
    choices: tuple[tuple[str, str, bool], ...]
    value: str
    seen: str
    said: tuple[Said, ...]
    disputed: bool
    expected: str
    typed: str = ""
    team: int = 0
    activity: str = ""
    minutes: int = 0
    until: int = 0


def points(page: Practice, line: ActivityLine, found: SeenHere, person: Any) -> list[Matter]:
    """The points of a checklist for one person."""
    subject = person_subject(person.number)
    marks = [(part, found.stands.get((Seen.MARK.value, subject, part.id))) for part in line.plan.checklist]
    return [_matter(page, found, Seen.MARK, part, stands, MARKS, person=person.uid) for part, stands in marks]


def steps(page: Practice, line: ActivityLine, found: SeenHere) -> list[Matter]:
    return [_matter(page, found, Seen.STEP, each, found.pace(Seen.STEP, each.id), PACES) for each in line.plan.steps]


def injects(page: Practice, line: ActivityLine, found: SeenHere) -> list[Matter]:
    """Injects with the minute at which each is planned, and to whom it goes."""
    roles = {each.id: said(each.title, lang()) for each in line.plan.roles}
    return [
        _matter(page, found, Seen.INJECT, each, found.pace(Seen.INJECT, each.id), PACES, hint=_planned(each, roles))
        for each in line.plan.injects
    ]


def _planned(part: Part, roles: Mapping[str, str]) -> str:
    told = gettext("Minute %(n)s") % {"n": figure(part.minutes)}
    whom = roles.get(part.to, part.to)
    return f"{told} · {whom}" if whom else told


def _matter(
    page: Practice,
    found: SeenHere,
    kind: Seen,
    part: Part,
    stands: Standing | None,
    words: Words,
    *,
    person: str = "",
    hint: str = "",
) -> Matter:
    value = stands.value if stands is not None else ""
    minutes = gettext("%(n)s min") % {"n": figure(part.minutes)} if kind == Seen.STEP and part.minutes else ""
    return Matter(
        name=f"{kind.value}:{part.id}",
        kind=kind.value,
        person=person,
        item=part.id,
        text=said(part.text, lang()) or said(part.title, lang()),
        hint=hint or minutes,
        critical=part.critical,
        choices=tuple((key.value, gettext(word), key.value == value) for key, word in words.items()),
        value=value,
        seen=" ".join(stands.uids) if stands is not None else "",
        said=tuple(told(page, found, stands.heads)) if stands is not None else (),
        disputed=stands.disputed if stands is not None else False,
        expected=said(part.expected, lang()),
    )


def told(page: Practice, found: SeenHere, events: Iterable[Event]) -> list[Said]:
    """Events as readers are told of them."""
    return [
        Said(
            value=_word(each),
            who=found.names.get(each.by, gettext("somebody who was erased")),
            when=moment_at(each.device_at, page.zone),
            arrived=moment_at(each.received_at, page.zone),
            doubts=tuple(gettext(DOUBTS[doubt]) for doubt in found.doubts.get(each.uid, ())),
            note=each.note,
            held=gettext("kept in the class %(name)s") % {"name": each.held} if each.held else "",
        )
        for each in events
    ]


def _word(event: Event) -> str:
    if event.kind == Seen.MARK:
        return gettext(MARKS[Mark(event.value)])
    return gettext(PACES[Pace(event.value)]) if event.kind in {Seen.STEP, Seen.INJECT, Seen.ROUND} else ""


@dataclass(frozen=True)
class Trainee:
    """One row of the people of an activity."""

    uid: str
    name: str
    group: int
    marked: int
    points: int
    me: bool
    skill: Any


def trainees(page: Practice, line: ActivityLine, found: SeenHere) -> Sequence[Trainee]:
    """Who takes part, group by group."""
    groups = line.session.groups if line.session is not None else {}
    rows = []
    for each in page.people:
        skill = found.skills.get(each.number)
        marked = len(skill.marks) if skill is not None else 0
        rows.append(
            Trainee(each.uid, each.name, groups.get(each.number, 0), marked, len(line.plan.checklist), each.me, skill)
        )
    return sorted(rows, key=lambda row: (row.group == 0, row.group))
