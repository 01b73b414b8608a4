"""The signed sheet of a session: kept as it was scanned, with what was read from it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from kerege.files import actions as files
from kerege.files.queries import files_of
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.training.actions.attending import Mark, Marks, _check_kept, session_for, take_attendance
from kerege.training.models import CourseSession
from kerege.training.queries.staff import DOOR
from kerege.training.words import attending as words
from kerege.training.words.delivery import Taken


def hand_in_sheet(
    *,
    by: Actor,
    session: str,
    received: Received,
    marks: Marks,
    shown: Mapping[str, Mark | None] | None = None,
    now: datetime | None = None,
) -> int:
    """Keep the signed sheet of a session as a file, and record who was there as it says; both or neither. How many
    records were written. The same file for the same session is kept once.

    Refuses what attending.take_attendance refuses, training.sheet_twice (it is the sheet of another session of this
    course) and files.full.
    """
    at = now or timezone.now()
    row = session_for(by=by, session=session)
    _check_kept(row)
    _check_once(row, received)
    digest = received.sha256[:16]
    with act("training.attendance.sheet_kept", by=by, owner=row.owner, about=row.uid, digest=digest):
        files.keep_file(
            by=by,
            owner=row.owner,
            about=row.uid,
            purpose=Purpose.EVIDENCE,
            received=received,
            label=Sensitivity.RESTRICTED,
            synthetic=row.synthetic,
        )
        return take_attendance(by=by, session=session, marks=marks, shown=shown, via=Taken.SHEET, now=at)


def _check_once(row: CourseSession, received: Received) -> None:
    with checking():
        others = CourseSession.objects.inside_action().filter(course_id=row.course_id).exclude(id=row.id)
        titles = {str(uid): title for uid, title in others.values_list("uid", "title")}
    known = files_of(DOOR, titles, purpose=Purpose.EVIDENCE)
    twin = next((each for each in known if each.sha256 == received.sha256), None)
    if twin is not None:
        raise Refusal(words.SHEET_TWICE, field="sheet", session=titles[twin.about])
