"""Dots of a picture that would stand on each other as one, so that every figure can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kerege.inventory.queries import Mark
from kerege.lib.geo import Spot
from kerege.web.shell.map_views import View
from kerege.web.shell.maps import place, radius_of


@dataclass(frozen=True, slots=True)
class Group:
    """One dot of the picture: at (x, y) of it, for `count` facilities at `marks`. A `mixed` one has both kinds."""

    x: float
    y: float
    count: int
    area: bool
    marks: tuple[Mark, ...]
    mixed: bool = False

    @property
    def spot(self) -> Spot:
        """The middle of what it stands for, each place counted as often as it has facilities."""
        lon, lat = (sum(getattr(m.spot, side) * m.count for m in self.marks) / self.count for side in ("lon", "lat"))
        return self.marks[0].spot if len(self.marks) == 1 else Spot(lat=lat, lon=lon)

    def hides(self, other: Group) -> bool:
        """Whether one would stand on the other, and one of them has a figure to be read."""
        if self.count == other.count == 1:
            return False
        near = radius_of(self.count) + radius_of(other.count)
        return (self.x - other.x) ** 2 + (self.y - other.y) ** 2 < near**2

    def with_(self, other: Group) -> Group:
        count = self.count + other.count
        x, y = ((a * self.count + b * other.count) / count for a, b in ((self.x, other.x), (self.y, other.y)))
        mixed = self.mixed or other.mixed or self.area != other.area
        return Group(x, y, count, self.area and other.area, self.marks + other.marks, mixed)


def apart(points: Iterable[Mark], areas: Iterable[Mark], view: View) -> list[Group]:
    """The dots of these marks on a picture; no figure stands on another dot. Nothing is left out: every facility is
    counted in one dot.
    """
    waiting = [_group(mark, view, area) for marks, area in ((areas, True), (points, False)) for mark in marks]
    waiting.sort(key=lambda g: g.count)
    placed: list[Group] = []
    while waiting:
        group = waiting.pop()
        at = next((n for n, other in enumerate(placed) if group.hides(other)), None)
        if at is None:
            placed.append(group)
        else:
            waiting.append(placed.pop(at).with_(group))
    return sorted(placed, key=lambda g: not g.area)


def _group(mark: Mark, view: View, area: bool) -> Group:
    x, y = view.at(*place(mark.spot.lon, mark.spot.lat))
    return Group(x, y, mark.count, area, (mark,))
