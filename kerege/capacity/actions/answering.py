"""Answering: one's own answers, what the team agreed on, why a question stays open, and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from kerege.capacity.actions.handing_in import _not_ready
from kerege.capacity.actions.opening import joined, led
from kerege.capacity.models import Agreement, Answer, Assessment, Evidence
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.rules.answers import LONGEST_TEXT, Given, checked
from kerege.capacity.rules.definitions import Definition, Question
from kerege.capacity.rules.states import check_open
from kerege.capacity.words import Settled, refused
from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text, fold
from kerege.people.rules import Actor


@dataclass(frozen=True)
class Told:
    """One answer as it was typed."""

    value: str = ""
    not_applicable: bool = False
    comment: str = ""


def save_answers(
    *, by: Actor, assessment: str, answers: Mapping[str, Told], now: datetime | None = None
) -> dict[str, Refusal]:
    """Keep the actor's own answers to these questions; an empty one takes back what was answered. What is wrong is
    given back, by question, and what is right is kept: whoever loses the line after a page has lost nothing.

    Refuses what opening.joined refuses, and capacity.closed. Given back are capacity.unknown_question and what
    rules.answers.checked refuses. The same answers again change nothing.
    """
    row, mine = joined(by=by, assessment=assessment)
    check_open(row.state)
    definition = _definition(row)
    wrong: dict[str, Refusal] = {}
    right: dict[str, tuple[Given, str]] = {}
    for key, told in answers.items():
        try:
            right[key] = _checked(definition, key, told)
        except Refusal as refusal:
            wrong[key] = refusal
    with checking():
        rows = Answer.objects.inside_action().filter(assessor=mine, question__in=list(right))
        before = {each.question: each for each in rows}
    changed = {key: given for key, given in right.items() if _differs(before.get(key), *given)}
    if changed:
        with act("capacity.answers.saved", by=by, owner=row.owner, about=row.uid, questions=len(changed)):
            _not_ready(mine)
            _write(row, mine, before, changed, now or timezone.now())
    return wrong


def settle_question(*, by: Actor, assessment: str, question: str, told: Told, today: date | None = None) -> Agreement:
    """Record what the assessors agreed on where they answered differently, with the reason; their own answers stay.

    Refuses what opening.led refuses, capacity.closed, .unknown_question, .nothing_to_agree, .no_reason, .outside_scale
    and what rules.answers.checked refuses.
    """
    row = led(by=by, assessment=assessment)
    check_open(row.state)
    definition = _definition(row)
    asked = _question(definition, question)
    if not told.comment.strip():
        raise Refusal(refused.NO_REASON, field="comment")
    with checking():
        said = Answer.objects.inside_action().filter(assessment=row, question=question)
        different = set(said.values_list("value", "not_applicable"))
    if len(different) < 2:
        raise Refusal(refused.NOTHING_TO_AGREE, field="value")
    given = checked(definition, asked, Given(told.value, told.not_applicable), comment=told.comment)
    if given.empty:
        known_codes = ", ".join(sorted(value or "–" for value, _ in different))
        raise Refusal(refused.OUTSIDE_SCALE, field=question, value="", known=known_codes)
    return _settle(by, row, question, Settled.AGREED, given, told.comment, today or localdate())


def leave_open(*, by: Actor, assessment: str, reasons: Mapping[str, str], today: date | None = None) -> list[Agreement]:
    """Give the reasons why questions stay without an answer. An empty reason is left out.

    Refuses what opening.led refuses, capacity.closed, .unknown_question and text.*.
    """
    row = led(by=by, assessment=assessment)
    check_open(row.state)
    definition, day = _definition(row), today or localdate()
    told = {key: reason for key, reason in reasons.items() if reason.strip()}
    for key in told:
        _question(definition, key)
    return [_settle(by, row, key, Settled.LEFT_OPEN, Given(), reason, day) for key, reason in told.items()]


def add_evidence(
    *,
    by: Actor,
    assessment: str,
    question: str,
    title: str,
    reference: str = "",
    received: Received | None = None,
    today: date | None = None,
) -> Evidence:
    """Record what proves an answer: a file, or where it can be looked at. It is as restricted as the answers.

    Refuses what opening.joined refuses, capacity.closed, .unknown_question, .evidence_empty, .evidence_twice, text.*
    and files.full.
    """
    row, _mine = joined(by=by, assessment=assessment)
    check_open(row.state)
    _question(_definition(row), question)
    called = clean_line(title, field="title")
    where = clean_line(reference, field="reference", max_length=500) if reference.strip() else ""
    if received is None and not where:
        raise Refusal(refused.EVIDENCE_EMPTY, field="file")
    mark = received.sha256 if received is not None else digest(["kerege.evidence.1", fold(where) or where])
    with checking():
        if Evidence.objects.inside_action().filter(assessment=row, question=question, mark=mark).exists():
            raise Refusal(refused.EVIDENCE_TWICE, field="file" if received is not None else "reference")
    with act("capacity.evidence.added", by=by, owner=row.owner, about=row.uid):
        found = Evidence(assessment=row, question=question, title=called, reference=where, mark=mark, **_kept(row))
        found.on, found.given_by = today or localdate(), known_as(by.uid)
        found.save()
        if received is not None:
            files.keep_file(
                by=by,
                owner=row.owner,
                about=found.uid,
                purpose=Purpose.EVIDENCE,
                received=received,
                label=Sensitivity.RESTRICTED,
                synthetic=row.synthetic,
            )
    return found


def _definition(row: Assessment) -> Definition:
    with checking():
        return definition_of(row.version)


def _question(definition: Definition, key: str) -> Question:
    found = next((question for question in definition.questions() if question.key == key), None)
    if found is None:
        raise Refusal(refused.UNKNOWN_QUESTION, field="question", question=str(key)[:60])
    return found


def _checked(definition: Definition, key: str, told: Told) -> tuple[Given, str]:
    """The answer with its comment, as they are kept. Refuses capacity.unknown_question and what
    rules.answers.checked refuses.
    """
    question = _question(definition, key)
    comment = clean_text(told.comment, field=key, max_length=LONGEST_TEXT) if told.comment.strip() else ""
    return checked(definition, question, Given(told.value, told.not_applicable), comment=comment), comment


def _differs(before: Any, given: Given, comment: str) -> bool:
    if before is None:
        return not given.empty or bool(comment)
    return bool((before.value, before.not_applicable, before.comment) != (given.value, given.not_applicable, comment))


def _answer_of(row: Any) -> Given:
    return Given(row.value, row.not_applicable)


def _write(
    row: Assessment, mine: Any, before: Mapping[str, Any], answers: Mapping[str, tuple[Given, str]], at: datetime
) -> None:
    """Write answers that were checked, inside an act: what is new in one statement, and what changes in another."""
    new: list[Answer] = []
    changed: list[Answer] = []
    for key, (given, comment) in answers.items():
        answer = before.get(key) or Answer(assessment=row, assessor=mine, question=key, **_kept(row))
        answer.value, answer.not_applicable, answer.comment = given.value, given.not_applicable, comment
        answer.answered_at = at
        (changed if key in before else new).append(answer)
    if new:
        Answer.objects.bulk_insert(new)
    if changed:
        Answer.objects.bulk_update(changed, ["value", "not_applicable", "comment", "answered_at"])


def _settle(
    by: Actor, row: Assessment, question: str, settled: Settled, given: Given, reason: str, day: date
) -> Agreement:
    told = clean_line(reason, field="comment", max_length=1000)
    content = {"settled": settled.value, "value": given.value, "not_applicable": given.not_applicable, "reason": told}
    with checking():
        found = Agreement.objects.inside_action().filter(assessment=row, question=question).first()
        if found is not None and all(getattr(found, name) == value for name, value in content.items()):
            return found  # type: ignore[no-any-return]
    with act("capacity.question.settled", by=by, owner=row.owner, about=row.uid, how=settled.value):
        found = found or Agreement(assessment=row, question=question, **_kept(row))
        for name, value in content.items():
            setattr(found, name, value)
        found.on = day
        found.save()
    return found


def _kept(row: Assessment) -> dict[str, Any]:
    """What every part of an assessment has from it. Answers, agreements and evidence are restricted."""
    return {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
