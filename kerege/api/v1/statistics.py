"""Statistics of the inventory. Small figures are protected as on the pages (see docs/explanation/statistics.md)."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from kerege.api.asking import Asked, Country
from kerege.api.describing import listed, refuses
from kerege.api.shaping import Named, Names, files_of
from kerege.inventory.queries import statistics
from kerege.inventory.words.statistics import SAME_TWICE, Dimension

router = Router(tags=["Statistics"])
Counted = Annotated[Dimension, listed(Dimension)]
MaybeCounted = Annotated[Dimension | None, listed(Dimension)]


class Told(Schema):
    """What every table has: the day, the language, and the addresses of the same figures as files."""

    on: date
    lang: str
    files: list[str]


class FigureOut(Schema):
    """How many facilities have both. null: withheld. With `at_least` there may be up to `least_cell` - 1 more."""

    row: str
    column: str
    count: int | None
    at_least: bool


class RowOut(Schema):
    """How many facilities one row has in all; a facility may stand in several rows."""

    row: str
    facilities: int


class FacilityFigures(Told):
    """Facilities by two things. A pair that is not among `figures` has none that the reader may know of.

    `left_out` are countries whose figures this reader is not told in this table.
    """

    rows: str
    columns: str
    facilities: int
    sums: list[RowOut]
    figures: list[FigureOut]
    countries: list[Named]
    protected: bool
    least_cell: int
    left_out: list[str]


class RoleOut(Schema):
    role: str
    facilities: int
    people: int


class StaffFigures(Told):
    """Only of the cards whose numbers of staff the reader may read."""

    roles: list[RoleOut]


class StateOut(Schema):
    """Items of one kind: usable, call (needs a tester), out (of service), waiting (not installed), gone."""

    kind: str
    state: str
    items: int


class EquipmentFigures(Told):
    states: list[StateOut]


class AskedOfCountries(Asked):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")

    def table(self, request: HttpRequest, **dimensions: Dimension) -> statistics.Asked:
        """What the query is asked. Refuses inventory.same_twice."""
        countries = (self.country,) if self.country else ()
        return statistics.Asked(request.viewer, self.day, timezone.localdate(), territories=countries, **dimensions)


class AskedFigures(AskedOfCountries):
    rows: Counted = Field(Dimension.COUNTRY, description="By what rows are counted.")
    columns: MaybeCounted = Field(None, description="By what columns are counted: by sector, where nobody says.")

    @property
    def across(self) -> Dimension:
        usual = Dimension.SECTOR if self.rows != Dimension.SECTOR else Dimension.COUNTRY
        return self.columns or usual


@router.get(
    "/statistics/facilities",
    response=FacilityFigures,
    openapi_extra=refuses(SAME_TWICE),
    summary="Facilities by two things at once",
)
def facility_figures(request: HttpRequest, asked: Query[AskedFigures]) -> Any:
    found = statistics.counted(asked.table(request, rows=asked.rows, columns=asked.across))
    values = (found.rows if asked.rows == Dimension.COUNTRY else ()) or (
        found.columns if asked.across == Dimension.COUNTRY else ()
    )
    names = Names(values, asked=asked)
    said = {"rows": asked.rows.value, "columns": asked.across.value, "country": asked.country}
    return {
        **_head(asked),
        "files": files_of("statistics", asked, **said),
        "rows": asked.rows,
        "columns": asked.across,
        "facilities": found.facilities,
        "sums": [{"row": row, "facilities": n} for row, n in sorted(found.of.items())],
        "figures": [
            {"row": row, "column": column, "count": n, "at_least": (row, column) in found.least}
            for (row, column), n in sorted(found.cells.items())
        ],
        "countries": [names[code] for code in values],
        "protected": found.protected,
        "least_cell": found.least_cell,
        "left_out": found.left_out,
    }


@router.get("/statistics/staff", response=StaffFigures, summary="People by role, of the cards that may be read")
def staff_figures(request: HttpRequest, asked: Query[AskedOfCountries]) -> Any:
    found = statistics.staff_numbers(asked.table(request))
    roles = [{"role": role, "facilities": places, "people": people} for role, (places, people) in found.items()]
    return {**_head(asked), "files": files_of("statistics_staff", asked, country=asked.country), "roles": roles}


@router.get("/statistics/equipment", response=EquipmentFigures, summary="Items by kind and by how they stand")
def equipment_figures(request: HttpRequest, asked: Query[AskedOfCountries]) -> Any:
    found = statistics.equipment(asked.table(request))
    states = [{"kind": kind, "state": state, "items": n} for (kind, state), n in sorted(found.items())]
    return {**_head(asked), "files": files_of("statistics_equipment", asked, country=asked.country), "states": states}


def _head(asked: Asked) -> dict[str, Any]:
    return {"on": asked.day, "lang": asked.lang}
