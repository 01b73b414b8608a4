"""Finding facilities: by words in any script, by codes, by what is near. A hidden record moves no answer.

Hits come from rows that hold only what their reader may read (rules.findable), so counts, orders and empty pages are
those of a node on which the hidden records do not exist. What is shown of a hit is read again through the query layer;
a row that had become wrong could show nothing.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F

from kerege.inventory.models import Facility
from kerege.inventory.queries.counting import counts
from kerege.inventory.queries.facilities import Choice, FacilityLine, lines_of
from kerege.inventory.queries.scope import matched
from kerege.inventory.queries.texts import part_of, ranked
from kerege.inventory.rules.findable import WITHIN_M
from kerege.inventory.words import ShownAt
from kerege.lib.geo import Spot, box_around, distance_km, rounded_km
from kerege.records.viewers import Viewer

FIELDS = ("id", "facility_id", "title", "latitude", "longitude", "within_m")
"""What a distance needs of a row of the index."""


@dataclass(frozen=True)
class Hit:
    """A facility that was found. `km` is the rounded distance from where was asked; None where none was asked."""

    line: FacilityLine
    km: float | None = None


@dataclass(frozen=True)
class Found:
    """One page of finds. `total` counts all of them; with `more` there are more than were counted."""

    hits: tuple[Hit, ...]
    total: int
    more: bool
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def find(viewer: Viewer, *, on: date, lang: str, choice: Choice | None = None, page: int = 1, size: int = 25) -> Found:
    """The facilities of a choice: by likeness where it has a text, else by name."""
    choice, page, size = choice or Choice(), max(1, page), max(1, min(size, 200))
    first = (page - 1) * size
    if choice.text.strip():
        found = ranked(viewer, choice, on=on, lang=lang)
        ids, total, more = [row.facility for row in found.rows[first : first + size]], len(found.rows), found.more
    else:
        counted = counts(viewer, choice, on=on, lang=lang)
        rows = matched(viewer, choice, None, on=on, each=counted.more).order_by("title", "id")
        ids, total, more = (
            list(rows.values_list("facility_id", flat=True)[first : first + size]),
            counted.total,
            counted.more,
        )
    hits = _hits(viewer, ids, on=on, lang=lang)
    return Found(hits, total, more, page, size)


# -- what is near ------------------------------------------------------------------------------------------------------
FIRST_KM, FARTHEST_KM = 5.0, 21_000.0
FINE_M = 12_000
ROUGH_M = WITHIN_M[ShownAt.UNIT] or 0
ROUGH_KM = 160.0
"""A position that is no finer than a region may be told as nearer than it is by as much as this."""


def nearest(
    viewer: Viewer,
    spot: Spot,
    *,
    on: date,
    lang: str,
    choice: Choice | None = None,
    size: int = 20,
    farthest_km: float = FARTHEST_KM,
) -> list[Hit]:
    """A choice by distance from a position: along the great circle, to the position that this reader may know, and
    rounded to what that position is worth. Facilities at one rounded distance stand by name, so that their order tells
    nothing either. Those of which only the country is known have no distance and are left out.
    """
    choice = replace(choice or Choice(), box=None)
    ring = Ring(part_of(viewer, choice, on=on, lang=lang), choice, spot, max(100, 4 * size))
    shown = ring.nearest(size, farthest_km)
    return list(_hits(viewer, [row["facility_id"] for _, row in shown], on=on, lang=lang, km=[far for far, _ in shown]))


@dataclass(frozen=True)
class Ring:
    """What may lie around a spot: the nearest `most` of a choice, whose parts `ask` asks for."""

    ask: Callable[[Choice], Any]
    choice: Choice
    spot: Spot
    most: int

    def nearest(self, size: int, farthest_km: float = FARTHEST_KM) -> list[tuple[float, dict[str, Any]]]:
        """The nearest so many with their rounded distances, and those at one distance by name."""
        km = min(FIRST_KM, farthest_km)
        found = _told(self.spot, self.fine(km), km)
        while len(found) < size and km < farthest_km:
            km = min(km * 4, farthest_km)
            found = _told(self.spot, self.fine(km), km)
        found += _told(self.spot, self.rough(km), km)
        found.sort(key=lambda pair: (pair[0], pair[1]["title"], pair[1]["id"]))
        return found[:size]

    def fine(self, km: float) -> list[dict[str, Any]]:
        """Those whose position is no coarser than a town."""
        return self._rows(km + FINE_M / 1000, within_m__lte=FINE_M)

    def rough(self, km: float) -> list[dict[str, Any]]:
        """Those of which the region is told, which may be told as nearer than they are."""
        return self._rows(km + ROUGH_KM, within_m=ROUGH_M)

    def _rows(self, km: float, **kind: int) -> list[dict[str, Any]]:
        box = box_around(self.spot, km)
        part = replace(self.choice, box=(box.west, box.south, box.east, box.north))
        rows = self.ask(part).filter(**kind).order_by(_about_how_far(self.spot), "id")
        return list(rows.values(*FIELDS)[: self.most])


def _told(spot: Spot, rows: Iterable[dict[str, Any]], km: float) -> list[tuple[float, dict[str, Any]]]:
    """The rows with their rounded distances, as far as `km`."""
    return [(told, row) for row in rows if (told := _told_km(spot, row)) is not None and told <= km]


def _about_how_far(spot: Spot) -> Any:
    """The square of the distance on a plane, for the database: good enough to choose those that are then measured."""
    north = F("latitude") - spot.lat
    east = (F("longitude") - spot.lon) * math.cos(math.radians(spot.lat))
    return north * north + east * east


def _told_km(spot: Spot, row: dict[str, Any]) -> float | None:
    if row["latitude"] is None or row["within_m"] is None:
        return None
    return rounded_km(distance_km(spot, Spot(row["latitude"], row["longitude"])), within_m=row["within_m"])


# -- shown -------------------------------------------------------------------------------------------------------------
def _hits(viewer: Viewer, ids: Sequence[int], *, on: date, lang: str, km: Sequence[float] = ()) -> tuple[Hit, ...]:
    lines = {line.id: line for line in lines_by_id(viewer, ids, on=on, lang=lang)}
    told = dict(enumerate(km))
    return tuple(Hit(lines[number], told.get(at)) for at, number in enumerate(ids) if number in lines)


def lines_by_id(viewer: Viewer, ids: Sequence[int], *, on: date, lang: str) -> list[FacilityLine]:
    """Those of these facilities that the viewer may see."""
    if not ids:
        return []
    found = Facility.objects.seen_by(viewer).filter(id__in=list(ids)).select_related("unit", "place", "organisation")
    return lines_of(viewer, found.seen(), on=on, lang=lang)
