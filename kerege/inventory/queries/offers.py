"""Offers of help for readers. Of a facility that the reader may not see there is no offer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import Facility, Offer
from kerege.inventory.queries.naming import called, names
from kerege.inventory.queries.wanted import Wanted
from kerege.inventory.rules.enquiries import offer_on
from kerege.inventory.words.helping import OfferState
from kerege.people import queries as people
from kerege.people.queries import Chair
from kerege.records.viewers import Viewer

MOST = 5_000
"""So many offers are read for one list at most."""
ORDERS = {
    "": lambda o: (o.state != OfferState.OPEN, o.until, o.title),
    "title": lambda o: (o.title,),
    "country": lambda o: (o.territory, o.title),
    "kind": lambda o: (o.kind, o.title),
    "until": lambda o: (o.until, o.title),
}
"""How a list may be ordered; with a hyphen before it the other way round."""


@dataclass(frozen=True)
class OfferLine:
    """One offer as on a day, with the facility that makes it."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    note: str
    equipment: tuple[str, ...]
    languages: tuple[str, ...]
    amount: int | None
    start: date
    until: date
    state: OfferState
    audience: str
    countries: tuple[str, ...]
    facility: str
    facility_id: int
    facility_name: str
    organisation: str
    territory: str
    place: str
    seat: Chair | None
    made_on: date
    withdrawn_why: str
    synthetic: bool


def offers(
    viewer: Viewer,
    *,
    on: date,
    wanted: Wanted | None = None,
    order: str = "",
    keys: Collection[str] | None = None,
    lang: str = "en",
) -> list[OfferLine]:
    """Offers that were made by the day, those that stand first. Four queries, whatever their number."""
    asked = wanted or Wanted()
    rows = Offer.objects.seen_by(viewer).filter(made_on__lte=on)
    known = Facility.objects.seen_by(viewer)
    known = known.filter(territory_id=asked.territory) if asked.territory else known
    known = known.filter(key=asked.facility) if asked.facility else known
    rows = rows.filter(facility_id__in=known.values("id"))
    rows = asked.of_rows(rows, keys=keys)
    lines = _lines(viewer, rows.order_by("-id")[:MOST].seen(), on, lang)
    return asked.of_lines(lines, lambda line: (line.title, line.note, line.facility_name), ORDERS, order)


def offer(viewer: Viewer, key: str, *, on: date, lang: str = "en") -> OfferLine | None:
    """One offer; None where there is none that the viewer may see, and where the facility may not be seen."""
    return next(iter(offers(viewer, on=on, keys=[key], lang=lang)), None)


def facility_names(viewer: Viewer, facilities: Iterable[Any], *, on: date, lang: str) -> dict[int, str]:
    """What seen facilities are called for a reader of the language, by row number; one query."""
    rows = list(facilities)
    known = names(viewer, [row.id for row in rows])
    return {row.id: called(known.get(row.id, []), lang=lang, on=on) or row.title for row in rows}


def _lines(viewer: Viewer, found: list[Any], on: date, lang: str) -> list[OfferLine]:
    ids = {row.facility_id for row in found}
    rows = Facility.objects.seen_by(viewer).filter(id__in=ids).select_related("place", "organisation").seen()
    facilities = {row.id: row for row in rows}
    named = facility_names(viewer, facilities.values(), on=on, lang=lang)
    seats = people.chairs(row.seat_id for row in found)
    known = (row for row in found if row.facility_id in facilities)
    return [_line(row, facilities[row.facility_id], named[row.facility_id], seats, on) for row in known]


def _line(row: Any, facility: Any, name: str, seats: dict[int, Chair], on: date) -> OfferLine:
    return OfferLine(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        title=row.title,
        kind=row.kind,
        note=row.note,
        equipment=tuple(row.equipment.split()),
        languages=tuple(row.languages.split()),
        amount=row.amount,
        start=row.start,
        until=row.until,
        state=offer_on(start=row.start, until=row.until, withdrawn_on=row.withdrawn_on, on=on),
        audience=row.audience,
        countries=tuple(row.countries.split()),
        facility=facility.key,
        facility_id=facility.id,
        facility_name=name,
        organisation=facility.organisation.key if facility.organisation else "",
        territory=facility.territory_id,
        place=facility.place.key if facility.place else "",
        seat=seats.get(row.seat_id),
        made_on=row.made_on,
        withdrawn_why=row.withdrawn_why,
        synthetic=row.synthetic,
    )
