"""What facilities count as: each with its values by a dimension, as far as somebody may read them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import Accreditation, Containment, Facility, FacilityName
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.listing import chosen
from kerege.inventory.rules import precision
from kerege.inventory.rules.cards import read_staff
from kerege.inventory.rules.completeness import completeness
from kerege.inventory.rules.counting import band, containment_code
from kerege.inventory.rules.standing import is_stale, proof_on
from kerege.inventory.words import Ownership, Proof, StaffRole
from kerege.inventory.words import Standing as FacilityStanding
from kerege.inventory.words.statistics import Dimension, Freshness
from kerege.records.viewers import Viewer

Values = dict[int, tuple[str, ...]]
_COLUMNS = ("id", "owner", "territory_id", "kind", "standing", "ownership", "sectors", "capabilities", "confirmed_on")
_WEIGHED = ("kind", "sectors", "capabilities", "functions", "languages", "waste", "transport", "ownership")
_POINTS = ("place_id", "unit_id", "organisation_id", "verified_on")
_ASIDE = ("position", "contacts", "staff")
_ROLES = {role.value for role in StaffRole}


@dataclass(frozen=True)
class Member:
    """A facility that is counted. `group` is whose it is and where; `open` its values by what everybody sees of it."""

    id: int
    owner: str
    territory: str
    open: dict[Dimension, tuple[str, ...]]


def members(viewer: Viewer, choice: Choice, *, on: date) -> list[Member]:
    """The facilities of a choice that the viewer may see, without those that are closed: as the list has them."""
    rows = chosen(viewer, choice, on=on).exclude(standing=FacilityStanding.CLOSED).order_by("id").values(*_COLUMNS)
    return [_member(row, on) for row in rows.iterator(chunk_size=2000)]


def _member(row: dict[str, Any], on: date) -> Member:
    stale = Freshness.STALE if is_stale(row["confirmed_on"], on=on) else Freshness.FRESH
    return Member(
        row["id"],
        row["owner"],
        row["territory_id"],
        {
            Dimension.COUNTRY: (row["territory_id"],),
            Dimension.SECTOR: tuple(row["sectors"].split()),
            Dimension.KIND: (row["kind"],),
            Dimension.CAPABILITY: tuple(row["capabilities"].split()),
            Dimension.STANDING: (row["standing"],),
            Dimension.OWNERSHIP: (row["ownership"],),
            Dimension.FRESHNESS: (stale.value,),
        },
    )


def closed(viewer: Viewer, dimension: Dimension, *, on: date) -> Values:
    """What this viewer may read of every facility by a closed dimension; facilities without a value are left out."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for of, value in _CLOSED[dimension](viewer, on):
        found[of][value] = None
    return {of: tuple(values) for of, values in found.items()}


def _claimed(viewer: Viewer, on: date) -> Iterator[tuple[int, str]]:
    for of, scheme, level, _ in _levels(viewer, on):
        yield of, containment_code(scheme, level)


def _proved(viewer: Viewer, on: date) -> Iterator[tuple[int, str]]:
    for of, scheme, level, proof in _levels(viewer, on):
        if proof in {Proof.DOCUMENTED, Proof.VERIFIED_ON_SITE}:
            yield of, containment_code(scheme, level)


def _levels(viewer: Viewer, on: date) -> Iterator[tuple[int, str, int, Proof]]:
    rows = Containment.objects.seen_by(viewer).filter(claimed_on__lte=on).order_by("id")
    for of, scheme, level, proof, until in rows.values_list("facility_id", "scheme", "level", "proof", "until"):
        yield of, scheme, level, proof_on(proof, until=until, on=on)


def _staff(viewer: Viewer, on: date) -> Iterator[tuple[int, str]]:
    for of, role, _ in staff(viewer):
        yield of, role


def staff(viewer: Viewer) -> Iterator[tuple[int, str, int]]:
    """Facility, role and number of people, of the cards whose numbers the viewer may read."""
    rows = Facility.objects.seen_by(viewer).reveal("staff").order_by("id").values_list("id", "staff_seen")
    for of, text in rows.iterator(chunk_size=2000):
        yield from ((of, role, count) for role, count in read_staff(text or "") if role in _ROLES and count)


def _complete(viewer: Viewer, on: date) -> Iterator[tuple[int, str]]:
    """Cards from which something is withheld have no score here either: it would tell what is filled."""
    languages: defaultdict[int, set[str]] = defaultdict(set)
    present = FacilityName.objects.seen_by(viewer).filter(end__isnull=True)
    for of, lang in present.order_by().values_list("facility_id", "lang"):
        languages[of].add(lang)
    accredited = set(Accreditation.objects.seen_by(viewer).order_by().values_list("facility_id", flat=True))
    seen = [f"{name}_seen" for name in _ASIDE]
    rows = Facility.objects.seen_by(viewer).reveal(*_ASIDE).order_by("id").values("id", *_WEIGHED, *_POINTS, *seen)
    for row in rows.iterator(chunk_size=2000):
        if all(row[name] is not None for name in seen):
            yield row["id"], band(completeness(_filled(row, languages[row["id"]], row["id"] in accredited)).percent)


def _filled(row: dict[str, Any], languages: set[str], quality: bool) -> dict[str, bool]:
    """As the card of one facility weighs them (queries.cards)."""
    told = {name: bool(row[name]) for name in _WEIGHED} | {
        "names": len(languages) > 1,
        "place": row["place_id"] is not None or row["unit_id"] is not None,
        "position": precision.read(row["position_seen"]) is not None,
        "contacts": bool(row["contacts_seen"]),
        "staff": bool(row["staff_seen"]),
        "organisation": row["organisation_id"] is not None,
        "ownership": row["ownership"] != Ownership.NOT_RECORDED,
        "quality": quality,
        "verified_on": row["verified_on"] is not None,
    }
    return told


_CLOSED = {
    Dimension.CLAIMED: _claimed,
    Dimension.PROVED: _proved,
    Dimension.STAFF: _staff,
    Dimension.COMPLETE: _complete,
}
