"""Playing: a player takes note of an inject and answers it, each once."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from kerege.inventory.rules.lint import check_text
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.people.rules import Actor
from kerege.response.actions.exercises import locked
from kerege.response.actions.running_exercises import settle
from kerege.response.models import Exercise, ExerciseInject, InjectReply
from kerege.response.queries.exercise_doors import door_of, is_for, line_of, role_of, run_of
from kerege.response.rules.exercises import order, states
from kerege.response.rules.exercises.clock import elapsed
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import InjectState

LONGEST_ANSWER = 2_000


def take_note(*, by: Actor, exercise: str, inject: str, now: datetime | None = None) -> InjectReply:
    """Say that one has read an inject that went out to one's role. Saying it again changes nothing.

    Refuses records.nothing_there, response.not_in_your_part, .exercise_not_now and .not_your_inject.
    """
    moment = now or timezone.now()
    row, role = _player(by, exercise)
    found = _mine(row, role, inject, moment)
    with checking():
        known: InjectReply | None = InjectReply.objects.inside_action().filter(inject=found, role_id=role.id).first()
    if known is not None:
        return known
    try:
        with act("response.inject.read", by=by, owner=row.owner, about=row.uid, number=found.position):
            _write_down(by, row, found, moment)
            return _reply(row, found, role, moment)
    except IntegrityError:  # pressed twice
        return take_note(by=by, exercise=exercise, inject=inject, now=now)


def answer_inject(*, by: Actor, exercise: str, inject: str, answer: str, now: datetime | None = None) -> InjectReply:
    """Answer an inject with what one does or decides; the same answer again changes nothing.

    Refuses what `take_note` refuses, response.inject_no_answer, .inject_answered, text.* and inventory.not_for_sharing.
    """
    moment = now or timezone.now()
    row, role = _player(by, exercise)
    found = _mine(row, role, inject, moment)
    if not answer.strip():
        raise Refusal(refused.INJECT_NO_ANSWER, field="answer")
    told = clean_text(answer, field="answer", max_length=LONGEST_ANSWER)
    check_text(told, field="answer")
    with act("response.inject.answered", by=by, owner=row.owner, about=row.uid, number=found.position):
        _write_down(by, row, found, moment)
        kept = InjectReply.objects.inside_action().select_for_update(of=("self",))
        made = kept.filter(inject=found, role_id=role.id).first() or _reply(row, found, role, moment)
        if made.answer and made.answer != told:
            raise Refusal(refused.INJECT_ANSWERED, field="answer")
        if not made.answer:
            made.answer, made.answered_at, made.answered_on_clock = told, moment, elapsed(run_of(row), moment)
            made.save()
    return made  # type: ignore[no-any-return]


def _player(by: Actor, exercise: str) -> tuple[Any, Any]:
    """The exercise that goes on, and the part of a player in it."""
    row, rights = door_of(by, exercise)
    if not rights.plays:
        raise Refusal(refused.NOT_IN_YOUR_PART)
    states.check_state(row.state, states.GOING)
    return row, role_of(by, row.id)


def _mine(row: Any, role: Any, inject: str, now: datetime) -> ExerciseInject:
    """The inject, where it went out to the player's role; of all others nobody learns whether they are there."""
    uid = uid_or_none(inject)
    with checking():
        rows = ExerciseInject.objects.inside_action().filter(exercise_id=row.id, uid=uid) if uid else None
        found: ExerciseInject | None = rows.first() if rows is not None else None
    if found is None or not is_for(found, role.team):
        raise Refusal(refused.NOT_YOUR_INJECT)
    if found.state != InjectState.OUT and found.position not in order.due([line_of(found)], run_of(row), now):
        raise Refusal(refused.NOT_YOUR_INJECT)
    return found


def _write_down(by: Actor, row: Any, found: ExerciseInject, now: datetime) -> None:
    """The first who reads what the clock released writes down that it is out."""
    if found.state == InjectState.OUT:
        return
    held: Exercise = locked(by=by, row=row, allowed=states.GOING)
    settle(by=by, row=held, now=now)


def _reply(row: Any, found: ExerciseInject, role: Any, now: datetime) -> InjectReply:
    made = InjectReply(
        owner=row.owner,
        synthetic=row.synthetic,
        label=row.label,
        inject=found,
        role_id=role.id,
        read_at=now,
        read_on_clock=elapsed(run_of(row), now),
    )
    made.save()
    return made
