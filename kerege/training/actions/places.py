"""Giving places: who is accepted, who waits, who moves up, who is not accepted, who withdraws."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Called, Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.people.words import NOT_YOURS, Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.turns import _held, _hold_persons
from kerege.training.models import Course, CourseSession, CourseStaff, Enrolment
from kerege.training.queries import showing
from kerege.training.queries.cohort import day_there, offer_of, organises, reads_cohort
from kerege.training.queries.staff import parts_in
from kerege.training.rules.enrolling import Waiting, check_going, check_step, moving_up, placed
from kerege.training.words import Status
from kerege.training.words import enrolling as words
from kerege.training.words.delivery import ENROLMENT_STATES, IN_COHORT, EnrolmentState


def accept_participant(*, by: Actor, enrolment: str, despite: str = "", now: datetime | None = None) -> Enrolment:
    """Accept somebody, by the uid in the list: a place, or the waiting list where none is left or others wait before.
    Whoever has a place or waits already stays where they are. `despite` is the reason to take somebody who lacks
    something.

    Refuses records.nothing_there, people.not_yours, training.course_cancelled, .course_over, .not_now, .lacks,
    .staff_of_course (invited since), .at_another_course and text.*.
    """
    at = now or timezone.now()
    row = enrolment_for(by=by, enrolment=enrolment, organiser=True)
    check_going(offer_of(row.course), today=day_there(row.course, at))
    if row.state in {EnrolmentState.ENROLLED, EnrolmentState.WAITING}:
        return row
    with act("training.enrolment.accepted", by=by, owner=row.owner, about=row.uid) as done:
        course = _held(row.course)
        check_going(offer_of(course), today=day_there(course, at))
        row = _as_it_stands(row)
        row.reason = _taken_despite(course, row, despite, at)
        _hold_persons([row.person_id])
        _check_free_then(course, row.person_id)
        done.note(state=_give_place(course, row, at))
    return row


def _taken_despite(course: Course, row: Enrolment, despite: str, at: datetime) -> str:
    """The reason that is kept with a place. Refuses training.not_now, .staff_of_course and .lacks."""
    check_step(EnrolmentState(row.state), EnrolmentState.ENROLLED)
    if row.person_id in _staff_of(course):
        raise Refusal(words.STAFF_OF_COURSE, field="person")
    missing = showing.lacking_for(course.id, row.person_id, on=day_there(course, at))
    known = row.reason if row.state == EnrolmentState.NOMINATED else ""  # after a decline it is the reason of that
    if missing and not (despite.strip() or known):
        raise Refusal(words.LACKS, field="despite", missing="; ".join(str(each) for each in missing))
    reason = clean_line(despite, field="despite", max_length=500) if missing and despite.strip() else ""
    return reason or known


def decline_participant(*, by: Actor, enrolment: str, reason: str, now: datetime | None = None) -> Enrolment:
    """Do not accept somebody, with a reason that they read. A place that becomes free so goes to whoever waits longest.

    Refuses records.nothing_there, people.not_yours, training.course_over, .not_now, .enrolment_reason and text.*.
    """
    row = enrolment_for(by=by, enrolment=enrolment, organiser=True)
    return _leaves(by, row, EnrolmentState.REFUSED, "training.enrolment.declined", reason, now or timezone.now())


def withdraw_participant(*, by: Actor, enrolment: str, reason: str, now: datetime | None = None) -> Enrolment:
    """Withdraw somebody, with a reason: the person, whoever nominated them, or the organiser. The place goes to whoever
    waits longest.

    Refuses records.nothing_there, training.course_over, .not_now, .enrolment_reason and text.*.
    """
    row = enrolment_for(by=by, enrolment=enrolment)
    return _leaves(by, row, EnrolmentState.WITHDRAWN, "training.enrolment.withdrawn", reason, now or timezone.now())


def fill_places(*, by: Actor, course: str, now: datetime | None = None) -> list[Enrolment]:
    """Give the places of a course that are free to those who wait, the longest first: after more places were made.

    Refuses records.nothing_there, people.not_yours, training.course_cancelled and .course_over.
    """
    at = now or timezone.now()
    row = course_for(by=by, course=course)
    if not by.is_system and not organises(by, row):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.RECORD_ACTIVITY.value)
    check_going(offer_of(row), today=day_there(row, at))
    if not _next_ones(row):
        return []
    with act("training.enrolment.places_filled", by=by, owner=row.owner, about=row.uid) as done:
        row = _held(row)
        check_going(offer_of(row), today=day_there(row, at))
        up = _move_up(by, row, at)
        done.note(moved=len(up))
    return up


def course_for(*, by: Actor, course: str) -> Course:
    """The course with this key, for whoever may know of it. Refuses records.nothing_there."""
    with checking():
        found: Course | None = Course.objects.inside_action().filter(key=course).first()
    if found is not None and not by.is_system:
        reader = viewer_of_actor(by, on=timezone.localdate())
        known = Course.objects.seen_by(reader).filter(id=found.id).exists() or bool(parts_in(by, found))
        found = found if known else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="course", what=Course._meta.verbose_name, key=str(course)[:60])
    return found


def cohort_for(*, by: Actor, course: str) -> Course:
    """The course with this uid, for whoever reads who sits in it. Refuses records.nothing_there."""
    number = uid_or_none(course)
    with checking():
        found: Course | None = Course.objects.inside_action().filter(uid=number).first() if number else None
    if found is None or not (by.is_system or reads_cohort(PUBLIC, by, found)):
        raise Refusal(NOTHING_THERE, field="course", what=Course._meta.verbose_name, key=course[:40])
    return found


def enrolment_for(*, by: Actor, enrolment: str, organiser: bool = False) -> Enrolment:
    """The row in the list of a course with this uid, for its organiser, the person it is about, and whoever nominated
    that person. Refuses records.nothing_there to all others, and people.not_yours where only the organiser may.
    """
    number = uid_or_none(enrolment)
    with checking():
        rows = Enrolment.objects.inside_action().select_related("course", "person")
        row: Enrolment | None = rows.filter(uid=number).first() if number else None
    own = row is not None and (by.is_system or organises(by, row.course))
    near = row is not None and by.uid and (row.noted_by == known_as(by.uid) or _is(by, row.person_id))
    if row is None or not (own or near):
        raise Refusal(NOTHING_THERE, field="enrolment", what=Enrolment._meta.verbose_name, key=str(enrolment)[:40])
    if organiser and not own:
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.RECORD_ACTIVITY.value)
    return row


def _kept_in(row: Enrolment) -> Called:
    """The state of somebody in a list, as refusals name it."""
    return Called(row.state, ENROLMENT_STATES[EnrolmentState(row.state)])


def _as_it_stands(row: Enrolment) -> Enrolment:
    """The row again, once its course is held. Refuses training.not_now where somebody moved it since it was looked
    at: the same button pressed twice in one moment gives no other place.
    """
    found: Enrolment = Enrolment.objects.inside_action().select_related("course", "person").get(id=row.id)
    if found.state != row.state:
        raise Refusal(words.NOT_NOW, field="do", state=_kept_in(found))
    return found


def _give_place(course: Course, row: Enrolment, at: datetime) -> str:
    """Give a place or a place in the waiting list, inside the act that is open; the state."""
    rows = Enrolment.objects.inside_action().filter(course=course)
    taken = rows.filter(state__in=list(IN_COHORT)).count()
    row.state = placed(course.most, taken, rows.filter(state=EnrolmentState.WAITING).count())
    row.waiting_since = at if row.state == EnrolmentState.WAITING else None
    row.decided_on = day_there(course, at)
    row.moved += 1
    row.save()
    return str(row.state)


def _move_up(by: Actor, course: Course, at: datetime) -> list[Enrolment]:
    """Give the free places to those who wait, teach not here and are at no other course then, inside the open act."""
    rows = Enrolment.objects.inside_action().filter(course=course, state=EnrolmentState.WAITING)
    _hold_persons(rows.values_list("person_id", flat=True))
    moved = _next_ones(course)
    for row in moved:
        with act("training.enrolment.moved_up", by=by, owner=row.owner, about=row.uid):
            row.state, row.decided_on = EnrolmentState.ENROLLED, day_there(course, at)
            row.moved += 1
            row.save()
    return moved


def _check_free_then(course: Course, person: int) -> None:
    """Refuse training.at_another_course: somebody with a place in a course at the same time gets no place here."""
    other = _at_once(course, person)
    if other is not None:
        raise Refusal(words.AT_ANOTHER_COURSE, field="person", first=str(other.first_day), last=str(other.last_day))


def _staff_of(course: Course) -> frozenset[int]:
    """Who has a part in a course, by number: nobody learns where they teach, also who was nominated before."""
    with checking():
        rows = CourseStaff.objects.inside_action().filter(course=course, until__isnull=True)
        return frozenset(rows.values_list("person_id", flat=True))


def _next_ones(course: Course) -> list[Enrolment]:
    with checking():
        rows = Enrolment.objects.inside_action().filter(course=course)
        taken = rows.filter(state__in=list(IN_COHORT)).count()
        waits = {row.id: row for row in rows.filter(state=EnrolmentState.WAITING)}
    staff = _staff_of(course) if waits else frozenset()
    free = [row for row in waits.values() if row.person_id not in staff and _at_once(course, row.person_id) is None]
    order = moving_up([Waiting(row.id, row.waiting_since) for row in free], most=course.most, taken=taken)
    return [waits[number] for number in order]


def _leaves(by: Actor, row: Enrolment, then: EnrolmentState, word: str, reason: str, at: datetime) -> Enrolment:
    day = day_there(row.course, at)
    _check_leaving(row.course, row, then, day)
    if not reason.strip():
        raise Refusal(words.NO_REASON, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act(word, by=by, owner=row.owner, about=row.uid) as done:
        course = _held(row.course)
        row = _as_it_stands(row)
        _check_leaving(course, row, then, day)
        row.state, row.reason, row.decided_on, row.waiting_since = then, told, day, None
        row.moved += 1
        row.save()
        begun = course.first_day is not None and course.first_day < day
        up = [] if begun or course.status == Status.CANCELLED else _move_up(by, course, at)
        done.note(moved_up=len(up))
    return row


def _check_leaving(course: Course, row: Enrolment, then: EnrolmentState, day: date) -> None:
    if offer_of(course).over(day):
        raise Refusal(words.COURSE_OVER)
    check_step(EnrolmentState(row.state), then)


def _at_once(course: Course, person: int) -> Course | None:
    """Another course at the same time in which the person has a place: by its sessions, where both have any, else by
    its days.
    """
    with checking():
        rows = Enrolment.objects.inside_action().filter(person_id=person, state=EnrolmentState.ENROLLED)
        others: list[Course] = [row.course for row in rows.exclude(course=course).select_related("course")]
        going = [other for other in others if other.status not in {Status.CANCELLED, Status.HELD}]
        mine = _times(course) if going else []
        return next((other for other in going if _meet(course, mine, other, _times(other))), None)


def _times(course: Course) -> list[tuple[datetime, datetime]]:
    rows = CourseSession.objects.inside_action().filter(course=course, called_off__isnull=True)
    return list(rows.values_list("starts", "ends"))


def _meet(one: Course, mine: list[Any], other: Course, theirs: list[Any]) -> bool:
    if mine and theirs:
        return any(a < d and c < b for a, b in mine for c, d in theirs)
    days = one.first_day, one.last_day or one.first_day, other.first_day, other.last_day or other.first_day
    first, last, since, until = days
    return bool(first and last and since and until and first <= until and since <= last)


def _is(by: Actor, person: int) -> bool:
    return not by.is_system and people.person_number(by.uid) == person
