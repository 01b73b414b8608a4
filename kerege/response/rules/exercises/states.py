"""What may be done with an exercise in which state."""

from collections.abc import Collection

from kerege.lib.refusal import Called, Refusal
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import EXERCISE_STATES, ExerciseState

PLANNED = frozenset({ExerciseState.PLANNED})
GOING = frozenset({ExerciseState.RUNNING, ExerciseState.PAUSED})
BEGUN = GOING | {ExerciseState.ENDED}
OVER = frozenset({ExerciseState.ENDED, ExerciseState.REPORTED})
"""Its list of events and what players answered are no secret any more."""
TAKES_PARTS = PLANNED | GOING
"""Also late comers are let in."""


def check_state(state: str, allowed: Collection[str]) -> None:
    """Refuses response.exercise_not_now."""
    if state not in allowed:
        raise Refusal(refused.EXERCISE_NOT_NOW, state=Called(state, EXERCISE_STATES[ExerciseState(state)]))
