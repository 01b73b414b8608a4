"""Attendance as evidence: the hours of a course in the cases of those who want a certificate."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.capacity import actions as capacity
from kerege.capacity.queries.cases import CaseLine, my_cases
from kerege.capacity.words.certification import CaseState, InCase
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.zones import at_place
from kerege.people.rules import Actor
from kerege.people.words import NOT_YOURS, Deed
from kerege.training.actions.places import course_for
from kerege.training.models import Attendance, Course, Enrolment
from kerege.training.queries.cohort import held_of, keeps_list
from kerege.training.queries.showing import taught_in
from kerege.training.rules.attending import Told, minutes_there
from kerege.training.words.attending import THERE, Unrecorded
from kerege.training.words.delivery import IN_COHORT, Presence

RECORDS = {InCase.TRAINER.value, InCase.CENTRE.value}


@dataclass(frozen=True)
class HoursTold:
    """What was recorded for one participant, by their uid in the list: minutes of how many sessions; else why not."""

    enrolment: str
    person: int
    minutes: int = 0
    sessions: int = 0
    why: str = ""


def record_hours_of_course(*, by: Actor, course: str, now: datetime | None = None) -> list[HoursTold]:
    """Record what participants attended as hours of part 1, in those of their cases that want this kind of course and
    in which the actor is named as trainer, or looks after the case. Each session that is over is one record with its
    times, less how late somebody came; what stands there is not recorded twice. Of everybody in the cohort is told what
    was recorded, or why nothing was.

    Refuses records.nothing_there and people.not_yours. What the case refuses of one person is told of that person.
    """
    at = now or timezone.now()
    row = course_for(by=by, course=course)
    if not keeps_list(by, row):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.REGISTER_PARTICIPANTS.value)
    with checking():
        rows = Enrolment.objects.inside_action().filter(course=row, state__in=list(IN_COHORT)).order_by("id")
        cohort = list(rows)
    mine = my_cases(by=by, on=at.date() + timedelta(days=1), lang="en")
    taught, _version = taught_in([row]).get(row.id, ("", ""))
    counts = [line for line in mine if line.parts & RECORDS and taught in {"", line.curriculum}]
    cases = {line.person_id: line for line in reversed(counts)}
    return [_record(by, row, each, cases.get(each.person_id), at) for each in cohort]


def _record(by: Actor, row: Course, each: Enrolment, case: CaseLine | None, at: datetime) -> HoursTold:
    told: dict[str, Any] = {"enrolment": str(each.uid), "person": each.person_id}
    if case is None:
        return HoursTold(**told, why=Unrecorded.NOT_TRAINER)
    if case.state not in {CaseState.ENROLLED, CaseState.PART_ONE}:
        return HoursTold(**told, why=Unrecorded.NOT_NOW)
    with checking():
        rows = Attendance.objects.inside_action().filter(session__course=row, person_id=each.person_id, stands=True)
        rows = rows.filter(session__ends__lte=at)
        there = list(rows.filter(presence__in=list(THERE)).select_related("session").order_by("session__starts"))
    if not there:
        return HoursTold(**told, why=Unrecorded.NO_HOURS)
    minutes, why = [], ""
    for mark in there:
        try:
            minutes.append(_hours(by, row, case, mark, at.date()))
        except Refusal as refusal:
            why = Unrecorded.ALREADY if refusal.code == "capacity.sessions_overlap" else refusal.code
    return HoursTold(**told, minutes=sum(minutes), sessions=len(minutes), why="" if minutes else why)


def _hours(by: Actor, row: Course, case: CaseLine, mark: Attendance, today: date) -> int:
    zone, late = row.zone or "UTC", mark.minutes or 0
    starts = at_place(mark.session.starts + timedelta(minutes=late), zone)
    ends = at_place(mark.session.ends, zone)
    times: dict[str, Any] = {"start": f"{starts:%H:%M}", "end": f"{ends:%H:%M}", "zone": zone}
    note = f"{row.key} · {mark.session.title}"[:200]
    capacity.record_hours(by=by, case=case.uid, day=starts.date(), today=today, note=note, **times)
    return minutes_there(Told(Presence(mark.presence), late), held_of(mark.session))
