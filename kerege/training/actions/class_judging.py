"""What a record from a class comes to: whose course it is, when it was, whether the list of its session takes it."""

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.people.words import NOT_YOURS, Deed
from kerege.records.recording import NOTHING_THERE
from kerege.training.actions.attending import Brought, bring_attendance
from kerege.training.models import ClassClock, Course, CourseSession
from kerege.training.queries.cohort import keeps_list
from kerege.training.rules.classes import Event, Meeting, judged, meeting_at
from kerege.training.rules.codes import EARLY, minutes_late
from kerege.training.words import classes as words
from kerege.training.words.attending import Aside
from kerege.training.words.classes import Came, Happened
from kerege.training.words.delivery import Presence


def _judge(
    by: Actor,
    row: Course,
    event: Event,
    *,
    known: Container[str],
    issued: datetime | None,
    now: datetime,
    shift: int | None,
    count: bool = True,
) -> tuple[Came, str, int | None]:
    """What becomes of a record, with the reason where it is refused, and by how many seconds it was set right: by those
    that somebody set for its class, and only where it cannot have been when its clock says. With `count` it is counted.
    """
    found, used = judged(event, known=known, issued=issued, now=now), None
    if found == Came.CLOCK and shift is not None:
        event, used = _shifted_event(row, event, shift), shift
        found = judged(event, known=known, issued=issued, now=now)
    if found == Came.CLOCK:
        return found, "", None
    if found != Came.COUNTED or not count:
        return found, "", used
    return *_counted(by, event, now), used


def _shift_of(row: Course, held: str) -> int | None:
    """By how many seconds somebody set the clock of this class right; None where nobody did."""
    with checking():
        rows = ClassClock.objects.inside_action().filter(course=row, held=held[:40])
        found: int | None = rows.values_list("shift", flat=True).first()
    return found


def _shifted_event(row: Course, event: Event, shift: int | None) -> Event:
    """A record as it was, by a clock that was set right; where it names no session, it was of the one that went on."""
    if shift is None:
        return event
    at = event.at + timedelta(seconds=shift)
    if event.about or event.what != Happened.CAME:
        return replace(event, at=at)
    return replace(event, at=at, about=_session_at(row, at))


def _session_at(row: Course, at: datetime) -> str:
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=row, called_off__isnull=True)
        found = meeting_at([Meeting(str(each.uid), each.title, each.starts, each.ends) for each in rows], at)
    return found.uid if found is not None else ""


def _own_course(by: Actor, course: str) -> Course:
    """The course of whoever takes its attendance, by its uid or key. Refuses records.nothing_there and
    people.not_yours.
    """
    number = uid_or_none(course)
    with checking():
        which = {"uid": number} if number else {"key": course}
        row: Course | None = Course.objects.inside_action().filter(**which).first()
    if row is None:
        raise Refusal(NOTHING_THERE, field="course", what="course", key=course[:40])
    if not by.is_system and not keeps_list(by, row):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.RECORD_ACTIVITY.value)
    return row


def _counted(by: Actor, event: Event, now: datetime) -> tuple[Came, str]:
    """Count a record: attendance goes into the list of its session. What the list refuses is kept with the reason."""
    if event.what != Happened.CAME:
        return Came.COUNTED, ""
    if not event.about:
        return Came.REFUSED, words.CLASS_NO_SESSION.code
    try:
        return _listed(by, event, now)
    except Refusal as refusal:
        return Came.REFUSED, refusal.code


def _listed(by: Actor, event: Event, now: datetime) -> tuple[Came, str]:
    """Bring attendance into the list of its session. What contradicts that list is aside, with why; what says the same
    again counts. Refuses what bring_attendance refuses.
    """
    made = bring_attendance(by=by, session=event.about, records=[_attendance_of(event)], now=now)
    aside = made[-1].aside
    return (Came.COUNTED, "") if aside in {"", Aside.REPLACED} else (Came.ASIDE, aside)


def _starts(session: str) -> datetime | None:
    number = uid_or_none(session)
    with checking():
        rows = CourseSession.objects.inside_action().filter(uid=number).values_list("starts", flat=True)
        return next(iter(rows), None) if number else None


def _attendance_of(event: Event) -> Brought:
    """As the list takes it. Whoever sat down in time was there when the session began, and not before it did."""
    starts = _starts(event.about)
    late = minutes_late(event.at, starts) if starts is not None else 0
    presence = Presence.LATE if late else Presence.PRESENT
    early = starts is not None and starts - EARLY <= event.at < starts
    return Brought(UUID(event.uid), event.place, presence.value, late, starts if starts and early else event.at)
