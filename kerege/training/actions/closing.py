"""Closing a course: from attendance to the register of those who completed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.stated import Precision
from kerege.people.rules import Actor
from kerege.people.words import NOT_YOURS, Deed
from kerege.training import words as training
from kerege.training.actions.places import course_for
from kerege.training.actions.register import Entry, close_register, register_participants
from kerege.training.actions.turns import _held
from kerege.training.models import Attendance, Course, CourseSession, CourseStaff, Enrolment
from kerege.training.queries.cohort import clock_of, held_of, organises
from kerege.training.rules.attending import USUAL_SHARE, Held, Told, attended, completes
from kerege.training.words import InstitutionType, Part, Sex, Status
from kerege.training.words import attending as words
from kerege.training.words import enrolling as enrolling
from kerege.training.words.delivery import TEACHING, Answer, EnrolmentState, Presence, StaffPart


@dataclass(frozen=True)
class Particulars:
    """What the register says of a participant beside the name; figures are broken down by it."""

    sex: str = Sex.NOT_STATED
    institution_type: str = InstitutionType.NOT_STATED
    unit: str = ""


@dataclass(frozen=True)
class Closing:
    """What became of a cohort: of each in it how much they attended, in percent, and whether that was enough."""

    course: Course
    share: int
    outcome: Mapping[str, tuple[int, bool]]

    @property
    def completed(self) -> int:
        return sum(enough for _, enough in self.outcome.values())


def close_course(
    *, by: Actor, course: str, particulars: Mapping[str, Particulars] | None = None, now: datetime | None = None
) -> Closing:
    """Close a course, by its key, after its last session: whoever attended as much as it asks for has completed it and
    stands in its register, with its trainers and observers; of the others the list says how much they missed. The
    register is closed, so figures count it from this day on. A course that was planned is recorded as held.

    `particulars` are those of the participants, by their uid in the list of the course.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, atlas.unknown_code,
    training.course_cancelled, .no_sessions, .sessions_not_over, .register_closed and .not_all_told.
    """
    at = now or timezone.now()
    row = course_for(by=by, course=course)
    if not by.is_system and not organises(by, row):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.REGISTER_PARTICIPANTS.value)
    with act("training.attendance.closed", by=by, owner=row.owner, about=row.uid) as done:
        row = _held(row)
        sessions, cohort = _over(row, at), _cohort(row)
        outcome = _outcomes(row, sessions, cohort)
        for each in cohort:
            _conclude(row, each, outcome[each.uid][1], at)
        day = _hold(row, sessions, at)
        _register(by, row, [e for e in cohort if outcome[e.uid][1]], particulars or {}, day)
        close_register(by=by, course=row.key, on=max(day, at.astimezone(clock_of(row)).date()))
        done.note(completed=sum(enough for _, enough in outcome.values()), of=len(cohort))
    return Closing(row, _share(row), {str(uid): told for uid, told in outcome.items()})


def _outcomes(row: Course, sessions: list[CourseSession], cohort: list[Enrolment]) -> dict[Any, tuple[int, bool]]:
    """Of each how much they attended, and whether that was enough. Refuses training.not_all_told."""
    marks = _marks(sessions)
    missing = sum((s.uid, e.person_id) not in marks for s in sessions for e in cohort)
    if missing:
        raise Refusal(words.NOT_ALL_TOLD, missing=missing)
    return {e.uid: _outcome(row, e, sessions, marks) for e in cohort}


def _over(row: Course, at: datetime) -> list[CourseSession]:
    """The sessions that were held. Refuses training.course_cancelled, .register_closed, .no_sessions and
    .sessions_not_over.
    """
    if row.status == Status.CANCELLED:
        raise Refusal(enrolling.COURSE_CANCELLED)
    if row.register_closed_on is not None:
        raise Refusal(training.REGISTER_CLOSED, closed_on=row.register_closed_on.isoformat())
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=row, called_off__isnull=True)
        sessions = list(rows.order_by("starts"))
    if not sessions:
        raise Refusal(words.NO_SESSIONS)
    last = max(each.ends for each in sessions)
    if at < last:
        raise Refusal(words.SESSIONS_NOT_OVER, last=f"{last.astimezone(clock_of(row)):%Y-%m-%d %H:%M}")
    return sessions


def _cohort(row: Course) -> list[Enrolment]:
    with checking():
        rows = Enrolment.objects.inside_action().filter(course=row, state=EnrolmentState.ENROLLED)
        return list(rows.select_related("person").order_by("id"))


def _marks(sessions: list[CourseSession]) -> dict[tuple[Any, int], Told]:
    with checking():
        rows = Attendance.objects.inside_action().filter(session__in=sessions, stands=True)
        return {
            (each.session.uid, each.person_id): Told(Presence(each.presence), each.minutes or 0)
            for each in rows.select_related("session")
        }


def _outcome(row: Course, each: Enrolment, sessions: list[CourseSession], marks: Any) -> tuple[int, bool]:
    told = {str(s.uid): marks[s.uid, each.person_id] for s in sessions}
    rooms: list[Held] = [held_of(s) for s in sessions]
    return attended(told, rooms), completes(told, rooms, share=row.share)


def _share(row: Course) -> int:
    return USUAL_SHARE if row.share is None else row.share


def _conclude(row: Course, each: Enrolment, enough: bool, at: datetime) -> None:
    each.state = EnrolmentState.COMPLETED if enough else EnrolmentState.NOT_COMPLETED
    each.decided_on = at.astimezone(clock_of(row)).date()
    each.moved += 1
    each.save()


def _hold(row: Course, sessions: list[CourseSession], at: datetime) -> date:
    """Record a planned course as held on the days of its sessions; its last day. Where the venue's day is ahead of the
    node's, it was over by the node's day too: readers of that day find it.
    """
    zone = clock_of(row)
    first, last = (edge(s.starts.astimezone(zone).date() for s in sessions) for edge in (min, max))
    if row.status != Status.HELD:
        row.status, row.first_day, row.last_day = Status.HELD, first, last
        row.done_by = min(last, timezone.localdate(at))
        row.precision = Precision.DAY
        row.save()
    return row.last_day or last


def _register(by: Actor, row: Course, completed: list[Enrolment], told: Mapping[str, Particulars], day: date) -> None:
    with checking():
        staff = CourseStaff.objects.inside_action().filter(course=row, until__isnull=True).select_related("person")
        taught = [each for each in staff.exclude(answer=Answer.DECLINED).order_by("id") if each.part in _PARTS]
    entries = {False: list[Entry](), True: list[Entry]()}
    for each in completed:
        said = told.get(str(each.uid), Particulars())
        particulars = {"sex": said.sex, "institution_type": said.institution_type, "unit": said.unit}
        entries[each.synthetic].append(Entry(person=each.person.key, **particulars))
    for person, part in dict.fromkeys((each.person, _PARTS[StaffPart(each.part)]) for each in taught):
        entries[person.synthetic].append(Entry(person=person.key, role=part))
    for synthetic, lines in entries.items():
        if lines:
            register_participants(by=by, course=row.key, entries=lines, registered_on=day, synthetic=synthetic)


_PARTS = dict.fromkeys(TEACHING, Part.TRAINER) | {StaffPart.OBSERVER: Part.OBSERVER}
