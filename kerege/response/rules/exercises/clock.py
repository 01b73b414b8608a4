"""The clock of an exercise: it runs from the start, stands while the exercise is paused, and stops at the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kerege.response.words.exercises import ExerciseState

ZERO = timedelta(0)


@dataclass(frozen=True)
class Run:
    """What the clock is read from. `paused_for` is the sum of all pauses that are over."""

    state: str
    started_at: datetime | None = None
    paused_at: datetime | None = None
    paused_for: timedelta = ZERO
    ended_at: datetime | None = None


def elapsed(run: Run, at: datetime) -> timedelta:
    """How long the exercise has run at a moment, without its pauses; nothing before its start."""
    if run.started_at is None:
        return ZERO
    stopped = [moment for moment in (run.paused_at, run.ended_at) if moment is not None]
    return max(ZERO, min([at, *stopped]) - run.started_at - run.paused_for)


def reached(run: Run, offset: timedelta) -> datetime | None:
    """When the clock comes to `offset`, as the pauses are now; None before the start and where it does not run."""
    if run.started_at is None or run.state != ExerciseState.RUNNING:
        return None
    return run.started_at + run.paused_for + offset
