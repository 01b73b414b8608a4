"""What facilities are called, for readers, and which of them are called alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.atlas.rules import Called, chosen_name
from kerege.inventory.models import Facility, FacilityName
from kerege.inventory.rules.matching import WARNED, Card, Told, compared
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
    """A facility that may be the one that somebody is about to record, and why (rules.matching)."""

    key: str
    title: str
    score: float
    reasons: tuple[Told, ...]


def keys_of(text: str) -> tuple[str, str]:
    """The two columns by which names are found: folded, and the consonants alone."""
    folded = fold(text)
    return folded[:400], skeleton(folded).replace(" ", "")[:400]


def lookalikes(viewer: Viewer, *, names: Iterable[str], territory: str, place: str = "") -> list[Lookalike]:
    """Facilities of the country that the viewer may see and that look like the one described, the likest first."""
    return alike(
        Facility.objects.seen_by(viewer).filter(territory_id=territory),
        FacilityName.objects.seen_by(viewer),
        Card("", tuple(names), territory, place=place),
    )


def alike(facilities: Any, called: Any, wanted: Card) -> list[Lookalike]:
    """Of opened rows of facilities and of names those that may be the wanted one, by the rule that compares the rows of
    lists. Compared are names with the same consonants or the same beginning, and facilities of the same town.
    """
    keys = [(folded, bones) for folded, bones in map(keys_of, wanted.names) if folded]
    if not keys:
        return []
    same = Q()
    for folded, bones in keys:
        same |= Q(bones=bones) | Q(folded=folded) | Q(folded__startswith=folded[:12])
    of_names = called.filter(same, facility_id__in=facilities.values("id"))
    found = set(of_names.values_list("facility_id", flat=True)[:MOST_COMPARED])
    if wanted.place:
        found |= set(facilities.filter(place__key=wanted.place).values_list("id", flat=True)[:MOST_COMPARED])
    names: defaultdict[int, list[str]] = defaultdict(list)
    for number, text in called.filter(facility_id__in=list(found)).values_list("facility_id", "text"):
        names[number].append(text)
    columns = ("id", "key", "title", "territory_id", "unit__code", "place__key", "website")
    told = []
    for number, key, title, territory, unit, place, website in facilities.filter(id__in=list(found)).values_list(
        *columns
    ):
        card = Card(key, tuple(names[number]) or (title,), territory, unit or "", place or "", website=website)
        match = compared(wanted, card)
        if match is not None and match.score >= WARNED:
            told.append(Lookalike(key, title, match.score, match.reasons))
    return sorted(told, key=lambda x: (-x.score, x.key))
