"""Who in the region can do something, the nearest first."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from kerege.api.asking import Asked, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Named, Names
from kerege.inventory import queries as inventory
from kerege.inventory.rules.cards import code
from kerege.inventory.rules.travel import Travel
from kerege.inventory.words import Capability, FacilityKind, Sector
from kerege.inventory.words.refused import UNKNOWN_CODE
from kerege.lib.geo import NOT_A_PLACE, Spot, spot_of

router = Router(tags=["Inventory"])


def _coded(codes: Any, field: str) -> Any:
    return BeforeValidator(lambda value: code(value, codes, field=field) if value else "")


Position = Annotated[
    Any,
    BeforeValidator(lambda value: value if isinstance(value, Spot) else spot_of(str(value)[:100], field="near")),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,2}(\.[0-9]{1,6})?,-?[0-9]{1,3}(\.[0-9]{1,6})?$"}),
]


class AskedNear(Asked):
    """From where, and what for."""

    near: Position = Field(..., description="Latitude and longitude in degrees with a comma between: 40.53,72.80.")
    capability: Annotated[str, _coded(Capability, "capability")] = Field(
        "", description="What it has to be able to do."
    )
    kind: Annotated[str, _coded(FacilityKind, "kind")] = ""
    sector: Annotated[str, _coded(Sector, "sector")] = ""
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")
    text: Line = Field("", description="Words in the name, in any script.")
    size: int = Field(20, ge=1, le=100, description="How many at most.")
    town: Line = Field(
        "", description="Key of a town of the gazetteer, from and to which recorded travel times are told."
    )


class LegOut(Schema):
    """A travel time between two towns as a source states it. `mode` is road, rail, air or mixed; `season` is all,
    summer or winter; `on` is the day of which the source speaks.
    """

    minutes: int
    mode: str
    season: str
    on: date
    source: str


class NearOut(Schema):
    """A facility as this reader may see it. `km` is rounded to what the position is worth that the reader may know."""

    uid: str
    key: str
    name: str
    kind: str
    capabilities: list[str]
    territory: Named | None
    latitude: float | None
    longitude: float | None
    position_known: str = Field("", description="exact, cell, place, unit or territory.")
    km: float | None
    town: str = Field("", description="The town to which travel times lead; empty where only the region is told.")
    there: list[LegOut] = Field([], description="From the town that was asked for; empty where nobody recorded any.")
    back: list[LegOut] = Field([], description="The way back, which takes its own time.")
    synthetic: bool


class NearList(Schema):
    lang: str
    items: list[NearOut]


@router.get(
    "/nearest",
    response=NearList,
    openapi_extra=refuses(NOT_A_PLACE, UNKNOWN_CODE),
    summary="Facilities by distance, as far as the reader may know it",
)
def nearest(request: HttpRequest, asked: Query[AskedNear]) -> Any:
    """Facilities of which only the country is known have no distance and are left out."""

    def some(value: str) -> tuple[str, ...]:
        return (value,) if value else ()

    choice = inventory.Choice(
        territories=some(asked.country),
        capabilities=some(asked.capability),
        kinds=some(asked.kind),
        sectors=some(asked.sector),
        text=asked.text,
    )
    hits = inventory.nearest(
        request.viewer,  # type: ignore[attr-defined]
        asked.near,
        on=asked.day,
        lang=asked.lang,
        choice=choice,
        size=asked.size,
    )
    names = Names({hit.line.territory for hit in hits}, asked=asked)
    towns = {inventory.town_of(hit.line) for hit in hits} - {"", asked.town}
    ways = inventory.travel_from(asked.town, towns, on=asked.day) if asked.town else {}
    return {"lang": asked.lang, "items": [_out(hit, names, ways) for hit in hits]}


def _out(hit: inventory.Hit, names: Names, ways: dict[str, Travel]) -> dict[str, Any]:
    line, where, town = hit.line, hit.line.where, inventory.town_of(hit.line)
    way = ways.get(town, Travel())
    return {
        "uid": line.uid,
        "key": line.key,
        "name": line.name,
        "kind": line.kind,
        "capabilities": list(line.capabilities),
        "territory": names[line.territory],
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "position_known": where.at if where else "",
        "km": hit.km,
        "town": town,
        "there": [asdict(leg) for leg in way.there],
        "back": [asdict(leg) for leg in way.back],
        "synthetic": line.synthetic,
    }
