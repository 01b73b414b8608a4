"""Training centres, associations and reference functions."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, SourceOut, listing, shape
from kerege.inventory import queries
from kerege.inventory.rules.bookings import at_midnight
from kerege.inventory.words.training import Reach, ReferenceArea
from kerege.lib.refusal import Refusal
from kerege.privacy.words.experts import Expertise

router = Router(tags=["Inventory"])
_ONE = refuses(words.NO_SUCH_RECORD)
MOST_DAYS = 366


class CentreOut(Shaped):
    """A training centre. `seats` are those of its largest room; `zone` is an IANA name; `place` the key of a town."""

    uid: str
    owner: str
    key: str
    name: str
    territory: Named | None
    place: str
    facility: str
    organisation: str
    zone: str
    topics: list[str]
    languages: list[str]
    rooms: int
    seats: int
    accredited: bool
    synthetic: bool


class CentreList(Listing):
    items: list[CentreOut]


class RoomOut(Schema):
    uid: str
    title: str
    seats: int
    equipment: list[str]
    access: list[str]
    languages: list[str]
    closed_on: date | None


class CentreAccreditationOut(Schema):
    uid: str
    body: str
    number: str
    scope: str
    start: date
    until: date | None
    expired: bool


class BookingOut(Schema):
    """A room is taken from `starts` up to, and not including, `ends`, both in UTC."""

    uid: str
    room: str
    starts: datetime
    ends: datetime
    title: str
    people: int | None


class CentrePageOut(CentreOut):
    """A centre with its rooms and leaves, and what of its calendar this reader may know of."""

    note: str
    each_room: list[RoomOut]
    accreditations: list[CentreAccreditationOut]
    bookings: list[BookingOut]


class AskedCentres(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")
    topic: Expertise | None = None
    language: Line = Field("", description="BCP 47 tag of a language of teaching.")
    seats: int = Field(0, ge=0, le=10_000, description="How many seats one room has at least.")
    accredited: bool = Field(False, description="true: only those that are accredited on the day.")
    text: Line = Field("", description="Words of the name, in any script.")


class AskedCentre(Asked):
    days: int = Field(31, ge=1, le=MOST_DAYS, description="For how many days from the day on bookings are told.")


@router.get("/centres", response=CentreList, summary="Training centres, by country and name")
def centres(request: HttpRequest, asked: Query[AskedCentres]) -> Any:
    choice = queries.CentreChoice(
        asked.country, str(asked.topic or ""), asked.language, asked.seats, asked.accredited, asked.text
    )
    found = queries.centres(request.viewer, on=asked.day, lang=asked.lang, choice=choice)  # type: ignore[attr-defined]
    return listing(asked, found, lambda line, names: shape(CentreOut, line, names))


@router.get("/centres/{key}", response=CentrePageOut, openapi_extra=_ONE, summary="One training centre")
def centre(request: HttpRequest, key: Path[Line], asked: Query[AskedCentre]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.centre(viewer, key, on=asked.day, lang=asked.lang)
    if page is None:
        raise Refusal(words.NO_SUCH_RECORD)
    since, until = at_midnight(asked.day, asked.days, page.line.zone)
    return shape(
        CentrePageOut,
        page.line,
        Names.among([page.line], asked=asked),
        note=page.note,
        each_room=page.rooms,
        accreditations=page.accreditations,
        bookings=queries.bookings(viewer, key, since=since, until=until),
    )


class AssociationOut(Shaped):
    """An association. `members` is a number of the day `members_on`; no member is named."""

    uid: str
    owner: str
    organisation: str
    name: str
    territory: Named | None
    members: int | None
    members_on: date | None
    topics: list[str]
    languages: list[str]
    website: str
    note: str
    sources: list[SourceOut]
    synthetic: bool


class AssociationList(Listing):
    items: list[AssociationOut]


class AskedAssociations(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")


@router.get("/associations", response=AssociationList, summary="Associations, by name")
def associations(request: HttpRequest, asked: Query[AskedAssociations]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.associations(viewer, on=asked.day, lang=asked.lang, territory=asked.country)
    return listing(asked, found, lambda line, names: shape(AssociationOut, line, names))


class ReferenceFunctionOut(Shaped):
    """Who does a reference work. `facility` and `title` are null where this reader may not see the facility."""

    uid: str
    owner: str
    territory: Named | None
    reach: str
    area: str
    facility: str | None
    title: str | None
    organisation: str
    start: date
    until: date | None
    mandate: str
    note: str
    sources: list[SourceOut]
    synthetic: bool


class ReferenceFunctionList(Listing):
    items: list[ReferenceFunctionOut]


class AskedFunctions(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")
    area: ReferenceArea | None = None
    reach: Reach | None = None
    past: bool = Field(False, description="true: also who did the work before the day.")


@router.get("/reference-functions", response=ReferenceFunctionList, summary="Who does which reference work on the day")
def functions(request: HttpRequest, asked: Query[AskedFunctions]) -> Any:
    found = queries.reference_functions(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        territory=asked.country,
        area=str(asked.area or ""),
        reach=str(asked.reach or ""),
        past=asked.past,
    )
    return listing(asked, found, _function)


def _function(line: queries.ReferenceLine, names: Names) -> dict[str, Any]:
    holder = line.holder
    told = {"facility": holder.facility, "title": holder.title, "organisation": holder.organisation}
    return shape(ReferenceFunctionOut, line, names, **told)
