"""Half-open periods of days: [start, end). No start or end means without limit on that side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.lib.refusal import N_, Refusal, RefusalWord

END_BEFORE_START = RefusalWord(
    "periods.end_before_start",
    N_("The end (%(end)s) is not after the start (%(start)s). Correct one of the two dates."),
)


@dataclass(frozen=True, order=False)
class Period:
    """The days from `start` up to, and not including, `end`. Refuses an end that is not after its start."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise Refusal(END_BEFORE_START, field="end", start=self.start.isoformat(), end=self.end.isoformat())

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        return _before(self.start, other.end) and _before(other.start, self.end)


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def first_overlap(periods: Iterable[Period]) -> tuple[Period, Period] | None:
    """The first two of the periods, by start, that share a day; None when no two do."""
    ordered = sorted(periods, key=lambda p: p.start or date.min)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier.overlaps(later):
            return earlier, later
    return None
