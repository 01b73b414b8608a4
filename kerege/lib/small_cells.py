"""Tables that may be published: no figure, and no difference of two of them, points at fewer than so many.

Plain arithmetic without a domain word: what is counted are members of groups (people of a course, facilities of a
country), by the values that they have.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST_CELL = 5

Cells = Mapping[str, int]


@dataclass(frozen=True)
class Protected:
    """One group by one dimension, as it may be published.

    `cells` has every value that occurs: a number, or None where it is withheld. `withheld` is the sum of the
    withheld cells and is 0 or at least the least cell, over at least two cells. A group with fewer members than
    the least cell is `left_out`: it has no cells, and no sum of this dimension contains it.
    """

    cells: Mapping[str, int | None]
    withheld: int = 0
    left_out: bool = False


def protect(cells: Cells, *, k: int = LEAST_CELL) -> Protected:
    """Withhold the cells of one group that are smaller than k, and as many more as keep those from being computed.

    What is published anywhere (a country, a region, a date) is a sum over groups of what this returns. So the
    difference of any two published figures is again a sum of cells of at least k and of withheld sums of at least k:
    it never points at fewer than k members. Suppression on the sums themselves would not have this property.
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
    """The cells of one group as they are, for those who may read its members themselves."""
    return Protected({value: n for value, n in cells.items() if n})


@dataclass(frozen=True)
class BreakdownSum:
    """Several groups together. A figure is what may be published; `partly` holds the values that miss some members."""

    cells: Mapping[str, int]
    partly: frozenset[str]
    withheld: int
    left_out: int


def add_up(groups: Iterable[Protected]) -> BreakdownSum:
    """Add published cells, and nothing else. `left_out` is a number of groups, not of members."""
    cells: dict[str, int] = {}
    partly: set[str] = set()
    withheld = left_out = 0
    for group in groups:
        withheld += group.withheld
        left_out += group.left_out
        for value, n in group.cells.items():
            cells[value] = cells.get(value, 0) + (n or 0)
            if n is None:
                partly.add(value)
    return BreakdownSum(dict(sorted(cells.items())), frozenset(partly), withheld, left_out)


def stepped(having: Mapping[str, int], *, of: int, k: int = LEAST_CELL) -> Protected:
    """How many of a group of known size have something, where whoever reads may not know who has it, and may ask again
    whenever one member changes.

    A member may have several of the values, or none. Each value is protected by itself against its rest (`protect`):
    withheld where fewer than k have it, and where fewer than k, or none, have it not. Of a shown figure only whole
    multiples of k are told, so that two answers, of whatever countries and files and of before and after a change, are
    equal or differ by k at least. How many have none is told nowhere, so no sum has to come out. A value that nobody
    has is withheld like a rare one.
    """
    cells: dict[str, int | None] = {}
    for value, n in having.items():
        both = {"having": n, "lacking": of - n}
        shown = protect(both, k=k).cells.get("having") if n < of else None
        cells[value] = None if shown is None else shown - shown % k
    return Protected(cells, left_out=of < k)
