"""Taking attendance: by the trainer's list, by the code on the screen, and what comes from a class without a line.

Nothing is written over: another record takes the place of the one that stood, which stays with who noted it and how.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, choice
from kerege.people.words import NOT_YOURS, Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import PUBLIC
from kerege.training.actions.turns import _hold_persons, _turn
from kerege.training.models import Attendance, CourseSession, Enrolment
from kerege.training.queries.cohort import held_of, keeps_list, node_key, reads_cohort
from kerege.training.rules.attending import Held, Told, check_one_place, check_told, elsewhere
from kerege.training.rules.codes import check_code, check_pin, check_time, minutes_late, slip_number
from kerege.training.words import attending as words
from kerege.training.words.attending import THERE, Aside
from kerege.training.words.delivery import IN_COHORT, Presence, Taken

TIME_TO_SIGN = timedelta(minutes=10)
"""How long after the code was scanned somebody may take to say who they are."""
Mark = tuple[str, int]
Marks = Mapping[str, Mark]


@dataclass(frozen=True)
class Brought:
    """A record of attendance from another device: `client` is the number that the device gave it."""

    client: UUID
    person: str
    presence: str
    minutes: int
    at: datetime


def take_attendance(
    *,
    by: Actor,
    session: str,
    marks: Marks,
    shown: Mapping[str, Mark | None] | None = None,
    via: Taken = Taken.LIST,
    now: datetime | None = None,
) -> int:
    """Record who was there, by the trainer's list or from the signed sheet: for each uid in the list of the course what
    is told of it and how many minutes late. All of it or nothing; what stands there already is left alone. How many
    were written. `shown` is what the list showed of each when it was made (None: nothing yet): nobody writes over
    something else without having seen it.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, training.session_not_held, .marks_closed,
    .not_in_cohort, .session_not_begun, .late_wrong, .at_another_session and .mark_changed (its
    `persons` are uids of the list).
    """
    at = now or timezone.now()
    row = session_for(by=by, session=session)
    with _turn(row.course):
        row, cohort = _as_it_stands(row), _cohort(row)
        _hold_persons(cohort[uid].person_id for uid in marks if uid in cohort)
        new = _new_marks(row, cohort, marks, at)
        _check_seen(row, new, shown or {})
        if new:
            with act("training.attendance.taken", by=by, owner=row.owner, about=row.uid, via=via.value, rows=len(new)):
                for enrolment, told in new:
                    _write(row, enrolment, told, by=by, via=via, at=at, now=at)
    return len(new)


def _new_marks(
    row: CourseSession, cohort: Mapping[str, Enrolment], marks: Marks, at: datetime
) -> list[tuple[Enrolment, Told]]:
    """What is told of somebody and does not stand there yet. Refuses what take_attendance refuses of one mark; whose it
    is, the field of the refusal begins with.
    """
    new = []
    for uid, (presence, minutes) in marks.items():
        told = Told(Presence(choice(presence, Presence, "presence")), minutes)
        enrolment = cohort.get(uid)
        if enrolment is None:
            raise Refusal(words.NOT_IN_COHORT, field="presence")
        try:
            check_told(told, held_of(row), at=at, zone=_clock(row))
            if not _same(_standing(row, enrolment.person_id), told):
                _check_elsewhere(row, enrolment.person_id, told)
                new.append((enrolment, told))
        except Refusal as refusal:
            refusal.field = f"{uid}-{refusal.field}"
            raise
    return new


def _check_seen(row: CourseSession, new: list[tuple[Enrolment, Told]], shown: Mapping[str, Mark | None]) -> None:
    """Refuse training.mark_changed where something else stands by now than the list showed."""
    changed = []
    for enrolment, _told in new:
        uid, known = str(enrolment.uid), _standing(row, enrolment.person_id)
        now = (known.presence, known.minutes or 0) if known is not None else None
        if uid in shown and shown[uid] != now:
            changed.append(uid)
    if changed:
        raise Refusal(words.MARK_CHANGED, field=f"{changed[0]}-presence", persons=changed)


def sign_in_to_session(
    *,
    by: Actor,
    session: str,
    code: str,
    scanned: datetime | None = None,
    number: str = "",
    pin: str = "",
    now: datetime | None = None,
) -> Attendance:
    """Sign in with the code on the screen: whoever is signed in as a participant, or whoever gives the number and the
    PIN of the slip. `scanned` is the moment at which the node took the code. The second time changes nothing; whoever
    comes late is late by so many minutes.

    Refuses records.nothing_there, training.session_not_held, .marks_closed, .session_not_begun, .code_time_over,
    .code_over, .pin_wrong, .not_in_cohort and .at_another_session.
    """
    at = now or timezone.now()
    seen = scanned or at
    row = _session(session)
    _check_kept(row)
    check_time(seen, starts=row.starts, ends=row.ends, zone=_clock(row))
    if not timedelta(0) <= at - seen <= TIME_TO_SIGN:
        raise Refusal(words.CODE_OVER, field="code")
    check_code(code, key=node_key(), session=str(row.uid), at=seen)
    with _turn(row.course):
        row = _as_it_stands(row)
        enrolment = _who(row, by, number, pin)
        _hold_persons([enrolment.person_id])
        late = minutes_late(seen, row.starts)
        told = Told(Presence.LATE if late else Presence.PRESENT, late)
        known = _standing(row, enrolment.person_id)
        if known is not None and known.presence in THERE:
            return known
        _check_elsewhere(row, enrolment.person_id, told)
        with act("training.attendance.signed", by=by, owner=row.owner, about=row.uid, via=Taken.CODE.value):
            return _write(row, enrolment, told, by=by, via=Taken.CODE, at=seen, now=at)


def bring_attendance(
    *, by: Actor, session: str, records: Iterable[Brought], now: datetime | None = None
) -> list[Attendance]:
    """Take in what was recorded in a class without a line. What was brought before is brought once. What contradicts
    something that stands is kept aside and does not count: somebody decides by the list.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, training.session_not_held, .marks_closed,
    .not_in_cohort, .session_not_begun (also of a device whose clock runs ahead) and .late_wrong.
    """
    at = now or timezone.now()
    row, given = session_for(by=by, session=session), list(records)
    with _turn(row.course):
        row, cohort = _as_it_stands(row), _cohort(row)
        _hold_persons(cohort[each.person].person_id for each in given if each.person in cohort)
        known = _brought_before(given)
        taken = [(each, *_taken(row, cohort, each, at)) for each in given if each.client not in known]
        if not taken:
            return list(known.values())
        with act("training.attendance.brought", by=by, owner=row.owner, about=row.uid, rows=len(taken)) as done:
            made = [_bring(row, enrolment, told, each, by, at) for each, enrolment, told in taken]
            done.note(aside=sum(bool(each.aside) for each in made))
    return [*known.values(), *made]


def _brought_before(given: list[Brought]) -> dict[UUID | None, Attendance]:
    with checking():
        rows = Attendance.objects.inside_action().filter(client__in=[each.client for each in given])
        return {row.client: row for row in rows}


def _taken(row: CourseSession, cohort: Mapping[str, Enrolment], each: Brought, at: datetime) -> tuple[Enrolment, Told]:
    told = Told(Presence(choice(each.presence, Presence, "presence")), each.minutes)
    if each.person not in cohort:
        raise Refusal(words.NOT_IN_COHORT, field="person")
    check_told(told, held_of(row), at=min(each.at, at), zone=_clock(row))
    return cohort[each.person], told


def session_for(*, by: Actor, session: str) -> CourseSession:
    """The session with this uid, for whoever takes attendance in its course. Refuses records.nothing_there to whoever
    may not know who sits in it, and people.not_yours.
    """
    row = _session(session)
    if not by.is_system and not reads_cohort(PUBLIC, by, row.course):
        raise _no_session(session)
    if not by.is_system and not keeps_list(by, row.course):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.RECORD_ACTIVITY.value)
    return row


def _check_kept(row: CourseSession) -> None:
    """Refuse training.session_not_held and .marks_closed."""
    if row.called_off is not None:
        raise Refusal(words.NOT_TAKEN_PLACE)
    if row.course.register_closed_on is not None:
        raise Refusal(words.MARKS_CLOSED, closed_on=row.course.register_closed_on.isoformat())


def _as_it_stands(row: CourseSession) -> CourseSession:
    """The session again, once its course is held. Refuses training.session_not_held and .marks_closed."""
    with checking():
        found: CourseSession = CourseSession.objects.inside_action().select_related("course").get(pk=row.pk)
    _check_kept(found)
    return found


def _session(session: str) -> CourseSession:
    number = uid_or_none(session)
    with checking():
        rows = CourseSession.objects.inside_action().select_related("course")
        row: CourseSession | None = rows.filter(uid=number).first() if number else None
    if row is None:
        raise _no_session(session)
    return row


def _no_session(session: str) -> Refusal:
    what = CourseSession._meta.verbose_name
    return Refusal(NOTHING_THERE, field="session", what=what, key=str(session)[:40])


def _cohort(row: CourseSession) -> dict[str, Enrolment]:
    with checking():
        rows = Enrolment.objects.inside_action().filter(course_id=row.course_id, state__in=list(IN_COHORT))
        return {str(each.uid): each for each in rows}


def _who(row: CourseSession, by: Actor, number: str, pin: str) -> Enrolment:
    """Whose sign-in it is. Refuses training.pin_wrong and .not_in_cohort."""
    with checking():
        everybody: list[Enrolment] = list(
            Enrolment.objects.inside_action().filter(course_id=row.course_id).order_by("id")
        )
    if number or pin or not by.uid:
        place = slip_number(number)
        found = everybody[place - 1] if 0 < place <= len(everybody) else None
        slip = found.slip if found is not None else 0
        check_pin(pin, key=node_key(), enrolment=str(found.uid) if found is not None else "nobody", slip=slip)
    else:
        me = people.person_number(by.uid) if by.uid and not by.is_system else None
        found = next((each for each in everybody if each.person_id == me), None)
    if found is None or found.state not in IN_COHORT:
        raise Refusal(words.NOT_IN_COHORT)
    return found


def _standing(row: CourseSession, person: int) -> Attendance | None:
    with checking():
        found = Attendance.objects.inside_action().filter(session=row, person_id=person, stands=True).first()
    return found  # type: ignore[no-any-return]


def _clock(row: CourseSession) -> str:
    return row.course.zone or "UTC"


def _same(known: Attendance | None, told: Told) -> bool:
    return known is not None and (known.presence, known.minutes or 0) == (told.presence, told.minutes)


def _present_at(row: CourseSession, person: int) -> list[Held]:
    """The other sessions of any course at which somebody is recorded as present and that share time with this one."""
    with checking():
        rows = Attendance.objects.inside_action().filter(person_id=person, stands=True, presence__in=list(THERE))
        near = rows.filter(session__starts__lt=row.ends, session__ends__gt=row.starts).exclude(session=row)
        return [held_of(each.session) for each in near.select_related("session")]


def _check_elsewhere(row: CourseSession, person: int, told: Told) -> None:
    if told.presence in THERE:
        check_one_place(held_of(row), _present_at(row, person), zone=_clock(row))


def _bring(row: CourseSession, enrolment: Enrolment, told: Told, each: Brought, by: Actor, now: datetime) -> Attendance:
    known = Attendance.objects.inside_action().filter(session=row, person_id=enrolment.person_id, stands=True).first()
    aside = ""
    if known is not None:
        aside = Aside.REPLACED if _same(known, told) else Aside.DIFFERS
    elif told.presence in THERE and elsewhere(held_of(row), _present_at(row, enrolment.person_id)) is not None:
        aside = Aside.ELSEWHERE
    return _write(row, enrolment, told, by=by, via=Taken.CLASS, at=each.at, now=now, client=each.client, aside=aside)


def _write(
    row: CourseSession,
    enrolment: Enrolment,
    told: Told,
    *,
    by: Actor,
    via: Taken,
    at: datetime,
    now: datetime,
    client: UUID | None = None,
    aside: str = "",
) -> Attendance:
    """Write one record inside the act that is open. One that counts takes the place of the one that stood."""
    if not aside:
        standing = Attendance.objects.inside_action().filter(session=row, person_id=enrolment.person_id, stands=True)
        for before in standing:
            before.stands, before.aside = False, Aside.REPLACED
            before.save()
    return Attendance.objects.create(  # type: ignore[no-any-return]
        session=row,
        person_id=enrolment.person_id,
        owner=row.owner,
        label=Sensitivity.RESTRICTED,
        synthetic=enrolment.synthetic,
        presence=told.presence.value,
        minutes=told.minutes or None,
        via=via.value,
        at=at,
        client=client,
        stands=not aside,
        aside=aside,
        noted_by=known_as(by.uid) if by.uid else "",
        noted_on=now,
    )
