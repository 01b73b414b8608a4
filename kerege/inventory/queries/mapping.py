"""Facilities on a map: clusters of what one reader may see, at the positions that this reader may know.

A tile, at whatever zoom, is cut out of the reader's own points; there are no finer ones behind it. Where nothing but
countries is asked for, wide tiles come from sums that every act keeps (kept_sums.py) and deep ones from the few rows
that lie in them. Other filters gather the reader's points once, and they are kept until something is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from kerege.inventory.models import Facility, FacilitySource
from kerege.inventory.queries import kept_sums
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.naming import called, names
from kerege.inventory.queries.scope import FINDS, matched
from kerege.inventory.queries.texts import asked_rows
from kerege.inventory.rules.sums import DEEPEST_KEPT, LEVELS, NOWHERE, WIDE
from kerege.lib.clusters import ACROSS, Cluster, Pyramid
from kerege.lib.geo import DEEPEST, Spot, Tile
from kerege.records.keeping import clearance, kept_large_until_written, kept_until_written
from kerege.records.viewers import Viewer

NAMED = 256
"""With more single facilities than this in one tile they have no names in it."""
MOST_CITED = 5_000
EVERYWHERE = range(1 << 2 * DEEPEST)


@dataclass(frozen=True)
class Placed:
    """Where the facilities of a choice are for one reader: `points` to the town or finer, `areas` those of which only
    the region or the country may be known, `nowhere` the number of those without either.
    """

    points: Pyramid
    areas: Pyramid
    nowhere: int


@dataclass(slots=True)
class Mark:
    """One facility with its key and name, or several in one place."""

    spot: Spot
    count: int
    key: str = ""
    name: str = ""


def placed(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> Placed:
    """All of a choice; made once for each clearance and filter, and kept until something is written."""
    asked = f"inventory.placed {clearance(viewer)} {choice} {on} {lang if choice.text else ''}"
    return kept_large_until_written(asked, lambda: _placed(asked_rows(viewer, choice, on=on, lang=lang)), by=FINDS)


def _placed(rows: Any) -> Placed:
    found = list(rows.order_by().values_list("cell", "facility_id", "at"))
    return Placed(Pyramid(_of(found, wide=False)), Pyramid(_of(found, wide=True)), sum(c is None for c, _, _ in found))


def _of(found: Iterable[tuple[int | None, int, str]], *, wide: bool) -> Iterable[tuple[int, int]]:
    return ((cell, number) for cell, number, at in found if cell is not None and (at in WIDE) == wide)


@dataclass(frozen=True)
class Marks:
    """What is drawn: `points` to the town or finer, `areas` for regions and countries. `nowhere`, of a picture, is the
    number of those without either.
    """

    points: list[Mark]
    areas: list[Mark]
    nowhere: int = 0


def tile_marks(viewer: Viewer, choice: Choice, tile: Tile, *, on: date, lang: str) -> Marks:
    """What stands in one tile."""
    parts = _in_tile(viewer, choice, tile, on, lang)
    points, areas = (marks(viewer, part, on=on, lang=lang) for part in parts)
    return Marks(points, areas)


def _in_tile(viewer: Viewer, choice: Choice, tile: Tile, on: date, lang: str) -> tuple[list[Cluster], list[Cluster]]:
    if tile.z > DEEPEST_KEPT and not choice.text.strip():
        near = matched(viewer, choice, None, on=on, each=True)
        found = _placed(near.filter(cell__gte=tile.cells.start, cell__lt=tile.cells.stop))
    elif kept_sums.known(viewer, choice, on=on):
        return kept_sums.gathered(viewer, choice, tile.cells, level=tile.z + ACROSS)
    else:
        found = placed(viewer, choice, on=on, lang=lang)
    return list(found.points.tile(tile)), list(found.areas.tile(tile))


def picture_marks(viewer: Viewer, choice: Choice, *, on: date, lang: str, finest: int) -> Marks:
    """The whole choice, gathered by the cells of one zoom: for a picture."""
    if finest in LEVELS and kept_sums.known(viewer, choice, on=on):
        parts = kept_sums.gathered(viewer, choice, EVERYWHERE, level=finest)
        nowhere = kept_sums.tally(viewer, choice).get(NOWHERE, 0)
    else:
        found = placed(viewer, choice, on=on, lang=lang)
        points, areas = (list(each.within(EVERYWHERE, finest=finest)) for each in (found.points, found.areas))
        parts, nowhere = (points, areas), found.nowhere
    points_marks, areas_marks = (marks(viewer, part, on=on, lang=lang) for part in parts)
    return Marks(points_marks, areas_marks, nowhere)


def by_country(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> dict[str, int]:
    """How many facilities of a choice each country has; countries without any are not there."""
    asked = f"inventory.by_country {clearance(viewer)} {choice} {on} {lang if choice.text else ''}"
    return kept_until_written(asked, lambda: _by_country(viewer, choice, on, lang), by=FINDS)


def _by_country(viewer: Viewer, choice: Choice, on: date, lang: str) -> dict[str, int]:
    if kept_sums.known(viewer, choice, on=on):
        pairs = kept_sums.tally(viewer, choice).items()
        return {code.removeprefix("country:"): n for code, n in pairs if code.startswith("country:") and n}
    rows = asked_rows(viewer, choice, on=on, lang=lang)
    return dict(rows.order_by().values_list("territory").annotate(n=Count("id")))


def source_keys(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> list[str]:
    """The keys of the sources that the cards of a choice name, of the first thousands where there are very many."""
    rows = asked_rows(viewer, choice, on=on, lang=lang).order_by("facility_id").values_list("facility_id", flat=True)
    ids = list(rows[:MOST_CITED])
    cited = FacilitySource.objects.filter(facility_id__in=ids).order_by().values_list("source__key", flat=True)
    return sorted(set(cited.distinct()))


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
