"""The code of a session as it is shown in the room, and whether one that was scanned is the present one."""

from dataclasses import dataclass
from datetime import datetime

from kerege.lib.refusal import Refusal
from kerege.records.recording import NOTHING_THERE
from kerege.training.models import Course, CourseSession
from kerege.training.queries.cohort import node_key
from kerege.training.queries.staff import DOOR
from kerege.training.rules.codes import check_code, check_time, code_at, lasts


@dataclass(frozen=True)
class CodeShown:
    """A code, and for how many more seconds it is shown."""

    code: str
    seconds: int


def code_shown(session: str, starts: datetime, ends: datetime, *, at: datetime) -> CodeShown | None:
    """The code of a session at a moment; None while none is shown. For whoever takes attendance: the page has asked."""
    try:
        check_time(at, starts=starts, ends=ends, zone="UTC")
    except Refusal:
        return None
    return CodeShown(code_at(node_key(), session, at), lasts(at))


def check_shown(session: str, code: str, *, at: datetime) -> None:
    """Refuse training.session_not_begun, .code_time_over and .code_over; records.nothing_there where there is no such
    session. Nothing of the session is told.
    """
    row = CourseSession.objects.seen_by(DOOR).filter(uid=session).one()
    if row is None:
        raise Refusal(NOTHING_THERE, field="session", what=CourseSession._meta.verbose_name, key=session[:40])
    course = Course.objects.seen_by(DOOR).filter(id=row.course_id).one()
    check_time(at, starts=row.starts, ends=row.ends, zone=(course and course.zone) or "UTC")
    check_code(code, key=node_key(), session=session, at=at)
