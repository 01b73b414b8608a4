"""Closing an assessment: it gets its result and its findings, and never changes again."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.actions.handing_in import _check_handed_in
from kerege.capacity.actions.opening import led
from kerege.capacity.actions.reauditing import ask_again
from kerege.capacity.actions.submitting import _drop_unread
from kerege.capacity.models import Agreement, Answer, Assessment, Finding
from kerege.capacity.queries.answers import agreement_line, answer_line
from kerege.capacity.queries.results import put_together
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.rules.answers import Standing
from kerege.capacity.rules.scoring import Result, findings, summary
from kerege.capacity.rules.states import check_open
from kerege.capacity.words import AssessmentState, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor


def close_assessment(*, by: Actor, assessment: str, waiting: bool = True, today: date | None = None) -> Assessment:
    """Close an assessment in which every question that is asked and needed is settled: answered by all who answered it
    alike, agreed on, or left open with a reason. Answers below the threshold of the set become findings. `waiting` is
    False to close it although assessors have not handed in. Forms of which pictures are still on a phone are not waited
    for.

    Refuses what opening.led refuses, capacity.closed, .nothing_answered, .not_handed_in, .disagreement and
    .open_questions.
    """
    row = led(by=by, assessment=assessment)
    check_open(row.state)
    definition, found = _together(row)
    needed = {question.key for question in definition.questions() if question.needed}
    _check(found, needed)
    if waiting:
        _check_handed_in(row)
    below = findings(definition, found)
    values = {line.question: line.value for line in found.lines()}
    with act("capacity.assessment.closed", by=by, owner=row.owner, about=row.uid, findings=len(below)):
        row.state, row.closed_on = AssessmentState.CLOSED, today or localdate()
        row.summary = json.dumps(summary(found), separators=(",", ":"))
        row.save()
        _drop_unread(row, definition)
        for question, severity in below:
            Finding.objects.create(
                assessment=row,
                facility=row.facility,
                owner=row.owner,
                label=Sensitivity.RESTRICTED,
                synthetic=row.synthetic,
                question=question,
                value=values[question],
                severity=severity,
                found_on=row.closed_on,
            )
        counted = {line.question: line.value for line in found.lines() if line.counts}
        ask_again(by=by, round=row, answers=counted, below={question for question, _ in below})
    return row


def _together(row: Assessment) -> tuple[Any, Result]:
    with checking():
        definition = definition_of(row.version)
        answers = Answer.objects.inside_action().filter(assessment=row).order_by("question", "assessor_id")
        said = [answer_line(each) for each in answers]
        settled = Agreement.objects.inside_action().filter(assessment=row)
        agreed = {each.question: agreement_line(each) for each in settled}
    return definition, put_together(definition, said, agreed)[1]


def _check(found: Result, needed: set[str]) -> None:
    lines = list(found.lines())
    if not any(line.known for line in lines):
        raise Refusal(refused.NOTHING_ANSWERED)
    disagreed = [line.question for line in lines if line.standing == Standing.DISAGREED]
    if disagreed:
        raise Refusal(refused.DISAGREEMENT, questions=_listed(disagreed))
    open_ones = [line.question for line in lines if line.standing == Standing.OPEN and line.question in needed]
    if open_ones:
        raise Refusal(refused.OPEN_QUESTIONS, count=len(open_ones), questions=_listed(open_ones))


def _listed(keys: Iterable[str]) -> str:
    listed = list(keys)
    return ", ".join(listed[:8]) + (" …" if len(listed) > 8 else "")
