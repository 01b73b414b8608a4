"""Administrative units and towns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Q

from kerege.atlas.models import AdminUnit, Place
from kerege.atlas.queries.naming import names_of
from kerege.atlas.rules import unknown
from kerege.atlas.words import ATLAS
from kerege.lib.geo import Spot, box_around, distance_km
from kerege.records.keeping import kept_until_written


@dataclass(frozen=True)
class UnitLine:
    """A unit under the name it has on the day. `kind` is ISO's word for it."""

    code: str
    id: int
    territory: str
    kind: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class PlaceLine:
    """A town under the name it has on the day, with its position to about a hundred metres; never a facility."""

    key: str
    territory: str
    unit: str
    name: str
    latitude: float
    longitude: float
    population: int


def unit(code: str) -> AdminUnit:
    """The record, for rooms that point to it. Refuses atlas.unknown_code."""
    found = AdminUnit.objects.filter(code=code).first()
    if found is None:
        raise unknown(code, scheme="unit", field="unit")
    return found  # type: ignore[no-any-return]


def place_record(key: str) -> Place:
    """The record, for rooms that point to it. Refuses atlas.unknown_code."""
    found = Place.objects.filter(key=key).select_related("unit").first()
    if found is None:
        raise unknown(key, scheme="place", field="place")
    return found  # type: ignore[no-any-return]


def names_of_places(keys: Iterable[str], *, on: date, lang: str) -> dict[str, str]:
    """The names of towns on the day, by key; a key that is not known is left out. Two queries."""
    uids = dict(Place.objects.filter(key__in=set(keys)).values_list("key", "uid"))
    names = names_of(uids.values(), on=on, lang=lang)
    return {str(key): names.get(uid) or str(key) for key, uid in uids.items()}


def names_of_units(codes: Iterable[str], *, on: date, lang: str) -> dict[str, str]:
    """The names of administrative units on the day, by code; a code that is not known is left out. Two queries."""
    uids = dict(AdminUnit.objects.filter(code__in=set(codes)).values_list("code", "uid"))
    names = names_of(uids.values(), on=on, lang=lang)
    return {str(code): names.get(uid) or str(code) for code, uid in uids.items()}


def middle_of(unit: AdminUnit) -> tuple[float, float] | None:
    """The mean position of a unit's towns, to a hundredth of a degree; None for a unit without towns."""
    found = Place.objects.filter(unit=unit).aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if found["latitude"] is None:
        return None
    return round(float(found["latitude"]), 2), round(float(found["longitude"]), 2)


def towns_near(point: tuple[float, float], *, within: float = 250) -> list[tuple[str, float]]:
    """The towns within so many kilometres of a point (latitude, longitude): the country of each, and how far it is."""
    spot = Spot(*point)
    wanted = Q()
    for box in box_around(spot, within).parts():
        wanted |= Q(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))
    rows = Place.objects.filter(wanted).values_list("territory_id", "latitude", "longitude")
    found = ((str(code), distance_km(spot, Spot(float(lat), float(lon)))) for code, lat, lon in rows)
    return [each for each in found if each[1] <= within]


def units(territory: str, *, on: date, lang: str) -> list[UnitLine]:
    """The units that the territory has on the day, by name."""
    return kept_until_written(f"atlas.units {territory} {on} {lang}", lambda: _units_of(territory, on, lang), by=ATLAS)


def _units_of(territory: str, on: date, lang: str) -> list[UnitLine]:
    rows = AdminUnit.objects.filter(
        Q(start__isnull=True) | Q(start__lte=on), Q(end__isnull=True) | Q(end__gt=on), territory_id=territory
    )
    return sorted(_units(rows, on, lang), key=lambda u: u.name.casefold())


def unit_lines(ids: list[int], *, on: date, lang: str) -> dict[int, UnitLine]:
    """Units by their id, for rooms that count records by unit."""
    return {line.id: line for line in _units(AdminUnit.objects.filter(id__in=ids), on, lang)}


def _units(rows: Any, on: date, lang: str) -> list[UnitLine]:
    found = list(rows)
    names = names_of([u.uid for u in found], on=on, lang=lang)
    return [UnitLine(u.code, u.id, u.territory_id, u.kind, names.get(u.uid, u.code), u.start, u.end) for u in found]


def place(key: str, *, on: date, lang: str) -> PlaceLine:
    """Refuses atlas.unknown_code."""
    found = _places(Place.objects.filter(key=key), on, lang)
    if not found:
        raise unknown(key, scheme="place", field="place")
    return found[0]


def places(*, on: date, lang: str, territory: str | None = None, unit: str | None = None) -> list[PlaceLine]:
    """The towns of a territory, a unit or the whole gazetteer, the largest first."""
    asked = f"atlas.places {territory} {unit} {on} {lang}"
    return kept_until_written(asked, lambda: _places_of(on, lang, territory, unit), by=ATLAS)


def _places_of(on: date, lang: str, territory: str | None, unit: str | None) -> list[PlaceLine]:
    rows = Place.objects.all()
    if territory is not None:
        rows = rows.filter(territory_id=territory)
    if unit is not None:
        rows = rows.filter(unit__code=unit)
    return _places(rows, on, lang)


def _places(rows: Any, on: date, lang: str) -> list[PlaceLine]:
    found = list(rows.select_related("unit").order_by("-population", "key"))
    names = names_of([p.uid for p in found], on=on, lang=lang)
    return [
        PlaceLine(
            p.key,
            p.territory_id,
            p.unit.code if p.unit else "",
            names.get(p.uid, p.key),
            float(p.latitude),
            float(p.longitude),
            p.population,
        )
        for p in found
    ]
