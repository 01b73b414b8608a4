"""Facilities on a map: clusters of what one reader may see, at the positions that this reader may know.

A tile, at whatever zoom, is cut out of the reader's own points; there are no finer ones behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from kerege.inventory.models import Facility
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.finding import text_of
from kerege.inventory.queries.naming import called, names
from kerege.inventory.queries.scope import FINDS, matched
from kerege.inventory.words import ShownAt
from kerege.lib.clusters import Cluster, Pyramid
from kerege.lib.geo import DEEPEST, Spot, Tile
from kerege.records.keeping import clearance, kept_large_until_written, kept_until_written
from kerege.records.viewers import Viewer

NAMED = 256
"""With more single facilities than this in one tile they have no names in it."""
WIDE = (ShownAt.UNIT.value, ShownAt.TERRITORY.value)


@dataclass(frozen=True)
class Placed:
    """Where the facilities of a choice are for one reader: `points` to the town or finer, `areas` those of which only
    the region or the country may be known, `nowhere` the number of those without either.
    """

    points: Pyramid
    areas: Pyramid
    nowhere: int


@dataclass(frozen=True)
class Mark:
    """One facility with its key and name, or several in one place."""

    spot: Spot
    count: int
    key: str = ""
    name: str = ""


def placed(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> Placed:
    """All of a choice; made once for each clearance and filter, and kept until something is written."""
    asked = f"inventory.placed {clearance(viewer)} {choice} {on} {lang if choice.text else ''}"
    return kept_large_until_written(asked, lambda: _placed(viewer, choice, on, lang), by=FINDS)


def _placed(viewer: Viewer, choice: Choice, on: date, lang: str) -> Placed:
    rows = matched(viewer, choice, text_of(choice, on=on, lang=lang), on=on)
    found = list(rows.values_list("cell", "facility_id", "at"))
    points = ((cell, number) for cell, number, at in found if cell is not None and at not in WIDE)
    areas = ((cell, number) for cell, number, at in found if cell is not None and at in WIDE)
    return Placed(Pyramid(points), Pyramid(areas), sum(cell is None for cell, _, _ in found))


@dataclass(frozen=True)
class Marks:
    """What is drawn: `points` to the town or finer, `areas` for regions and countries, `nowhere` as in Placed."""

    points: list[Mark]
    areas: list[Mark]
    nowhere: int


def tile_marks(viewer: Viewer, choice: Choice, tile: Tile, *, on: date, lang: str) -> Marks:
    """What stands in one tile."""
    found = placed(viewer, choice, on=on, lang=lang)
    parts = (list(found.points.tile(tile)), list(found.areas.tile(tile)))
    points, areas = (marks(viewer, part, on=on, lang=lang) for part in parts)
    return Marks(points, areas, found.nowhere)


def picture_marks(viewer: Viewer, choice: Choice, *, on: date, lang: str, finest: int) -> Marks:
    """The whole choice, gathered by the cells of one zoom: for a picture."""
    found, everywhere = placed(viewer, choice, on=on, lang=lang), range(1 << 2 * DEEPEST)
    parts = [list(each.within(everywhere, finest=finest)) for each in (found.points, found.areas)]
    points, areas = (marks(viewer, part, on=on, lang=lang) for part in parts)
    return Marks(points, areas, found.nowhere)


def by_country(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> dict[str, int]:
    """How many facilities of a choice each country has; countries without any are not there."""
    asked = f"inventory.by_country {clearance(viewer)} {choice} {on} {lang if choice.text else ''}"

    def made() -> dict[str, int]:
        rows = matched(viewer, choice, text_of(choice, on=on, lang=lang), on=on)
        return dict(rows.order_by().values_list("territory").annotate(n=Count("id")))

    return kept_until_written(asked, made, by=FINDS)


def marks(viewer: Viewer, clusters: Sequence[Cluster], *, on: date, lang: str) -> list[Mark]:
    """The clusters; those of one facility with its name, where there are not too many of them."""
    ones = [cluster.one for cluster in clusters if cluster.one]
    told = names_and_keys(viewer, ones, on=on, lang=lang) if len(ones) <= NAMED else {}
    return [Mark(c.spot, c.count, *told.get(c.one, ())) for c in clusters]


def names_and_keys(viewer: Viewer, ids: Sequence[int], *, on: date, lang: str) -> dict[int, tuple[str, str]]:
    """Key and name in the reader's language of those of these facilities that the viewer may see."""
    if not ids:
        return {}
    known = names(viewer, ids)
    seen = Facility.objects.seen_by(viewer).filter(id__in=list(ids)).values_list("id", "key", "title")
    return {number: (key, called(known.get(number, []), lang=lang, on=on) or title) for number, key, title in seen}
