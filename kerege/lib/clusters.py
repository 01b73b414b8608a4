"""Many points on a map, gathered by the cells in which they lie: every zoom of the pyramid out of one sorted list.

Cells are in Morton order (lib/geo.py), so the points of any tile, and of any cell of any zoom, stand side by side. Two
bisections and a difference of running sums tell how many they are and where their middle lies; no level is stored, and
a million points take 32 MB.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from kerege.lib.geo import DEEPEST, Spot, Tile, apart, off_web_map

ACROSS = 5
"""A tile is divided into 32 by 32 cells; at most one cluster stands in each."""


@dataclass(slots=True)
class Cluster:
    """Points of one cell. `one` is the id of the only one, or 0; `cells` is where they lie, to ask for them."""

    spot: Spot
    count: int
    one: int
    cells: range


class Pyramid:
    """The points as of one reader and one filter. Immutable once made."""

    def __init__(self, points: Iterable[tuple[int, int]]) -> None:
        """`points` are pairs of cell and id (positive); their order does not matter."""
        ordered = sorted(points)
        self._cells = array("q", (cell for cell, _ in ordered))
        self._ids = array("q", (number for _, number in ordered))
        places = [apart(cell) for cell in self._cells]
        self._x = array("q", accumulate((x for x, _ in places), initial=0))
        self._y = array("q", accumulate((y for _, y in places), initial=0))

    def __len__(self) -> int:
        return len(self._cells)

    def tile(self, tile: Tile) -> Iterator[Cluster]:
        """The clusters of a tile, at most 1,024, whatever the zoom."""
        yield from self.within(tile.cells, finest=min(DEEPEST, tile.z + ACROSS))

    def within(self, cells: range, *, finest: int) -> Iterator[Cluster]:
        """What lies in a range of cells, gathered by the cells of zoom `finest`."""
        shift = 2 * (DEEPEST - finest)
        at, end = bisect_left(self._cells, cells.start), bisect_left(self._cells, cells.stop)
        while at < end:
            key = self._cells[at] >> shift
            stop = bisect_left(self._cells, (key + 1) << shift, at, end)
            yield self._cluster(at, stop, range(key << shift, (key + 1) << shift))
            at = stop

    def _cluster(self, at: int, stop: int, cells: range) -> Cluster:
        x, y = self._x[stop] - self._x[at], self._y[stop] - self._y[at]
        return cluster(stop - at, x, y, self._ids[at] if stop - at == 1 else 0, cells)


def cluster(count: int, x: int, y: int, one: int, cells: range) -> Cluster:
    """Points of one cell, of which the columns and rows on the finest grid add up to `x` and `y`."""
    size = 1 << DEEPEST
    return Cluster(off_web_map((x / count + 0.5) / size, (y / count + 0.5) / size), count, one, cells)
