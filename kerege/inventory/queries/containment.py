"""Units and levels of containment of many facilities at once, for whoever computes with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.inventory.models import Containment, FacilityUnit
from kerege.inventory.queries.facilities import FacilityLine
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class LevelLine:
    """The highest level that a facility, or one unit of it, claims by the day. `unit` is the uid of the unit; empty for
    the facility as a whole.
    """

    facility: str
    unit: str
    scheme: str
    level: int


def highest_levels(viewer: Viewer, *, on: date, cards: Iterable[FacilityLine]) -> dict[tuple[str, str], LevelLine]:
    """The highest level by facility and unit, as far as the viewer may see levels and units."""
    keys = {card.id: card.key for card in cards}
    units = _units(viewer, keys)
    rows = Containment.objects.seen_by(viewer).filter(facility_id__in=list(keys), claimed_on__lte=on)
    found: dict[tuple[str, str], LevelLine] = {}
    told = rows.order_by("level", "id").values_list("facility_id", "unit_id", "scheme", "level")
    for facility, unit, scheme, level in told:
        if unit is None or unit in units:
            line = LevelLine(keys[facility], units[unit][0] if unit is not None else "", scheme, level)
            found[line.facility, line.unit] = line
    return found


def unit_names(viewer: Viewer, *, cards: Iterable[FacilityLine]) -> dict[str, str]:
    """The units of these facilities that the viewer may see: what they are called, by uid."""
    return dict(_units(viewer, {card.id: card.key for card in cards}).values())


def _units(viewer: Viewer, keys: dict[int, str]) -> dict[int, tuple[str, str]]:
    rows = FacilityUnit.objects.seen_by(viewer).filter(facility_id__in=list(keys))
    return {number: (str(uid), title) for number, uid, title in rows.values_list("id", "uid", "title")}
