"""Requests for help for readers, as they stand on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import Facility, HelpRequest
from kerege.inventory.queries.offers import facility_names
from kerege.inventory.queries.wanted import Wanted
from kerege.inventory.rules.enquiries import request_on
from kerege.inventory.words.helping import RequestState, Urgency
from kerege.people import queries as people
from kerege.people.queries import Chair
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer

MOST = 5_000
_URGENT_FIRST = {Urgency.URGENT: 0, Urgency.SOON: 1, Urgency.ROUTINE: 2}
ORDERS = {
    "": lambda r: (r.state != RequestState.OPEN, _URGENT_FIRST[Urgency(r.urgency)], r.needed_by, r.title),
    "title": lambda r: (r.title,),
    "country": lambda r: (r.territory, r.title),
    "kind": lambda r: (r.kind, r.title),
    "needed": lambda r: (r.needed_by, r.title),
    "urgency": lambda r: (_URGENT_FIRST[Urgency(r.urgency)], r.needed_by, r.title),
}


@dataclass(frozen=True)
class RequestLine:
    """One request as on a day. `facility` is withheld where the viewer may not see it."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    note: str
    equipment: str
    languages: tuple[str, ...]
    amount: int | None
    territory: str
    place: str
    facility: str | Withheld
    facility_name: str | Withheld
    organisation: str
    needed_by: date
    urgency: str
    audience: str
    state: RequestState
    label: int
    seat: Chair | None
    asked_on: date
    closed_why: str
    synthetic: bool


def requests(
    viewer: Viewer,
    *,
    on: date,
    wanted: Wanted | None = None,
    order: str = "",
    keys: Collection[str] | None = None,
    lang: str = "en",
) -> list[RequestLine]:
    """Requests that were made by the day: those that look for help first, the most urgent before the others."""
    asked = wanted or Wanted()
    rows = HelpRequest.objects.seen_by(viewer).filter(asked_on__lte=on)
    equal = {"territory_id": asked.territory, "urgency": asked.urgency}
    rows = asked.of_rows(rows.filter(**{name: value for name, value in equal.items() if value}), keys=keys)
    found = rows.select_related("place", "organisation").order_by("-id")[:MOST].seen()
    lines = _lines(viewer, found, on, lang)
    return asked.of_lines(lines, lambda line: (line.title, line.note), ORDERS, order)


def request(viewer: Viewer, key: str, *, on: date, lang: str = "en") -> RequestLine | None:
    """One request; None where there is none that the viewer may see."""
    return next(iter(requests(viewer, on=on, keys=[key], lang=lang)), None)


def _lines(viewer: Viewer, found: list[Any], on: date, lang: str) -> list[RequestLine]:
    ids = {row.facility_id for row in found} - {None}
    rows = Facility.objects.seen_by(viewer).filter(id__in=ids).seen()
    named = facility_names(viewer, rows, on=on, lang=lang)
    facilities = {row.id: (row.key, named[row.id]) for row in rows}
    seats = people.chairs(row.seat_id for row in found)
    return [_line(row, facilities, seats, on) for row in found]


def _line(row: Any, facilities: dict[int, tuple[str, str]], seats: dict[int, Chair], on: date) -> RequestLine:
    hidden = (WITHHELD, WITHHELD)
    at: tuple[Any, Any] = facilities.get(row.facility_id, hidden) if row.facility_id is not None else ("", "")
    return RequestLine(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        title=row.title,
        kind=row.kind,
        note=row.note,
        equipment=row.equipment,
        languages=tuple(row.languages.split()),
        amount=row.amount,
        territory=row.territory_id,
        place=row.place.key if row.place else "",
        facility=at[0],
        facility_name=at[1],
        organisation=row.organisation.key if row.organisation else "",
        needed_by=row.needed_by,
        urgency=row.urgency,
        audience=row.audience,
        state=request_on(row.state, needed_by=row.needed_by, on=on),
        label=row.label,
        seat=seats.get(row.seat_id),
        asked_on=row.asked_on,
        closed_why=row.closed_why,
        synthetic=row.synthetic,
    )


def requests_by_number(
    viewer: Viewer, numbers: Collection[int], *, on: date, lang: str = "en"
) -> dict[int, RequestLine]:
    """Requests that the viewer may see, by the row number under which another record keeps them."""
    rows = HelpRequest.objects.seen_by(viewer).filter(id__in=list(numbers), asked_on__lte=on)
    found = rows.select_related("place", "organisation").seen()
    return dict(zip([row.id for row in found], _lines(viewer, found, on, lang), strict=True))


def request_number(viewer: Viewer, key: str) -> int | None:
    """The row number of a request that the viewer may see."""
    found = HelpRequest.objects.seen_by(viewer).filter(key=key).one()
    return found.id if found is not None else None
