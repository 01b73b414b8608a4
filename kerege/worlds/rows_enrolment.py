"""Who comes to a planned course of the example world: nominated with a promise, accepted, waiting or declined."""

from datetime import UTC, date, datetime, time

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training import actions as training
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.enrolling import COURSE_OVER, NOMINATED_ALREADY

GIVEN = training.Promise(
    "Two days a month for teaching (example)", "A seminar room (example)", "Printing and gloves (example)", True
)


def enrol(*, by: Actor, course: str, person: str, state: str, on: date, reason: str = "") -> None:
    """Nominate somebody, and accept or decline them as the row says. Whoever stands in the list already, or in that of
    a course that is over by now, is left alone.
    """
    at = datetime.combine(on, time(6), UTC)
    try:
        row = training.nominate_for_course(by=by, course=course, person=person, promise=GIVEN, now=at)
    except Refusal as refusal:
        if refusal.word in {NOMINATED_ALREADY, COURSE_OVER}:
            return
        raise
    told = {"by": by, "enrolment": str(row.uid), "now": at}
    if state == EnrolmentState.REFUSED:
        training.decline_participant(**told, reason=reason)  # type: ignore[arg-type]
    elif state != EnrolmentState.NOMINATED:
        training.accept_participant(**told)  # type: ignore[arg-type]
