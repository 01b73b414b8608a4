"""Evaluating an exercise: observations against objectives, the hot wash, findings, corrective actions, the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.inventory.rules.lint import check_text
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.lib.zones import at_place
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE
from kerege.response.actions.exercises import directed, locked, step
from kerege.response.models import (
    Exercise,
    ExerciseAction,
    ExerciseFinding,
    ExerciseInject,
    ExerciseObservation,
)
from kerege.response.queries.exercise_doors import door_of, run_of
from kerege.response.rules.exercises import plan, reporting, states
from kerege.response.rules.exercises.clock import elapsed
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import (
    ActionState,
    ExerciseState,
    FindingKind,
    NoteKind,
    Rating,
)


@dataclass(frozen=True)
class Found:
    """A finding as it is written: what it is about, and the uids of the observations on which it rests."""

    kind: str
    objective: str
    title: str
    observations: Sequence[str]
    text: str = ""
    cause: str = ""


def observe(
    *,
    by: Actor,
    exercise: str,
    objective: str,
    rating: str,
    text: str,
    inject: str = "",
    now: datetime | None = None,
) -> ExerciseObservation:
    """Record as its evaluator what one saw of an objective, rated as HSEEP rates (P, S, M, U).

    Refuses records.nothing_there, response.not_in_your_part, .exercise_not_now, .exercise_no_objective,
    .not_your_inject, people.unknown_choice, text.* and inventory.not_for_sharing.
    """
    row, rights = door_of(by, exercise)
    if not rights.evaluates:
        raise Refusal(refused.NOT_IN_YOUR_PART)
    states.check_state(row.state, states.BEGUN)
    told = {
        "kind": NoteKind.OBSERVED,
        "objective": _objective(row, objective),
        "rating": choice(rating, Rating, "rating"),
        "text": _text(text, 2_000),
    }
    return _noted(by, row, told, inject, now or timezone.now())


def note_hot_wash(
    *, by: Actor, exercise: str, text: str, objective: str = "", now: datetime | None = None
) -> ExerciseObservation:
    """Record what was said right after the play; everybody with a part may, until the report is adopted.

    Refuses records.nothing_there, response.exercise_not_now, .exercise_no_objective, text.*, inventory.not_for_sharing.
    """
    row, _rights = door_of(by, exercise)
    states.check_state(row.state, {ExerciseState.ENDED})
    told = {
        "kind": NoteKind.HOT_WASH,
        "objective": _objective(row, objective) if objective else "",
        "text": _text(text, 2_000),
    }
    return _noted(by, row, told, "", now or timezone.now())


def _noted(by: Actor, row: Any, told: dict[str, Any], inject: str, now: datetime) -> ExerciseObservation:
    with act("response.exercise.observed", by=by, owner=row.owner, about=row.uid, kind=told["kind"]):
        number = None
        if inject:
            found = ExerciseInject.objects.inside_action().filter(exercise_id=row.id, uid=uid_or_none(inject)).first()
            if found is None:
                raise Refusal(refused.NOT_YOUR_INJECT, field="inject")
            number = found.pk
        made = ExerciseObservation(
            owner=row.owner,
            synthetic=row.synthetic,
            label=row.label,
            exercise_id=row.id,
            inject_id=number,
            said_by=known_as(by.uid),
            at=now,
            on_clock=elapsed(run_of(row), now),
            **told,
        )
        made.save()
    return made


def write_finding(*, by: Actor, exercise: str, told: Found, now: datetime | None = None) -> ExerciseFinding:
    """Write a strength or an area for improvement that rests on observations of the exercise, after the play.

    Its director and its evaluators write it; an observation bears one finding. Refuses records.nothing_there,
    response.not_in_your_part, .exercise_not_now, .exercise_no_objective, .finding_on_nothing, people.unknown_choice
    and text.*.
    """
    row, rights = door_of(by, exercise)
    if not (rights.directs or rights.evaluates):
        raise Refusal(refused.NOT_IN_YOUR_PART)
    states.check_state(row.state, {ExerciseState.ENDED})
    content = {
        "kind": choice(told.kind, FindingKind, "kind"),
        "objective": _objective(row, told.objective),
        "title": _line(told.title, "title", 200),
        "text": _text(told.text, 3_000) if told.text.strip() else "",
        "cause": _line(told.cause, "cause", 1_000) if told.cause.strip() else "",
    }
    with act("response.exercise_finding.written", by=by, owner=row.owner, about=row.uid, kind=content["kind"]):
        held = locked(by=by, row=row, allowed={ExerciseState.ENDED})
        chosen = {uid for uid in map(uid_or_none, told.observations) if uid}
        free = ExerciseObservation.objects.inside_action().filter(exercise=held, finding=None)
        seen = list(free.filter(uid__in=chosen))
        if not seen:
            raise Refusal(refused.FINDING_ON_NOTHING, field="observations")
        made = ExerciseFinding(
            owner=held.owner,
            synthetic=held.synthetic,
            label=held.label,
            exercise=held,
            written_by=known_as(by.uid),
            written_at=now or timezone.now(),
            **content,
        )
        made.save()
        for each in seen:
            each.finding = made
            each.save()
        step(by=by, row=held)
    return made


def plan_action(
    *, by: Actor, finding: str, text: str, answers: str, due: date | None, now: datetime | None = None
) -> ExerciseAction:
    """Plan a corrective action for an area for improvement: which office answers for it, and until when.

    The director of the exercise does, also after the report was adopted. Refuses records.nothing_there,
    response.not_in_your_part, .exercise_not_now, .exercise_strength, .exercise_action_no_owner,
    .exercise_action_no_day, .exercise_action_due_early and text.*.
    """
    on, row = _finding(by, finding)
    if on.kind == FindingKind.STRENGTH:
        raise Refusal(refused.EXERCISE_STRENGTH)
    if not answers.strip():
        raise Refusal(refused.EXERCISE_ACTION_NO_OWNER, field="answers")
    first = at_place(row.ended_at, row.zone).date() + timedelta(days=1)
    if due is None:
        raise Refusal(refused.EXERCISE_ACTION_NO_DAY, field="due")
    if due < first:
        raise Refusal(refused.EXERCISE_ACTION_DUE_EARLY, field="due", day=first.isoformat())
    told, body = _line(text, "text", 500), _line(answers, "answers", 200)
    with act("response.exercise_action.planned", by=by, owner=row.owner, about=row.uid):
        made = ExerciseAction(
            owner=row.owner,
            synthetic=row.synthetic,
            label=row.label,
            finding=on,
            text=told,
            answers=body,
            due=due,
            planned_by=known_as(by.uid),
            planned_at=now or timezone.now(),
        )
        made.save()
    return made


def close_action(*, by: Actor, action: str, proof: str, now: datetime | None = None) -> ExerciseAction:
    """Close a corrective action with proof: what shows that it was done, and where that can be read.

    Refuses records.nothing_there, response.not_in_your_part, .exercise_action_closed, .exercise_action_no_proof and
    text.*.
    """
    uid = uid_or_none(action)
    with checking():
        rows = ExerciseAction.objects.inside_action().select_related("finding__exercise")
        found = rows.filter(uid=uid).first() if uid else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="action", what="action", key=str(action)[:40])
    _on, row = _finding(by, str(found.finding.uid))
    if found.state == ActionState.CLOSED:
        raise Refusal(refused.EXERCISE_ACTION_CLOSED)
    if len(proof.strip()) < reporting.SHORTEST_PROOF:
        raise Refusal(refused.EXERCISE_ACTION_NO_PROOF, field="proof")
    told = _text(proof, 1_000, field="proof")
    with act("response.exercise_action.closed", by=by, owner=row.owner, about=row.uid):
        held = ExerciseAction.objects.inside_action().select_for_update(of=("self",)).get(pk=found.pk)
        if held.state == ActionState.CLOSED:
            raise Refusal(refused.EXERCISE_ACTION_CLOSED)
        held.state, held.proof, held.closed_by, held.closed_at = (
            ActionState.CLOSED,
            told,
            known_as(by.uid),
            now or timezone.now(),
        )
        held.save()
    return held  # type: ignore[no-any-return]


def adopt_report(*, by: Actor, exercise: str, now: datetime | None = None) -> Exercise:
    """Adopt the after-action report: every objective was rated, and every area for improvement has a corrective action.
    From then on observations and findings stay as they are; actions go on until they are closed.

    Refuses what `directed` refuses, response.exercise_not_now, .exercise_nothing_found and .exercise_no_action.
    """
    row = directed(by=by, exercise=exercise, allowed={ExerciseState.ENDED})
    with act("response.exercise.reported", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed={ExerciseState.ENDED})
        seen = ExerciseObservation.objects.inside_action().filter(exercise=row)
        rated = [each.objective for each in seen if each.rating]
        findings = list(ExerciseFinding.objects.inside_action().filter(exercise=row))
        acted = (
            ExerciseAction.objects.inside_action().filter(finding__exercise=row).values_list("finding_id", flat=True)
        )
        lacking = [each.title for each in findings if each.kind == FindingKind.IMPROVE and each.pk not in set(acted)]
        reporting.check_whole([each["key"] for each in row.objectives], rated, lacking)
        row.state, row.reported_at, row.reported_by = ExerciseState.REPORTED, now or timezone.now(), known_as(by.uid)
        step(by=by, row=row)
    return row


def _finding(by: Actor, finding: str) -> tuple[ExerciseFinding, Any]:
    """The finding and its exercise, for who directs it after the play."""
    uid = uid_or_none(finding)
    with checking():
        rows = ExerciseFinding.objects.inside_action().select_related("exercise")
        found: ExerciseFinding | None = rows.filter(uid=uid).first() if uid else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="finding", what="finding", key=str(finding)[:40])
    row, rights = door_of(by, str(found.exercise.uid))
    if not rights.directs:
        raise Refusal(refused.NOT_IN_YOUR_PART)
    states.check_state(row.state, states.OVER)
    return found, row


def _objective(row: Any, key: str) -> str:
    known = [each["key"] for each in row.objectives]
    return plan.check_known(key, known, word=refused.EXERCISE_NO_OBJECTIVE, field="objective")


def _text(text: str, most: int, field: str = "text") -> str:
    told = clean_text(text, field=field, max_length=most)
    check_text(told, field=field)
    return told


def _line(text: str, field: str, most: int) -> str:
    told = clean_line(text, field=field, max_length=most)
    check_text(told, field=field)
    return told
