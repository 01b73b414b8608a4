"""Which part of the region a picture shows, and the towns that have room on it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kerege.lib.geo import Box

LARGEST = 12.0
"""The picture's lines are drawn for the whole region; enlarged further they would promise what they do not know."""
EDGE_STEPS = 8
LETTER, LINE = 7.0, 15.0


@dataclass(frozen=True)
class View:
    """A part of the picture: enlarged by `scale`, then moved, in units of the picture."""

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.scale + self.dx, y * self.scale + self.dy

    @property
    def transform(self) -> str:
        return f"translate({self.dx:.2f} {self.dy:.2f}) scale({self.scale:.4f})"

    @property
    def finer(self) -> int:
        """How many zooms closer it is than the whole."""
        return round(math.log2(self.scale))


WHOLE = View()


def view_of(corners: Sequence[tuple[float, float]], width: float, height: float) -> View:
    """The view that holds these points of the picture, in its middle; never larger than the picture's lines are worth,
    nor smaller than the whole.
    """
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(LARGEST, max(1.0, min(width / max(wide, 1.0), height / max(tall, 1.0))))
    if scale == 1.0:
        return WHOLE
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return View(scale, _within(width / 2 - x * scale, width, scale), _within(height / 2 - y * scale, height, scale))


def _within(moved: float, size: float, scale: float) -> float:
    """Not beyond the picture's edge."""
    return min(0.0, max(size - size * scale, moved))


def outline(box: Box) -> list[tuple[float, float]]:
    """Longitudes and latitudes along the edges of a box, because a straight edge is none on the picture."""
    steps = [n / EDGE_STEPS for n in range(EDGE_STEPS + 1)]
    lons = [box.west + (box.east - box.west) * n for n in steps]
    lats = [box.south + (box.north - box.south) * n for n in steps]
    return [(lon, lat) for lon in lons for lat in lats]


@dataclass(frozen=True)
class TownLabel:
    """A town with its name as the reader writes it; the larger ones come first and get the room."""

    lon: float
    lat: float
    name: str


Label = tuple[float, float, str]
"""A name with where the middle of it stands on the picture."""


def has_room(x: float, y: float, name: str, width: float, height: float) -> bool:
    """Whether a name stands inside the picture as a whole."""
    half = len(name) * LETTER / 2
    return half <= x <= width - half and LINE <= y <= height - LINE


def with_room(labels: Iterable[Label], width: float, height: float) -> list[Label]:
    """Of names at points of the picture those that stand inside it and on no earlier one."""
    placed: list[Label] = []
    for x, y, name in labels:
        half = len(name) * LETTER / 2
        free = all(abs(x - ox) > half + len(o) * LETTER / 2 or abs(y - oy) > LINE for ox, oy, o in placed)
        if free and has_room(x, y, name, width, height):
            placed.append((x, y, name))
    return placed
