"""Areas as CAP writes them: latitude before longitude, polygons closed, circles with a radius in kilometres."""

import re
from collections.abc import Sequence

from kerege.lib.refusal import Refusal
from kerege.response.words import alerts_refused as refused

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
NUMBER = r"[-+]?\d{1,3}(?:\.\d{1,8})?"
POINT = re.compile(rf"({NUMBER}),({NUMBER})")
MOST_POINTS = 500


def point(text: str) -> Point:
    """Refuses response.bad_point and .swapped_point."""
    found = POINT.fullmatch(text)
    if found is None:
        raise Refusal(refused.BAD_POINT, field="polygon", text=text[:40])
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 >= abs(longitude):
        raise Refusal(refused.SWAPPED_POINT, field="polygon", text=text[:40])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Refusal(refused.BAD_POINT, field="polygon", text=text[:40])
    return latitude, longitude


def polygon(text: str) -> list[Point]:
    """The points of a polygon. Refuses response.bad_point, .swapped_point, .few_points, .open_polygon and
    .crossed_polygon.
    """
    parts = text.split()
    points = [point(part) for part in parts]
    if not 4 <= len(points) <= MOST_POINTS:
        raise Refusal(refused.FEW_POINTS, field="polygon", count=len(points))
    if points[0] != points[-1]:
        raise Refusal(refused.OPEN_POLYGON, field="polygon", point=parts[0])
    if crosses_itself(points):
        raise Refusal(refused.CROSSED_POLYGON, field="polygon")
    return points


def circle(text: str) -> tuple[Point, float]:
    """Middle and radius in kilometres. Refuses response.bad_radius, .bad_point and .swapped_point."""
    middle, _space, radius = text.strip().partition(" ")
    if not re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?", radius) or float(radius) <= 0:
        raise Refusal(refused.BAD_RADIUS, field="circle", text=text[:40])
    return point(middle), float(radius)


def crosses_itself(points: Sequence[Point]) -> bool:
    """Whether two edges that are no neighbours meet, or the polygon has no area at all."""
    edges = list(zip(points, points[1:], strict=False))
    last = len(edges) - 1
    for i, (a, b) in enumerate(edges):
        for j in range(i + 2, len(edges)):
            if (i, j) != (0, last) and _meet(a, b, *edges[j]):
                return True
    return _area(points) == 0


def _area(points: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:], strict=False))


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Point, b: Point, c: Point) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    one, two, three, four = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if ((one > 0) != (two > 0)) and ((three > 0) != (four > 0)) and 0 not in (one, two, three, four):
        return True
    touching = ((one, a, b, c), (two, a, b, d), (three, c, d, a), (four, c, d, b))
    return any(side == 0 and _between(*ends) for side, *ends in touching)


def corners(polygons: Sequence[str], circles: Sequence[str]) -> list[Point]:
    """Points that say where an area lies: the corners of polygons and the middles of circles, checked."""
    found = [each for text in polygons for each in polygon(text)[:-1]]
    return found + [circle(text)[0] for text in circles]
