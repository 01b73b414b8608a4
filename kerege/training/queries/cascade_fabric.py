"""What the cascade is made of: read and woven once, and after a training act woven on from what it touched.

Sums of the database and no row of a register: the courses held, how many each closed register has, who taught and where
those were trained, and who is in several registers. Numbers of persons stay in here; what leaves is counted by the
rules. A line that a person makes tells that somebody of one course taught another: it is read by whoever reads national
records of both owners. All others have the lines that sources state.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from kerege.lib.sensitivity import Sensitivity
from kerege.records.keeping import clearance, kept_in_step
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseCount, CourseDescent
from kerege.training.queries.cascade_people import People, people_on, read_people
from kerege.training.queries.cascade_touched import touched_by
from kerege.training.rules import Counted, Figure, count_people
from kerege.training.rules.cascade import Knot, Line, Placed, lines_of_people, place
from kerege.training.rules.cascade_steps import Stated, counted_again, differing, instead, persons_of, place_on, upwards
from kerege.training.words import CourseKind, Measure, Status
from kerege.training.words.cascade import ABOUT_DELIVERIES, WOVEN, Basis

Answer = TypeVar("Answer")


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
class Fabric:
    """The courses that a reader may see, with the lines that this reader may know, as on a day. `stated`: those that
    sources state, also where a register says it better; `under`: how many courses hang under others, as far as it was
    asked.
    """

    knots: Mapping[int, Knot]
    facts: Mapping[int, Facts]
    placed: Placed
    people: People
    stated: Stated
    unknown_above: frozenset[int]
    open_owners: frozenset[str]
    figures: Mapping[int, Counted]
    groups: Mapping[int | None, tuple[Counted, frozenset[int]]]
    under: dict[int, int] = field(default_factory=dict, compare=False, repr=False)
    _kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, what: Any, make: Callable[[], Answer]) -> Answer:
        """`make()`, or what it gave before for the same question to this fabric."""
        if what not in self._kept:
            self._kept[what] = make()
        found: Answer = self._kept[what]
        return found

    def exact(self, numbers: Iterable[int]) -> bool:
        """Whether the reader may know who sat in several of these courses."""
        shut = self.once("shut", lambda: {n for n, each in self.facts.items() if each.owner not in self.open_owners})
        return shut.isdisjoint(numbers)


def fabric(viewer: Viewer, *, on: date) -> Fabric:
    """The cascade as on a day."""
    return kept_in_step(
        f"cascade {clearance(viewer)} {on}",
        lambda: _woven(viewer, on),
        lambda before, acts: _woven_on(before, viewer, on, touched_by(acts)),
        by=WOVEN,
    )


def _people() -> People:
    return kept_in_step(
        "cascade people",
        read_people,
        _people_on,
        by=WOVEN,
    )


def _people_on(before: People, acts: list[tuple[str, str]]) -> People | None:
    touched = touched_by(acts)
    anew = any(word.startswith(ABOUT_DELIVERIES) for word, _ in acts)
    return None if touched is None else people_on(before, touched, delivered_anew=anew)


def _woven(viewer: Viewer, on: date) -> Fabric:
    knots, facts = _courses(viewer, on)
    people = _people()
    open_owners = _open_owners(viewer, facts, people)
    stated, unknown = _stated(viewer)
    lines = lines_of_people(_open(knots, facts, open_owners), people.trained, people.taught)
    told = {(line.above, line.below) for line in lines}
    lines += [Line(*pair, basis) for pair, basis in stated.items() if pair not in told]
    figures, groups = _figures(viewer, facts)
    rest = (frozenset(unknown & set(knots)), open_owners, figures, groups)
    return Fabric(knots, facts, place(knots, lines), people, stated, *rest)


def _woven_on(before: Fabric, viewer: Viewer, on: date, touched: Collection[int] | None) -> Fabric | None:
    """The same as woven from nothing, from what it was before and the courses that were touched since."""
    if touched is None:
        return None
    new_knots, new_facts = _courses(viewer, on, only=touched)
    knots, facts = instead(before.knots, touched, new_knots), instead(before.facts, touched, new_facts)
    people = _people()
    open_owners = _open_owners(viewer, facts, people)
    stated, unknown = _stated(viewer)
    old = before.people
    who = persons_of(touched, old.trained, old.taught, people.trained, people.taught)
    who |= differing(old.trained, people.trained) | differing(old.taught, people.taught)
    was = _lines(before.knots, before.facts, before.open_owners, old, who)
    now = _lines(knots, facts, open_owners, people, who)
    changed = counted_again(before.placed, was, now, (before.stated, stated), touched)
    figures, groups = _figures(viewer, facts)
    placed = place_on(before.placed, knots, changed, touched)
    other = upwards({*touched, *(end for pair in changed for end in pair)}, before.placed.above, placed.above)
    under = instead(before.under, other, {})
    rest = (frozenset(unknown & set(knots)), open_owners, figures, groups, under)
    return Fabric(knots, facts, placed, people, stated, *rest)


def _lines(
    knots: Mapping[int, Knot], facts: Mapping[int, Facts], owners: Collection[str], people: People, who: set[int]
) -> list[Line]:
    """The lines that these people make, as far as the reader may know them."""
    trained, taught = ({p: each[p] for p in who if p in each} for each in (people.trained, people.taught))
    numbers = {n for each in (trained, taught) for courses in each.values() for n in courses if n in knots}
    return lines_of_people(_open({n: knots[n] for n in numbers}, facts, owners), trained, taught)


def _open(knots: Mapping[int, Knot], facts: Mapping[int, Facts], owners: Collection[str]) -> dict[int, Knot]:
    return {n: knot for n, knot in knots.items() if facts[n].owner in owners}


def _open_owners(viewer: Viewer, facts: Mapping[int, Facts], people: People) -> frozenset[str]:
    owners = {each.owner for each in facts.values()}
    owners |= {each.owner for theirs in people.delivered.values() for each in theirs}
    return frozenset(o for o in owners if viewer.clearance_for(o) >= Sensitivity.NATIONAL)


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


def _courses(
    viewer: Viewer, on: date, *, only: Collection[int] | None = None
) -> tuple[dict[int, Knot], dict[int, Facts]]:
    rows = Course.objects.seen_by(viewer).filter(status=Status.HELD, done_by__lte=on).order_by()
    rows = rows if only is None else rows.filter(id__in=only)
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


def _stated(viewer: Viewer) -> tuple[dict[tuple[int, int], Basis], set[int]]:
    """The lines that sources state, and the courses whose trainers were trained in a course that is not on record."""
    rows = CourseDescent.objects.seen_by(viewer).order_by("id").values_list("taught_by_id", "course_id", "basis")
    found = list(rows)
    stated = {(above, below): Basis(basis) for above, below, basis in found if above is not None}
    return stated, {below for above, below, _ in found if above is None}
