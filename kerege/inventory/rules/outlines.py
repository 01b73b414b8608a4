"""Outlines of countries, for the question whether a position can be right. Public domain (Natural Earth), by
tools/outlines.py; they say nothing about whose a place is, and nobody is refused for a few kilometres at a border.
"""

import json
import math
from functools import cache
from pathlib import Path

from kerege.inventory.rules.precision import Point

OUTLINES = Path(__file__).resolve().parent / "outlines.json"
TOLERANCE_KM = 12.0
"""Outlines are drawn to a few kilometres: a position this near to a border may be on either side."""
Ring = list[list[float]]


@cache
def outlines() -> dict[str, list[list[Ring]]]:
    """Rings of (longitude, latitude) by the country's ISO 3166-1 alpha-3 code: polygons, the first ring around it."""
    found: dict[str, list[list[Ring]]] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return found


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    boxes = {}
    for code, polygons in outlines().items():
        xs = [x for rings in polygons for x, _ in rings[0]]
        ys = [y for rings in polygons for _, y in rings[0]]
        boxes[code] = (min(xs), min(ys), max(xs), max(ys))
    return boxes


def countries_at(point: Point) -> list[str]:
    """The countries in whose outline the point lies; empty for the sea and for what is not drawn."""
    return [code for code, box in _boxes().items() if _in_box(point, box, 0.0) and _inside(point, outlines()[code])]


def may_be_in(point: Point, code: str) -> bool:
    """Whether the point lies in the country or within TOLERANCE_KM of it; a country that is not drawn holds any."""
    if code not in outlines():
        return True
    margin = TOLERANCE_KM / 111.2
    if not _in_box(point, _boxes()[code], margin * 2):
        return False
    return _inside(point, outlines()[code]) or _near(point, outlines()[code])


@cache
def middle(code: str) -> Point | None:
    """The centre of the country's largest part, which people write who know no more; None for an unknown country."""
    if code not in outlines():
        return None
    ring = max((rings[0] for rings in outlines()[code]), key=lambda r: abs(_area(r)[0]))
    area, x, y = _area(ring)
    return Point(round(y / (6 * area), 3), round(x / (6 * area), 3))


def middle_of_box(code: str) -> Point | None:
    """The middle of all that the country stretches over, which is what geocoders answer for its name alone."""
    if code not in outlines():
        return None
    west, south, east, north = _boxes()[code]
    return Point(round((south + north) / 2, 3), round((west + east) / 2, 3))


def _area(ring: Ring) -> tuple[float, float, float]:
    """Signed area, and the moments that lead to the centroid."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return area, x, y


def _in_box(point: Point, box: tuple[float, float, float, float], margin: float) -> bool:
    west, south, east, north = box
    return west - margin <= point.longitude <= east + margin and south - margin <= point.latitude <= north + margin


def _inside(point: Point, polygons: list[list[Ring]]) -> bool:
    return any(_in_ring(point, rings[0]) and not any(_in_ring(point, r) for r in rings[1:]) for rings in polygons)


def _in_ring(point: Point, ring: Ring) -> bool:
    """By the number of edges to the east of the point."""
    within = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > point.latitude) != (y2 > point.latitude):
            crossing = x1 + (point.latitude - y1) / (y2 - y1) * (x2 - x1)
            within ^= crossing > point.longitude
    return within


def _near(point: Point, polygons: list[list[Ring]]) -> bool:
    shrink = math.cos(math.radians(point.latitude))
    for rings in polygons:
        for ring in rings:
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
                if _edge_km(point, a, b, shrink) <= TOLERANCE_KM:
                    return True
    return False


def _edge_km(point: Point, a: list[float], b: list[float], shrink: float) -> float:
    """From the point to the edge, on a plane that is good enough for a few kilometres."""
    ax, ay = (a[0] - point.longitude) * shrink, a[1] - point.latitude
    bx, by = (b[0] - point.longitude) * shrink, b[1] - point.latitude
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + along * dx, ay + along * dy) * 111.2
