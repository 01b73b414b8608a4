"""The sessions of a course: laid from its curriculum, added, moved, called off; each with its room, or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from kerege.inventory import actions as inventory
from kerege.inventory import queries as rooms
from kerege.inventory.rules import bookings
from kerege.inventory.rules.bookings import moment_of, told
from kerege.inventory.words.training import ROOM_TAKEN
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.zones import at_place
from kerege.people.rules import Actor
from kerege.records.stated import date_columns
from kerege.training.actions.asked_rooms import _ask_anew
from kerege.training.actions.clashes import _check_participants_free, _placed
from kerege.training.actions.planning import own_course
from kerege.training.actions.staffing import _check_staff_free
from kerege.training.actions.turns import _held_planned, _hold_persons
from kerege.training.models import Course, CourseSession, CourseStaff
from kerege.training.queries.staff import DOOR
from kerege.training.queries.taught import modules_of
from kerege.training.rules.sessions import Slot, check_apart, check_length, propose
from kerege.training.words import planning as words


@dataclass(frozen=True)
class _Wanted:
    """A session as it is asked for, by the clock of the venue."""

    title: str
    starts: str
    ends: str
    module: str = ""
    room: str = ""
    place: str = ""


def lay_sessions(
    *,
    by: Actor,
    course: str,
    first_day: date,
    begins: time = time(9),
    room: str = "",
    off: Iterable[int] = (),
    lang: str = "en",
    anyway: bool = False,
) -> list[CourseSession]:
    """Lay the sessions that the curriculum of a planned course asks for, from a day on, all in one room where one is
    named; `off` are the weekdays without teaching. All of them or none. The same again changes nothing.

    Refuses what planning.own_course, rules.sessions.propose and add_session refuse, and training.sessions_laid;
    `anyway` as there.
    """
    about = own_course(by=by, course=course, planned=True)
    asked = propose(modules_of(about, lang=lang), first=first_day, begins=begins, off=frozenset(off))
    wanted = [
        _Wanted(
            each.called,
            each.starts_text,
            each.ends_text,
            each.module,
            room,
        )
        for each in asked
    ]
    there = _laid_so(about, wanted)
    if there:
        return there
    with act("training.session.laid", by=by, owner=about.owner, about=about.uid) as done:
        about = _in_turn(by, about)
        if _standing(about):
            raise Refusal(words.SESSIONS_LAID, field="first_day")
        rows = [_new(by, about, each) for each in wanted]
        done.note(sessions=len(rows), double_booked=_settle(about, rows, anyway=anyway))
    return rows


def add_session(
    *,
    by: Actor,
    course: str,
    title: str,
    starts: str,
    ends: str,
    module: str = "",
    room: str = "",
    place: str = "",
    anyway: bool = False,
) -> CourseSession:
    """Add a session to a planned course, from a day and time up to another by the clock of its venue, in a room of its
    centre or at a place. The same again changes nothing; in another room it is a session of a parallel group.

    Refuses what planning.own_course refuses, inventory.not_a_time, .no_such_time, .ends_before_it_starts, and of a room
    what inventory.actions.book_room refuses; training.session_too_long, .session_overlaps, .room_without_centre,
    .staff_busy, .no_part_two, text.*, and training.participants_busy unless `anyway`: people with a place here have
    another course at that time.
    """
    about = own_course(by=by, course=course, planned=True)
    wanted = _Wanted(title, starts, ends, module, room, place)
    for row in _standing(about):
        if _there(row) == _asked(about, wanted):
            return row
    with act("training.session.added", by=by, owner=about.owner) as done:
        about = _in_turn(by, about)
        row = _new(by, about, wanted)
        done.about = row.uid
        done.note(double_booked=_settle(about, [row], anyway=anyway))
    return row


def move_session(
    *,
    by: Actor,
    session: str,
    starts: str,
    ends: str,
    room: str = "",
    place: str = "",
    title: str = "",
    anyway: bool = False,
    now: datetime | None = None,
) -> CourseSession:
    """Give a session other times, another room or place, or another title; its booking moves with it or nothing does.
    The same again changes nothing.

    Refuses training.no_such_session, .session_called_off, .session_over and what add_session refuses; `anyway` as
    there, of other times.
    """
    at = now or timezone.now()
    about, row = own_session(by=by, session=session, now=at)
    wanted = _Wanted(title or row.title, starts, ends, row.module, room, place)
    if _same(about, row, wanted):
        return row
    with act("training.session.moved", by=by, owner=about.owner, about=row.uid) as done:
        about = _in_turn(by, about)
        row = _as_it_stands(row)
        before = row.starts, row.ends
        _free(by, row)
        _fill(by, about, row, wanted)
        row.sequence += 1
        row.save()
        touched = [row] if (row.starts, row.ends) != before else []
        done.note(double_booked=_settle(about, touched, anyway=anyway))
        _ask_anew(by, about, _standing(about))
    return row


def call_off_session(*, by: Actor, session: str, reason: str, now: datetime | None = None) -> CourseSession:
    """Call a session off, with the reason that people will read; its room is free again. Again changes nothing.

    Refuses training.no_such_session, .session_over, .reason_missing, what planning.own_course refuses, what
    inventory.actions.call_off_booking refuses and text.*.
    """
    at = now or timezone.now()
    about, row = own_session(by=by, session=session, now=at, called_off=True)
    if row.called_off is not None:
        return row
    if not reason.strip():
        raise Refusal(words.REASON_MISSING, field="reason")
    with act("training.session.called_off", by=by, owner=about.owner, about=row.uid):
        about = _in_turn(by, about)
        row = _as_it_stands(row)
        _call_off(by, row, clean_line(reason, field="reason", max_length=500), at_place(at, about.zone).date())
        _settle(about)
        _ask_anew(by, about, _standing(about))
    return row


def own_session(*, by: Actor, session: str, now: datetime, called_off: bool = False) -> tuple[Course, CourseSession]:
    """A session with its planned course, for whoever plans it; one that was called off only where asked for.

    Refuses training.no_such_session, .session_called_off, .session_over and what planning.own_course refuses.
    """
    number = uid_or_none(session)
    with checking():
        rows = CourseSession.objects.inside_action().filter(uid=number).select_related("course")
        row: CourseSession | None = rows.first() if number else None
        key = row.course.key if row is not None else ""
    if row is None:
        raise Refusal(words.NO_SUCH_SESSION, field="session")
    about = own_course(by=by, course=key, planned=True)
    if row.called_off is not None and not called_off:
        raise Refusal(words.SESSION_CALLED_OFF, field="session")
    if row.ends <= now and row.called_off is None:
        raise Refusal(words.SESSION_OVER, field="session", day=at_place(row.ends, about.zone).date().isoformat())
    return about, row


def _new(by: Actor, about: Course, wanted: _Wanted) -> CourseSession:
    row = CourseSession(course=about, owner=about.owner, label=about.label, synthetic=about.synthetic)
    _fill(by, about, row, wanted)
    row.save()
    return row


def _fill(by: Actor, about: Course, row: CourseSession, wanted: _Wanted) -> None:
    """The times, the room or the place of a session, apart from all others of the course."""
    row.title = clean_line(wanted.title, field="title")
    row.module = wanted.module[:60]
    row.place = clean_line(wanted.place, field="place") if wanted.place.strip() and not wanted.room else wanted.room
    _time(about, row, wanted)
    others = [_slot(each) for each in _standing(about)]
    check_apart(_slot(row), others, partial(told, zone=about.zone))
    _book(by, about, row, wanted)


def _time(about: Course, row: CourseSession, wanted: _Wanted) -> None:
    row.starts = moment_of(wanted.starts, about.zone, field="starts")
    row.ends = moment_of(wanted.ends, about.zone, field="ends")
    bookings.check_slot(bookings.Slot(row.starts, row.ends), about.zone)
    check_length(row.starts, row.ends)


def _book(by: Actor, about: Course, row: CourseSession, wanted: _Wanted) -> None:
    """A room is booked for the largest cohort, and its booking is as open as the course: it repeats of no module what
    it is called, because the curriculum may be less open or become so.
    """
    row.booking = None
    if not wanted.room:
        return
    with checking():
        centre = about.centre
    if centre is None:
        raise Refusal(words.ROOM_WITHOUT_CENTRE, field="room")
    title = about.title if row.module else f"{about.title} · {row.title}"
    booking = inventory.book_room(
        by=by,
        centre=centre.key,
        room=wanted.room,
        starts=wanted.starts,
        ends=wanted.ends,
        title=title if len(title) <= 200 else about.title,
        people=about.most,
        label=Sensitivity(about.label),
    )
    with checking():
        others = CourseSession.objects.inside_action().filter(booking=booking.uid, called_off__isnull=True)
        if others.exclude(pk=row.pk).exists():  # another course of the same title has this very booking
            raise Refusal(
                ROOM_TAKEN, field="starts", start=told(row.starts, about.zone), end=told(row.ends, about.zone)
            )
    row.booking = booking.uid


def _free(by: Actor, row: CourseSession) -> None:
    if row.booking is not None:
        inventory.call_off_booking(by=by, booking=str(row.booking))
        row.booking = None


def _call_off(by: Actor, row: CourseSession, reason: str, day: date) -> None:
    _free(by, row)
    row.called_off, row.called_off_for = day, reason
    row.sequence += 1
    row.save()


def _same(about: Course, row: CourseSession, wanted: _Wanted) -> bool:
    """Whether a session is as it is asked for. A room that its centre took back is not there: it can be booked anew."""
    held = row.booking is not None and not rooms.freed_bookings(DOOR, [str(row.booking)])
    return (_there(row), held) == (_asked(about, wanted), bool(wanted.room))


def _there(row: CourseSession) -> tuple[Any, ...]:
    return row.starts, row.ends, row.place, row.title


def _asked(about: Course, wanted: _Wanted) -> tuple[Any, ...]:
    times = moment_of(wanted.starts, about.zone, field="starts"), moment_of(wanted.ends, about.zone, field="ends")
    return *times, wanted.room or wanted.place.strip(), wanted.title.strip()


def _slot(row: Any) -> Slot:
    return Slot(str(row.uid), row.starts, row.ends, row.place)


def _in_turn(by: Actor, about: Course) -> Course:
    """The course as it stands, once nobody else plans it, moves its staff, or books rooms of its centre. Refuses
    training.not_planned.
    """
    held = _held_planned(about)
    with checking():
        staff = CourseStaff.objects.inside_action().filter(course=held, until__isnull=True)
        _hold_persons([*staff.values_list("person_id", flat=True), *_placed(held)])
        centre = held.centre
    if centre is not None:
        inventory.take_turns_at(by=by, centre=centre.key)
    return held


def _as_it_stands(row: CourseSession) -> CourseSession:
    """The session again, once its course is held. Refuses training.session_called_off where somebody did meanwhile."""
    found: CourseSession = CourseSession.objects.inside_action().get(pk=row.pk)
    if found.called_off is not None:
        raise Refusal(words.SESSION_CALLED_OFF, field="session")
    return found


def _laid_so(about: Course, wanted: list[_Wanted]) -> list[CourseSession]:
    """The sessions that stand, where they are those that are asked for. Refuses training.sessions_laid for others."""
    there = _standing(about)
    asked = [(each.title, moment_of(each.starts, about.zone, field="begins")) for each in wanted]
    if there and [(row.title, row.starts) for row in there] != asked:
        raise Refusal(words.SESSIONS_LAID, field="first_day")
    return there


def _standing(about: Course) -> list[CourseSession]:
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=about, called_off__isnull=True)
        return list(rows.order_by("starts", "id"))


def _settle(about: Course, touched: Iterable[CourseSession] = (), *, anyway: bool = False) -> int:
    """After sessions changed: nobody of the staff is at two places, leads may lead on these days, and the course has
    the days of its sessions. How many with a place have another course at the time of those that were touched.
    """
    there = _standing(about)
    if there:
        _check_staff_free(about)
        first = at_place(there[0].starts, about.zone).date()
        last = _last_day(max(row.ends for row in there), about.zone)
        for name, value in _days(first, last).items():
            setattr(about, name, value)
        about.save()
    return _check_participants_free(about, touched, anyway=anyway)


def _last_day(until: datetime, zone: str) -> date:
    """The day of the last minute: a session that ends at midnight ends on the day before."""
    return at_place(until - timedelta(seconds=1), zone).date()


def _days(first: date, last: date) -> dict[str, Any]:
    dates = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return date_columns(dates, date_text="", happened=False, known_by=None, today=None)
