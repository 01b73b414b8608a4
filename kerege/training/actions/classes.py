"""A class without a line: its list, who sits in it, and bringing back what happened there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as persons
from kerege.people.rules import SYSTEM, Actor
from kerege.records.recording import NOTHING_THERE
from kerege.training.actions.class_activities import _take_recorded, _taught_of
from kerege.training.actions.class_judging import _judge, _listed, _own_course, _shift_of, _shifted_event
from kerege.training.actions.class_seats import _check_pin, _open_seat
from kerege.training.actions.turns import _hold_persons, _turn
from kerege.training.models import ClassEvent, ClassList, ClassSeat, Course, CourseSession, Enrolment
from kerege.training.queries.class_activities import has_place_here
from kerege.training.queries.cohort import enrolments_of, node_key
from kerege.training.queries.staff import DOOR
from kerege.training.rules import classes as rules
from kerege.training.rules.class_activities import person_key
from kerege.training.rules.class_signing import new_key, public_of
from kerege.training.rules.classes import Event, Meeting, Returned, Roster
from kerege.training.words import classes as words
from kerege.training.words.classes import Came, Happened
from kerege.training.words.delivery import IN_COHORT

TRIES, WAIT = 5, timedelta(minutes=1)
AT_ONCE = 500


def make_roster(*, by: Actor, course: str, now: datetime | None = None) -> bytes:
    """The list of a course for a class without a line: who has a place, by number and name, and its sessions. Each
    has a key of its own, of which the public half is kept.

    Refuses records.nothing_there and people.not_yours.
    """
    row, at = _own_course(by, course), now or timezone.now()
    enrolled = [each for each in enrolments_of(row.id) if each.state in IN_COHORT]
    names = persons.person_names(DOOR, [each.person_id for each in enrolled])
    with checking():
        sessions = CourseSession.objects.inside_action().filter(course=row, called_off__isnull=True).order_by("starts")
        meetings = tuple(Meeting(str(each.uid), each.title, each.starts, each.ends) for each in sessions)
    at, key = at.replace(microsecond=0), new_key()
    told = Roster(
        node=settings.KEREGE_NODE,
        course=str(row.uid),
        title=row.title,
        owner=row.owner,
        issued=at,
        secret=rules.secret_of(node_key(), str(row.uid), at),
        people={str(each.uid): str(names[each.person_id]) for each in enrolled if each.person_id in names},
        meetings=meetings,
        taught=_taught_of(row),
        key=key,
        zone=row.zone,
    )
    with act("training.class.listed", by=by, owner=row.owner, about=row.uid, places=len(enrolled)):
        ClassList.objects.create(course=row, owner=row.owner, synthetic=row.synthetic, issued=at, public=public_of(key))
    return rules.roster_bytes(told)


@dataclass(frozen=True)
class Outcome:
    """What became of a file from the class `held`: how many records of each kind, and how many were here before."""

    held: str
    course: str
    came: dict[str, int]
    known: int


def bring_class(*, by: Actor, raw: bytes, course: str = "", now: datetime | None = None) -> Outcome:
    """Take in what happened in a class, once: brought again, in any order, from several laptops, it changes nothing.
    Whoever is in no list and what a wrong clock wrote is kept and shown, and counts only when somebody says so.

    Refuses training.class_bad_events, training.class_old_events, training.class_events_forged (also where no list of
    this node has that key), training.class_other_course, records.nothing_there and people.not_yours.
    """
    told, at = rules.read_returned(raw), now or timezone.now()
    if course and course != told.course:
        raise Refusal(words.CLASS_OTHER_COURSE, field="file")
    row = _own_course(by, told.course)
    _check_listed(row, told)
    came = _take_recorded(by, row, told.recorded, told.held, at)
    known = came.pop("known", 0)
    with _turn(row):
        there = _marks_here(told.events)
        new = [each for each in _once(told.events) if _mark(each) not in there.get(each.uid, ())]
        if new:
            came += _take_new(by, row, told, new, there, at)
    return Outcome(told.held, told.course, dict(+came), known + len(told.events) - len(new))


def _take_new(
    by: Actor, row: Course, told: Returned, new: list[Event], there: dict[str, set[str]], at: datetime
) -> Counter[str]:
    """Keep these records of a class, whose course is held, and count what can be counted. `there` are the marks of what
    is here, by number.
    """
    came: Counter[str] = Counter()
    with checking():
        places = Enrolment.objects.inside_action().filter(course=row, state__in=list(IN_COHORT))
        cohort = {str(each.uid): each for each in places}
    with act("training.class.brought", by=by, owner=row.owner, about=row.uid, held=told.held[:40]) as done:
        _hold_persons(each.person_id for each in cohort.values())
        rows: list[ClassEvent] = []
        shift = _shift_of(row, told.held)
        for each in new:
            found, reason, shifted = Came.DIFFERS, "", None
            if each.uid not in there:
                found, reason, shifted = _judge(by, row, each, known=cohort, issued=told.issued, now=at, shift=shift)
            rows.append(_told(row, each, cohort.get(each.place), found, reason, told.held, at))
            rows[-1].shift = shifted
            there.setdefault(each.uid, set()).add(_mark(each))
            came[found.value] += 1
        ClassEvent.objects.bulk_create(rows, batch_size=AT_ONCE)
        done.note(came=dict(came))
    return came


def settle_class_event(*, by: Actor, uid: str, place: str, now: datetime | None = None) -> ClassEvent:
    """Say who it was that typed a name in a class: the number of their place in the course. It counts from
    then on, unless the list of its session says something else: then it is kept aside.

    Refuses records.nothing_there, people.not_yours, and what bring_attendance refuses.
    """
    at = now or timezone.now()
    row = _own_course(by, str(_unsettled(uid).course.uid))
    with _turn(row):
        found = _unsettled(uid)
        with checking():
            seats = Enrolment.objects.inside_action().filter(course=row, state__in=list(IN_COHORT))
            who = next((each for each in seats if str(each.uid) == place), None)
        if who is None:
            raise Refusal(NOTHING_THERE, field="place", what="enrolment", key=place[:40])
        with act("training.class.settled", by=by, owner=row.owner, about=found.uid):
            event = Event(str(found.number), Happened(found.what), found.at, place, "", found.about)
            event = _shifted_event(row, event, found.shift)
            came, why = Came.COUNTED, ""
            if event.what == Happened.CAME and event.about:
                came, why = _listed(by, event, at)
            found.person_id, found.came, found.reason, found.called = who.person_id, came, why, ""
            found.save()
    return found


def _unsettled(uid: str) -> ClassEvent:
    """A record of whom nobody said yet who it was. Refuses records.nothing_there."""
    number = uid_or_none(uid)
    with checking():
        rows = ClassEvent.objects.inside_action().filter(uid=number, came=Came.UNKNOWN).select_related("course")
        found: ClassEvent | None = rows.first() if number else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="uid", what="record from a class", key=uid[:40])
    return found


# -- on the laptop -----------------------------------------------------------------------------------------------------


def join_class(
    *,
    by: Actor,
    code: str,
    right_code: str,
    roster: Roster | None,
    place: str = "",
    name: str = "",
    pin: str,
) -> ClassSeat:
    """Take a seat in the class on this laptop: the place in the course, or a name that somebody types, and a PIN of
    one's own. An account comes with it, without an address.

    Refuses training.class_code_wrong, training.class_pin_short, training.class_seat_taken, records.nothing_there for a
    place that the list has not, and text.*.
    """
    rules.check_class_code(code, right_code)
    _check_pin(pin)
    if place and (roster is None or place not in roster.people):
        raise Refusal(NOTHING_THERE, field="place", what="enrolment", key=place[:40])
    called = roster.people[place] if place and roster else clean_line(name, field="name", max_length=120)
    if place and ClassSeat.objects.filter(place=place).exists():
        raise Refusal(words.CLASS_SEAT_TAKEN, field="place")
    return _open_seat(called, pin, place=place, person=person_key(place) if has_place_here(place) else "")


def enter_class(
    *, by: Actor, code: str, right_code: str, seat: str, pin: str, now: datetime | None = None
) -> ClassSeat:
    """Sign in again with one's own PIN. Refuses training.class_code_wrong, and training.class_pin_wrong, also while a
    name waits after five wrong ones.
    """
    rules.check_class_code(code, right_code)
    number, at = uid_or_none(seat), now or timezone.now()
    found = ClassSeat.objects.select_related("account").filter(uid=number).first() if number else None
    if found is None or (found.waits_until is not None and found.waits_until > at):
        raise Refusal(words.CLASS_PIN_WRONG, field="pin")
    right = check_password(pin, found.pin)
    if right and not found.tries:
        return found
    with act("training.class.tried", by=SYSTEM, about=found.uid, right=right):
        found.tries = 0 if right else (found.tries + 1) % TRIES
        found.waits_until = None if right or found.tries else at + WAIT
        found.save(update_fields=["tries", "waits_until"])
    if not right:
        raise Refusal(words.CLASS_PIN_WRONG, field="pin")
    return found


def note_coming(*, by: Actor, seat: ClassSeat, meeting: str, now: datetime | None = None) -> None:
    """Record that somebody came to a session, or to the class where none goes on; once for each and each day. Refuses
    nothing.
    """
    at = now or timezone.now()
    day = at.date().isoformat()
    if any(each["about"] == meeting and (meeting or each["at"][:10] == day) for each in seat.came):
        return
    with act("training.class.came", by=SYSTEM, about=seat.uid):
        seat.came = [*seat.came, {"uid": str(new_uid()), "at": at.isoformat(timespec="seconds"), "about": meeting}]
        seat.save(update_fields=["came"])  # a PIN that was replaced meanwhile stays


# -- the pieces --------------------------------------------------------------------------------------------------------


def _marks_here(events: Iterable[Event]) -> dict[str, set[str]]:
    """The marks of the records that are here with the numbers of these, by number."""
    found: dict[str, set[str]] = {}
    with checking():
        rows = ClassEvent.objects.inside_action().filter(number__in=[each.uid for each in events])
        for number, mark in rows.values_list("number", "digest"):
            found.setdefault(str(number), set()).add(mark)
    return found


def _once(events: Iterable[Event]) -> list[Event]:
    return list({(each.uid, _mark(each)): each for each in events}.values())


def _mark(event: Event) -> str:
    told = [event.uid, event.what.value, event.at, event.place, event.called, event.about, event.right, event.asked]
    return digest(told)


def _check_listed(row: Course, told: Returned) -> None:
    """Refuse training.class_events_forged where this node gave out no list with that key for this course."""
    with checking():
        rows = ClassList.objects.inside_action().filter(course=row, issued=told.issued, public=told.public)
        if not rows.exists():
            raise Refusal(words.EVENTS_FORGED, field="file")


def _told(row: Course, event: Event, who: Any, came: Came, reason: str, held: str, now: datetime) -> ClassEvent:
    """A record as it was told."""
    return ClassEvent(
        course=row,
        owner=row.owner,
        synthetic=row.synthetic,
        person_id=who.person_id if who is not None else None,
        number=event.uid,
        held=held[:40],
        what=event.what,
        at=event.at,
        called=event.called if who is None else "",
        about=event.about,
        right=event.right,
        asked=event.asked,
        came=came,
        reason=reason,
        digest=_mark(event),
        taken_on=now,
    )
