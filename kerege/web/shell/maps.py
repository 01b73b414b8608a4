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

from kerege.lib.geo import Box
from kerege.web.shell import figures
from kerege.web.shell.map_views import WHOLE, TownLabel, View, has_room, outline, view_of, with_room
from kerege.web.shell.map_ways import Way, drawn, ends_of, view_around

PATHS = Path(__file__).parent / "built" / "map_paths.json"
HIGHEST_LEVEL = 5
# Square units of the picture: below the first a label would hide the country, above the second it is read on a phone.
ROOM_FOR_LABEL, ROOM_ON_PHONE = 900, 9500
# Twice, so that the dashes keep a light edge on dark countries.
THIN = SafeString(' vector-effect="non-scaling-stroke"')
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
    """A place. `title` names it, with what is there. With a `count` it stands for so many things, and is larger; an
    `area` is the middle of a region, of which no more is told.
    """

    lon: float
    lat: float
    title: str
    href: str = ""
    count: int = 1
    area: bool = False


@lru_cache(maxsize=1)
def shapes() -> Any:
    """The built paths. FileNotFoundError with what to do when the front end was not built."""
    if not PATHS.exists():
        raise FileNotFoundError(f"{PATHS.name} is missing: run python tools/build_assets.py")
    return json.loads(PATHS.read_text())


def region_map(
    values: Mapping[str, MapValue],
    *,
    title: str,
    dots: Iterable[Dot] = (),
    box: Box | None = None,
    towns: Iterable[TownLabel] = (),
    ways: Iterable[Way] = (),
) -> SafeString:
    """An SVG element with the countries of `values` (ISO 3166-1 alpha-3); the land around them is grey.

    With a `box` the part of the region that holds it, else all of it. A code without a shape (a territory too small for
    the scale) is left out, and a way from or to it: the table beside the map has it. With `ways` the part of the region
    that holds the countries which they join.
    """
    built, ways = shapes(), list(ways)
    view = view_around(ends_of(ways), built) if ways else view_for(box)
    shown = [(code, v, built["countries"][code]) for code, v in values.items() if code in built["countries"]]
    land = (
        format_html('<path class="map__around" d="{}"/>', built["land"]),
        format_html_join("", "{}", ((_country(code, v, shape),) for code, v, shape in shown)),
        format_html('<path class="map__lines"{} d="{}"/>', _thin(view), built["settled"]),
        format_html('<defs><path id="map-unsettled"{} d="{}"/></defs>', _thin(view), built["disputed"]),
        UNSETTLED,
    )
    parts = (
        _moved(view, format_html_join("", "{}", ((p,) for p in land))),
        format_html_join("", "{}", ((_town(*label),) for label in _labels_of(towns, view))),
        format_html_join("", "{}", ((_label(v, shape, view),) for _code, v, shape in shown if v.label)),
        format_html_join("", "{}", ((_dot(d, view),) for d in dots)),
        format_html_join("", "{}", ((each,) for each in drawn(ways, built["countries"], view))),
    )
    return format_html(
        '<svg class="map__picture" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        built["width"],
        built["height"],
        title,
        format_html_join("", "{}", ((p,) for p in parts)),
    )


def view_for(box: Box | None) -> View:
    """The part of the picture that holds a box; of one that crosses the antimeridian, and of none, the whole."""
    if box is None or box.west > box.east:
        return WHOLE
    built = shapes()
    return view_of([place(lon, lat) for lon, lat in outline(box)], built["width"], built["height"])


def _moved(view: View, land: SafeString) -> SafeString:
    return land if view == WHOLE else format_html('<g transform="{}">{}</g>', view.transform, land)


def _thin(view: View) -> SafeString:
    """Lines of an enlarged part are no thicker than those of the whole."""
    return SafeString("") if view == WHOLE else THIN


def _labels_of(towns: Iterable[TownLabel], view: View) -> list[tuple[float, float, str]]:
    built = shapes()
    return with_room(
        ((*view.at(*place(t.lon, t.lat)), t.name) for t in towns), float(built["width"]), float(built["height"])
    )


def _town(x: float, y: float, name: str) -> SafeString:
    return format_html(
        '<g class="map__place" aria-hidden="true"><circle r="1.8" cx="{0}" cy="{1}"/>'
        '<text x="{0}" y="{2}">{3}</text></g>',
        *(f"{x:.1f}", f"{y:.1f}", f"{y + 13:.1f}", name),
    )


def _country(code: str, value: MapValue, shape: Mapping[str, Any]) -> SafeString:
    level = max(0, min(HIGHEST_LEVEL, value.level))
    path = format_html(
        '<path class="map__country level-{}" data-code="{}" data-level="{}" data-label="{}" d="{}"/>',
        *(level, code, level, value.label, shape["d"]),
    )
    return _link(value.href, value.title, path)


def _label(value: MapValue, shape: Mapping[str, Any], view: View) -> SafeString:
    if shape["area"] * view.scale**2 < ROOM_FOR_LABEL:
        return SafeString("")
    size = " map__label--large" if shape["area"] > ROOM_ON_PHONE else ""
    x, y = view.at(*shape["at"])
    if view != WHOLE and not has_room(x, y, value.label, shapes()["width"], shapes()["height"]):
        return SafeString("")
    return format_html(
        '<text class="map__label{}" x="{}" y="{}" aria-hidden="true">{}</text>', size, f"{x:g}", f"{y:g}", value.label
    )


def _dot(dot: Dot, view: View) -> SafeString:
    x, y = view.at(*place(dot.lon, dot.lat))
    mark = format_html(
        '<circle class="map__dot{}" r="{}" cx="{}" cy="{}" data-lon="{}" data-lat="{}"/>',
        " map__dot--area" if dot.area else "",
        *(f"{radius_of(dot.count):.3g}", f"{x:.1f}", f"{y:.1f}", f"{dot.lon:.7g}", f"{dot.lat:.7g}"),
    )
    if dot.count > 1:
        mark += format_html(
            '<text class="map__count" x="{}" y="{}" aria-hidden="true">{}</text>',
            *(f"{x:.1f}", f"{y + 4:.1f}", figures.figure(dot.count)),
        )
    return _link(dot.href, dot.title, mark)


def radius_of(count: int) -> float:
    """The area of a dot grows with the logarithm of what it stands for."""
    return 5 if count == 1 else min(20.0, 7 + 2.6 * math.log10(count) ** 1.4)


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


def disclaimer() -> str:
    """What every map says of itself, on the screen, in a file and in print."""
    return gettext(
        "Lines, names and designations on this map imply no opinion on the status of any territory or on the course of "
        "any boundary. Geometry: Natural Earth."
    )


def standalone(picture: SafeString, *, scale: float = 1.0) -> str:
    """The picture as an SVG that needs no style sheet of ours: for files. `scale` is that of its view: not every
    program that draws files keeps lines thin by itself.
    """
    begin, rest = str(picture).replace(THIN, "").split(">", 1)
    size = f' xmlns="http://www.w3.org/2000/svg" width="{shapes()["width"]}" height="{shapes()["height"]}">'
    return f"{begin}{size}<style>{_sheet(scale)}</style>{rest}"


def _sheet(scale: float) -> str:
    return (
        f".map__around{{fill:#efe9dc}}.map__lines{{fill:none;stroke:#fff;stroke-width:{0.9 / scale:.3g}}}"
        f".map__unsettled{{fill:none;stroke:#8c1f24;stroke-width:{1.2 / scale:.3g};"
        f"stroke-dasharray:{3 / scale:.3g} {3 / scale:.3g}}}"
        f".map__unsettled--edge{{stroke:#fff;stroke-width:{3 / scale:.3g}}}"
        ".level-0{fill:#d8cdb5}.level-1{fill:#c6dfdf}.level-2{fill:#8fc1c4}.level-3{fill:#559ea6}.level-4{fill:#1f7682}"
        ".level-5{fill:#0a4a57}"
        ".map__label,.map__count,.map__place{font-family:'Noto Sans','DejaVu Sans',sans-serif;text-anchor:middle}"
        ".map__label,.map__count{font-weight:600}"
        ".map__label{font-size:13px;fill:#17242b;stroke:#faf8f3;stroke-width:3.5px;paint-order:stroke}"
        ".map__dot{fill:#a2441c;stroke:#faf8f3;stroke-width:1.5}.map__dot--area{fill:#faf8f3;stroke:#a2441c}"
        ".map__count{font-size:11px;fill:#fff}.map__dot--area+.map__count{fill:#a2441c}"
        ".map__place{font-size:11px;fill:#17242b}"
    )


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
