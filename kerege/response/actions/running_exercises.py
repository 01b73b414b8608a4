"""Running an exercise: start, pause, resume, end; injects go out by the clock, or by the hand of a controller."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.response.actions.exercises import directed, locked, step
from kerege.response.models import Exercise, ExerciseInject, ExerciseRole
from kerege.response.queries.exercise_doors import door_of, line_of, run_of
from kerege.response.rules.exercises import order, plan, states
from kerege.response.rules.exercises.clock import ZERO, elapsed
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import ExerciseState, InjectState


def start_exercise(*, by: Actor, exercise: str, now: datetime | None = None) -> Exercise:
    """Start the clock. From now on the plan stays as it is. Injects that come by the clock go out by themselves.

    Refuses what `directed` refuses, response.exercise_not_now, .exercise_not_ready, .injects_backwards and
    .inject_for_nobody.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    with act("response.exercise.started", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.PLANNED)
        injects, roles = _injects(row), list(ExerciseRole.objects.inside_action().filter(exercise=row))
        plan.check_ready(
            objectives=len(row.objectives),
            parts=[(each.part, each.team) for each in roles],
            told={each.position: each.to for each in injects},
            lines=[line_of(each) for each in injects],
        )
        row.state, row.started_at = ExerciseState.RUNNING, now or timezone.now()
        step(by=by, row=row)
    return row


def pause_exercise(*, by: Actor, exercise: str, now: datetime | None = None) -> Exercise:
    """Stop the clock: nothing goes out by it until it goes on. Refuses what `controlled` refuses."""
    row, moment = controlled(by=by, exercise=exercise, allowed={ExerciseState.RUNNING}), now or timezone.now()
    with act("response.exercise.paused", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed={ExerciseState.RUNNING})
        settle(by=by, row=row, now=moment)
        row.state, row.paused_at = ExerciseState.PAUSED, moment
        step(by=by, row=row)
    return row


def resume_exercise(*, by: Actor, exercise: str, now: datetime | None = None) -> Exercise:
    """Let the clock go on from where it stands: everything that is planned comes later by the pause.

    Refuses what `controlled` refuses.
    """
    row, moment = controlled(by=by, exercise=exercise, allowed={ExerciseState.PAUSED}), now or timezone.now()
    with act("response.exercise.resumed", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed={ExerciseState.PAUSED})
        row.paused_for += max(ZERO, moment - (row.paused_at or moment))
        row.state, row.paused_at = ExerciseState.RUNNING, None
        step(by=by, row=row)
    return row


def end_exercise(*, by: Actor, exercise: str, now: datetime | None = None) -> Exercise:
    """End the play. What did not go out stays in the list as not released. Refuses what `directed` refuses and
    response.exercise_not_now.
    """
    row, moment = directed(by=by, exercise=exercise, allowed=states.GOING), now or timezone.now()
    with act("response.exercise.ended", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.GOING)
        settle(by=by, row=row, now=moment)
        if row.paused_at is not None:
            row.paused_for += max(ZERO, moment - row.paused_at)
        row.state, row.paused_at, row.ended_at = ExerciseState.ENDED, None, moment
        step(by=by, row=row)
    return row


def release_inject(
    *, by: Actor, exercise: str, inject: str, reason: str = "", now: datetime | None = None
) -> ExerciseInject:
    """Release an inject by hand, also while the clock stands. Out of order it goes with a reason alone.

    Refuses what `controlled` refuses, response.not_your_inject, .inject_is_out and .inject_out_of_order.
    """
    row, moment = controlled(by=by, exercise=exercise, allowed=states.GOING), now or timezone.now()
    with act("response.inject.released", by=by, owner=row.owner, about=row.uid) as done:
        row, found = _turned(by, row, inject, moment)
        order.check_order([line_of(each) for each in _injects(row)], found.position, reason)
        found.state, found.out_at, found.out_on_clock = InjectState.OUT, moment, elapsed(run_of(row), moment)
        found.by, found.reason = known_as(by.uid), _reason(reason)
        found.save()
        step(by=by, row=row)
        done.note(number=found.position)
    return found


def drop_inject(*, by: Actor, exercise: str, inject: str, reason: str, now: datetime | None = None) -> ExerciseInject:
    """Leave an inject out, with the reason. Refuses what `controlled` refuses, response.not_your_inject, .inject_is_out
    and .inject_no_reason.
    """
    row, moment = controlled(by=by, exercise=exercise, allowed=states.GOING), now or timezone.now()
    if not reason.strip():
        raise Refusal(refused.INJECT_NO_REASON, field="reason")
    with act("response.inject.dropped", by=by, owner=row.owner, about=row.uid) as done:
        row, found = _turned(by, row, inject, moment)
        found.state, found.by, found.reason = InjectState.DROPPED, known_as(by.uid), _reason(reason)
        found.save()
        step(by=by, row=row)
        done.note(number=found.position)
    return found


def controlled(*, by: Actor, exercise: str, allowed: Any) -> Exercise:
    """The exercise, for who steers it. Refuses records.nothing_there, response.not_in_your_part, .exercise_not_now."""
    row, rights = door_of(by, exercise)
    if not rights.controls:
        raise Refusal(refused.NOT_IN_YOUR_PART)
    states.check_state(row.state, allowed)
    return row  # type: ignore[no-any-return]


def settle(*, by: Actor, row: Exercise, now: datetime) -> None:
    """Write down what the clock has released until now, with the very moment. Inside an act. Refuses nothing."""
    injects = _injects(row)
    run = run_of(row)
    for number, when in order.due([line_of(each) for each in injects], run, now).items():
        found = next(each for each in injects if each.position == number)
        found.state, found.out_at, found.out_on_clock = InjectState.OUT, when, elapsed(run, when)
        found.save()


def _turned(by: Actor, row: Any, inject: str, now: datetime) -> tuple[Exercise, ExerciseInject]:
    """The exercise and the inject whose turn somebody says it is, after what the clock released."""
    held = locked(by=by, row=row, allowed=states.GOING)
    settle(by=by, row=held, now=now)
    found = ExerciseInject.objects.inside_action().filter(exercise=held, uid=uid_or_none(inject)).first()
    if found is None:
        raise Refusal(refused.NOT_YOUR_INJECT)
    if found.state != InjectState.PLANNED:
        raise Refusal(refused.INJECT_IS_OUT, number=found.position)
    return held, found


def _injects(row: Exercise) -> list[ExerciseInject]:
    return list(ExerciseInject.objects.inside_action().filter(exercise=row).order_by("position"))


def _reason(reason: str) -> str:
    return clean_line(reason, field="reason", max_length=300) if reason.strip() else ""
