"""Participants who would have two sessions at one time: told by name, and moved all the same when somebody says so."""

from collections.abc import Iterable
from datetime import datetime

from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.training.models import Course, CourseSession, Enrolment
from kerege.training.queries.staff import DOOR
from kerege.training.words import Status
from kerege.training.words import planning as words
from kerege.training.words.delivery import EnrolmentState

NAMED = 5
"""So many are told by name; of more their number."""
Times = list[tuple[datetime, datetime]]


def _placed(course: Course) -> list[int]:
    """Who has a place in a course, by number."""
    with checking():
        rows = Enrolment.objects.inside_action().filter(course=course, state=EnrolmentState.ENROLLED)
        return list(rows.values_list("person_id", flat=True))


def _check_participants_free(course: Course, touched: Iterable[CourseSession], *, anyway: bool) -> int:
    """How many with a place here have another course at the time of these sessions: by its sessions, where it has any,
    else by its days. Refuses training.participants_busy, with their names, unless `anyway`: whoever moves a session
    settles it with them. Whoever calls it holds the course and those persons.
    """
    times: Times = [(row.starts, row.ends) for row in touched]
    mine = _placed(course) if times else []
    if not mine:
        return 0
    with checking():
        rows = Enrolment.objects.inside_action().filter(person_id__in=mine, state=EnrolmentState.ENROLLED)
        rows = rows.exclude(course=course).exclude(course__status__in=[Status.CANCELLED, Status.HELD])
        elsewhere = [(row.person_id, row.course) for row in rows.select_related("course").order_by("id")]
        meets = {other.id: _meets(times, other) for _person, other in elsewhere}
    busy = list(dict.fromkeys(person for person, other in elsewhere if meets[other.id]))
    if busy and not anyway:
        names = people.person_names(DOOR, busy[:NAMED])
        named = ", ".join(str(names.get(each, "")) for each in busy[:NAMED])
        raise Refusal(words.PARTICIPANTS_BUSY, field="anyway", number=len(busy), people=named)
    return len(busy)


def _meets(times: Times, other: Course) -> bool:
    theirs: Times = list(
        CourseSession.objects.inside_action()
        .filter(course=other, called_off__isnull=True)
        .values_list("starts", "ends")
    )
    if theirs:
        return any(a < d and c < b for a, b in times for c, d in theirs)
    first, last = other.first_day, other.last_day or other.first_day
    return bool(first and last and any(a.date() <= last and first <= b.date() for a, b in times))
