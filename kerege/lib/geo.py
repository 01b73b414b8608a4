"""Places on the globe in degrees of WGS 84: distances, boxes, the grid of the web map. No map and no domain word.

A cell is a square of the web map (spherical Mercator) at DEEPEST, as one number in Morton order: the bits of row and
column take turns. Whatever lies in one tile of any zoom then stands in one range of numbers, so that an ordinary index
of an ordinary database finds a tile, a box or what is near without any geometry of its own.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kerege.lib.refusal import N_, Refusal, RefusalWord

NOT_A_PLACE = RefusalWord(
    "geo.not_a_place",
    N_(
        "“%(value)s” is not a position. Give latitude and longitude in degrees, with a point and a comma between "
        "them, for example 40.53,72.80."
    ),
)
NOT_A_BOX = RefusalWord(
    "geo.not_a_box",
    N_(
        "“%(value)s” is not a box on the map. Give its western, southern, eastern and northern edge in degrees, with "
        "commas between them, for example 69,39,80,43."
    ),
)
NO_SUCH_TILE = RefusalWord("geo.no_such_tile", N_("There is no such tile of the map."), status=404)

EARTH_KM = 6371.0088
"""Mean radius. Great circles on a sphere are at most 0.6 % off the ellipsoid."""
KM_PER_DEGREE = EARTH_KM * math.pi / 180
DEEPEST = 24
"""The zoom of a cell: about two metres at the equator."""
DEEPEST_TILE = 22
EDGE = 85.0511287798066
"""The web map ends here; what lies beyond stands on its edge."""


class Spot(NamedTuple):
    """A position."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Box:
    """Edges included. `west` above `east` means that it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, spot: Spot) -> bool:
        inside = self.west <= spot.lon <= self.east
        if self.west > self.east:
            inside = spot.lon >= self.west or spot.lon <= self.east
        return inside and self.south <= spot.lat <= self.north

    def parts(self) -> tuple["Box", ...]:
        """The box as one, or as two on either side of the antimeridian."""
        if self.west <= self.east:
            return (self,)
        return (Box(self.west, self.south, 180.0, self.north), Box(-180.0, self.south, self.east, self.north))

    def __str__(self) -> str:
        return ",".join(f"{edge:g}" for edge in (self.west, self.south, self.east, self.north))


def spot_of(text: str, *, field: str = "near") -> Spot:
    """A position as people type it, latitude first. Refuses geo.not_a_place."""
    numbers = _numbers(text, 2)
    if numbers is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise Refusal(NOT_A_PLACE, field=field, value=text[:40])
    return Spot(*numbers)


def box_of(text: str, *, field: str = "bbox") -> Box:
    """West, south, east and north, as GeoJSON has them (RFC 7946). Refuses geo.not_a_box."""
    numbers = _numbers(text, 4)
    if numbers is None or max(abs(n) for n in numbers[::2]) > 180 or max(abs(n) for n in numbers[1::2]) > 90:
        raise Refusal(NOT_A_BOX, field=field, value=text[:60])
    if numbers[1] > numbers[3]:
        raise Refusal(NOT_A_BOX, field=field, value=text[:60])
    return Box(*numbers)


def _numbers(text: str, count: int) -> list[float] | None:
    try:
        numbers = [float(part) for part in text[:100].split(",")]
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(math.isfinite(n) for n in numbers) else None


# -- distances ---------------------------------------------------------------------------------------------------------
def distance_km(a: Spot, b: Spot) -> float:
    """Along the great circle (haversine, which is exact for small distances too)."""
    south, north = math.radians(a.lat), math.radians(b.lat)
    over = math.sin((north - south) / 2) ** 2
    along = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(over + math.cos(south) * math.cos(north) * along)))


def box_around(spot: Spot, km: float) -> Box:
    """The smallest box of degrees that holds everything within `km`; around a pole all longitudes."""
    angle = km / KM_PER_DEGREE
    south, north = spot.lat - angle, spot.lat + angle
    if south <= -90 or north >= 90 or angle >= 90:
        return Box(-180.0, max(south, -90.0), 180.0, min(north, 90.0))
    wide = math.degrees(math.asin(min(1.0, math.sin(math.radians(angle)) / math.cos(math.radians(spot.lat)))))
    return Box(_turned(spot.lon - wide), south, _turned(spot.lon + wide), north)


def _turned(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def rounded_km(km: float, *, within_m: float) -> float:
    """A distance no finer than the position it was measured to: rounded to the power of ten of kilometres that is not
    below `within_m`, and never finer than 100 m. 0 stands for "within that step".
    """
    step = 10.0 ** max(-1, math.ceil(round(math.log10(max(within_m, 1.0) / 1000), 9)))
    return round(round(km / step) * step, 1)


# -- the web map -------------------------------------------------------------------------------------------------------
def on_web_map(spot: Spot) -> tuple[float, float]:
    """From the north-western corner, with the whole map as 1 by 1."""
    lat = math.radians(max(-EDGE, min(EDGE, spot.lat)))
    return (spot.lon + 180) / 360, (1 - math.asinh(math.tan(lat)) / math.pi) / 2


def off_web_map(x: float, y: float) -> Spot:
    return Spot(math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180)


@dataclass(frozen=True)
class Tile:
    """A square of the web map. Refuses geo.no_such_tile for what lies outside, or is deeper than DEEPEST_TILE."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if not (0 <= self.z <= DEEPEST_TILE and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z):
            raise Refusal(NO_SUCH_TILE)

    @property
    def box(self) -> Box:
        size = 1 << self.z
        north, west = off_web_map(self.x / size, self.y / size)
        south, east = off_web_map((self.x + 1) / size, (self.y + 1) / size)
        return Box(west, south, east, north)

    @property
    def cells(self) -> range:
        """The cells inside."""
        shift = 2 * (DEEPEST - self.z)
        first = interleaved(self.x, self.y) << shift
        return range(first, first + (1 << shift))


def cell_of(spot: Spot) -> int:
    """The cell in which a position lies."""
    most = (1 << DEEPEST) - 1
    x, y = on_web_map(spot)
    return interleaved(min(most, max(0, int(x * (1 << DEEPEST)))), min(most, max(0, int(y * (1 << DEEPEST)))))


def tile_of(spot: Spot, z: int) -> Tile:
    """The tile of a zoom in which a position lies."""
    x, y = apart(cell_of(spot) >> 2 * (DEEPEST - z))
    return Tile(z, x, y)


def interleaved(x: int, y: int) -> int:
    """The bits of the column and of the row in turns: a number in Morton order."""
    return _spread(x) | _spread(y) << 1


def apart(number: int) -> tuple[int, int]:
    """Column and row of a number in Morton order."""
    return _gathered(number), _gathered(number >> 1)


_SPREAD = ((16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333))
_GATHER = ((1, 0x3333333333333333), (2, 0x0F0F0F0F0F0F0F0F), (4, 0x00FF00FF00FF00FF), (8, 0x0000FFFF0000FFFF))
_EVERY_SECOND = 0x5555555555555555


def _spread(n: int) -> int:
    for shift, mask in _SPREAD:
        n = (n | n << shift) & mask
    return (n | n << 1) & _EVERY_SECOND


def _gathered(n: int) -> int:
    n &= _EVERY_SECOND
    for shift, mask in _GATHER:
        n = (n | n >> shift) & mask
    return (n | n >> 16) & 0xFFFFFFFF


def cell_ranges(box: Box, *, most: int = 16) -> list[range]:
    """At most about `most` ranges of cells that cover a box, in order. They may hold a little more than the box."""
    parts = box.parts()
    found = sorted((r for part in parts for r in _covering(part, most // len(parts))), key=lambda r: r.start)
    joined: list[range] = []
    for each in found:
        if joined and joined[-1].stop >= each.start:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, each.stop))
        else:
            joined.append(each)
    return joined


def _covering(box: Box, most: int) -> Iterator[range]:
    """Whole tiles, finer and finer, until another step would make more than `most` of them."""
    west, north = on_web_map(Spot(box.north, box.west))
    east, south = on_web_map(Spot(box.south, box.east))
    for z in range(DEEPEST_TILE, -1, -1):
        columns, rows = (_steps(a, b, z) for a, b in ((west, east), (north, south)))
        if len(columns) * len(rows) <= max(4, most):
            return (Tile(z, x, y).cells for x in columns for y in rows)
    return iter((Tile(0, 0, 0).cells,))


def _steps(first: float, last: float, z: int) -> range:
    size = 1 << z
    return range(*(min(size - 1, max(0, int(edge * size))) + after for edge, after in ((first, 0), (last, 1))))
