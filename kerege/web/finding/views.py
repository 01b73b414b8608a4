"""The map of facilities with its list, its tiles and its pictures."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kerege.atlas.queries import Designated
from kerege.inventory import queries as inventory
from kerege.lib.geo import Tile
from kerege.lib.vector_tiles import MEDIA_TYPE, Point, encoded
from kerege.records.viewers import Viewer
from kerege.web.finding import drawing, lines, places
from kerege.web.finding.asking import FACILITIES, Asked, asked, filters
from kerege.web.shell.asked import asks
from kerege.web.shell.navigation import address

A_PAGE = 25


@require_GET
@asks(**FACILITIES)
def facility_map(request: HttpRequest) -> HttpResponse:
    """Facilities on a map, and the same ones as a list; `format` takes the map out as a picture or a print."""
    wanted = asked(request)
    if form := request.GET.get("format", ""):
        return drawing.respond(request, wanted, form)
    page = int(request.GET.get("page") or 1)
    found = inventory.find(request.viewer, on=wanted.on, lang=wanted.lang, choice=wanted.choice, page=page, size=A_PAGE)
    picture = drawing.picture(request.viewer, wanted)
    context: dict[str, Any] = {
        "found": found,
        "rows": lines.rows(found.hits, on=wanted.on, lang=wanted.lang),
        "picture": picture,
        "filters": filters(wanted, _facets(request.viewer, wanted)),
        "countries": _countries(wanted, picture.names),
        "said": wanted.said,
        "kept": wanted.kept,
        "query": wanted.query,
        "tiles": _tiles(wanted),
        "formats": [(form, wanted.address(format=form)) for form in drawing.FORMATS],
        "by_shares": inventory.by_shares(request.viewer),
        "in_view": wanted.address(),
        "without_box": wanted.address(bbox=""),
        "pages": _pages(wanted, found),
        "facilities_address": address("facilities"),
    }
    return render(request, "finding/map.html", context)


def _facets(viewer: Viewer, wanted: Asked) -> dict[str, dict[str, int]]:
    return inventory.facets(viewer, on=wanted.on, choice=wanted.choice, lang=wanted.lang)


def _pages(wanted: Asked, found: inventory.Found) -> dict[str, str]:
    """The addresses of the pages before and after, where there are any."""
    return {
        "before": wanted.address(page=str(found.page - 1)) if found.page > 1 else "",
        "after": wanted.address(page=str(found.page + 1)) if found.page < found.pages else "",
    }


def _tiles(wanted: Asked) -> str:
    """The address of the tiles with places for their numbers, as MapLibre reads it. A chosen part of the map is where
    it opens; whoever moves on from there sees what is beside it.
    """
    tiles = reverse("facility_tile", args=(0, 0, 0)).removesuffix("0/0/0") + "{z}/{x}/{y}"
    said = {name: value for name, value in wanted.said.items() if name != "bbox"} | {"on": wanted.on.isoformat()}
    return f"{tiles}?{urlencode(said)}"


def _countries(wanted: Asked, names: Mapping[str, Designated]) -> list[tuple[Designated, bool]]:
    """The countries by name, and which is chosen."""
    return [(name, code == wanted.country) for code, name in sorted(names.items(), key=lambda pair: pair[1].sort_key)]


@require_GET
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """One tile of the detailed map: facilities as this reader may see them, regions of which no more is told, and
    towns. Refuses geo.no_such_tile (404) and what `asked` refuses.
    """
    where, wanted = Tile(z, x, y), asked(request)
    marks = inventory.tile_marks(request.viewer, wanted.choice, where, on=wanted.on, lang=wanted.lang)
    layers = {
        "facilities": [_point(mark, number) for number, mark in enumerate(marks.points, 1)],
        "areas": [_point(mark, number) for number, mark in enumerate(marks.areas, 1)],
        "places": [_town(town, number) for number, town in enumerate(places.in_tile(where, wanted), 1)],
    }
    return HttpResponse(encoded(where, layers), content_type=MEDIA_TYPE)


def _point(mark: inventory.Mark, number: int) -> Point:
    told: dict[str, str | int | bool] = {"n": mark.count}
    if mark.key:
        told |= {"name": mark.name, "href": lines.address_of(mark.key)}
    return Point(mark.spot, told, number)


def _town(town: places.Town, number: int) -> Point:
    return Point(town.spot, {"name": town.name, "people": town.population}, number)
