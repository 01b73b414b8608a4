"""Units and levels of containment of many facilities at once, for whoever computes with them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kerege.inventory.models import Containment, FacilityUnit
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


def highest_levels(viewer: Viewer, *, on: date, keys: Collection[str] = ()) -> dict[tuple[str, str], LevelLine]:
    """The highest level by facility and unit, as far as the viewer may see levels; of these facilities, or of all."""
    rows = Containment.objects.seen_by(viewer).filter(claimed_on__lte=on)
    if keys:
        rows = rows.filter(facility__key__in=list(keys))
    found: dict[tuple[str, str], LevelLine] = {}
    for row in rows.select_related("facility", "unit").order_by("level", "id").seen():
        line = LevelLine(row.facility.key, str(row.unit.uid) if row.unit_id else "", row.scheme, row.level)
        found[line.facility, line.unit] = line
    return found


def unit_names(viewer: Viewer, *, keys: Collection[str]) -> dict[str, str]:
    """The units of these facilities that the viewer may see: what they are called, by uid."""
    rows = FacilityUnit.objects.seen_by(viewer).filter(facility__key__in=list(keys))
    return {str(uid): title for uid, title in rows.values_list("uid", "title")}
