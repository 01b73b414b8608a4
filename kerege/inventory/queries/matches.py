"""Who could help with a request: offers first, then facilities that could and have not offered.

Everything is asked as the reader: an offer, a card, an item or a qualification that the reader may not see is no reason
and no hindrance, and a distance is as exact as the reader may know it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.atlas import queries as atlas
from kerege.inventory.queries.facilities import Choice, FacilityLine
from kerege.inventory.queries.finding import nearest
from kerege.inventory.queries.items import items, qualified_testers
from kerege.inventory.queries.listing import LARGEST, facilities
from kerege.inventory.queries.offers import OfferLine, offers
from kerege.inventory.queries.requests import RequestLine
from kerege.inventory.queries.wanted import Wanted
from kerege.inventory.rules.helping import Candidate, Match, Need, Offered, match
from kerege.inventory.words.equipment import STANDARDS, Certified
from kerege.inventory.words.helping import CAPABLE, WORKS_WITH, HelpKind, OfferState
from kerege.lib.geo import Spot
from kerege.records.viewers import Viewer

SHOWN = 30
STANDING = (OfferState.OPEN, OfferState.COMING)


@dataclass(frozen=True)
class Matched:
    """Somebody who could help: a facility, its offer where it has one, and the reasons."""

    facility: FacilityLine
    offer: OfferLine | None
    km: float | None
    match: Match


@dataclass(frozen=True)
class _Known:
    """What is asked once for all candidates."""

    km: dict[str, float | None]
    testers: dict[str, date | None]
    working: Counter[str]
    broken: Counter[str]


def matches(viewer: Viewer, request: RequestLine, *, on: date, lang: str, size: int = SHOWN) -> list[Matched]:
    """Who could help, the best first, at most `size`. Help from the facility that needs it is left out."""
    kind = HelpKind(request.kind)
    offered = [o for o in offers(viewer, on=on, wanted=Wanted(kind=kind)) if o.state in STANDING]
    testers = _testers(viewer, request, on)
    keys = {o.facility for o in offered}
    found = {line.key: line for line in _able(viewer, request, kind, set(testers), on, lang)}
    missing = keys - set(found)
    found |= {line.key: line for line in _lines(viewer, Choice(keys=missing), on, lang)} if missing else {}
    found.pop(str(request.facility or ""), None)
    known = _Known(_distances(viewer, request, found, on, lang), testers, *_equipment(viewer, kind, on))
    pairs = [(found[o.facility], o) for o in offered if o.facility in found]
    pairs += [(line, None) for key, line in found.items() if key not in keys]  # type: ignore[misc]
    made = (_matched(request, line, offer, known, on) for line, offer in pairs)
    best = sorted((m for m in made if m is not None), key=lambda m: (m.match.order, m.facility.key))
    return best[:size]


def need_of(request: RequestLine) -> Need:
    """What a request asks for, for the rules."""
    return Need(
        HelpKind(request.kind),
        request.needed_by,
        request.territory,
        request.languages,
        request.equipment,
        request.amount,
    )


def _able(
    viewer: Viewer, request: RequestLine, kind: HelpKind, testing: set[str], on: date, lang: str
) -> Iterable[FacilityLine]:
    """Facilities whose card says that they can, and for certification those of qualified organisations."""
    if CAPABLE[kind]:
        choice = Choice(capabilities=[c.value for c in CAPABLE[kind]])
        yield from _lines(viewer, choice, on, lang)
        spot = spot_of_request(request, on, lang)
        if spot is not None:  # the nearest ones, where there are more than a list has
            yield from (hit.line for hit in nearest(viewer, spot, on=on, lang=lang, choice=choice, size=2 * SHOWN))
    if kind == HelpKind.CERTIFICATION and testing:
        yield from _lines(viewer, Choice(organisations=testing), on, lang)


def _lines(viewer: Viewer, choice: Choice, on: date, lang: str) -> list[FacilityLine]:
    return list(facilities(viewer, on=on, choice=choice, lang=lang, size=LARGEST).rows)


def _testers(viewer: Viewer, request: RequestLine, on: date) -> dict[str, date | None]:
    """Organisations that may test the equipment, with the day on which that ends; the latest of several."""
    if request.kind != HelpKind.CERTIFICATION:
        return {}
    known: dict[str, date | None] = {}
    for line in qualified_testers(viewer, on=on, kind=request.equipment if request.equipment in STANDARDS else ""):
        before = known.get(line.organisation, date.min)
        known[line.organisation] = None if None in {before, line.until} else max(before, line.until)  # type: ignore[type-var]
    return {key: until for key, until in known.items() if key}


def _distances(
    viewer: Viewer, request: RequestLine, found: dict[str, FacilityLine], on: date, lang: str
) -> dict[str, float | None]:
    """How far each is from the town where help is needed, as the reader may know it."""
    spot = spot_of_request(request, on, lang)
    if spot is None or not found:
        return {}
    hits = nearest(viewer, spot, on=on, lang=lang, choice=Choice(keys=set(found)), size=len(found))
    return {hit.line.key: hit.km for hit in hits}


def spot_of_request(request: RequestLine, on: date, lang: str) -> Spot | None:
    """The town where help is needed; None where none was named."""
    if not request.place:
        return None
    town = atlas.place(request.place, on=on, lang=lang)
    return Spot(town.latitude, town.longitude)


def _equipment(viewer: Viewer, kind: HelpKind, on: date) -> tuple[Counter[str], Counter[str]]:
    """How many pieces of the equipment by which such help is given work at each facility, and how many do not."""
    working: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for wanted in WORKS_WITH.get(kind, ()):
        for item in items(viewer, on=on, kind=wanted.value):
            key = item.holder.facility
            if isinstance(key, str) and key and item.standing.certified != Certified.GONE:
                (working if item.standing.usable else broken)[key] += 1
    return working, broken


def _matched(
    request: RequestLine, line: FacilityLine, offer: OfferLine | None, known: _Known, on: date
) -> Matched | None:
    km = known.km.get(line.key)
    candidate = Candidate(
        name=line.name,
        territory=line.territory,
        standing=line.standing,
        confirmed_on=line.confirmed_on,
        languages=line.languages,
        capabilities=frozenset(line.capabilities),
        km=km,
        offer=_offered(offer),
        qualified=line.organisation in known.testers,
        qualified_until=known.testers.get(line.organisation),
        working=known.working[line.key],
        broken=known.broken[line.key],
    )
    found = match(need_of(request), candidate, on=on)
    return Matched(line, offer, km, found) if found is not None else None


def _offered(offer: OfferLine | None) -> Offered | None:
    if offer is None:
        return None
    return Offered(offer.start, offer.until, offer.equipment, offer.languages, offer.amount)
