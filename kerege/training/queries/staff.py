"""Who has which part in a course. Staff reads and keeps its own course whatever its clearance: this is that door, for
the one course in which somebody has a part. While somebody looks with other eyes nobody acts: it is shut.
"""

from typing import Any

from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import CourseStaff
from kerege.training.words.delivery import Answer

DOOR = Viewer(uid="training.staff", everywhere=Sensitivity.RESTRICTED)


def parts_in(by: Actor, course: Any) -> frozenset[str]:
    """What somebody is in a course (words.delivery.StaffPart): nothing for whoever declined or was replaced."""
    if not by.uid or by.owes_factor or by.is_system:
        return frozenset()
    person = people.person_number(by.uid)
    if person is None:
        return frozenset()
    rows = CourseStaff.objects.seen_by(DOOR).filter(course_id=course.id, person_id=person, until__isnull=True)
    return frozenset(rows.exclude(answer=Answer.DECLINED).values_list("part", flat=True))


def own_sessions(by: Actor) -> dict[int, frozenset[str]]:
    """The courses (numbers) in which somebody has a part, each with the uids of these sessions; none: in all."""
    if not by.uid or by.owes_factor or by.is_system:
        return {}
    person = people.person_number(by.uid)
    if person is None:
        return {}
    rows = CourseStaff.objects.seen_by(DOOR).filter(person_id=person, until__isnull=True)
    found: dict[int, frozenset[str]] = {}
    for row in rows.exclude(answer=Answer.DECLINED).seen():
        whole = not row.sessions or found.get(row.course_id) == frozenset()
        found[row.course_id] = frozenset() if whole else found.get(row.course_id, frozenset()) | set(row.sessions)
    return found


def courses_of(by: Actor) -> set[int]:
    """The numbers of the courses in which somebody has a part."""
    if not by.uid or by.owes_factor or by.is_system:
        return set()
    person = people.person_number(by.uid)
    if person is None:
        return set()
    rows = CourseStaff.objects.seen_by(DOOR).filter(person_id=person, until__isnull=True)
    return set(rows.exclude(answer=Answer.DECLINED).values_list("course_id", flat=True))
