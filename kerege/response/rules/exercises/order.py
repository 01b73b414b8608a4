"""The master events list: which injects the clock has released, and which would go out of order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kerege.lib.refusal import Refusal
from kerege.response.rules.exercises.clock import Run, elapsed, reached
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import ExerciseState, InjectState, Release


@dataclass(frozen=True)
class Line:
    """An inject as its order is judged by: its number, minutes after the start, how it goes out, how it stands."""

    number: int
    minute: int
    release: str = Release.CLOCK
    state: str = InjectState.PLANNED


def due(lines: Iterable[Line], run: Run, at: datetime) -> dict[int, datetime]:
    """The injects that the clock has released by the moment and nobody has written down yet: number, and when it did.

    Whatever changes the clock writes them down first, so that the moment is exact, whenever somebody looks.
    """
    if run.state != ExerciseState.RUNNING:
        return {}
    gone = elapsed(run, at)
    found = {}
    for line in lines:
        offset = timedelta(minutes=line.minute)
        when = reached(run, offset)
        if line.state == InjectState.PLANNED and line.release == Release.CLOCK and offset <= gone and when is not None:
            found[line.number] = when
    return found


def out_of_order(lines: Sequence[Line], number: int) -> int | None:
    """The inject because of which this one would go out of order: an earlier one that is neither out nor dropped, or a
    later one that is out; None where the order is kept.
    """
    for line in sorted(lines, key=lambda each: each.number):
        if line.number < number and line.state == InjectState.PLANNED:
            return line.number
        if line.number > number and line.state == InjectState.OUT:
            return line.number
    return None


def check_order(lines: Sequence[Line], number: int, reason: str) -> None:
    """Refuses response.inject_out_of_order where the order is not kept and no reason is given."""
    other = out_of_order(lines, number)
    if other is not None and not reason.strip():
        raise Refusal(refused.INJECT_OUT_OF_ORDER, field="reason", number=number, other=other)


def check_forwards(lines: Sequence[Line]) -> None:
    """Numbers and minutes go the same way. Refuses response.injects_backwards."""
    ordered = sorted(lines, key=lambda each: each.number)
    for before, after in zip(ordered, ordered[1:], strict=False):
        if after.minute < before.minute:
            raise Refusal(refused.INJECTS_BACKWARDS, number=after.number, before=before.number)
