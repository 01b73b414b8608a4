"""The map as a picture that the server draws: in the page, and as a file that carries its own sources and notes."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import typst
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language_bidi, gettext, ngettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.inventory import queries as inventory
from kerege.lib.geo import Box
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.sharing.words import SENSITIVITIES
from kerege.web.finding import lines, places
from kerege.web.finding.apart import Group, apart
from kerege.web.finding.asking import Asked
from kerege.web.shell.exports import UNKNOWN_FORMAT, attached
from kerege.web.shell.figures import figure
from kerege.web.shell.map_views import TownLabel
from kerege.web.shell.maps import Dot, MapValue, disclaimer, region_map, standalone, view_for

FINEST = 8
"""Facilities that lie in one cell of this zoom are one dot of the picture: nearer ones would stand on each other."""
MOST_SOURCES = 30
FROM = (1, 5, 20, 100, 500)
"""The least number of facilities of each level."""


@dataclass(frozen=True)
class Picture:
    """What the picture shows. `counts` is how many facilities of the choice each country has for this reader."""

    values: Mapping[str, MapValue]
    dots: tuple[Dot, ...]
    title: str
    counts: Mapping[str, int]
    names: Mapping[str, Designated]
    nowhere: int
    legend: tuple[tuple[int, str], ...] = field(default=())
    box: Box | None = None
    towns: tuple[TownLabel, ...] = ()


def picture(viewer: Viewer, wanted: Asked) -> Picture:
    """The region, or the part of it that was chosen, with the countries by their number of facilities and a dot for
    each place where there are some. However small the part, a dot stands where its reader may know it to be.
    """
    box = Box(*wanted.choice.box) if wanted.choice.box else None
    view = view_for(box)
    finest = FINEST + view.finer
    counts = inventory.by_country(viewer, wanted.choice, on=wanted.on, lang=wanted.lang)
    names = country_names(wanted, counts)
    marks = inventory.picture_marks(viewer, wanted.choice, on=wanted.on, lang=wanted.lang, finest=finest)
    values = {code: _value(code, name, counts.get(code, 0), wanted) for code, name in names.items()}
    dots = tuple(_dot(group, wanted, finest) for group in apart(marks.points, marks.areas, view))
    towns = tuple(places.on_picture(wanted, view.finer))
    title = gettext("Facilities by place")
    return Picture(values, dots, title, counts, names, marks.nowhere, tuple(legend()), box, towns)


def country_names(wanted: Asked, counts: Mapping[str, int]) -> dict[str, Designated]:
    """The countries that have a node, and those with facilities here."""
    codes = {node.territory for node in sharing.nodes() if node.territory} | set(counts)
    return atlas.display_names(sorted(codes), lang=wanted.lang, on=wanted.on)


def _value(code: str, name: Designated, count: int, wanted: Asked) -> MapValue:
    title = ngettext("%(country)s: %(n)s facility", "%(country)s: %(n)s facilities", count)
    return MapValue(
        level=sum(count >= least for least in FROM),
        href=wanted.address(country=code, page=""),
        title=title % {"country": name, "n": figure(count)},
        label=str(name),
    )


def legend() -> list[tuple[int, str]]:
    ends = [least - 1 for least in FROM[1:]]
    shown = [
        (number, gettext("%(low)s to %(high)s") % {"low": figure(low), "high": figure(high)})
        for number, (low, high) in enumerate(zip(FROM, ends, strict=False), start=1)
    ]
    last = gettext("%(low)s and more") % {"low": figure(FROM[-1])}
    return [(0, gettext("none that you may see")), *shown, (len(FROM), last)]


def _dot(group: Group, wanted: Asked, finest: int) -> Dot:
    """One facility leads to its card; several lead to themselves, as a box on the map."""
    mark, spot = group.marks[0], group.spot
    if len(group.marks) == 1 and mark.key:
        return Dot(spot.lon, spot.lat, mark.name, lines.address_of(mark.key), area=group.area)
    title = ngettext("%(n)s facility", "%(n)s facilities", group.count) % {"n": figure(group.count)}
    if group.area:
        title = gettext("%(facilities)s, of which only the region or country is told") % {"facilities": title}
    elif group.mixed:
        title = gettext("%(facilities)s; of some only the region or country is told") % {"facilities": title}
    href = wanted.address(bbox=str(_around(group.marks, finest)), page="")
    return Dot(spot.lon, spot.lat, title, href, count=group.count, area=group.area)


def _around(marks: Sequence[inventory.Mark], finest: int) -> Box:
    """A box that holds the cells of all of them."""
    half = 360 / (1 << finest) / 2
    lons, lats = [m.spot.lon for m in marks], [m.spot.lat for m in marks]
    edges = (min(lons) - half, min(lats) - half, max(lons) + half, max(lats) + half)
    return Box(*(round(edge, 4) for edge in edges))


# -- as a file ---------------------------------------------------------------------------------------------------------
def respond(request: HttpRequest, wanted: Asked, form: str) -> HttpResponse:
    """The picture as a file. Refuses exports.unknown_format (404), and shell.not_fresh as every file does."""
    if form not in FORMATS:
        raise Refusal(UNKNOWN_FORMAT, format=form[:12], formats=", ".join(FORMATS))
    media_type, write = FORMATS[form]
    return attached(
        request,
        lambda: write(_told(request.viewer, wanted)),
        media_type=media_type,
        filename=f"facilities.{form}",
    )


def _told(viewer: Viewer, wanted: Asked) -> dict[str, Any]:
    """All that a file of the map says: the picture, what it shows, for whom, and every note of a name on it."""
    drawn = picture(viewer, wanted)
    total = sum(drawn.counts.values())
    about = [
        gettext("As on %(day)s") % {"day": wanted.on.isoformat()},
        gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")},
        ngettext("%(n)s facility", "%(n)s facilities", total) % {"n": figure(total)},
        *([gettext("Choice: %(choice)s") % {"choice": wanted.in_words}] if wanted.said else []),
        *([gettext("Without a position: %(n)s") % {"n": figure(drawn.nowhere)}] if drawn.nowhere else []),
    ]
    notes = sorted({name.note for name in drawn.names.values() if name.note})
    return {
        "title": gettext("Facilities by place"),
        "about": about,
        "notes": [
            *_clearance(viewer),
            disclaimer(),
            gettext("Towns: GeoNames (CC BY 4.0)."),
            *_sources(viewer, wanted),
            *notes,
        ],
        "svg": _svg(drawn),
        "lang": wanted.lang.split("-")[0],
        "rtl": get_language_bidi(),
    }


def _clearance(viewer: Viewer) -> list[str]:
    """Up to which level the file holds records, and what its positions are."""
    own = ", ".join(f"{owner}: {gettext(SENSITIVITIES[level])}" for owner, level in viewer.by_owner)
    told = gettext("Holds records up to: %(level)s") % {"level": gettext(SENSITIVITIES[Sensitivity(viewer.everywhere)])}
    return [
        f"{told} ({own})" if own else told,
        gettext("Positions are exact only where they say so; the others are those of a town, a region or a grid."),
    ]


def _sources(viewer: Viewer, wanted: Asked) -> list[str]:
    """The sources that the cards on the picture name, as far as a line holds them; every card has its own."""
    keys = inventory.source_keys(viewer, wanted.choice, on=wanted.on, lang=wanted.lang)
    towns = gettext("Towns: GeoNames (CC BY 4.0).")
    if not keys:
        return [towns]
    shown = ", ".join(keys[:MOST_SOURCES])
    more = len(keys) - MOST_SOURCES
    if more <= 0:
        return [gettext("Sources of the cards: %(keys)s") % {"keys": shown}]
    words = {"keys": shown, "n": figure(more)}
    return [
        ngettext("Sources of the cards: %(keys)s and %(n)s more", "Sources of the cards: %(keys)s and %(n)s more", more)
        % words
    ]


def _svg(drawn: Picture) -> str:
    plain = {code: MapValue(v.level, "", v.title, v.label) for code, v in drawn.values.items()}
    dots = [Dot(d.lon, d.lat, d.title, count=d.count, area=d.area) for d in drawn.dots]
    picture = region_map(plain, title=drawn.title, dots=dots, box=drawn.box, towns=drawn.towns)
    return standalone(picture, scale=view_for(drawn.box).scale)


def _to_svg(told: Mapping[str, Any]) -> bytes:
    """One SVG with the picture, and everything that is said about it as text below."""
    said = [told["title"], *told["about"], *told["notes"]]
    return with_text_below(told["svg"], said).encode()


def with_text_below(svg: str, said: list[str]) -> str:
    """The picture in a larger one, with lines of text under it, broken where they are too long."""
    broken = [part for line in said for part in _broken(line)]
    height = 472 + 20 * len(broken) + 20
    texts = "".join(
        f'<text x="16" y="{496 + 20 * n}" font-size="14" font-family="sans-serif" fill="#17242b">{escape(line)}</text>'
        for n, line in enumerate(broken)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="960" height="{height}" viewBox="0 0 960 {height}">'
        f'<rect width="960" height="{height}" fill="#ffffff"/>{svg}{texts}</svg>'
    )


def _broken(line: str, most: int = 118) -> list[str]:
    parts, now = [], ""
    for word in line.split():
        if now and len(now) + len(word) + 1 > most:
            parts.append(now)
            now = ""
        now = f"{now} {word}".strip()
    return [*parts, now] if now else parts


_SHEET = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", flipped: true, margin: 14mm)
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 10pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
= #told.title
#told.about.join(" · ")
#image(bytes(told.svg), format: "svg", width: 100%)
#for note in told.notes [#text(size: 8pt)[#note] \\ ]
"""


def _typeset(form: Literal["png", "pdf"]) -> Callable[[Mapping[str, Any]], bytes]:
    def write(told: Mapping[str, Any]) -> bytes:
        inputs = {"told": json.dumps(told, ensure_ascii=False)}
        return typst.compile(_SHEET.encode(), sys_inputs=inputs, format=form, ppi=144.0)

    return write


FORMATS: dict[str, tuple[str, Callable[[Mapping[str, Any]], bytes]]] = {
    "svg": ("image/svg+xml", _to_svg),
    "png": ("image/png", _typeset("png")),
    "pdf": ("application/pdf", _typeset("pdf")),
}
