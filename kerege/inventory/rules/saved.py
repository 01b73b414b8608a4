"""What a kept search may hold: for each page the filters that it has, and nothing else.

One address is one filter: the same filter is always written in the same way, and an address that somebody has changed
by hand, or that a page does not understand any more, is told apart by name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from kerege.atlas.rules import language_tag
from kerege.inventory.words import Capability, FacilityKind, Ownership, Sector, Standing
from kerege.inventory.words.helping import HelpKind, OfferState, RequestState, Urgency
from kerege.inventory.words.saved import SEARCH_BROKEN, SearchPage
from kerege.lib.geo import box_of
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line

LONGEST = 1_000
MOST = 50
KNOWN_AT_MOST = 1_000
"""Of a search with more finds than these nobody is told what is new: it has to be narrowed."""
WEEK = 7
NOT_KEPT = frozenset({"on", "sort", "page", "after", "format", "lang"})
"""What an address may have beside its filter; it is how somebody reads, not what is looked for."""

Reads = Callable[[str], str]


def _code(codes: type[StrEnum]) -> Reads:
    return lambda typed: codes(typed).value


def _matching(pattern: str) -> Reads:
    def read(typed: str) -> str:
        if not re.fullmatch(pattern, typed):
            raise ValueError(typed)
        return typed

    return read


def _words(typed: str) -> str:
    return clean_line(typed, field="text", max_length=120)


COUNTRY = _matching("[A-Z]{3}")
PLACE = _matching("[A-Z]{2}-[0-9A-Z]{1,12}")
_PLACES: dict[str, Reads] = {
    "country": COUNTRY,
    "unit": PLACE,
    "place": PLACE,
    "language": language_tag,
    "text": _words,
}
_CODES: dict[str, Reads] = {
    "capability": _code(Capability),
    "kind": _code(FacilityKind),
    "sector": _code(Sector),
    "standing": _code(Standing),
    "ownership": _code(Ownership),
}
_HELP: dict[str, Reads] = {"country": COUNTRY, "kind": _code(HelpKind), "language": language_tag, "text": _words}
FILTERS: Mapping[SearchPage, Mapping[str, Reads]] = {
    SearchPage.FACILITIES: {**_PLACES, **_CODES, "stale": _matching("yes|no")},
    SearchPage.MAP: {**_PLACES, **_CODES, "bbox": lambda typed: str(box_of(typed))},
    SearchPage.WHO_CAN: {**_PLACES, **_CODES, "near": _words},
    SearchPage.OFFERS: {**_HELP, "status": _code(OfferState)},
    SearchPage.REQUESTS: {**_HELP, "status": _code(RequestState), "urgency": _code(Urgency)},
}
"""The filters of each page, with what makes a value of what stands in the address."""


def page_of(page: str) -> SearchPage:
    """Refuses inventory.search_broken for a page that has no searches to keep."""
    try:
        return SearchPage(page)
    except ValueError:
        raise Refusal(SEARCH_BROKEN, field="query", name=page[:40]) from None


def written(page: str, query: str) -> str:
    """A filter as it is kept: its values by name, each once. Refuses inventory.search_broken, naming what is wrong."""
    return urlencode(sorted(read(page, query).items()))


def read(page: str, query: str) -> dict[str, str]:
    """The filters of an address by name, without what is no filter. Refuses inventory.search_broken."""
    filters = FILTERS[page_of(page)]
    if len(query) > LONGEST:
        raise Refusal(SEARCH_BROKEN, field="query", name=query[:20])
    found: dict[str, str] = {}
    for name, typed in _pairs(query):
        if name in NOT_KEPT or not typed.strip():
            continue
        if name not in filters or name in found:
            raise Refusal(SEARCH_BROKEN, field="query", name=name[:40])
        found[name] = _value(filters[name], name, typed.strip())
    return found


def _pairs(query: str) -> Iterable[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=40)
    except ValueError:
        raise Refusal(SEARCH_BROKEN, field="query", name=query[:20]) from None


def _value(reads: Reads, name: str, typed: str) -> str:
    try:
        return reads(typed)
    except (ValueError, Refusal):
        raise Refusal(SEARCH_BROKEN, field="query", name=name) from None


def new_ones(found: Iterable[str], known: str) -> list[str]:
    """The keys that were not there when the owner was last told, in their order."""
    before = set(known.splitlines())
    return [key for key in found if key not in before]
