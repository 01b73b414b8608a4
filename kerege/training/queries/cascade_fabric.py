"""What the cascade is made of, read once and kept until a training act is written.

Four sums of the database and no row of a register: the courses held, how many each closed register has, who taught and
where those were trained, and who is in several registers. Numbers of persons stay in here; what leaves is counted by
the rules. A line that a person makes tells that somebody of one course taught another: it is read by whoever reads
national records of both owners. All others have the lines that sources state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from kerege.lib.sensitivity import Sensitivity
from kerege.records.keeping import clearance, kept_large_until_written
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseCount, CourseDescent, CourseStaff, Participation
from kerege.training.queries.scope import COUNTING
from kerege.training.rules import Counted, Figure, count_people
from kerege.training.rules.cascade import Knot, Line, Placed, lines_of_people, place
from kerege.training.words import CourseKind, Measure, Part, Status
from kerege.training.words.cascade import WOVEN, Basis
from kerege.training.words.delivery import TEACHING, Answer


@dataclass(frozen=True, slots=True)
class Facts:
    """What a course in the cascade is asked for. `closed`: its register stands for it."""

    uid: str
    title: str
    kind: str
    owner: str
    project: str
    venue: str
    trainees_from: str
    group: int | None
    host: int | None
    outside: bool | None
    precision: str
    date_text: str
    closed: bool
    synthetic: bool


@dataclass(frozen=True)
class People:
    """Who was where, for all courses. `trained` and `taught`: the courses of each person who taught something; `sizes`
    of the closed registers; `nameless` of their rows lead to no person; `seats` has for each course those of its people
    who are in several registers.
    """

    trained: Mapping[int, tuple[int, ...]]
    taught: Mapping[int, tuple[int, ...]]
    sizes: Mapping[int, int]
    nameless: Mapping[int, int]
    seats: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class Fabric:
    """The courses that a reader may see, with the lines that this reader may know, as on a day."""

    knots: Mapping[int, Knot]
    facts: Mapping[int, Facts]
    placed: Placed
    people: People
    unknown_above: frozenset[int]
    open_owners: frozenset[str]
    figures: Mapping[int, Counted]
    groups: Mapping[int | None, tuple[Counted, frozenset[int]]]

    def exact(self, numbers: Iterable[int]) -> bool:
        """Whether the reader may know who sat in several of these courses."""
        return {self.facts[n].owner for n in numbers} <= self.open_owners


def fabric(viewer: Viewer, *, on: date) -> Fabric:
    """The cascade as on a day."""
    return kept_large_until_written(f"cascade {clearance(viewer)} {on}", lambda: _fabric(viewer, on), by=WOVEN)


def _fabric(viewer: Viewer, on: date) -> Fabric:
    knots, facts = _courses(viewer, on)
    people = kept_large_until_written("cascade people", _people, by=WOVEN)
    owners = {each.owner for each in facts.values()}
    open_owners = frozenset(o for o in owners if viewer.clearance_for(o) >= Sensitivity.NATIONAL)
    open_knots = {n: knot for n, knot in knots.items() if facts[n].owner in open_owners}
    stated, unknown = _stated(viewer)
    lines = lines_of_people(open_knots, people.trained, people.taught) if open_knots else []
    told = {(line.above, line.below) for line in lines}
    lines += [line for line in stated if (line.above, line.below) not in told]
    placed = place(knots, lines)
    figures, groups = _figures(viewer, facts)
    return Fabric(knots, facts, placed, people, frozenset(unknown & set(knots)), open_owners, figures, groups)


COLUMNS = (
    *(
        "id",
        "done_by",
        "first_day",
        "last_day",
        "generation",
        "kind",
        "uid",
        "title",
        "owner",
        "project_key",
        "venue_id",
    ),
    *("trainees_from_id", "group_id", "host_id", "external_funding", "precision", "date_text"),
    *("register_closed_on", "synthetic"),
)


def _courses(viewer: Viewer, on: date) -> tuple[dict[int, Knot], dict[int, Facts]]:
    rows = Course.objects.seen_by(viewer).filter(status=Status.HELD, done_by__lte=on).order_by()
    knots, facts = {}, {}
    for row in rows.values_list(*COLUMNS):
        number, done_by, first, last, generation, kind, uid, title, owner, project, venue, country, *rest = row
        group, host, outside, precision, date_text, closed_on, synthetic = rest
        knots[number] = Knot(number, done_by, first, last, generation, kind == CourseKind.TOT_PART1)
        facts[number] = Facts(
            *(str(uid), title, kind, owner, project, venue or "", country or ""),
            *(group, host, outside, precision, date_text, closed_on is not None, synthetic),
        )
    return knots, facts


Groups = dict[int | None, tuple[Counted, frozenset[int]]]


def _figures(viewer: Viewer, facts: Mapping[int, Facts]) -> tuple[dict[int, Counted], Groups]:
    """What sources state about courses without a closed register, and about groups that are counted as one: those with
    a figure of their own, unless every course of them has a closed register.
    """
    members: dict[int, set[int]] = {}
    for number, each in facts.items():
        if each.group is not None:
            members.setdefault(each.group, set()).add(number)
    found: dict[str, dict[int, list[Figure]]] = {"course_id": {}, "group_id": {}}
    rows = CourseCount.objects.seen_by(viewer).filter(measure=Measure.TRAINEES).order_by("id")
    for course, group, *figure in rows.values_list("course_id", "group_id", "value", "qualifier", "source__key"):
        about, key = ("course_id", course) if group is None else ("group_id", group)
        found[about].setdefault(key, []).append(Figure(*figure))
    counted = {g: count_people(each, register=None) for g, each in found["group_id"].items() if g in members}
    groups: Groups = {
        g: (each, frozenset(members[g]))
        for g, each in counted.items()
        if each.basis == "stated" and not all(facts[n].closed for n in members[g])
    }
    stated = {n: count_people(each, register=None) for n, each in found["course_id"].items() if n in facts}
    return {n: each for n, each in stated.items() if not facts[n].closed}, groups


def _stated(viewer: Viewer) -> tuple[list[Line], set[int]]:
    """The lines that sources state, and the courses whose trainers were trained in a course that is not on record."""
    rows = CourseDescent.objects.seen_by(viewer).order_by("id").values_list("taught_by_id", "course_id", "basis")
    lines, unknown = [], set()
    for above, below, basis in rows:
        if above is None:
            unknown.add(below)
        else:
            lines.append(Line(above, below, Basis(basis)))
    return lines, unknown


def _people() -> People:
    closed = _closed()
    rows = Participation.objects.seen_by(COUNTING)
    trainees = rows.filter(role=Part.TRAINEE, course__in=closed)
    taught = _by_first(_teaching())
    staff = CourseStaff.objects.seen_by(COUNTING).filter(part__in=TEACHING).order_by().values("person_id")
    in_registers = rows.filter(role=Part.TRAINER, person__isnull=False).order_by().values("person_id")
    trained = (trainees.filter(person__in=who).order_by() for who in (staff, in_registers))
    counted = trainees.order_by().values("course_id").annotate(n=Count("id"), named=Count("person_id"))
    sizes = {each["course_id"]: (each["n"], each["n"] - each["named"]) for each in counted}
    return People(
        _by_first(pair for part in trained for pair in part.values_list("person_id", "course_id")),
        taught,
        {course: n for course, (n, _) in sizes.items()},
        {course: nameless for course, (_, nameless) in sizes.items() if nameless},
        _by_first((course, person) for person, course in _repeated(trainees)),
    )


def _closed() -> Any:
    """Courses whose register stands for them."""
    rows = Course.objects.seen_by(COUNTING).filter(status=Status.HELD, register_closed_on__isnull=False)
    return rows.order_by().values("id")


def _teaching() -> Iterator[tuple[int, int]]:
    """Who taught which course: staff that did not decline and was not replaced, and trainers of closed registers."""
    staff = CourseStaff.objects.seen_by(COUNTING).filter(part__in=TEACHING, until__isnull=True)
    yield from staff.exclude(answer=Answer.DECLINED).order_by().values_list("person_id", "course_id")
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINER, person__isnull=False)
    yield from rows.filter(course__in=_closed()).order_by().values_list("person_id", "course_id")


def _repeated(rows: Any) -> Any:
    several = rows.filter(person__isnull=False).order_by().values("person_id").annotate(n=Count("id")).filter(n__gt=1)
    return rows.filter(person__in=several.values("person_id")).order_by().values_list("person_id", "course_id")


def _by_first(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for first, second in pairs:
        there = found.get(first)
        if there is None:
            found[first] = [second]
        elif second not in there:
            there.append(second)
    return {first: tuple(seconds) for first, seconds in found.items()}
