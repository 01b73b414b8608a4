"""A planned course gets another cohort, is put off, cancelled, or was held."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.inventory import queries as inventory
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.lib.zones import at_place
from kerege.people.rules import Actor, choice
from kerege.records.recording import correct
from kerege.training.actions.planning import _cohort, own_course
from kerege.training.actions.sessions import _book, _call_off, _free, _locked, _settle, _standing, _time, _Wanted
from kerege.training.models import Course, CourseSession
from kerege.training.queries.staff import DOOR
from kerege.training.rules.cohort import check_enrolment_days
from kerege.training.rules.sessions import check_shift
from kerege.training.words import Status
from kerege.training.words import planning as words
from kerege.training.words.delivery import Entry

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
    today: date | None = None,
) -> Course:
    """Change how many people a planned course takes and when they may enrol. The rooms of the sessions that lie ahead
    are booked for as many then, or nothing changes. The same again changes nothing.

    Refuses what planning.own_course refuses, people.unknown_choice, figures.not_a_figure, text.*, training.bad_cohort,
    training.cohort_needs_reason, training.bad_enrolment_days, and what inventory refuses of a room, so
    inventory.more_than_seats.
    """
    found, day = own_course(by=by, course=course, planned=True), today or localdate()
    check_enrolment_days(enrol_from, enrol_until, found.first_day or date.max)
    changes = {
        **_cohort(least, most, cohort_reason),
        "enrol_from": enrol_from,
        "enrol_until": enrol_until,
        "entry": choice(entry, Entry, "entry"),
    }
    told: dict[str, Any] = {"by": by, "owner": found.owner, "where": {"key": course}, "changes": changes}
    with transaction.atomic():
        about = correct(Course, word="training.course.replanned", **told)
        if about.most != found.most:
            _book_for_all(by, about, day)
    return about


def _book_for_all(by: Actor, about: Course, day: date) -> None:
    """Book the rooms of the sessions that lie ahead anew, for as many people as the course takes now. A room that its
    centre took back stays lost.
    """
    held = [row for row in _standing(about) if row.booking and at_place(row.starts, about.zone).date() >= day]
    lost = inventory.freed_bookings(DOOR, [str(row.booking) for row in held])
    for row in held:
        if str(row.booking) not in lost:
            with act("training.session.moved", by=by, owner=about.owner, about=row.uid):
                wanted = _moved(about, row, timedelta())
                _free(by, row)
                _book(by, about, row, wanted)
                row.save()


def postpone_course(*, by: Actor, course: str, days: int, today: date | None = None) -> Course:
    """Move all sessions of a planned course that lie ahead by so many days, at the same times by the clock of the
    venue, with their rooms: all of them or none.

    Refuses what planning.own_course refuses, training.bad_shift, .no_sessions_to_move, .shift_into_past, .staff_busy,
    .no_part_two, inventory.no_such_time (clocks there jump over a time) and what inventory refuses of a room.
    """
    about, day = own_course(by=by, course=course, planned=True), today or localdate()
    shift = timedelta(days=check_shift(days))
    ahead = [row for row in _standing(about) if at_place(row.starts, about.zone).date() >= day]
    if not ahead:
        raise Refusal(words.NO_SESSIONS_TO_MOVE, field="days")
    first = at_place(ahead[0].starts, about.zone).date() + shift
    if first < day:
        raise Refusal(words.SHIFT_INTO_PAST, field="days", day=first.isoformat())
    with act("training.course.postponed", by=by, owner=about.owner, about=about.uid, days=days, sessions=len(ahead)):
        _locked(about)
        wanted = [_moved(about, row, shift) for row in ahead]
        for row in ahead:
            _free(by, row)
        for row, asked in zip(ahead, wanted, strict=True):
            _time(about, row, asked)
            _book(by, about, row, asked)
            row.sequence += 1
            row.save()
        _settle(about)
    return about


def cancel_course(*, by: Actor, course: str, reason: str, today: date | None = None) -> Course:
    """Cancel a planned course with the reason that participants and staff will read: its sessions that lie ahead are
    called off and their rooms free. Again changes nothing.

    Refuses what planning.own_course refuses, training.not_planned, .reason_missing, what inventory refuses of a booking
    and text.*.
    """
    about, day = own_course(by=by, course=course), today or localdate()
    if about.status == Status.CANCELLED:
        return about
    if about.status != Status.PLANNED:
        raise Refusal(words.NOT_PLANNED, field="course")
    if not reason.strip():
        raise Refusal(words.REASON_MISSING, field="reason")
    why = clean_line(reason, field="reason", max_length=500)
    with act("training.course.cancelled", by=by, owner=about.owner, about=about.uid):
        _locked(about)
        for row in _standing(about):
            if at_place(row.starts, about.zone or "UTC").date() >= day:
                _call_off(by, row, why, day)
        about.status, about.called_off_for = Status.CANCELLED, why
        about.save()
    return about


def declare_held(*, by: Actor, course: str, today: date | None = None) -> Course:
    """Record that a planned course was held: it counts from its last day on. Again changes nothing.

    Refuses what planning.own_course refuses, training.not_planned, .held_too_early and .nothing_held.
    """
    about, day = own_course(by=by, course=course), today or localdate()
    if about.status == Status.HELD:
        return about
    if about.status != Status.PLANNED:
        raise Refusal(words.NOT_PLANNED, field="course")
    if not _standing(about) or about.last_day is None:
        raise Refusal(words.NOTHING_HELD, field="course")
    if day < about.last_day:
        raise Refusal(words.HELD_TOO_EARLY, field="course", last=about.last_day.isoformat())
    with act("training.course.held", by=by, owner=about.owner, about=about.uid) as done:
        about.status, about.done_by = Status.HELD, about.last_day
        about.save()
        done.note(course=about.key, done_by=about.last_day)
    return about


def _moved(about: Course, row: CourseSession, shift: timedelta) -> _Wanted:
    """The same session so many days later, by the clock of its venue."""
    starts, ends = (at_place(when, about.zone).replace(tzinfo=None) + shift for when in (row.starts, row.ends))
    room = row.place if row.booking is not None else ""
    return _Wanted(row.title, starts.strftime(CLOCK), ends.strftime(CLOCK), row.module, room, row.place)
