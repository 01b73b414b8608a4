"""Keeping the index of facilities: it follows every act that touches one (records.following)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kerege.inventory.models import (
    Containment,
    Facility,
    FacilityName,
    FacilityPosition,
    FacilityUnit,
    Findable,
)
from kerege.inventory.queries.facilities import EXACT
from kerege.inventory.rules import precision
from kerege.inventory.rules.findable import Place, Told, rows
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.geo import Spot
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.following import follow

AT_ONCE = 500
MADE_OF: dict[Any, str] = {
    Facility: "id",
    FacilityPosition: "record_id",
    FacilityName: "facility_id",
    FacilityUnit: "facility_id",
    Containment: "facility_id",
}
"""What a row of the index is made of, with the way to the facility."""


def index_facilities(*, by: Actor) -> int:
    """Make the whole index anew, after a change of how it is made; how many facilities. Refuses people.not_yours."""
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    with checking():
        ids = list(Facility.objects.inside_action().values_list("id", flat=True))
    with act("inventory.index.made", by=by, about="inventory.index", facilities=len(ids)):
        Findable.objects.inside_action().exclude(facility__in=ids).delete()
        _remake(set(ids))
    return len(ids)


def _remake(ids: set[int]) -> None:
    """The rows of these facilities as they are now; of one that is gone there are none."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        Findable.objects.inside_action().filter(facility__in=some).delete()
        facilities = list(Facility.objects.inside_action().filter(id__in=some).select_related("unit", "place"))
        parts = _parts([f.id for f in facilities])
        Findable.objects.bulk_create([made for f in facilities for made in _rows(f, parts[f.id])], batch_size=AT_ONCE)


follow("inventory.findable", _remake, MADE_OF)


def _parts(ids: Sequence[int]) -> defaultdict[int, list[Told]]:
    """What is told of facilities beside their own rows: names, units and containment, each from its own label on."""
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for name in _all(FacilityName, ids):
        found[name.facility_id].append(Told(name.label, names=(name.text,)))
    for unit in _all(FacilityUnit, ids):
        codes = tuple(("function", code) for code in unit.functions.split())
        found[unit.facility_id].append(Told(unit.label, texts=(unit.title,), codes=codes))
    for claim in _all(Containment, ids):
        codes = (("containment", f"{claim.scheme}{claim.level}"),)
        found[claim.facility_id].append(Told(claim.label, codes=codes))
    return found


def _all(model: Any, ids: Sequence[int]) -> Any:
    return model.objects.inside_action().filter(facility__in=list(ids))


def _rows(facility: Facility, parts: Iterable[Told]) -> list[Findable]:
    of_all = {"facility": facility, "owner": facility.owner, "synthetic": facility.synthetic}
    of_all |= {"territory": facility.territory_id, "title": facility.title}
    of_all |= {"start": facility.opened_on, "end": facility.closed_on}
    own = Told(facility.label, names=(facility.title, facility.key), codes=tuple(_codes(facility)))
    made = rows(label=facility.label, owner=facility.owner, told=[own, *parts], places=[*_places(facility)])
    return [Findable(**of_all, **row.__dict__) for row in made]


def _codes(facility: Facility) -> Iterable[tuple[str, str]]:
    yield from (("kind", facility.kind), ("standing", facility.standing), ("country", facility.territory_id))
    if facility.unit:
        yield ("unit", facility.unit.code)
    if facility.place:
        yield ("place", facility.place.key)
    for kind, codes in (
        ("sector", facility.sectors),
        ("can", facility.capabilities),
        ("function", facility.functions),
    ):
        yield from ((kind, code) for code in codes.split())


def _places(facility: Facility) -> Iterable[Place]:
    """As everybody may see it who sees the record, then as whoever may read its exact position does."""
    if facility.shown_latitude is not None and facility.shown_longitude is not None:
        shown = Spot(float(facility.shown_latitude), float(facility.shown_longitude))
        yield Place(facility.label, shown, facility.shown_at)
    exact = precision.read(facility.position)
    if exact is not None:
        yield Place(facility.position_label, Spot(exact.latitude, exact.longitude), EXACT)
