"""Finding facilities: by words in any script, by codes, by what is near. A hidden record moves no answer.

Hits come from rows that hold only what their reader may read (rules.findable), so counts, orders and empty pages are
those of a node on which the hidden records do not exist. What is shown of a hit is read again through the query layer;
a row that had become wrong could show nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F

from kerege.atlas import queries as atlas
from kerege.atlas.words import ATLAS, SubjectKind
from kerege.inventory.models import Facility
from kerege.inventory.queries.facilities import Choice, FacilityLine, lines_of
from kerege.inventory.queries.scope import CODED, FINDS, matched
from kerege.inventory.rules import ranking
from kerege.inventory.rules.findable import code_word
from kerege.inventory.rules.ranking import Meant
from kerege.lib.geo import Spot, box_around, distance_km, rounded_km
from kerege.lib.matching import Expression
from kerege.lib.text import searched
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer

RANKED = 1_000
"""So many finds of a text are ranked, in the order in which they were recorded; beyond them the count says "more"."""
NEARLY = 200
"""So many that share their consonants with the text are compared with it."""
ENOUGH = 10
"""With fewer finds than this, those that are nearly so are looked for too."""
SURELY = 0.95
"""From this likeness on words name a place; below, too many short names are alike."""
NOWHERE = "\u0000"
"""A word that stands in no text."""
FIELDS = ("id", "facility_id", "title", "names", "words", "latitude", "longitude", "at", "within_m", "codes")


@dataclass(frozen=True)
class Hit:
    """A facility that was found. `km` is the rounded distance from where was asked; None where none was asked."""

    line: FacilityLine
    km: float | None = None


@dataclass(frozen=True)
class Found:
    """One page of finds. `total` counts all of them; with `more` there are more than were counted.

    `facets` says for each vocabulary how many of the finds have which code; empty where there are `more`.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool
    page: int
    size: int
    facets: dict[str, dict[str, int]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def find(viewer: Viewer, *, on: date, lang: str, choice: Choice | None = None, page: int = 1, size: int = 25) -> Found:
    """The facilities of a choice: by likeness where it has a text, else by name."""
    choice, page, size = choice or Choice(), max(1, page), max(1, min(size, 200))
    first = (page - 1) * size
    if choice.text.strip():
        ranked, more = _ranked(viewer, choice, on=on, lang=lang)
        facets = {} if more else _facets(row["codes"] for row in ranked)
        shown = ranked[first : first + size]
        return Found(_hits(viewer, shown, on=on, lang=lang), len(ranked), more, page, size, facets)
    facets, total = _counted(viewer, choice, on=on)
    rows = matched(viewer, choice, None, on=on).order_by("title", "id").values(*FIELDS)[first : first + size]
    return Found(_hits(viewer, list(rows), on=on, lang=lang), total, False, page, size, facets)


# -- by words ----------------------------------------------------------------------------------------------------------
def _ranked(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> tuple[list[dict[str, Any]], bool]:
    words = _words(choice)
    if not words:
        return [], False
    meant = places_meant(words, on=on, lang=lang)
    asked = ranking.looked_for(words, meant, near=False)
    # one more than is ranked, to know whether there are more
    found = matched(viewer, choice, asked, on=on, first=RANKED + 1)
    hits = list(found.order_by("id").values(*FIELDS)[: RANKED + 1])
    more = len(hits) > RANKED
    scored = [(ranking.score(words, row["names"]), row) for row in hits[:RANKED]]
    if len(hits) < ENOUGH:
        scored += _nearly(viewer, choice, words, meant, on=on, there=hits)
    scored.sort(key=lambda pair: (-round(pair[0], 3), pair[1]["title"], pair[1]["id"]))
    return [row for _, row in scored], more


def _words(choice: Choice) -> list[str]:
    return searched(choice.text).split()[: ranking.MOST_WORDS]


def text_of(choice: Choice, *, on: date, lang: str) -> Expression | None:
    """What the index is asked for a choice's text; None where it has none. A text without letters finds nothing."""
    if not choice.text.strip():
        return None
    words = _words(choice) or [NOWHERE]
    return ranking.looked_for(words, places_meant(words, on=on, lang=lang), near=False)


def _nearly(
    viewer: Viewer,
    choice: Choice,
    words: Sequence[str],
    meant: Sequence[Meant],
    *,
    on: date,
    there: Sequence[dict[str, Any]],
) -> list[tuple[float, dict[str, Any]]]:
    """Those beside the ones that are `there` whose names are other spellings, or have one letter wrong."""
    known, most = {row["id"] for row in there}, NEARLY + len(there)
    found = matched(viewer, choice, ranking.looked_for(words, meant, near=True), on=on, first=most)
    alike = [row for row in found.order_by("id").values(*FIELDS)[:most] if row["id"] not in known]
    kept = [row for row in alike if ranking.is_meant(words, meant, row["names"], set(row["words"].split()))]
    return [(ranking.score(words, row["names"]) * 0.9, row) for row in kept]


def places_meant(words: Sequence[str], *, on: date, lang: str) -> list[Meant]:
    """Which of the words name a country, a region or a town of the gazetteer, in any script and by former names too."""
    found = []
    for first, last in ranking.windows(words):
        codes = _place_codes(" ".join(words[first:last]), on, lang)
        if codes:
            found.append(Meant(first, last, codes))
    return ranking.apart(found)


_PLACES = {SubjectKind.TERRITORY: "country", SubjectKind.UNIT: "unit", SubjectKind.PLACE: "place"}


def _place_codes(text: str, on: date, lang: str) -> tuple[str, ...]:
    def made() -> tuple[str, ...]:
        hits = atlas.search_names(text, on=on, lang=lang, kinds=list(_PLACES), limit=8)
        return tuple(code_word(_PLACES[SubjectKind(h.kind)], h.key) for h in hits if h.score >= SURELY)

    return kept_until_written(f"inventory.places {text} {on} {lang}", made, by=ATLAS)


# -- how many of what --------------------------------------------------------------------------------------------------
def _counted(viewer: Viewer, choice: Choice, *, on: date) -> tuple[dict[str, dict[str, int]], int]:
    """Facets and number of a choice without a text; kept until something is written."""

    def made() -> tuple[dict[str, dict[str, int]], int]:
        codes = list(matched(viewer, choice, None, on=on).values_list("codes", flat=True))
        return _facets(codes), len(codes)

    return kept_until_written(f"inventory.counted {clearance(viewer)} {choice} {on}", made, by=FINDS)


def _facets(codes: Iterable[str]) -> dict[str, dict[str, int]]:
    pairs = Counter(pair for row in codes for pair in row.split())
    found: dict[str, dict[str, int]] = {kind: {} for kind in CODED.values()}
    for pair, count in sorted(pairs.items()):
        kind, _, code = pair.partition(":")
        if kind in found:
            found[kind][code] = count
    return found


# -- what is near ------------------------------------------------------------------------------------------------------
FIRST_KM, FARTHEST_KM = 5.0, 21_000.0
FINE_M = 12_000
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
    choice = choice or Choice()
    text = text_of(choice, on=on, lang=lang)
    km = min(FIRST_KM, farthest_km)
    found = _told(spot, _ring(viewer, choice, text, spot, km=km, size=size, on=on), km)
    while len(found) < size and km < farthest_km:
        km = min(km * 4, farthest_km)
        found = _told(spot, _ring(viewer, choice, text, spot, km=km, size=size, on=on), km)
    found += _told(spot, _ring(viewer, choice, text, spot, km=km, size=size, on=on, rough=True), km)
    found.sort(key=lambda pair: (pair[0], pair[1]["title"], pair[1]["id"]))
    shown = found[:size]
    return list(_hits(viewer, [row for _, row in shown], on=on, lang=lang, km=[told for told, _ in shown]))


def _ring(
    viewer: Viewer,
    choice: Choice,
    text: Expression | None,
    spot: Spot,
    *,
    km: float,
    size: int,
    on: date,
    rough: bool = False,
) -> list[dict[str, Any]]:
    """What may lie within `km`, the nearest of it: fine positions, or rough ones, which are looked for farther away."""
    box = box_around(spot, km + (ROUGH_KM if rough else FINE_M / 1000))
    ring = replace(choice, box=(box.west, box.south, box.east, box.north))
    kind = {"within_m__gt": FINE_M} if rough else {"within_m__lte": FINE_M}
    rows = matched(viewer, ring, text, on=on).filter(**kind).order_by(_about_how_far(spot), "id")
    return list(rows.values(*FIELDS)[: max(100, 4 * size)])


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
def _hits(
    viewer: Viewer, rows: Sequence[dict[str, Any]], *, on: date, lang: str, km: Sequence[float] = ()
) -> tuple[Hit, ...]:
    lines = {line.id: line for line in lines_by_id(viewer, [row["facility_id"] for row in rows], on=on, lang=lang)}
    told = dict(enumerate(km))
    return tuple(
        Hit(lines[row["facility_id"]], told.get(at)) for at, row in enumerate(rows) if row["facility_id"] in lines
    )


def lines_by_id(viewer: Viewer, ids: Sequence[int], *, on: date, lang: str) -> list[FacilityLine]:
    """Those of these facilities that the viewer may see."""
    if not ids:
        return []
    found = Facility.objects.seen_by(viewer).filter(id__in=list(ids)).select_related("unit", "place", "organisation")
    return lines_of(viewer, found.seen(), on=on, lang=lang)
