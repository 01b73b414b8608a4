"""Keeping the index of facilities: it follows every act that touches one (records.following)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from kerege.inventory.models import (
    Cluster,
    Containment,
    Facility,
    FacilityName,
    FacilityPosition,
    FacilityUnit,
    Findable,
    Tally,
)
from kerege.inventory.queries.facilities import EXACT
from kerege.inventory.rules import precision, sums
from kerege.inventory.rules.findable import Place, Told, rows
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.geo import Spot
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.following import follow
from kerege.records.sums import add_to_sums

AT_ONCE = 500
MADE_OF: dict[Any, str] = {
    Facility: "id",
    FacilityPosition: "record_id",
    FacilityName: "facility_id",
    FacilityUnit: "facility_id",
    Containment: "facility_id",
}
"""What a row of the index is made of, with the way to the facility."""
SAID = tuple(f.name for f in Findable._meta.concrete_fields if f.name not in {"id", "uid", "facility"})
CLUSTERS, TALLIES = "clusters", "tallies"


def index_facilities(*, by: Actor) -> int:
    """Make the whole index anew, after a change of how it is made; how many facilities. Refuses people.not_yours."""
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    with checking():
        ids = list(Facility.objects.inside_action().values_list("id", flat=True))
    with act("inventory.index.made", by=by, about="inventory.index", facilities=len(ids)):
        for model in (Cluster, Tally, Findable):
            model.objects.inside_action().delete()
        _remake(set(ids))
    return len(ids)


def findable_of(*, by: Actor, facility: Facility, names: Iterable[FacilityName]) -> list[Findable]:
    """The rows of the index for a facility that is recorded with these names and nothing else; not saved.

    Refuses nothing.
    """
    return _rows(facility, [Told(name.label, names=(name.text,)) for name in names])


def index_new(*, by: Actor, found: Sequence[Findable]) -> None:
    """Write rows that `findable_of` made, now that their facilities have numbers, and add them to the sums. Inside an
    act that marks nothing (records.following.written_along). Refuses nothing.
    """
    Findable.objects.bulk_insert(found)
    _add_up((), [sums.Counted(*(getattr(row, name) for name in sums.COLUMNS)) for row in found])


def _remake(ids: set[int]) -> None:
    """The rows of these facilities as they are now, and the sums over them; of one that is gone there are none."""
    for some in _in_parts(sorted(ids)):
        before = _counted(some)
        Findable.objects.inside_action().filter(facility__in=some).delete()
        Findable.objects.bulk_create(_made(some), batch_size=AT_ONCE)
        _add_up(before, _counted(some))


def _in_parts(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = list(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def _made(ids: Sequence[int]) -> list[Findable]:
    """What the index has to say of these facilities."""
    facilities = list(Facility.objects.inside_action().filter(id__in=list(ids)).select_related("unit", "place"))
    parts = _parts([f.id for f in facilities])
    return [made for f in facilities for made in _rows(f, parts[f.id])]


def _counted(ids: Sequence[int]) -> list[sums.Counted]:
    rows = Findable.objects.inside_action().filter(facility__in=list(ids))
    return [sums.Counted(*row) for row in rows.values_list(*sums.COLUMNS)]


def _add_up(before: Sequence[sums.Counted], after: Sequence[sums.Counted]) -> None:
    """Bring the sums from the rows before to those after. What did not change touches no sum."""
    clusters: sums.Sums = {}
    tallies: sums.Sums = {}
    for counted, sign in ((before, -1), (after, 1)):
        sums.clusters(counted, sign=sign, into=clusters)
        sums.tallies(counted, sign=sign, into=tallies)
    add_to_sums(Cluster, sums.CLUSTER_KEYS, sums.CLUSTER_SUMS, clusters)
    add_to_sums(Tally, sums.TALLY_KEYS, sums.TALLY_SUMS, tallies)


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
    yield ("run", facility.ownership)
    for kind, codes in (
        ("sector", facility.sectors),
        ("can", facility.capabilities),
        ("function", facility.functions),
        ("speaks", facility.languages),
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


# -- is it right -------------------------------------------------------------------------------------------------------
def index_faults(*, by: Actor) -> list[str]:
    """What of the index is not as the cards say: keys of facilities (or “#” and a number, where the facility is gone),
    and the words "clusters" and "tallies" for sums that do not add up. Empty where all is in order.

    It makes every row anew, to compare, and keeps none. Refuses people.not_yours.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    clusters: sums.Sums = {}
    tallies: sums.Sums = {}
    with checking():
        known = dict(Facility.objects.inside_action().order_by("id").values_list("id", "key"))
        found = _of_nothing()
        for some in _in_parts(known):
            found += _different(known, some)
            counted = _counted(some)
            sums.clusters(counted, sign=1, into=clusters)
            sums.tallies(counted, sign=1, into=tallies)
        if _kept(Cluster, sums.CLUSTER_KEYS, sums.CLUSTER_SUMS) != clusters:
            found.append(CLUSTERS)
        if _kept(Tally, sums.TALLY_KEYS, sums.TALLY_SUMS) != tallies:
            found.append(TALLIES)
    return found


def _of_nothing() -> list[str]:
    """Rows of facilities that there are not."""
    rows = Findable.objects.inside_action().exclude(facility__in=Facility.objects.inside_action().values("id"))
    return [f"#{number}" for number in rows.order_by("facility_id").values_list("facility_id", flat=True).distinct()]


def _different(known: dict[int, str], ids: Sequence[int]) -> list[str]:
    there = _by_facility(Findable.objects.inside_action().filter(facility__in=list(ids)))
    wanted = _by_facility(_made(ids))
    return [known[number] for number in ids if there[number] != wanted[number]]


def _by_facility(rows: Iterable[Findable]) -> defaultdict[int, set[tuple[Any, ...]]]:
    """What rows say, without their own numbers."""
    found: defaultdict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in rows:
        found[row.facility_id].add(tuple(getattr(row, name) for name in SAID))
    return found


def _kept(model: Any, keys: Sequence[str], columns: Sequence[str]) -> sums.Sums:
    rows = model.objects.inside_action().order_by().values_list(*keys, *columns)
    return {tuple(row[: len(keys)]): list(row[len(keys) :]) for row in rows.iterator(chunk_size=5_000)}


def index_gaps(*, by: Actor) -> int:
    """How many facilities have no row in the index, or are gone and have one still: a quick look at numbers alone.
    Refuses people.not_yours.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    with checking():
        known = set(Facility.objects.inside_action().values_list("id", flat=True))
        rows = set(Findable.objects.inside_action().order_by().values_list("facility_id", flat=True).distinct())
    return len(known ^ rows)
