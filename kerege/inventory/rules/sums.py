"""What one row of the index adds to the sums that are kept: to the clusters of the map, and to the tally by codes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kerege.inventory.words import ShownAt
from kerege.lib.clusters import ACROSS
from kerege.lib.geo import DEEPEST, apart

DEEPEST_KEPT = 8
"""Tiles up to this zoom are cut out of kept clusters; deeper ones hold few facilities, which are read one by one."""
LEVELS = range(ACROSS, DEEPEST_KEPT + ACROSS + 1)
WIDE = (ShownAt.UNIT.value, ShownAt.TERRITORY.value)
NOWHERE = "nowhere:"
"""The code under which facilities without any position are counted."""
ALL = ""

CLUSTER_KEYS = ("level", "wide", "cell", "owner", "territory", "label", "until")
CLUSTER_SUMS = ("n", "x", "y", "ids")
TALLY_KEYS = ("code", "owner", "territory", "label", "until")
TALLY_SUMS = ("n",)
Sums = dict[tuple[str | int, ...], list[int]]


@dataclass(frozen=True)
class Counted:
    """A row of the index, as far as sums need it; the names of its fields are those of Findable."""

    facility_id: int
    owner: str
    territory: str
    label: int
    until: int
    end: date | None
    at: str
    cell: int | None
    codes: str


COLUMNS = tuple(Counted.__dataclass_fields__)


def clusters(rows: Iterable[Counted], *, sign: int, into: Sums, levels: Sequence[int] = LEVELS) -> None:
    """Add the rows to sums of clusters (or take them away, with `sign` -1)."""
    for row in rows:
        if row.cell is None or row.end is not None:
            continue
        x, y = apart(row.cell)
        whose = (row.owner, row.territory, int(row.label), row.until)
        for level in levels:
            _add(
                into,
                (level, row.at in WIDE, row.cell >> 2 * (DEEPEST - level), *whose),
                (1, x, y, row.facility_id),
                sign,
            )


def tallies(rows: Iterable[Counted], *, sign: int, into: Sums) -> None:
    """Add the rows to sums by code."""
    for row in rows:
        if row.end is None:
            for code in _codes(row):
                _add(into, (code, row.owner, row.territory, int(row.label), row.until), (1,), sign)


def _codes(row: Counted) -> Iterator[str]:
    yield ALL
    if row.cell is None:
        yield NOWHERE
    yield from row.codes.split()


def _add(into: Sums, key: tuple[str | int, ...], numbers: tuple[int, ...], sign: int) -> None:
    sums = into.setdefault(key, [0] * len(numbers))
    for at, number in enumerate(numbers):
        sums[at] += sign * number
