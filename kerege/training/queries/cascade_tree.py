"""The cascade course by course: branches of the tree, and what came of one course."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.conf import settings

from kerege.lib.figures import SourceRef
from kerege.people.rules import Actor
from kerege.records.citing import cited
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseDescent, DescentSource, Participation
from kerege.training.queries.cascade import Chosen, Reach, days_taught, reach_of, selected
from kerege.training.queries.cascade_fabric import Fabric, fabric
from kerege.training.queries.courses import Page
from kerege.training.queries.staff import courses_of
from kerege.training.rules.cascade import Line, agreement, came_of, hang_under
from kerege.training.rules.cascade_sums import Used, standing, used
from kerege.training.words import Part
from kerege.training.words.cascade import Agreement, Basis, Standing

Each = TypeVar("Each")
MOST_BELOW = 12
"""So many courses below one are shown in the tree; the page of the course has them all."""


@dataclass(frozen=True)
class Leaf:
    """A course in the tree. `basis` says on what the line from above rests, `people` how many make it; `reach` are its
    own trainees; `below` how many courses hang under it, at any depth (None in the tree, which shows them).
    """

    uid: str
    title: str
    kind: str
    owner: str
    project: str
    venue: str
    trainees_from: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    generation: int | None
    recorded: int | None
    agreement: Agreement
    reach: Reach
    with_group: bool
    below: int | None
    basis: Basis | None
    people: int
    synthetic: bool


@dataclass(frozen=True)
class Branch:
    """A course with what hangs under it: the first of the courses and how many more there are."""

    leaf: Leaf
    below: tuple["Branch", ...] = ()
    more: int = 0


@dataclass(frozen=True)
class LineNote:
    """What was recorded of a line: on what it rests, why, and who says so. `above` is empty where the course in which
    the trainers were trained is not on record.
    """

    uid: str
    owner: str
    above_key: str
    above: str
    above_title: str
    basis: Basis
    note: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class TrainerLine:
    """Somebody trained in a course: by number, for whoever may read names; `taught` how many courses since."""

    person: int
    taught: int
    last: date | None
    standing: Standing


@dataclass(frozen=True)
class Outcome:
    """What came of one course: by steps below it, with its own trainees first (step 0)."""

    leaf: Leaf
    steps: tuple[tuple[int, Reach], ...]
    onward: Reach
    above: tuple[Leaf, ...]
    below: Page[Leaf]
    notes: tuple[LineNote, ...]
    used: Used
    trainers: tuple[TrainerLine, ...]


def table(viewer: Viewer, *, on: date, chosen: Chosen, page: int = 1, size: int = 50) -> Page[Leaf]:
    """The courses of the cascade by generation and day."""
    woven = fabric(viewer, on=on)
    generation = woven.placed.generation
    numbers = woven.once(
        ("table", chosen),
        lambda: sorted(selected(woven, chosen), key=lambda n: (generation[n], *_by_day(woven, n))),
    )
    return _page(woven, numbers, page, size)


def branches(viewer: Viewer, *, on: date, chosen: Chosen, page: int = 1, size: int = 20) -> Page[Branch]:
    """The tree from its first courses down to three levels, the largest first. A course that hangs under several stands
    under each.
    """
    woven = fabric(viewer, on=on)
    here, hung = woven.once(("tops", chosen), lambda: _tops(woven, selected(woven, chosen)))
    rows = tuple(_branch(woven, here, n, None, 0) for n in _part(hung, page, size))
    return Page(rows, len(hung), max(1, page), max(1, size))


def _tops(woven: Fabric, numbers: Collection[int]) -> tuple[set[int], list[int]]:
    """Of these courses, all of them, and those under which some hang and which hang under none; the largest first."""
    here, above, below = set(numbers), woven.placed.above, woven.placed.below
    tops = [n for n in here & below.keys() if n not in above or not any(line.above in here for line in above[n])]
    hung = [n for n in tops if any(line.below in here for line in below[n])]
    return here, sorted(hung, key=lambda n: (-len(below[n]), *_by_day(woven, n)))


def alone(viewer: Viewer, *, on: date, chosen: Chosen, page: int = 1, size: int = 50) -> Page[Leaf]:
    """Courses that are in the cascade by their record alone: no line leads to or from them."""
    woven = fabric(viewer, on=on)
    numbers = [n for n in selected(woven, chosen) if n not in woven.placed.by_lines]
    numbers.sort(key=lambda n: (woven.placed.generation[n], *_by_day(woven, n)))
    return _page(woven, numbers, page, size)


def mine(viewer: Viewer, *, by: Actor, on: date) -> list[Leaf]:
    """The courses that somebody taught, the last first, of those held by the day: the way to what came of each."""
    woven = fabric(viewer, on=on)
    numbers = [n for n in courses_of(by) if n in woven.knots]
    return _leaves(woven, sorted(numbers, key=lambda n: _by_day(woven, n), reverse=True))


def outcome(viewer: Viewer, uid: str, *, on: date, page: int = 1, size: int = 50) -> Outcome | None:
    """What came of one course; None where there is none on that day that the viewer may see.

    Names of trainers are asked from people; who taught since is listed for whoever may know who sat in several courses,
    and only by the courses of which they may know who taught them.
    """
    woven, least = fabric(viewer, on=on), int(settings.KEREGE_MIN_CELL)
    number = next((n for n, facts in woven.facts.items() if facts.uid == uid), None)
    if number is None:
        return None
    found = came_of(woven.placed, number)
    by_step = [
        [n for n, step in found.items() if step == each] for each in range(1, max(found.values(), default=0) + 1)
    ]
    steps = tuple((n, reach_of(woven, each, least=least)) for n, each in enumerate([[number], *by_step]))
    down = sorted(woven.placed.below.get(number, ()), key=lambda line: _by_day(woven, line.below))
    up = [line.above for line in woven.placed.above.get(number, ())]
    trainers = _trainers(woven, number, on)
    size_here = woven.people.sizes.get(number, 0) if woven.facts[number].closed else 0
    teach = used(
        size_here,
        woven.people.nameless.get(number, 0),
        [line.standing for line in trainers],
        exact=woven.exact([number]),
        k=least,
    )
    return Outcome(
        _leaf(woven, number),
        steps,
        reach_of(woven, list(found), least=least),
        tuple(_leaf(woven, n) for n in up),
        Page(tuple(_leaf(woven, x.below, x) for x in _part(down, page, size)), len(down), max(1, page), size),
        _notes(viewer, number),
        teach,
        (*trainers, *_silent(viewer, woven, number, {line.person for line in trainers}))
        if woven.exact([number])
        else (),
    )


def _trainers(woven: Fabric, number: int, on: date) -> list[TrainerLine]:
    if not woven.facts[number].closed:
        return []
    found, exact = [], woven.exact([number])
    for person, courses in woven.people.trained.items():
        if number in courses:
            days = days_taught(woven, person, [number], on, open_only=exact)
            if days:
                found.append(TrainerLine(person, len(days), max(days), standing(days, on=on)))
    return sorted(found, key=lambda line: (-line.taught, line.person))


def _silent(viewer: Viewer, woven: Fabric, number: int, teach: Collection[int]) -> list[TrainerLine]:
    """Who was trained to train and taught nothing since, for whoever may list the rows of the register."""
    if not (woven.facts[number].closed and woven.knots[number].trains):
        return []
    rows = Participation.objects.seen_by(viewer).filter(course_id=number, role=Part.TRAINEE, person__isnull=False)
    rest = rows.exclude(person__in=teach).order_by("id").values_list("person_id", flat=True)
    return [TrainerLine(person, 0, None, Standing.NEVER) for person in rest]


def _branch(woven: Fabric, here: set[int], number: int, line: Line | None, depth: int) -> Branch:
    lines = [each for each in woven.placed.below.get(number, ()) if each.below in here]
    lines.sort(key=lambda each: _by_day(woven, each.below))
    shown = lines[:MOST_BELOW] if depth < 2 else []
    below = tuple(_branch(woven, here, each.below, each, depth + 1) for each in shown)
    return Branch(_leaf(woven, number, line), below, len(lines) - len(shown))


def _part(found: Sequence[Each], page: int, size: int) -> Sequence[Each]:
    start = (max(1, page) - 1) * max(1, size)
    return found[start : start + max(1, size)]


def _page(woven: Fabric, numbers: Sequence[int], page: int, size: int) -> Page[Leaf]:
    rows = _leaves(woven, _part(numbers, page, size))
    return Page(tuple(rows), len(numbers), max(1, page), max(1, size))


def _leaves(woven: Fabric, numbers: Sequence[int]) -> list[Leaf]:
    """Leaves that say how many courses hang under them."""
    under = woven.under
    if unknown := [number for number in numbers if number not in under]:
        under.update(hang_under(woven.placed, unknown))
    return [replace(_leaf(woven, number), below=under[number]) for number in numbers]


def _leaf(woven: Fabric, number: int, line: Line | None = None) -> Leaf:
    facts, knot = woven.facts[number], woven.knots[number]
    return Leaf(
        *(facts.uid, facts.title, facts.kind, facts.owner, facts.project, facts.venue, facts.trainees_from),
        *(
            knot.first_day,
            knot.last_day,
            facts.precision,
            facts.date_text,
            woven.placed.generation.get(number),
            knot.recorded,
        ),
        agreement(knot, woven.placed),
        reach_of(woven, [number], least=int(settings.KEREGE_MIN_CELL)),
        facts.group in woven.groups,
        None,
        line.basis if line is not None else None,
        line.people if line is not None else 0,
        facts.synthetic,
    )


def _by_day(woven: Fabric, number: int) -> tuple[date, int]:
    knot = woven.knots[number]
    return knot.first_day or knot.done_by, number


def _notes(viewer: Viewer, number: int) -> tuple[LineNote, ...]:
    rows = CourseDescent.objects.seen_by(viewer).filter(course_id=number).order_by("id").seen()
    sources = cited(DescentSource, "descent", [row.id for row in rows])
    above = {row.taught_by_id for row in rows if row.taught_by_id}
    titles = _titles(viewer, above)
    return tuple(
        LineNote(
            *(str(row.uid), row.owner, *titles.get(row.taught_by_id, ("", "", ""))),
            *(Basis(row.basis), row.note, sources.get(row.id, ())),
        )
        for row in rows
    )


def _titles(viewer: Viewer, ids: Iterable[int]) -> dict[int | None, tuple[str, str, str]]:
    """Key, uid and title of courses that the viewer may see."""
    rows = Course.objects.seen_by(viewer).filter(id__in=list(ids)).seen()
    return {row.id: (row.key, str(row.uid), row.title) for row in rows}
