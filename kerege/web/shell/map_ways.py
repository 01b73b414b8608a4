"""Arrows on the map of the region, from country to country."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kerege.web.shell.map_views import WHOLE, View, view_of

THINNEST, THICKEST, HEAD = 2.0, 7.0, 11.0
ABOVE = 25.0
CLEAR = 17.0
"""So far an arrow stays from the two points that it joins."""
BENDS = {"": 0.16, "dashed": 0.3}
"""How far an arrow bends aside, as a part of its length: two kinds between the same countries do not lie on each other,
nor does the way back.
"""


@dataclass(frozen=True)
class Way:
    """From a country to another, by code; `count` makes the arrow thicker. `look` is empty or "dashed". The same
    country twice is a ring around it. `title` says it in words.
    """

    origin: str
    there: str
    count: int
    title: str
    look: str = ""


def ends_of(ways: Iterable[Way]) -> set[str]:
    """The codes of all countries that ways join."""
    return {code for way in ways for code in (way.origin, way.there)}


def view_around(codes: Iterable[str], built: Mapping[str, Any]) -> View:
    """The part of the picture that holds these countries, as far as it has them, as wide as their areas say."""
    corners = []
    for shape in (built["countries"][code] for code in sorted(codes) if code in built["countries"]):
        (x, y), reach = shape["at"], math.sqrt(shape["area"])
        corners += [(x - reach, y - 0.7 * reach), (x + reach, y + 0.7 * reach)]
    return view_of(corners, built["width"], built["height"]) if corners else WHOLE


def drawn(ways: Iterable[Way], shapes: Mapping[str, Any], view: View = WHOLE) -> list[SafeString]:
    """The arrows between countries that the picture has; thick ones first, so that thin ones stay to be seen. They
    begin and end above the names of the countries.
    """
    ordered = sorted((w for w in ways if w.origin in shapes and w.there in shapes), key=lambda way: -way.count)
    most = max((way.count for way in ordered), default=1)
    at = {code: view.at(*shapes[code]["at"]) for code in ends_of(ordered)}
    above = {code: (x, y - ABOVE) for code, (x, y) in at.items()}
    return [_arrow(way, above[way.origin], above[way.there], most) for way in ordered]


def _arrow(way: Way, start: tuple[float, float], end: tuple[float, float], most: int) -> SafeString:
    width = THINNEST + (THICKEST - THINNEST) * math.sqrt(way.count / most)
    css = f"map__way map__way--{way.look}" if way.look else "map__way"
    if way.origin == way.there:
        radius = 13 if way.look else 8
        mark = format_html(
            '<circle class="{}" cx="{}" cy="{}" r="{}" stroke-width="{}"/>',
            *(css, f"{start[0]:.1f}", f"{start[1]:.1f}", radius, f"{min(width, 4.0):.1f}"),
        )
    else:
        line, head = _curve(start, end, BENDS.get(way.look, 0.16), width)
        mark = format_html(
            '<path class="{}" d="{}" stroke-width="{}"/><path class="map__head" d="{}"/>',
            *(css, line, f"{width:.1f}", head),
        )
    return format_html('<g role="img" aria-label="{}"><title>{}</title>{}</g>', way.title, way.title, mark)


def _curve(start: tuple[float, float], end: tuple[float, float], bend: float, width: float) -> tuple[str, str]:
    """The curve from one point to another, and the head at its end."""
    (x1, y1), (x2, y2) = start, end
    cx, cy = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    size = HEAD + width
    (sx, sy), (ex, ey) = _toward(start, (cx, cy), CLEAR), _toward(end, (cx, cy), CLEAR)
    turn = math.atan2(ey - cy, ex - cx)
    bx, by = ex - size * math.cos(turn), ey - size * math.sin(turn)
    wx, wy = -math.sin(turn) * size / 2, math.cos(turn) * size / 2
    line = f"M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"
    return line, f"M{ex:.1f} {ey:.1f}L{bx + wx:.1f} {by + wy:.1f}L{bx - wx:.1f} {by - wy:.1f}Z"


def _toward(point: tuple[float, float], other: tuple[float, float], far: float) -> tuple[float, float]:
    """A little way from a point to another."""
    length = math.dist(point, other) or 1.0
    part = min(0.3, far / length)
    return point[0] + (other[0] - point[0]) * part, point[1] + (other[1] - point[1]) * part
