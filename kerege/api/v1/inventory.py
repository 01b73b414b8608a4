"""Facilities: what the region has, as far as each reader may know."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import BeforeValidator, Field

from kerege.api import words
from kerege.api.asking import LARGEST_PAGE, Asked, Country, Line
from kerege.api.describing import refuses, told_by
from kerege.api.shaping import Named, Names, Shaped, SourceOut, files_of, shape
from kerege.inventory import queries
from kerege.inventory.queries import Choice, FacilityCard, FacilityLine
from kerege.inventory.rules.cards import read_contacts
from kerege.inventory.words import Capability, FacilityKind, Ownership, Sector, Standing
from kerege.lib.geo import NOT_A_BOX, Box, box_of
from kerege.lib.refusal import Refusal
from kerege.records.labels import Withheld

router = Router(tags=["Facilities"])
_ONE = refuses(words.NO_SUCH_RECORD)


class WhereOut(Schema):
    """A position. `at` is exact, or how roughly it is shown: cell, place, unit, territory. `radius_km` is how far the
    facility may be from it; null where it may be anywhere in the town, region or country.
    """

    latitude: float
    longitude: float
    at: str
    radius_km: float | None


class CalledOut(Schema):
    """One name; `end` is the first day on which it is not the name any more."""

    lang: str
    text: str
    kind: str
    start: date | None
    end: date | None


class ContactOut(Schema):
    """How to reach an office. `function` is what it is for."""

    function: str
    value: str


class FacilityOut(Shaped):
    """One facility. Codes are those of the vocabularies; `name` is in the language asked for, where there is one."""

    uid: str
    key: str
    owner: str
    name: str
    names: list[CalledOut]
    kind: str
    ownership: str
    standing: str
    sectors: list[str]
    capabilities: list[str]
    functions: list[str]
    languages: list[str]
    territory: Named | None
    unit: str
    place: str
    organisation: str
    website: str
    where: WhereOut | None
    contacts: list[ContactOut] | None
    opened_on: date | None
    closed_on: date | None
    proof: str
    verified_on: date | None
    verified_by: str
    confirmed_on: date
    stale: bool
    version: int
    synthetic: bool


class FacilityList(Schema):
    """Some facilities of a list. `after` is asked for the next ones; it is empty at the end. With `more` there are more
    than `total`, which is as far as they were counted.
    """

    on: date
    lang: str
    total: int
    more: bool
    size: int
    after: str
    items: list[FacilityOut]
    files: list[str] = Field(description="Addresses of the same rows as files.")


class StaffOut(Schema):
    role: str
    count: int


class FacilityUnitOut(Schema):
    uid: str
    name: str
    functions: list[str]
    note: str


class ContainmentOut(Schema):
    """A level. While `proved` is false it is only claimed. Levels of different schemes are not comparable."""

    uid: str
    unit: str
    scheme: str
    level: int
    level_name: str
    proved: bool
    proof: str
    claimed_on: date
    rooms: int | None
    area: int | None
    airflow_checked: bool | None
    body: str
    certificate: str
    verified_on: date | None
    until: date | None


class AccreditationOut(Schema):
    uid: str
    scheme: str
    number: str
    body: str
    scope: str
    start: date
    until: date | None
    expired: bool


class RoundOut(Schema):
    uid: str
    provider: str
    subject: str
    on: date
    result: str
    until: date | None
    expired: bool


class FacilityCardOut(FacilityOut):
    """A facility with what belongs to it, as far as the reader may see it."""

    address: str | None
    staff: list[StaffOut] | None
    waste: list[str]
    transport: list[str]
    packages: list[str]
    note: str
    shown_at: str
    units: list[FacilityUnitOut]
    containment: list[ContainmentOut]
    accreditations: list[AccreditationOut]
    rounds: list[RoundOut]
    sources: list[SourceOut]


def _part(value: Any) -> Box | None:
    return value if isinstance(value, Box) or not value else box_of(str(value)[:100])


Part = Annotated[Any, BeforeValidator(_part), told_by({"type": "string", "maxLength": 100}, NOT_A_BOX)]


class AskedFacilities(Asked):
    """Lists go on behind a mark instead of by page: nothing is read twice or left out while others record."""

    after: str = Field("", max_length=2000, description="The `after` of the answer before; empty for the first ones.")
    size: int = Field(50, ge=1, le=LARGEST_PAGE, description="How many items an answer has.")
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; all when it is left out.")
    kind: FacilityKind | None = None
    sector: Sector | None = None
    capability: Capability | None = None
    standing: Standing | None = None
    ownership: Ownership | None = None
    language: Line = Field("", description="A working language, as a BCP 47 code.")
    unit: Line = Field("", description="A first-level administrative unit by its ISO 3166-2 code.")
    place: Line = Field("", description="A town by its key in the gazetteer.")
    bbox: Part = Field(None, description="West, south, east and north in degrees, with commas between: 69,39,80,43.")
    stale: bool | None = Field(None, description="true: only cards that nobody has confirmed for twelve months.")
    text: Line = Field("", description="Words of a name in any script and spelling, a town or region, or a key.")

    @property
    def said(self) -> dict[str, str]:
        """The filters as the page of facilities takes them."""
        coded = (
            *("kind", "sector", "capability", "standing", "ownership"),
            *("country", "text", "language", "unit", "place"),
        )
        told = {name: str(getattr(self, name) or "") for name in coded}
        return {**told, "stale": "" if self.stale is None else "yes" if self.stale else "no"}

    @property
    def choice(self) -> Choice:
        return choice_of(self)


def choice_of(asked: Any) -> Choice:
    """The choice of facilities that parameters of an address make; those that it does not take choose nothing."""

    def some(name: str) -> tuple[str, ...]:
        value = getattr(asked, name, None)
        return (str(value),) if value else ()

    box: Box | None = asked.bbox
    return Choice(
        territories=some("country"),
        kinds=some("kind"),
        sectors=some("sector"),
        capabilities=some("capability"),
        standings=some("standing"),
        ownerships=some("ownership"),
        units=some("unit"),
        places=some("place"),
        language=getattr(asked, "language", ""),
        box=(box.west, box.south, box.east, box.north) if box else None,
        stale=asked.stale,
        text=asked.text,
    )


@router.get("/facilities", response=FacilityList, summary="Facilities, by name")
def facilities(request: HttpRequest, asked: Query[AskedFacilities]) -> Any:
    found = queries.facilities(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        choice=asked.choice,
        lang=asked.lang,
        after=asked.after,
        size=asked.size,
    )
    names = Names.among(found.rows, asked=asked)
    return {
        "on": asked.day,
        "lang": asked.lang,
        "total": found.total,
        "more": found.more,
        "size": asked.size,
        "after": found.after,
        "items": [_out(FacilityOut, line, names) for line in found.rows],
        "files": files_of("facilities", asked, **asked.said),
    }


@router.get("/facilities/{key}", response=FacilityCardOut, openapi_extra=_ONE, summary="The card of one facility")
def facility(request: HttpRequest, key: Path[Line], asked: Query[Asked]) -> Any:
    card = queries.facility(request.viewer, key, on=asked.day, lang=asked.lang)  # type: ignore[attr-defined]
    if card is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _out(FacilityCardOut, card.line, Names.among([card.line], asked=asked), **_card(card))


def _out(schema: type[Shaped], line: FacilityLine, names: Names, **more: Any) -> dict[str, Any]:
    """The line by its schema. Of a position that is withheld the shown one is given, and `withheld` says so."""
    contacts = line.contacts
    if not isinstance(contacts, Withheld):
        contacts = [{"function": function, "value": value} for function, value in read_contacts(contacts)]  # type: ignore[assignment]
    told = shape(schema, line, names, contacts=contacts, **more)
    if "position" in line.withheld:
        told["withheld"].append("position")
    return told


def _card(card: FacilityCard) -> dict[str, Any]:
    """What a card has beside its line."""
    beside = set(FacilityCardOut.model_fields) - set(FacilityOut.model_fields)
    told = {name: getattr(card, name) for name in beside}
    if not isinstance(card.staff, Withheld):
        told["staff"] = [{"role": role, "count": count} for role, count in card.staff]
    return told
