"""Which facilities an address asks for: one reading of it for lists, the map, its tiles, its pictures and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from kerege.atlas import queries as atlas
from kerege.inventory.queries import Choice
from kerege.inventory.rules.cards import code
from kerege.inventory.words import (
    CAPABILITIES,
    FACILITY_KINDS,
    OWNERSHIPS,
    SECTORS,
    STANDINGS,
    Capability,
    FacilityKind,
    Ownership,
    Sector,
    Standing,
)
from kerege.lib.geo import box_of
from kerege.lib.text import clean_line
from kerege.web.shell.asked import a_language, a_line, one_of
from kerege.web.shell.asof import country_code, on_date

LONGEST = 120


@dataclass(frozen=True)
class Vocabulary:
    """A filter by code: its name in addresses and in a choice, and the words for its codes."""

    name: str
    field: str
    codes: type[StrEnum]
    words: Mapping[Any, str]


VOCABULARIES = (
    Vocabulary("capability", "capabilities", Capability, CAPABILITIES),
    Vocabulary("kind", "kinds", FacilityKind, FACILITY_KINDS),
    Vocabulary("sector", "sectors", Sector, SECTORS),
    Vocabulary("standing", "standings", Standing, STANDINGS),
    Vocabulary("ownership", "ownerships", Ownership, OWNERSHIPS),
)
PLAIN = {"unit": "units", "place": "places", "language": "language"}
"""Filters by codes of the atlas, which leave nothing where there is no such code."""
STALE = {"yes": True, "no": False}
KEPT = (*PLAIN, "bbox")
"""What a form keeps that has no field for it."""
FACILITIES = {each.name: one_of(each.codes) for each in VOCABULARIES} | {
    **{name: a_line(60) for name in ("unit", "place", "bbox")},
    "language": a_language,
    "stale": one_of(STALE),
    "text": a_line(LONGEST),
}
"""What a page that lists facilities can be asked."""


@dataclass(frozen=True)
class Asked:
    """A choice of facilities with the day and the language in which it is read. `said` is the choice as an address."""

    choice: Choice
    on: date
    lang: str
    country: str
    said: Mapping[str, str]

    @property
    def query(self) -> str:
        return urlencode(self.said)

    def address(self, **changes: str) -> str:
        """The same choice with these values in place of its own; empty ones are left out."""
        return "?" + urlencode({name: value for name, value in {**self.said, **changes}.items() if value})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form of filters keeps that has no field for it."""
        return [(name, self.said[name]) for name in KEPT if name in self.said]

    @property
    def in_words(self) -> str:
        """What is asked, for a file that leaves its address behind."""
        coded = {each.name: each for each in VOCABULARIES}
        words = ((coded[n].words[coded[n].codes(v)] if n in coded else "") for n, v in self.said.items())
        return "; ".join(gettext(word) if word else v for word, v in zip(words, self.said.values(), strict=True))


def asked(request: HttpRequest) -> Asked:
    """Refuses text.*, inventory.unknown_code, geo.not_a_box, atlas.unknown_code and a wrong day."""
    country = country_code(request)
    said = {"country": atlas.territory(country).code} if country else {}
    chosen: dict[str, Any] = {"territories": (said["country"],)} if country else {}
    for each in VOCABULARIES:
        if typed := request.GET.get(each.name, "").strip():
            said[each.name] = code(typed, each.codes, field=each.name)
            chosen[each.field] = (said[each.name],)
    for name, field in PLAIN.items():
        if typed := request.GET.get(name, "").strip()[:60]:
            said[name], chosen[field] = typed, typed if field == "language" else (typed,)
    if (typed := request.GET.get("stale", "").strip()) in STALE:
        said["stale"], chosen["stale"] = typed, STALE[typed]
    if typed := request.GET.get("text", "").strip():
        said["text"] = chosen["text"] = clean_line(typed, field="text", max_length=LONGEST)
    if typed := request.GET.get("bbox", "").strip():
        box = box_of(typed)
        said["bbox"] = str(box)
        chosen["box"] = (box.west, box.south, box.east, box.north)
    return Asked(Choice(**chosen), on_date(request), get_language() or "en", country, said)


@dataclass(frozen=True)
class Option:
    """One code of a filter: how many of the finds have it, None where they were not counted."""

    value: str
    label: str
    chosen: bool
    count: int | None


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    options: tuple[Option, ...]


def filters(asked: Asked, facets: Mapping[str, Mapping[str, int]]) -> list[Filter]:
    """The filters with their codes in the order of the vocabularies."""
    labels = {
        "capability": gettext("Can do"),
        "kind": gettext("Kind"),
        "sector": gettext("Sector"),
        "standing": gettext("State"),
        "ownership": gettext("Run by"),
    }
    return [
        Filter(each.name, labels[each.name], tuple(_options(each, asked, facets.get(each.field))))
        for each in VOCABULARIES
    ]


def _options(vocabulary: Vocabulary, asked: Asked, counts: Mapping[str, int] | None) -> Any:
    now = asked.said.get(vocabulary.name, "")
    for key, word in vocabulary.words.items():
        count = counts.get(key.value, 0) if counts is not None else None
        yield Option(key.value, gettext(word), key.value == now, count)
