"""Facilities for readers: lists by keyset, one card, and what a choice would leave.

Whoever reads, a list is filtered and ordered by the columns that everybody has who may see the record: by the position
that is shown to all, never by the exact one.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from kerege.inventory.models import Facility, FacilityName
from kerege.inventory.queries.naming import NameLine, called, names
from kerege.inventory.rules import precision
from kerege.inventory.rules.standing import FRESH_FOR, is_stale
from kerege.inventory.words import Capability, Sector
from kerege.lib.text import fold
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer

LARGEST = 500
ORDERS: dict[str, tuple[str, ...]] = {
    "": ("title", "id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "country": ("territory_id", "title", "id"),
    "-country": ("-territory_id", "-title", "-id"),
    "kind": ("kind", "title", "id"),
    "-kind": ("-kind", "-title", "-id"),
    "confirmed": ("confirmed_on", "id"),
    "-confirmed": ("-confirmed_on", "-id"),
}
"""How a list may be ordered. Each order ends with the row's number, so that none stands twice or is left out."""


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

    `box` is west, south, east, north in degrees, of the position that everybody sees. `stale` is True for cards that
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


@dataclass(frozen=True)
class Lines:
    """Some facilities of a list. `after` is the mark behind which the next ones begin; empty at the end."""

    rows: tuple[FacilityLine, ...]
    total: int
    after: str


def facilities(
    viewer: Viewer,
    *,
    on: date,
    choice: Choice | None = None,
    lang: str = "en",
    order: str = "",
    after: str = "",
    size: int = 50,
) -> Lines:
    """Facilities that exist on the day, as the viewer may see them. A mark that was not given here begins anew."""
    rows = chosen(viewer, choice or Choice(), on=on)
    total = rows.count()
    keys = ORDERS.get(order, ORDERS[""])
    behind = _behind(after, keys)
    size = max(1, min(size, LARGEST))
    page = rows.filter(behind) if behind is not None else rows
    found = page.select_related("unit", "place", "organisation").order_by(*keys)[: size + 1].seen()
    shown = found[:size]
    mark = _mark(shown[-1], keys) if len(found) > size else ""
    return Lines(tuple(lines_of(viewer, shown, on=on, lang=lang)), total, mark)


def chosen(viewer: Viewer, choice: Choice, *, on: date) -> Any:
    """The rows of a choice, opened for the viewer, for queries that count or draw them."""
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
    if choice.box is not None:
        west, south, east, north = choice.box
        inside = Q(shown_latitude__gte=south, shown_latitude__lte=north)
        rows = rows.filter(inside, shown_longitude__gte=west, shown_longitude__lte=east)
    return _with_text(rows, viewer, choice.text) if choice.text.strip() else rows


def _any_of(rows: Any, column: str, codes: Iterable[str]) -> Any:
    wanted = Q()
    for code in codes:
        wanted |= Q(**{f"{column}__contains": f" {code} "})
    return rows.filter(wanted) if wanted else rows


def _with_text(rows: Any, viewer: Viewer, text: str) -> Any:
    """Those whose key it is, or one of whose names has every word of it, in any script."""
    said, words = FacilityName.objects.seen_by(viewer), fold(text).split()
    for word in words:
        said = said.filter(folded__contains=word)
    named = Q(id__in=said.values("facility_id")) if words else Q(pk__in=())
    return rows.filter(Q(key=text.strip().upper()) | named)


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


# -- the keyset --------------------------------------------------------------------------------------------------------


def _mark(row: Any, keys: tuple[str, ...]) -> str:
    values = [getattr(row, key.lstrip("-")) for key in keys]
    told = json.dumps([v.isoformat() if isinstance(v, date) else v for v in values], ensure_ascii=False)
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _behind(mark: str, keys: tuple[str, ...]) -> Q | None:
    """The rows behind the mark in this order; None for no mark, and for one that does not fit."""
    values = _read_mark(mark, keys)
    if values is None:
        return None
    behind, equal = Q(pk__in=()), Q()
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        behind |= equal & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    return behind


def _read_mark(mark: str, keys: tuple[str, ...]) -> list[Any] | None:
    if not mark or len(mark) > 2000:
        return None
    try:
        values = json.loads(urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            return None
        for at, key in enumerate(keys):
            kind = int if key.lstrip("-") == "id" else str
            if type(values[at]) is not kind:
                return None
            if key.lstrip("-") == "confirmed_on":
                values[at] = date.fromisoformat(values[at])
    except ValueError:
        return None
    return values if -(2**63) < values[-1] < 2**63 else None


# -- facets ------------------------------------------------------------------------------------------------------------


def facets(viewer: Viewer, *, on: date, choice: Choice | None = None) -> dict[str, dict[str, int]]:
    """How many facilities of a choice each value would leave, by filter: of each filter without that filter itself."""
    asked = choice or Choice()
    found: dict[str, dict[str, int]] = {}
    columns = {"kinds": "kind", "standings": "standing", "ownerships": "ownership", "territories": "territory_id"}
    for name, column in columns.items():
        rows = chosen(viewer, _without(asked, name), on=on)
        found[name] = dict(rows.order_by().values_list(column).annotate(n=Count("id")))
    for name, codes in (("sectors", Sector), ("capabilities", Capability)):
        rows = chosen(viewer, _without(asked, name), on=on)
        counts = {c.value: Count("id", filter=Q(**{f"{name}__contains": f" {c.value} "})) for c in codes}
        found[name] = {code: n for code, n in rows.aggregate(**counts).items() if n}
    return found


def _without(choice: Choice, name: str) -> Choice:
    return Choice(**{**vars(choice), name: ()})
