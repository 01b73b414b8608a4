"""The region as a picture that needs no script: countries by level, dots, labels. The table beside it is for the page.

The picture knows codes only. Titles and labels come from the caller, who gets them from the atlas with their
designation markers.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

PATHS = Path(__file__).parent / "built" / "map_paths.json"
HIGHEST_LEVEL = 5
# Square units of the picture: below the first a label would hide the country, above the second it is read on a phone.
ROOM_FOR_LABEL, ROOM_ON_PHONE = 900, 9500
# Twice, so that the dashes keep a light edge on dark countries.
UNSETTLED = SafeString(
    '<use class="map__unsettled map__unsettled--edge" href="#map-unsettled"/>'
    '<use class="map__unsettled" href="#map-unsettled"/>'
)


@dataclass(frozen=True)
class MapValue:
    """How one country looks. `level` 0 is "no data", 1 to 5 from little to much; `title` says the figure in words.

    `label` stands on the map; empty for none. An empty `href` makes no link.
    """

    level: int
    href: str = ""
    title: str = ""
    label: str = ""


@dataclass(frozen=True)
class Dot:
    """A place. `title` names it, with what is there."""

    lon: float
    lat: float
    title: str
    href: str = ""


@lru_cache(maxsize=1)
def shapes() -> Any:
    """The built paths. FileNotFoundError with what to do when the front end was not built."""
    if not PATHS.exists():
        raise FileNotFoundError(f"{PATHS.name} is missing: run python tools/build_assets.py")
    return json.loads(PATHS.read_text())


def region_map(values: Mapping[str, MapValue], *, title: str, dots: Iterable[Dot] = ()) -> SafeString:
    """An SVG element with the countries of `values` (ISO 3166-1 alpha-3); the land around them is grey.

    A code without a shape (a territory too small for the scale) is left out: the table beside the map has it.
    """
    built = shapes()
    drawn = [(code, v, built["countries"][code]) for code, v in values.items() if code in built["countries"]]
    parts = (
        format_html('<path class="map__around" d="{}"/>', built["land"]),
        format_html_join("", "{}", ((_country(code, v, shape),) for code, v, shape in drawn)),
        format_html('<path class="map__lines" d="{}"/>', built["settled"]),
        format_html('<defs><path id="map-unsettled" d="{}"/></defs>', built["disputed"]),
        UNSETTLED,
        format_html_join("", "{}", ((_label(v, shape),) for _code, v, shape in drawn if v.label)),
        format_html_join("", "{}", ((_dot(d),) for d in dots)),
    )
    return format_html(
        '<svg class="map__picture" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        built["width"],
        built["height"],
        title,
        format_html_join("", "{}", ((p,) for p in parts)),
    )


def _country(code: str, value: MapValue, shape: Mapping[str, Any]) -> SafeString:
    level = max(0, min(HIGHEST_LEVEL, value.level))
    path = format_html(
        '<path class="map__country level-{}" data-code="{}" data-level="{}" data-label="{}" d="{}"/>',
        *(level, code, level, value.label, shape["d"]),
    )
    return _link(value.href, value.title, path)


def _label(value: MapValue, shape: Mapping[str, Any]) -> SafeString:
    if shape["area"] < ROOM_FOR_LABEL:
        return SafeString("")
    size = " map__label--large" if shape["area"] > ROOM_ON_PHONE else ""
    x, y = shape["at"]
    return format_html('<text class="map__label{}" x="{}" y="{}" aria-hidden="true">{}</text>', size, x, y, value.label)


def _dot(dot: Dot) -> SafeString:
    x, y = place(dot.lon, dot.lat)
    mark = format_html(
        '<circle class="map__dot" r="5" cx="{}" cy="{}" data-lon="{}" data-lat="{}"/>',
        *(f"{x:.1f}", f"{y:.1f}", dot.lon, dot.lat),
    )
    return _link(dot.href, dot.title, mark)


def _link(href: str, title: str, mark: SafeString) -> SafeString:
    if href:
        return format_html('<a href="{}" aria-label="{}"><title>{}</title>{}</a>', href, title, title, mark)
    return format_html('<g role="img" aria-label="{}"><title>{}</title>{}</g>', title, title, mark)


def place(lon: float, lat: float) -> tuple[float, float]:
    """Where a place lies on the picture: Albers' conic equal-area projection, as frontend/map/region.mjs draws it."""
    p = shapes()["projection"]
    south, north = (math.sin(math.radians(parallel)) for parallel in p["parallels"])
    n = (south + north) / 2
    c = 1 + south * (2 * n - south)

    def radius(degrees: float) -> float:
        return math.sqrt(c - 2 * n * math.sin(math.radians(degrees))) / n

    turn = n * math.radians((lon - p["meridian"] + 180) % 360 - 180)
    x = p["origin"][0] + p["scale"] * radius(lat) * math.sin(turn)
    y = p["origin"][1] + p["scale"] * (radius(lat) * math.cos(turn) - radius(0))
    return x, y


def control_words() -> dict[str, str]:
    """The words of the detailed map's controls, by MapLibre's keys."""
    return {
        "NavigationControl.ZoomIn": gettext("Zoom in"),
        "NavigationControl.ZoomOut": gettext("Zoom out"),
        "AttributionControl.ToggleAttribution": gettext("Show the source of the map"),
        "Map.Title": gettext("Map"),
        "ScaleControl.Kilometers": gettext("km"),
        "ScaleControl.Meters": gettext("m"),
        "CooperativeGesturesHandler.WindowsHelpText": gettext("Hold Ctrl while scrolling to zoom the map"),
        "CooperativeGesturesHandler.MacHelpText": gettext("Hold ⌘ while scrolling to zoom the map"),
        "CooperativeGesturesHandler.MobileHelpText": gettext("Move the map with two fingers"),
    }
