"""What the records of courses prove of one person: where somebody was trained or taught, and what they reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseStaff, CourseTest, Participation, TestResult
from kerege.training.rules.evaluation_tests import percent
from kerege.training.words import PARTS, Part, Status
from kerege.training.words.delivery import STAFF_PARTS, Answer, StaffPart
from kerege.training.words.evaluation import TestKind


@dataclass(frozen=True)
class PersonPart:
    """One course of a person. `parts` are untranslated words; `results` the closed tests with what was reached, in
    percent of the most. `registered`: it stands in the register, else only in the plan of a course that was held.
    """

    uid: str
    title: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    parts: tuple[str, ...]
    results: tuple[tuple[TestKind, float], ...]
    registered: bool
    synthetic: bool


def parts_of_person(viewer: Viewer, uid: str, *, on: date) -> list[PersonPart]:
    """The courses of this person as on the day, the newest first: from the rows of registers, of staff and of results
    that the viewer's clearance reaches, each by its own owner. Empty where the person's record is not to be seen.

    A part in a plan counts once the course was held, and never for who declined or was replaced.
    """
    number, _owner = people.persons_of(viewer, [uid]).get(uid, (0, ""))
    if not number:
        return []
    listed = Participation.objects.seen_by(viewer).filter(person_id=number, registered_on__lte=on).order_by("id")
    planned = CourseStaff.objects.seen_by(viewer).filter(person_id=number, since__lte=on, until__isnull=True)
    registered: dict[int, list[str]] = {}
    staff: dict[int, list[str]] = {}
    for row in listed.seen():
        registered.setdefault(row.course_id, []).append(PARTS[Part(row.role)])
    for row in planned.exclude(answer=Answer.DECLINED).order_by("id").seen():
        staff.setdefault(row.course_id, []).append(STAFF_PARTS[StaffPart(row.part)])
    reached = _reached(viewer, number, on)
    found = Course.objects.seen_by(viewer).filter(id__in={*registered, *staff, *reached}).seen()
    lines = [
        _line(course, registered.get(course.id, ()), staff.get(course.id, ()), reached.get(course.id, ()))
        for course in found
        if course.id not in staff or course.id in registered or course.status == Status.HELD
    ]
    return sorted(lines, key=lambda each: each.first_day or date.min, reverse=True)


def _reached(viewer: Viewer, number: int, on: date) -> dict[int, list[tuple[TestKind, float]]]:
    rows = list(TestResult.objects.seen_by(viewer).filter(person_id=number).order_by("id").seen())
    tests = CourseTest.objects.seen_by(viewer).filter(id__in={row.test_id for row in rows}, closed_on__lte=on)
    known = {test.id: test for test in tests.order_by("on", "id").seen()}
    scores = {row.test_id: row.score for row in rows}
    found: dict[int, list[tuple[TestKind, float]]] = {}
    for test in known.values():
        found.setdefault(test.course_id, []).append((TestKind(test.kind), percent(scores[test.id], test.most)))
    return found


def _line(course: Any, listed: Sequence[str], staff: Sequence[str], reached: Sequence[Any]) -> PersonPart:
    parts = tuple(dict.fromkeys([*listed, *staff]))
    return PersonPart(
        str(course.uid),
        course.title,
        course.first_day,
        course.last_day,
        course.precision,
        course.date_text,
        parts,
        tuple(reached),
        bool(listed),
        course.synthetic,
    )
