"""A planned course gets another cohort, is put off, cancelled, or was held."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from kerege.inventory import queries as inventory
from kerege.inventory.rules.bookings import told
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.lib.zones import at_place
from kerege.people.rules import Actor, choice
from kerege.records.recording import correct
from kerege.training.actions.asked_rooms import _ask_anew
from kerege.training.actions.planning import _cohort, own_course
from kerege.training.actions.sessions import (
    _book,
    _call_off,
    _free,
    _in_turn,
    _settle,
    _slot,
    _standing,
    _time,
    _Wanted,
)
from kerege.training.actions.turns import _held_planned, _turn
from kerege.training.models import Course, CourseSession, Enrolment
from kerege.training.queries.cohort import day_there
from kerege.training.queries.staff import DOOR
from kerege.training.rules.cohort import check_enrolment_days
from kerege.training.rules.sessions import check_apart, check_shift
from kerege.training.words import Status
from kerege.training.words import planning as words
from kerege.training.words.delivery import IN_COHORT, Entry

CLOCK = "%Y-%m-%d %H:%M"


def change_cohort(
    *,
    by: Actor,
    course: str,
    least: int | str,
    most: int | str,
    cohort_reason: str = "",
    enrol_from: date | None = None,
    enrol_until: date | None = None,
    entry: str = Entry.NOMINATION,
    now: datetime | None = None,
) -> Course:
    """Change how many people a planned course takes and when they may enrol. The rooms of the sessions that lie ahead
    are booked for as many then, or nothing changes. The same again changes nothing.

    Refuses what planning.own_course refuses, people.unknown_choice, figures.not_a_figure, text.*, training.bad_cohort,
    training.cohort_needs_reason, training.bad_enrolment_days, training.fewer_than_places (so many have a place
    already), and what inventory refuses of a room, so inventory.more_than_seats.
    """
    found, at = own_course(by=by, course=course, planned=True), now or timezone.now()
    changes = {
        **_cohort(least, most, cohort_reason),
        "enrol_from": enrol_from,
        "enrol_until": enrol_until,
        "entry": choice(entry, Entry, "entry"),
    }
    asked: dict[str, Any] = {"by": by, "owner": found.owner, "where": {"key": course}, "changes": changes}
    with _turn(found):
        found = _in_turn(by, found)
        check_enrolment_days(enrol_from, enrol_until, found.first_day or date.max)
        if changes["most"] != found.most:
            _check_places(found, changes["most"])
        about = correct(Course, word="training.course.replanned", **asked)
        if about.most != found.most:
            _book_for_all(by, about, at)
    return about


def _check_places(about: Course, most: int) -> None:
    """Refuse training.fewer_than_places: nobody loses a place because a number was typed."""
    with checking():
        taken = Enrolment.objects.inside_action().filter(course=about, state__in=list(IN_COHORT)).count()
    if most < taken:
        raise Refusal(words.FEWER_THAN_PLACES, field="most", taken=taken)


def _book_for_all(by: Actor, about: Course, at: datetime) -> None:
    """Book the rooms of the sessions that lie ahead anew, for as many people as the course takes now. A room that its
    centre took back stays lost.
    """
    held = [row for row in _ahead(about, at) if row.booking]
    lost = inventory.freed_bookings(DOOR, [str(row.booking) for row in held])
    for row in held:
        if str(row.booking) not in lost:
            with act("training.session.moved", by=by, owner=about.owner, about=row.uid):
                wanted = _moved(about, row, timedelta())
                _free(by, row)
                _book(by, about, row, wanted)
                row.save()


def postpone_course(*, by: Actor, course: str, days: int, anyway: bool = False, now: datetime | None = None) -> Course:
    """Move all sessions of a planned course that have not begun by so many days, at the same times by the clock of the
    venue, with their rooms: all of them or none. What has begun stays where it was held.

    Refuses what planning.own_course refuses, training.bad_shift, .no_sessions_to_move, .shift_into_past, .staff_busy,
    .no_part_two, inventory.no_such_time (clocks there jump over a time), what inventory refuses of a room, and
    training.participants_busy unless `anyway`.
    """
    about, at = own_course(by=by, course=course, planned=True), now or timezone.now()
    shift = timedelta(days=check_shift(days))
    with act("training.course.postponed", by=by, owner=about.owner, about=about.uid, days=days) as done:
        about = _in_turn(by, about)
        ahead = _ahead(about, at)
        if not ahead:
            raise Refusal(words.NO_SESSIONS_TO_MOVE, field="days")
        first = at_place(ahead[0].starts, about.zone) + shift
        if first <= at:
            raise Refusal(words.SHIFT_INTO_PAST, field="days", day=first.date().isoformat())
        _move_all(by, about, ahead, shift)
        done.note(sessions=len(ahead), double_booked=_settle(about, ahead, anyway=anyway))
        _ask_anew(by, about, _standing(about))
    return about


def _move_all(by: Actor, about: Course, ahead: list[CourseSession], shift: timedelta) -> None:
    """Their rooms are freed first, so that a session can take the time that another one leaves."""
    wanted = [_moved(about, row, shift) for row in ahead]
    for row in ahead:
        _free(by, row)
    for row, asked in zip(ahead, wanted, strict=True):
        _time(about, row, asked)
        _book(by, about, row, asked)
        row.sequence += 1
        row.save()
    slots = [_slot(row) for row in _standing(about)]
    for row in ahead:
        check_apart(_slot(row), slots, partial(told, zone=about.zone))


def _ahead(about: Course, at: datetime) -> list[CourseSession]:
    """The sessions that have not begun. Days would not do: on one day some are over and some are still to come, and a
    day begins at another moment where the course is held.
    """
    return [row for row in _standing(about) if row.starts > at]


def cancel_course(*, by: Actor, course: str, reason: str, now: datetime | None = None) -> Course:
    """Cancel a planned course with the reason that participants and staff will read: its sessions that have not begun
    are called off and their rooms free. Again changes nothing.

    Refuses what planning.own_course refuses, training.not_planned, .reason_missing, what inventory refuses of a booking
    and text.*.
    """
    about, at = own_course(by=by, course=course), now or timezone.now()
    if about.status == Status.CANCELLED:
        return about
    if about.status != Status.PLANNED:
        raise Refusal(words.NOT_PLANNED, field="course")
    if not reason.strip():
        raise Refusal(words.REASON_MISSING, field="reason")
    why = clean_line(reason, field="reason", max_length=500)
    with act("training.course.cancelled", by=by, owner=about.owner, about=about.uid):
        about = _in_turn(by, about)
        for row in _ahead(about, at):
            _call_off(by, row, why, day_there(about, at))
        _ask_anew(by, about, _standing(about))
        about.status, about.called_off_for = Status.CANCELLED, why
        about.save()
    return about


def declare_held(*, by: Actor, course: str, now: datetime | None = None) -> Course:
    """Record that a planned course was held: it counts from its last day on. Again changes nothing.

    Refuses what planning.own_course refuses, training.not_planned, .held_too_early and .nothing_held.
    """
    about, at = own_course(by=by, course=course), now or timezone.now()
    if about.status == Status.HELD:
        return about
    with act("training.course.held", by=by, owner=about.owner, about=about.uid) as done:
        about = _held_planned(about)
        if not _standing(about) or about.last_day is None:
            raise Refusal(words.NOTHING_HELD, field="course")
        if day_there(about, at) < about.last_day:
            raise Refusal(words.HELD_TOO_EARLY, field="course", last=about.last_day.isoformat())
        about.status, about.done_by = Status.HELD, about.last_day
        about.save()
        done.note(course=about.key, done_by=about.last_day)
    return about


def _moved(about: Course, row: CourseSession, shift: timedelta) -> _Wanted:
    """The same session so many days later, by the clock of its venue."""
    starts, ends = (at_place(when, about.zone).replace(tzinfo=None) + shift for when in (row.starts, row.ends))
    room = row.place if row.booking is not None else ""
    return _Wanted(row.title, starts.strftime(CLOCK), ends.strftime(CLOCK), row.module, room, row.place)
