"""Accommodations: what somebody needs to sit an exam, asked for or granted, and never a diagnosis."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.training.actions.exam_making import _exam, _kept, _own
from kerege.training.models import Course, Exam, ExamAllowance
from kerege.training.queries.exam_doors import has_place, keeps_exams, person_of
from kerege.training.queries.participants import matcher
from kerege.training.rules.exam_plan import check_widens, read_allowance
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import AllowanceState


def ask_allowance(
    *, by: Actor, exam: str, wanted: Mapping[str, Any], reason: str, now: datetime | None = None
) -> ExamAllowance:
    """Ask for an accommodation in an exam, for oneself. What is needed is asked for, never why somebody's health is so.

    Refuses training.no_such_exam, .exam_no_place, .exam_allowance_empty, .exam_number_wrong, .exam_language,
    .exam_window_wrong, .exam_window_within and text.*.
    """
    found, person = _exam(exam), person_of(by)
    if person is None or not has_place(found.course_id, person):
        raise Refusal(refused.EXAM_NO_PLACE)
    with checking():
        row: Course = Course.objects.inside_action().get(id=found.course_id)
    told = read_allowance(wanted, zone=row.zone or "UTC")
    check_widens(told, opens=found.opens, closes=found.closes)
    why = clean_line(reason, field="reason", max_length=300)
    with act("training.exam.allowance_asked", by=by, owner=row.owner, about=found.uid):
        made = _write(row, found, person, told, why, now or timezone.now())
    return made


def grant_allowance(
    *, by: Actor, exam: str, person: str, wanted: Mapping[str, Any], reason: str, now: datetime | None = None
) -> ExamAllowance:
    """Grant an accommodation to a participant, by name or key, who did not ask through the page.

    Nobody grants their own. Refuses training.no_such_exam, .exam_not_yours, .who_wrote, .which_one and what
    `ask_allowance` refuses of it.
    """
    moment, (row, found) = now or timezone.now(), _own(by, exam)
    number = int(matcher(row.id)(person).partition(":")[2])
    if number == person_of(by):
        raise Refusal(refused.EXAM_NOT_YOURS)
    told = read_allowance(wanted, zone=row.zone or "UTC")
    check_widens(told, opens=found.opens, closes=found.closes)
    why = clean_line(reason, field="reason", max_length=300)
    with act("training.exam.allowance_granted", by=by, owner=row.owner, about=found.uid):
        made = _write(row, found, number, told, why, moment)
        _decide(made, AllowanceState.GRANTED, by, moment)
    return made


def decide_allowance(*, by: Actor, allowance: str, granted: bool, now: datetime | None = None) -> ExamAllowance:
    """Grant what somebody asked for, or not. Nobody decides about their own.

    Refuses training.no_such_exam, .exam_not_yours and .exam_allowance_decided.
    """
    number = uid_or_none(allowance)
    with checking():
        rows = ExamAllowance.objects.inside_action().filter(uid=number) if number else None
        found = rows.first() if rows is not None else None
        course = Course.objects.inside_action().get(id=found.course_id) if found is not None else None
    if found is None or course is None:
        raise Refusal(refused.NO_SUCH_EXAM)
    if not keeps_exams(by, course) or found.person_id == person_of(by):
        raise Refusal(refused.EXAM_NOT_YOURS)
    if found.state != AllowanceState.ASKED:
        raise Refusal(refused.EXAM_ALLOWANCE_DECIDED)
    state = AllowanceState.GRANTED if granted else AllowanceState.REFUSED
    with act("training.exam.allowance_decided", by=by, owner=course.owner, about=found.uid, state=state):
        _decide(found, state, by, now or timezone.now())
    return found  # type: ignore[no-any-return]


def _write(row: Course, exam: Exam, person: int, told: Mapping[str, Any], why: str, now: datetime) -> ExamAllowance:
    made: ExamAllowance = ExamAllowance.objects.create(
        **_kept(row), **told, course=row, person_id=person, exam=exam.key, reason=why, asked_at=now
    )
    return made


def _decide(row: Any, state: AllowanceState, by: Actor, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, known_as(by.uid), now
    row.save()
