"""What may be recorded about courses, and how a register may be broken down without pointing at anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.training import words

LEAST_CELL = 5

Cells = Mapping[str, int]


@dataclass(frozen=True)
class Protected:
    """One course's register by one dimension, as it may be published.

    `cells` has every value of the register: a number, or None where it is withheld. `withheld` is the sum of the
    withheld cells and is 0 or at least the least cell, over at least two cells. A course with fewer people than the
    least cell is `left_out`: it has no cells, and no sum of this dimension contains it.
    """

    cells: Mapping[str, int | None]
    withheld: int = 0
    left_out: bool = False


def protect(cells: Cells, *, k: int = LEAST_CELL) -> Protected:
    """Withhold the cells of one course that are smaller than k, and as many more as keep those from being computed.

    What is published anywhere (a country, a region, a date) is a sum over courses of what this returns. So the
    difference of any two published figures is again a sum of cells of at least k and of withheld sums of at least k:
    it never points at fewer than k people. Suppression on the sums themselves would not have this property.
    """
    filled = {value: n for value, n in cells.items() if n}
    if sum(filled.values()) < k:
        return Protected({}, left_out=bool(filled))
    ordered = sorted(filled, key=lambda value: (filled[value], value))
    hidden = [value for value in ordered if filled[value] < k]
    for value in ordered[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(filled[v] for v in hidden) >= k):
            break
        hidden.append(value)
    shown: dict[str, int | None] = {v: None if v in hidden else n for v, n in filled.items()}
    return Protected(shown, withheld=sum(filled[v] for v in hidden))


def open_cells(cells: Cells) -> Protected:
    """The cells of one course as they are, for those who may read the register itself."""
    return Protected({value: n for value, n in cells.items() if n})


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
class BreakdownSum:
    """Several courses together. A value's figure is what may be published; `partly` holds values that miss
    some people.
    """

    cells: Mapping[str, int]
    partly: frozenset[str]
    withheld: int
    left_out: int


def add_up(courses: Iterable[Protected]) -> BreakdownSum:
    """Add published cells, and nothing else. `left_out` is a number of courses, not of people."""
    cells: dict[str, int] = {}
    partly: set[str] = set()
    withheld = left_out = 0
    for course in courses:
        withheld += course.withheld
        left_out += course.left_out
        for value, n in course.cells.items():
            cells[value] = cells.get(value, 0) + (n or 0)
            if n is None:
                partly.add(value)
    return BreakdownSum(dict(sorted(cells.items())), frozenset(partly), withheld, left_out)


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
