"""What may be recorded about courses, and how people in several courses are counted without pointing at anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.lib.refusal import Refusal
from kerege.lib.small_cells import LEAST_CELL
from kerege.training import words
from kerege.training.words import Status


def relied_on(status: str, first_day: date | None, on: date) -> date:
    """The day as on which it counts whether what a course uses holds: the day of reading, and of a course that lies
    ahead its first day.
    """
    ahead = status != Status.HELD and first_day is not None and first_day > on
    return first_day if ahead and first_day is not None else on


def protect_repeats(sizes: Iterable[int], *, repeated: int, k: int = LEAST_CELL) -> tuple[int, int]:
    """Bounds of the number of persons in courses of these sizes, for those who may not know who sat in several.

    The exact number would tell, by subtracting what is published of two sets of courses, how many people of one sat in
    the other, down to a single person. So courses with fewer people than k are not matched with others at all, and of
    the `repeated` attendances of the larger ones only whole multiples of k are taken off.
    """
    sizes = list(sizes)
    larger = [n for n in sizes if n >= k]
    told = repeated - repeated % k
    unknown = k - 1 if len(larger) > 1 else 0
    return max([sum(larger) - told - unknown, *sizes, 0]), sum(sizes) - told


@dataclass(frozen=True)
class Figure:
    """A figure that a source states about a course, as far as counting needs it."""

    value: int
    qualifier: str
    source: str


@dataclass(frozen=True)
class Counted:
    """How many people one course or group had: between `low` and `high`, None when nobody says.

    `basis` is register, stated, planned or unknown; `planned` is the planned number when there is nothing better.
    """

    basis: str
    low: int | None = None
    high: int | None = None
    planned: int | None = None
    by_value: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def in_conflict(self) -> bool:
        return len(self.by_value) > 1


def count_people(figures: Iterable[Figure], *, register: int | None) -> Counted:
    """A closed register beats what sources state, what sources state beats what was planned."""
    if register is not None:
        return Counted("register", register, register)
    figures = list(figures)
    stated = [f for f in figures if f.qualifier != "planned"]
    if stated:
        values = sorted({f.value for f in stated})
        by_value = tuple((v, tuple(sorted({f.source for f in stated if f.value == v}))) for v in values)
        return Counted("stated", values[0], values[-1], by_value=by_value)
    planned = [f.value for f in figures]
    return Counted("planned", planned=max(planned)) if planned else Counted("unknown")


def check_generation(value: int | None) -> None:
    """Refuse training.bad_generation."""
    if value is not None and not 1 <= value <= 9:
        raise Refusal(words.BAD_GENERATION, field="generation", value=value)


def check_placed(*, placed: int, trained: int | None) -> None:
    """Refuse to place more trainers of a course than any source gives it. Unknown sizes do not refuse."""
    if trained is not None and placed > trained:
        raise Refusal(words.TOO_MANY_PLACED, field="trainers", placed=placed, trained=trained)
