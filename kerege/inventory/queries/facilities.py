"""What of facilities can be asked for, and the line of one as a list shows it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.inventory.models import Facility
from kerege.inventory.queries.naming import NameLine, called, names
from kerege.inventory.rules import precision
from kerege.inventory.rules.standing import FRESH_FOR, is_stale
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Where:
    """A position for one reader. `at` is "exact", or how roughly it is shown (words.ShownAt); `radius_km` is how far
    the facility may be from it, None where it may be anywhere in the town, region or country.
    """

    latitude: float
    longitude: float
    at: str
    radius_km: float | None

    @property
    def exact(self) -> bool:
        return self.at == EXACT


EXACT = "exact"


@dataclass(frozen=True)
class Choice:
    """Which facilities; empty means all. Of several values of one filter one is enough, and every filter has to hold.

    `text` is looked for in any script and spelling, by the town too. `box` is west, south, east, north in degrees, of
    the position that the reader may know. `stale` is True for cards that
    nobody has confirmed for twelve months.
    """

    territories: Collection[str] = ()
    kinds: Collection[str] = ()
    sectors: Collection[str] = ()
    capabilities: Collection[str] = ()
    functions: Collection[str] = ()
    ownerships: Collection[str] = ()
    standings: Collection[str] = ()
    owners: Collection[str] = ()
    units: Collection[str] = ()
    places: Collection[str] = ()
    organisations: Collection[str] = ()
    proofs: Collection[str] = ()
    keys: Collection[str] = ()
    language: str = ""
    text: str = ""
    box: tuple[float, float, float, float] | None = None
    stale: bool | None = None


@dataclass(frozen=True)
class FacilityLine:
    """One facility as a list shows it. `name` is in the reader's language as far as there is one."""

    id: int
    uid: str
    key: str
    owner: str
    name: str
    title: str
    kind: str
    ownership: str
    standing: str
    sectors: tuple[str, ...]
    capabilities: tuple[str, ...]
    functions: tuple[str, ...]
    languages: tuple[str, ...]
    territory: str
    unit: str
    place: str
    organisation: str
    website: str
    where: Where | None
    contacts: str | Withheld
    opened_on: date | None
    closed_on: date | None
    proof: str
    verified_on: date | None
    verified_by: str
    confirmed_on: date
    stale: bool
    version: int
    synthetic: bool
    withheld: frozenset[str]
    names: tuple[NameLine, ...] = field(default=())


def of_cards(viewer: Viewer, choice: Choice, *, on: date) -> Any:
    """The cards of a choice by their own columns, opened for the viewer. Text and box are for the index (scope.py)."""
    rows = Facility.objects.seen_by(viewer).filter(Q(opened_on__isnull=True) | Q(opened_on__lte=on))
    equal = {
        "territory_id__in": choice.territories,
        "kind__in": choice.kinds,
        "ownership__in": choice.ownerships,
        "standing__in": choice.standings,
        "owner__in": choice.owners,
        "unit__code__in": choice.units,
        "place__key__in": choice.places,
        "organisation__key__in": choice.organisations,
        "key__in": choice.keys,
        "proof__in": choice.proofs,
    }
    rows = rows.filter(**{name: list(values) for name, values in equal.items() if values})
    for column in ("sectors", "capabilities", "functions"):
        rows = _any_of(rows, column, getattr(choice, column))
    rows = _any_of(rows, "languages", (choice.language,) if choice.language else ())
    if choice.stale is not None:
        stale = Q(confirmed_on__lte=on - FRESH_FOR)
        rows = rows.filter(stale if choice.stale else ~stale)
    return rows


def _any_of(rows: Any, column: str, codes: Iterable[str]) -> Any:
    wanted = Q()
    for code in codes:
        wanted |= Q(**{f"{column}__contains": f" {code} "})
    return rows.filter(wanted) if wanted else rows


def lines_of(viewer: Viewer, rows: list[Any], *, on: date, lang: str) -> list[FacilityLine]:
    """The lines of seen rows, with all their names; one query more for all of them."""
    known = names(viewer, [row.id for row in rows])
    return [_line(row, known.get(row.id, []), on, lang) for row in rows]


def _line(row: Any, known: list[NameLine], on: date, lang: str) -> FacilityLine:
    return FacilityLine(
        id=row.id,
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        name=called(known, lang=lang, on=on) or row.title,
        title=row.title,
        kind=row.kind,
        ownership=row.ownership,
        standing=row.standing,
        sectors=tuple(row.sectors.split()),
        capabilities=tuple(row.capabilities.split()),
        functions=tuple(row.functions.split()),
        languages=tuple(row.languages.split()),
        territory=row.territory_id,
        unit=row.unit.code if row.unit else "",
        place=row.place.key if row.place else "",
        organisation=row.organisation.key if row.organisation else "",
        website=row.website,
        where=where(row),
        contacts=row.contacts,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        proof=row.proof,
        verified_on=row.verified_on,
        verified_by=row.verified_by,
        confirmed_on=row.confirmed_on,
        stale=is_stale(row.confirmed_on, on=on),
        version=row.version,
        synthetic=row.synthetic,
        withheld=row.withheld,
        names=tuple(known),
    )


def where(row: Any) -> Where | None:
    """Where a seen row is, for its reader: exactly where that may be read and is known, else as it is shown to all."""
    kept = row.position
    exact = precision.read(kept) if kept is not WITHHELD else None
    if exact is not None:
        return Where(exact.latitude, exact.longitude, EXACT, 0.0)
    if row.shown_latitude is None:
        return None
    point = precision.Point(float(row.shown_latitude), float(row.shown_longitude))
    radius = precision.cell_radius_km(point) if row.shown_at == "cell" else None
    return Where(point.latitude, point.longitude, row.shown_at, radius)
