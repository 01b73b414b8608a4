"""Recording administrative units and places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kerege.atlas.actions.recording import bring_in, once
from kerege.atlas.models import AdminUnit, Place, Source, Territory
from kerege.atlas.queries.places import unit as unit_record
from kerege.atlas.queries.records import source_or_none, territory_named
from kerege.atlas.rules import (
    Recorder,
    check_known,
    check_may_record,
    check_position,
    check_shape,
    span,
    uid_of,
)
from kerege.atlas.words import UNIT_ELSEWHERE
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line


@dataclass(frozen=True)
class UnitRow:
    territory: str
    code: str
    kind: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class PlaceRow:
    key: str
    territory: str
    unit: str
    latitude: float
    longitude: float
    population: int = 0
    source: str | None = None


def record_unit(
    *,
    by: Recorder,
    territory: str,
    code: str,
    kind: str,
    start: str | date | None = None,
    end: str | date | None = None,
    parent: str | None = None,
) -> AdminUnit:
    """Record an administrative unit by its ISO 3166-2 code; names follow by `record_name`.

    Refuses atlas.not_yours, atlas.unknown_code, atlas.bad_code, atlas.unit_elsewhere, periods.end_before_start and
    records.key_taken.
    """
    check_may_record(by)
    above = _unit_inside(parent, territory) if parent else None
    row = _unit_row(UnitRow(territory_named(territory).code, code, kind), territory_named(territory))
    where = {"code": row.pop("code")}
    content = row | span(start, end).columns() | {"parent": above}
    return once(by=by, model=AdminUnit, word="atlas.unit.recorded", where=where, content=content)


def record_units(*, by: Recorder, rows: Iterable[UnitRow]) -> int:
    """Bring in a list of units with one act. Refuses what `record_unit` refuses."""
    check_may_record(by)
    lands = {t.code: t for t in Territory.objects.all()}
    wanted = []
    for row in rows:
        check_known(row.territory, lands, scheme="territory", field="territory")
        wanted.append(_unit_row(row, lands[row.territory]) | span(row.start, row.end).columns())
    return bring_in(by=by, model=AdminUnit, word="atlas.units.recorded", key=["code"], rows=wanted)


def _unit_row(row: UnitRow, territory: Territory) -> dict[str, Any]:
    return {
        "code": check_shape(row.code, f"{territory.alpha2}-[A-Z0-9]{{1,4}}", f"{territory.alpha2}-10"),
        "uid": uid_of("unit", row.code),
        "territory_id": territory.code,
        "kind": clean_line(row.kind, field="kind", max_length=40),
    }


def record_place(
    *,
    by: Recorder,
    key: str,
    territory: str,
    latitude: float,
    longitude: float,
    unit: str = "",
    population: int = 0,
    source: str | None = None,
) -> Place:
    """Record a town; names follow by `record_name`. The position is kept to a thousandth of a degree.

    Refuses atlas.not_yours, atlas.unknown_code, atlas.bad_code, atlas.coordinates, atlas.unit_elsewhere,
    figures.not_a_figure and records.key_taken.
    """
    check_may_record(by)
    land = territory_named(territory)
    row = _place_row(
        PlaceRow(key, land.code, unit, latitude, longitude, population),
        _unit_inside(unit, territory) if unit else None,
        source_or_none(source),
    )
    where = {"key": row.pop("key")}
    return once(by=by, model=Place, word="atlas.place.recorded", where=where, content=row)


def record_places(*, by: Recorder, rows: Iterable[PlaceRow]) -> int:
    """Bring in a gazetteer with one act. Refuses what `record_place` refuses."""
    check_may_record(by)
    lands = set(Territory.objects.values_list("code", flat=True))
    units = {u.code: u for u in AdminUnit.objects.all()}
    sources = {s.key: s for s in Source.objects.all()}
    wanted = []
    for row in rows:
        check_known(row.territory, lands, scheme="territory", field="territory")
        if row.unit:
            check_known(row.unit, units, scheme="unit", field="unit")
            _check_inside(units[row.unit], row.territory)
        if row.source:
            check_known(row.source, sources, scheme="source", field="source")
        wanted.append(_place_row(row, units.get(row.unit), sources.get(row.source or "")))
    return bring_in(by=by, model=Place, word="atlas.places.recorded", key=["key"], rows=wanted)


def _place_row(row: PlaceRow, unit: AdminUnit | None, source: Source | None) -> dict[str, Any]:
    latitude, longitude = check_position(row.latitude, row.longitude)
    return {
        "key": check_shape(row.key, "[A-Za-z0-9][A-Za-z0-9-]{0,39}", "KZ-1519422", field="key"),
        "uid": uid_of("place", row.key),
        "territory_id": row.territory,
        "unit": unit,
        "latitude": Decimal(f"{latitude:.3f}"),
        "longitude": Decimal(f"{longitude:.3f}"),
        "population": whole(row.population, field="population", highest=100_000_000),
        "source": source,
    }


def _unit_inside(code: str, territory: str) -> AdminUnit:
    found = unit_record(code)
    _check_inside(found, territory)
    return found


def _check_inside(unit: AdminUnit, territory: str) -> None:
    if unit.territory_id != territory:
        raise Refusal(UNIT_ELSEWHERE, field="unit", unit=unit.code, territory=territory)
