"""Where a facility is, as exactly as a reader may know it.

Three things that are never mixed. The exact position stands aside, with a label of its own. The *shown* position is for
everybody who may see the record; it is a point of something that is public anyway (a town, a region, a country) or the
middle of a cell of a fixed grid. It is computed once, when the record is written, and it alone can be filtered, ordered
and drawn for readers who may not have the exact one. Nothing is ever moved at random: random noise is averaged away by
asking often, and a grid is not (Chapman 2020, current best practices for generalizing sensitive species data).
"""

import math
from dataclasses import dataclass

from kerege.inventory.words import ShownAt
from kerege.inventory.words.refused import NO_PLACE_TO_SHOW, NO_POINT_FOR_CELL
from kerege.lib.refusal import Refusal

CELL = 0.1
"""Degrees: about eleven kilometres from south to north, and less from west to east."""
_KM_PER_DEGREE = 111.2
_EARTH = 6371.0


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Shown:
    """A position for everybody. `radius_km` is how far the facility may be from the point; None: anywhere in there."""

    at: ShownAt
    point: Point | None
    radius_km: float | None


def snapped(point: Point, *, cell: float = CELL) -> Point:
    """The middle of the grid cell in which the point lies. The grid is fixed, so that many answers tell no more than
    one, and a snapped point snaps to itself.
    """
    return Point(_middle(point.latitude, cell, 90.0), _middle(point.longitude, cell, 180.0))


def _middle(degrees: float, cell: float, most: float) -> float:
    steps = min(math.floor(round(degrees / cell, 9)), round(most / cell) - 1)
    return round((steps + 0.5) * cell, 6)


def cell_radius_km(point: Point, *, cell: float = CELL) -> float:
    """From the middle of a cell to its corner, in kilometres, rounded up to a tenth."""
    south_north = cell / 2 * _KM_PER_DEGREE
    west_east = south_north * math.cos(math.radians(point.latitude))
    return math.ceil(math.hypot(south_north, west_east) * 10) / 10


def usual(*, exact: bool, place: bool, unit: bool) -> ShownAt:
    """How exactly a position is shown where nobody chose: by the town, else by the cell, the region, the country."""
    if place:
        return ShownAt.PLACE
    if exact:
        return ShownAt.CELL
    return ShownAt.UNIT if unit else ShownAt.TERRITORY


def shown(
    at: ShownAt,
    *,
    exact: Point | None,
    place: Point | None,
    unit: Point | None,
    territory: Point | None,
) -> Shown:
    """The position for everybody. Refuses inventory.no_point_for_cell and inventory.no_place_to_show.

    Only a cell is computed from the exact position.
    """
    if at == ShownAt.CELL:
        if exact is None:
            raise Refusal(NO_POINT_FOR_CELL, field="shown_at")
        middle = snapped(exact)
        return Shown(at, middle, cell_radius_km(middle))
    if at == ShownAt.PLACE:
        if place is None:
            raise Refusal(NO_PLACE_TO_SHOW, field="shown_at")
        return Shown(at, place, None)
    if at == ShownAt.UNIT and unit is not None:
        return Shown(at, unit, None)
    return Shown(ShownAt.TERRITORY, territory, None)


def written(point: Point) -> str:
    """A point as it is kept: about a metre."""
    return f"{point.latitude:.5f},{point.longitude:.5f}"


def read(text: str) -> Point | None:
    """A kept point; None for an empty text and for one that is no point."""
    latitude, comma, longitude = text.partition(",")
    try:
        return Point(float(latitude), float(longitude)) if comma else None
    except ValueError:
        return None


def distance_km(a: Point, b: Point) -> float:
    """Along the great circle."""
    la, lb = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((lb - la) / 2) ** 2
    half += math.cos(la) * math.cos(lb) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
