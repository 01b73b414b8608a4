"""What people have shown of what a course asks for: courses completed, certificates held, competences reached.

None of it is told here to anybody: whoever nominates, or organises, is told by name what is missing, and no more.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kerege.capacity.queries import certificates
from kerege.capacity.queries.frameworks import definitions_on
from kerege.capacity.queries.posts import estimates_of
from kerege.training.models import Course, CourseNeed, Curriculum, CurriculumVersion, Enrolment
from kerege.training.queries.staff import DOOR
from kerege.training.rules.enrolling import Need, lacking
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.enrolling import Needs

Has = frozenset[tuple[str, str]]


def needs_of(course: int) -> list[Need]:
    """What a course asks of whoever comes. It is no secret: it says nothing of anybody."""
    rows = CourseNeed.objects.seen_by(DOOR).filter(course_id=course).order_by("id").seen()
    return [Need(row.kind, row.key, row.level) for row in rows]


def lacking_for(course: int, person: int, *, on: date) -> list[Need]:
    """What a person, by row number, has not shown by the day of what a course asks for."""
    needs = needs_of(course)
    kinds = {each.kind for each in needs}
    has = {kind: _SHOWN[Needs(kind)](person, on) for kind in kinds}
    return lacking(needs, has)


def taught_in(courses: Iterable[Any]) -> dict[int, tuple[str, str]]:
    """Key and version of the curriculum that each of these courses (rows) teaches; without those that name none."""
    teaches = {course.id: course.teaches_id for course in courses if course.teaches_id is not None}
    rows = CurriculumVersion.objects.seen_by(DOOR).filter(id__in=set(teaches.values())).seen()
    versions = {row.id: (row.of_id, row.version) for row in rows}
    keys = Curriculum.objects.seen_by(DOOR).filter(id__in={of for of, _ in versions.values()}).values_list("id", "key")
    named = dict(keys)
    return {
        course: (named[versions[number][0]], versions[number][1])
        for course, number in teaches.items()
        if number in versions and versions[number][0] in named
    }


def _curricula(person: int, on: date) -> Has:
    done = Enrolment.objects.seen_by(DOOR).filter(person_id=person, state=EnrolmentState.COMPLETED, decided_on__lte=on)
    courses = Course.objects.seen_by(DOOR).filter(id__in=set(done.values_list("course_id", flat=True))).seen()
    return frozenset((key, "") for key, _version in taught_in(courses).values())


def _certificates(person: int, on: date) -> Has:
    held = certificates.of_persons([person], on=on).get(person, [])
    return frozenset(
        (line.scheme_key, level.key)
        for line in held
        if line.holds
        for level in line.scheme.levels
        if line.scheme.reaches(line.level, level.key)
    )


def _competences(person: int, on: date) -> Has:
    shown = estimates_of([person], on)
    keys = {number: key for number, (key, _) in definitions_on({f for _, f in shown}, on).items()}
    return frozenset(
        (keys[framework], f"{code} {level}")
        for (_, framework), of in shown.items()
        if framework in keys
        for code, estimate in of.items()
        for level in range(1, int(estimate.level) + 1)
    )


_SHOWN = {Needs.CURRICULUM: _curricula, Needs.CERTIFICATE: _certificates, Needs.COMPETENCE: _competences}
