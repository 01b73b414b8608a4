"""From what somebody tells of a facility to the columns of its card, with what they point to looked up."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from kerege.inventory.models import Facility
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.rules import precision
from kerege.inventory.rules.cards import CLEANED, code, day_before
from kerege.inventory.rules.outlines import middle
from kerege.inventory.rules.positions import check_position, read_degrees
from kerege.inventory.rules.precision import Point
from kerege.inventory.words import ShownAt, refused
from kerege.lib.refusal import Refusal


class Told(TypedDict, total=False):
    """What can be told of a facility beside its names, sources and labels; what is left out stays as it is.

    Codes are those of `inventory.words`; several of them as a list or with spaces between. `place` and `admin_unit` are
    the gazetteer's key and ISO 3166-2 code, `organisation` a key of `people`. Degrees are numbers or texts.
    """

    kind: str
    sectors: Iterable[str] | str
    territory: str
    ownership: str
    standing: str
    capabilities: Iterable[str] | str
    functions: Iterable[str] | str
    languages: Iterable[str] | str
    waste: Iterable[str] | str
    transport: Iterable[str] | str
    organisation: str
    place: str
    admin_unit: str
    latitude: float | str | None
    longitude: float | str | None
    shown_at: str
    address: str
    website: str
    contacts: Iterable[tuple[str, str]] | Mapping[str, str]
    staff: Mapping[str, int | str | None]
    packages: str
    note: str
    opened_on: date | None
    proof: str
    verified_on: date | None
    verified_by: str


LOCATING = frozenset({"territory", "place", "admin_unit", "latitude", "longitude", "shown_at"})


def columns_of(
    told: Mapping[str, Any],
    *,
    today: date,
    before: Facility | None = None,
    sure: bool = False,
    known: LookedUp | None = None,
) -> dict[str, Any]:
    """The columns of the card that follow from `told`; of a new card (without `before`) all of them. `known` is handed
    on from card to card where there are many.

    Refuses what the fields refuse: inventory.unknown_code, .no_sector, .not_for_sharing, .bad_position and the other
    positions, .in_future, .place_elsewhere, .unit_elsewhere, atlas.unknown_code, people.unknown_key, text.*.
    """
    known = known or LookedUp()
    new = before is None
    columns = {name: clean(told.get(name)) for name, clean in CLEANED.items() if new or name in told}
    for name in ("verified_on", "opened_on"):
        if new or name in told:
            columns[name] = day_before(told.get(name), field=name, today=today)
    if new or "organisation" in told:
        key = told.get("organisation") or ""
        columns["organisation"] = known.organisation(key) if key else None
    if new or LOCATING & set(told):
        columns |= _located(told, before, known, sure=sure)
    return columns


def _located(told: Mapping[str, Any], before: Facility | None, known: LookedUp, *, sure: bool) -> dict[str, Any]:
    named = told.get("territory", "") if before is None or "territory" in told else before.territory_id
    territory = known.territory(named).code
    place, unit = _place_and_unit(told, before, territory, known)
    exact = _exact(told, before)
    if exact is not None and (before is None or {"latitude", "longitude", "territory"} & set(told)):
        check_position(exact, territory=territory, sure=sure)
    at = _shown_at(told, before, exact=exact is not None, place=place is not None, unit=unit is not None)
    around = known.middle_of(unit) if unit is not None and at == ShownAt.UNIT else None
    shown = precision.shown(
        at,
        exact=exact,
        place=Point(float(place.latitude), float(place.longitude)) if place is not None else None,
        unit=Point(*around) if around else None,
        territory=middle(territory),
    )
    return {
        "territory_id": territory,
        "place": place,
        "unit": unit,
        "position": precision.written(exact) if exact is not None else "",
        "shown_at": shown.at.value,
        "shown_latitude": _decimal(shown.point.latitude) if shown.point else None,
        "shown_longitude": _decimal(shown.point.longitude) if shown.point else None,
    }


def _place_and_unit(
    told: Mapping[str, Any], before: Facility | None, territory: str, known: LookedUp
) -> tuple[Any, Any]:
    place, unit = (before.place, before.unit) if before is not None else (None, None)
    if "place" in told:
        place = known.place(told["place"]) if told["place"] else None
        unit = place.unit if place is not None and not told.get("admin_unit") else unit
    if "admin_unit" in told and (told["admin_unit"] or place is None):
        unit = known.unit(told["admin_unit"]) if told["admin_unit"] else None
    if place is not None and place.territory_id != territory:
        raise Refusal(refused.PLACE_ELSEWHERE, field="place", place=place.key, territory=territory)
    if unit is not None and (
        unit.territory_id != territory or (place is not None and place.unit_id not in {None, unit.id})
    ):
        raise Refusal(refused.UNIT_ELSEWHERE, field="admin_unit", unit=unit.code, territory=territory)
    return place, unit


def _exact(told: Mapping[str, Any], before: Facility | None) -> Point | None:
    if "latitude" not in told and "longitude" not in told:
        return precision.read(before.position) if before is not None else None
    given = [told.get(name) for name in ("latitude", "longitude")]
    empty = [value is None or str(value).strip() == "" for value in given]
    if all(empty):
        return None
    if any(empty):
        raise Refusal(refused.HALF_A_POSITION, field="latitude" if empty[0] else "longitude")
    return Point(read_degrees(given[0], field="latitude"), read_degrees(given[1], field="longitude"))


def _shown_at(told: Mapping[str, Any], before: Facility | None, *, exact: bool, place: bool, unit: bool) -> ShownAt:
    if told.get("shown_at"):
        return ShownAt(code(told["shown_at"], ShownAt, field="shown_at"))
    kept = before.shown_at if before is not None else ""
    there = {ShownAt.CELL: exact, ShownAt.PLACE: place, ShownAt.UNIT: unit, ShownAt.TERRITORY: True}
    if kept and there[ShownAt(kept)]:
        return ShownAt(kept)
    return precision.usual(exact=exact, place=place, unit=unit)


def _decimal(degrees: float) -> Decimal:
    return Decimal(f"{degrees:.5f}")
