"""Organisations, and seats with their mandates and terms."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from kerege.api.asking import AskedPage, Country
from kerege.api.shaping import Listing, Named, Names, Shaped, listing, shape
from kerege.people import queries as people
from kerege.records.labels import Withheld

router = Router(tags=["People"])


class OrganisationOut(Shaped):
    """An organisation under the name it has on the day."""

    key: str
    uid: str
    kind: str
    name: str
    territory: Named | None
    ended: bool


class OrganisationList(Listing):
    items: list[OrganisationOut]


class SittingOut(Shaped):
    """A term. Person and key are null, and named in `withheld`, for readers who may not know who it is."""

    capacity: str
    person: str | None
    person_key: str | None
    start: date
    end: date | None
    synthetic: bool


class SeatOut(Shaped):
    """A seat. `vacant` says that no holder is known to this reader."""

    key: str
    uid: str
    kind: str
    title: str
    owner: Named | None
    owner_key: str
    mandate: str
    mandate_on: date
    vacant: bool
    sittings: list[SittingOut]
    past: list[SittingOut]


class SeatList(Listing):
    items: list[SeatOut]


class AskedOfCountry(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; all when it is left out.")


@router.get("/organisations", response=OrganisationList, summary="Organisations under their names of the day")
def organisations(request: HttpRequest, asked: Query[AskedOfCountry]) -> Any:
    found = people.organisations(on=asked.day, lang=asked.lang, territory=asked.country)
    return listing(asked, found, lambda line, names: shape(OrganisationOut, line, names))


@router.get("/seats", response=SeatList, summary="Seats and who sits there on the day")
def seats(request: HttpRequest, asked: Query[AskedOfCountry]) -> Any:
    found = people.seats(request.viewer, on=asked.day, owner=asked.country)  # type: ignore[attr-defined]
    names = Names.among(found, asked=asked, fields=("owner",))
    return listing(asked, found, lambda line, _: _seat(line, names))


def _seat(line: people.SeatLine, names: Names) -> dict[str, Any]:
    terms = {part: [_sitting(term, names) for term in getattr(line, part)] for part in ("sittings", "past")}
    territory = names[line.owner]
    is_territory = territory is not None and territory["name"] != line.owner
    return shape(SeatOut, line, names, owner=territory if is_territory else None, owner_key=line.owner, **terms)


def _sitting(term: people.Sitting, names: Names) -> dict[str, Any]:
    key = term.person if isinstance(term.person, Withheld) else term.person_key
    return shape(SittingOut, term, names, person_key=key)
