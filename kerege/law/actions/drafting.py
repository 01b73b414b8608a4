"""Drafting tasks: opened on gaps, moved step by step by the chair, with versions that are only added."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions import events
from kerege.law.actions.amending import to_be_amended
from kerege.law.actions.gaps import gap_of
from kerege.law.actions.judging import _reason_of
from kerege.law.actions.own_rows import LAW_DEEDS, own_row
from kerege.law.actions.procedures import _procedure_for
from kerege.law.models import (
    Adoption,
    Consultation,
    ConsultationResponse,
    DraftingTask,
    DraftVersion,
    TaskGap,
    TaskStep,
)
from kerege.law.rules import drafting as rules
from kerege.law.rules.consulting import check_over
from kerege.law.rules.measures import check_language
from kerege.law.words import drafting_refused as refused
from kerege.law.words.consulting import CONSULTATION_MISSING
from kerege.law.words.drafting import GapState, StepKind, StepResult, TaskState
from kerege.law.words.measures import EventKind, MeasureKind
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import plain_key, record_once


def open_task(
    *,
    by: Actor,
    key: str,
    title: str,
    gaps: Iterable[str],
    kind: str,
    language: str,
    amends: str = "",
    due_on: date | None = None,
    today: date | None = None,
) -> DraftingTask:
    """Open a drafting task on open gaps of one country. It follows that country's procedure as it is now, and whoever
    opens it is the chair.

    Refuses people.not_yours, people.unknown_choice, records.nothing_there, records.key_taken, records.bad_key,
    law.task_without_gap, law.gap_closed, law.gap_of_another, law.bad_language, law.no_measure, law.amends_example and
    text.*.
    """
    found = [gap_of(by=by, gap=each) for each in dict.fromkeys(gaps)]
    if not found:
        raise Refusal(refused.TASK_WITHOUT_GAP, field="gaps")
    owner = found[0].owner
    check_may(by, Deed.RECORD_LAW, owner)
    for each in found:
        if each.owner != owner:
            raise Refusal(refused.GAP_OF_ANOTHER, field="gaps", owner=owner)
        if each.state != GapState.OPEN:
            raise Refusal(refused.GAP_CLOSED, field="gaps")
    of = choice(kind, MeasureKind, "kind")
    procedure, steps = _procedure_for(owner, of)
    synthetic = all(each.synthetic for each in found)
    shared: dict[str, Any] = {"owner": owner, "synthetic": synthetic}
    with checking():
        known = DraftingTask.objects.inside_action().filter(key=key).first()
    with transaction.atomic():
        task = record_once(
            DraftingTask,
            word="law.drafting.opened",
            by=by,
            owner=owner,
            where={"key": plain_key(key)},
            content={
                **shared,
                "title": clean_line(title, field="title"),
                "kind": of,
                "language": check_language(language),
                "amends": to_be_amended(by=by, uri=amends, synthetic=synthetic),
                "procedure": known.procedure if known else procedure,
                "steps": known.steps if known else steps,
                "chair": known_as(by.uid),
                "due_on": due_on,
                "opened_on": known.opened_on if known else today or localdate(),
            },
        )
        if known is None:
            with act("law.drafting.about", by=by, owner=owner, about=task.uid, gaps=[str(each.uid) for each in found]):
                for each in found:
                    TaskGap.objects.create(**shared, task=task, gap=each, label=max(task.label, each.label))
    return task


def task_of(*, by: Actor, task: str, deeds: Iterable[Deed] = LAW_DEEDS) -> DraftingTask:
    """The task, for whoever works on its country's law. Refuses records.nothing_there in one word for all others."""
    return own_row(by=by, model=DraftingTask, uid=task, field="task", what="drafting task", deeds=deeds)


def _check_writable(row: DraftingTask) -> None:
    """Refuse law.task_closed once the draft was adopted or given up."""
    if row.state != TaskState.OPEN:
        raise Refusal(refused.TASK_CLOSED, task=row.title)


def _check_chair(by: Actor, row: DraftingTask) -> None:
    if known_as(by.uid) != row.chair:
        raise Refusal(refused.NOT_THE_CHAIR)


def take_step(
    *,
    by: Actor,
    task: str,
    step: str,
    on: date,
    result: str = StepResult.PASSED,
    note: str = "",
    today: date | None = None,
) -> TaskStep:
    """Record that a step of the procedure was taken on a day, and how it ended; the chair does. Entry into force is an
    event of the measure, too.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, law.not_the_chair, law.task_closed,
    law.step_by_adoption, law.no_version, law.consultation_missing, what rules.consulting.check_over and
    rules.drafting.check_step refuse, and text.*.
    """
    row, day = task_of(by=by, task=task), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_chair(by, row)
    if row.state == TaskState.ABANDONED:
        _check_writable(row)
    steps = rules.read_steps(row.key, row.steps)
    if rules.named_step(steps, step).kind == StepKind.ADOPTED:
        raise Refusal(refused.STEP_BY_ADOPTION, field="step")
    ended = choice(result, StepResult, "result")
    told = clean_text(note, field="note", max_length=1000) if note.strip() else ""
    with transaction.atomic():
        with act("law.drafting.step", by=by, owner=row.owner, about=row.uid, step=step, result=ended):
            DraftingTask.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
            now = rules.check_step(steps, _taken(row), step, on=on, today=day)
            _check_ready(row, now, ended)
            _end_consultation(row, now, on, ended)
            made = _keep(row, now, by=by, on=on, result=ended, note=told)
        if now.kind == StepKind.IN_FORCE and ended == StepResult.PASSED:
            _in_force(by, row, on)
    return made


def _taken(row: DraftingTask) -> list[rules.Taken]:
    rows = TaskStep.objects.inside_action().filter(task=row).order_by("id")
    return [rules.Taken(each.step, each.on, StepResult(each.result)) for each in rows]


def _keep(row: DraftingTask, step: rules.Step, *, by: Actor, on: date, result: str, note: str) -> TaskStep:
    """Add a step to the row, inside an act."""
    made = TaskStep(task=row, owner=row.owner, synthetic=row.synthetic, label=row.label, step=step.key)
    made.kind, made.on, made.result, made.note, made.done_by = step.kind, on, result, note, known_as(by.uid)
    made.save()
    return made


def _check_ready(row: DraftingTask, step: rules.Step, result: str) -> None:
    """What has to be there before a step is behind."""
    if step.kind == StepKind.DRAFT and result == StepResult.PASSED:
        if not DraftVersion.objects.inside_action().filter(task=row).exists():
            raise Refusal(refused.NO_VERSION, field="step")


def _end_consultation(row: DraftingTask, step: rules.Step, on: date, result: str) -> None:
    """A consultation is behind once its days are over and every response is answered; then all of it is read by those
    who were asked. One that is sent back is over, too.
    """
    if step.kind != StepKind.CONSULTATION:
        return
    going = Consultation.objects.inside_action().filter(task=row, ended_on=None).first()
    if going is None:
        if result == StepResult.PASSED:
            raise Refusal(CONSULTATION_MISSING, field="step", step=rules.called(step))
        return
    came = ConsultationResponse.objects.inside_action().filter(consultation=going)
    if result == StepResult.PASSED:
        check_over(closes=going.closes, on=on, waiting=came.filter(answer="").count())
    came.update(label=going.label)
    going.ended_on = on
    going.save()


def _in_force(by: Actor, row: DraftingTask, on: date) -> None:
    with checking():
        found = Adoption.objects.inside_action().filter(task=row).select_related("measure").first()
    if found is not None:
        events.record_event(by=by, uri=found.measure.uri, kind=EventKind.ENTER, on=on.isoformat())


def give_up_task(*, by: Actor, task: str, reason: str, today: date | None = None) -> DraftingTask:
    """End a task without an act, with the reason; its gaps stay open.

    Refuses records.nothing_there, people.not_yours, law.not_the_chair, law.task_closed, law.no_reason and text.*.
    """
    row = task_of(by=by, task=task)
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_chair(by, row)
    _check_writable(row)
    why = _reason_of(reason)
    with act("law.drafting.given_up", by=by, owner=row.owner, about=row.uid):
        row.state, row.ended_on, row.ended_why = TaskState.ABANDONED, today or localdate(), why
        row.save()
    return row
