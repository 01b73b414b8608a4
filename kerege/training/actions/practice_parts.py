"""How the actions about activities find a course, an activity and its people, and ask who acts there."""

from typing import Any
from uuid import UUID

from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.training.models import Course, CourseActivity, CourseSession, Enrolment
from kerege.training.queries.practice_doors import Rights, rights_in
from kerege.training.words import practice_refused as refused
from kerege.training.words.delivery import IN_COHORT


def _nothing(model: Any, key: object, *, field: str) -> Refusal:
    """That there is no such record, or none that the actor may know of."""
    return Refusal(NOTHING_THERE, field=field, what=model._meta.verbose_name, key=str(key)[:40])


def course_in(*, by: Actor, course: str) -> tuple[Course, Rights]:
    """The course with this uid, and what the actor may do in its activities. Refuses records.nothing_there where that
    is nothing at all.
    """
    number = uid_or_none(course)
    with checking():
        row = Course.objects.inside_action().filter(uid=number).first() if number else None
    rights = rights_in(by, row) if row is not None else None
    if row is None or rights is None or not rights.any:
        raise _nothing(Course, course, field="course")
    return row, rights


def planned_by(*, by: Actor, course: str) -> Course:
    """The course, for whoever plans its activities. Refuses records.nothing_there and training.not_your_activity."""
    row, rights = course_in(by=by, course=course)
    if not rights.plans:
        raise Refusal(refused.NOT_YOUR_ACTIVITY)
    return row


def activity_of(*, by: Actor, activity: str) -> tuple[CourseActivity, Rights]:
    """The activity with this uid. Refuses records.nothing_there."""
    number = uid_or_none(activity)
    with checking():
        rows = CourseActivity.objects.inside_action().select_related("course", "session")
        row = rows.filter(uid=number, dropped_on__isnull=True).first() if number else None
        rights = rights_in(by, row.course) if row is not None else None
    if row is None or rights is None or not rights.any:
        raise _nothing(CourseActivity, activity, field="activity")
    return row, rights


def _session_of(course: Course, session: str) -> CourseSession:
    """A session of this course that was not called off. Refuses records.nothing_there."""
    number = uid_or_none(session)
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=course, uid=number, called_off__isnull=True)
        row: CourseSession | None = rows.first() if number else None
    if row is None:
        raise _nothing(CourseSession, session, field="session")
    return row


def _cohort_of(course: Course) -> dict[UUID, Any]:
    """Everybody who has a place in a course, by uid."""
    with checking():
        rows = Enrolment.objects.inside_action().filter(course=course, state__in=IN_COHORT)
        return {row.person.uid: row.person for row in rows.select_related("person__organisation").order_by("id")}
