"""What facilities are called, for readers, and which of them are called alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.atlas.rules import Called, chosen_name
from kerege.inventory.models import Facility, FacilityName
from kerege.inventory.rules.lookalikes import Alike, Compared, compare
from kerege.inventory.rules.precision import Point
from kerege.inventory.words import NameKind
from kerege.lib.text import fold, skeleton
from kerege.records.viewers import Viewer

MOST_COMPARED = 500


@dataclass(frozen=True)
class NameLine:
    """One name; `end` is the first day on which it is not the name any more."""

    lang: str
    text: str
    kind: str
    start: date | None
    end: date | None


def names(viewer: Viewer, ids: Iterable[int]) -> dict[int, list[NameLine]]:
    """All names of these facilities, present ones first; one query."""
    found: defaultdict[int, list[NameLine]] = defaultdict(list)
    rows = FacilityName.objects.seen_by(viewer).filter(facility_id__in=list(ids)).order_by("id")
    for facility, *line in rows.values_list("facility_id", "lang", "text", "kind", "start", "end"):
        found[facility].append(NameLine(*line))
    for lines in found.values():
        lines.sort(key=lambda n: (n.end is not None or n.kind == NameKind.FORMER, n.kind != NameKind.PREFERRED, n.lang))
    return found


def called(lines: Iterable[NameLine], *, lang: str, on: date) -> str:
    """The name on the day for a reader of the language; empty without names."""
    name = chosen_name((Called(n.lang, n.text, n.kind, n.start, n.end) for n in lines), lang=lang, on=on)
    return name.text if name else ""


@dataclass(frozen=True)
class Lookalike:
    """A facility that may be the one that somebody is about to record, and why."""

    key: str
    title: str
    alike: Alike


def keys_of(text: str) -> tuple[str, str]:
    """The two columns by which names are found: folded, and the consonants alone."""
    folded = fold(text)
    return folded[:400], skeleton(folded).replace(" ", "")[:400]


def lookalikes(
    viewer: Viewer, *, names: Iterable[str], territory: str, place: str = "", point: Point | None = None
) -> list[Lookalike]:
    """Facilities of the country that the viewer may see and that look like the one described, the likest first."""
    return alike(
        Facility.objects.seen_by(viewer).filter(territory_id=territory),
        FacilityName.objects.seen_by(viewer),
        Compared(frozenset(filter(None, map(fold, names))), place, point),
    )


def alike(facilities: Any, called: Any, wanted: Compared) -> list[Lookalike]:
    """Of opened rows of facilities and of names those that are like the wanted one. For a name it takes two queries:
    names with the same consonants, or with the same beginning; the exact comparison is made of those.
    """
    if not wanted.names:
        return []
    same = Q()
    for name in wanted.names:
        same |= Q(bones=skeleton(name).replace(" ", "")[:400]) | Q(folded=name) | Q(folded__startswith=name[:12])
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = called.filter(same, facility_id__in=facilities.values("id")).values_list("facility_id", "folded")
    for facility, folded in rows[:MOST_COMPARED]:
        found[facility].add(folded)
    columns = ("id", "key", "title", "place__key", "shown_latitude", "shown_longitude", "shown_at")
    told = []
    for id_, key, title, place, latitude, longitude, _at in facilities.filter(id__in=list(found)).values_list(*columns):
        point = Point(float(latitude), float(longitude)) if latitude is not None and place is None else None
        likeness = compare(wanted, Compared(frozenset(found[id_]), place or "", point))
        if likeness is not None:
            told.append(Lookalike(key, title, likeness))
    return sorted(told, key=lambda x: (-x.alike.score, x.key))
