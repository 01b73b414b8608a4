"""The card of one facility, with everything that belongs to it and that its reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import (
    Accreditation,
    Containment,
    Facility,
    FacilityChange,
    FacilitySource,
    FacilityUnit,
    Proficiency,
)
from kerege.inventory.queries.facilities import FacilityLine, lines_of
from kerege.inventory.rules.cards import read_contacts, read_staff
from kerege.inventory.rules.completeness import Completeness, completeness
from kerege.inventory.rules.standing import level_name, proof_on, rank
from kerege.inventory.words import Proof
from kerege.lib.figures import SourceRef
from kerege.records.citing import cited
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class UnitLine:
    uid: str
    name: str
    functions: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class ContainmentLine:
    """A level. `proved` is true while rooms, a body and a day stand behind it; else it is a claim, and shown as one."""

    uid: str
    unit: str
    scheme: str
    level: int
    level_name: str
    proof: Proof
    claimed_on: date
    rooms: int | None
    area: int | None
    airflow_checked: bool | None
    body: str
    certificate: str
    verified_on: date | None
    until: date | None

    @property
    def proved(self) -> bool:
        return self.proof in {Proof.DOCUMENTED, Proof.VERIFIED_ON_SITE}


@dataclass(frozen=True)
class AccreditationLine:
    uid: str
    scheme: str
    number: str
    body: str
    scope: str
    start: date
    until: date | None
    expired: bool


@dataclass(frozen=True)
class RoundLine:
    """One round of proficiency testing; `expired` where what it shows is over."""

    uid: str
    provider: str
    subject: str
    on: date
    result: str
    until: date | None
    expired: bool


@dataclass(frozen=True)
class Change:
    """One field that changed. `old` and `new` are empty where only the name of the field is kept."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryLine:
    """What was done with the card on a day."""

    on: date
    what: str
    version: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FacilityCard:
    """One facility. Of lists the reader sees what the own clearance reaches; what is withheld of a field says so.

    `completeness` is None for a reader from whom something is withheld: it would tell what is filled.
    """

    line: FacilityLine
    address: str | Withheld
    contacts: list[tuple[str, str]] | Withheld
    staff: list[tuple[str, int]] | Withheld
    waste: tuple[str, ...]
    transport: tuple[str, ...]
    packages: tuple[str, ...]
    note: str
    shown_at: str
    units: tuple[UnitLine, ...]
    containment: tuple[ContainmentLine, ...]
    accreditations: tuple[AccreditationLine, ...]
    rounds: tuple[RoundLine, ...]
    history: tuple[HistoryLine, ...]
    sources: tuple[SourceRef, ...]
    completeness: Completeness | None


def facility(viewer: Viewer, key: str, *, on: date, lang: str = "en") -> FacilityCard | None:
    """The card with this key; None where there is none on the day that the viewer may see."""
    rows = Facility.objects.seen_by(viewer).filter(key=key).select_related("unit", "place", "organisation")
    row = rows.one()
    if row is None or (row.opened_on is not None and row.opened_on > on):
        return None
    return _card(viewer, row, lines_of(viewer, [row], on=on, lang=lang)[0], on)


def sources_of(ids: Iterable[int]) -> dict[int, tuple[SourceRef, ...]]:
    """The pages that each of these facilities cites; one query for all of them."""
    return cited(FacilitySource, "facility", ids)


def key_by_uid(viewer: Viewer, uid: Any) -> str:
    """The key of the facility with this uid; empty where there is none that the viewer may see."""
    row = Facility.objects.seen_by(viewer).filter(uid=uid).one()
    return row.key if row is not None else ""


def _card(viewer: Viewer, row: Any, line: FacilityLine, on: date) -> FacilityCard:
    units = FacilityUnit.objects.seen_by(viewer).filter(facility_id=row.id).order_by("title").seen()
    accreditations = _accreditations(viewer, row, on)
    containment = _containment(viewer, row, {u.id: u.title for u in units}, on)
    contacts = row.contacts if row.contacts is WITHHELD else read_contacts(row.contacts)
    staff = row.staff if row.staff is WITHHELD else read_staff(row.staff)
    return FacilityCard(
        line=line,
        address=row.address,
        contacts=contacts,
        staff=staff,
        waste=tuple(row.waste.split()),
        transport=tuple(row.transport.split()),
        packages=tuple(row.packages.splitlines()),
        note=row.note,
        shown_at=row.shown_at,
        units=tuple(UnitLine(str(u.uid), u.title, tuple(u.functions.split()), u.note) for u in units),
        containment=containment,
        accreditations=accreditations,
        rounds=_rounds(viewer, row, on),
        history=_history(viewer, row, on),
        sources=sources_of([row.id]).get(row.id, ()),
        completeness=None if line.withheld else completeness(_filled(row, line, bool(accreditations))),
    )


def _filled(row: Any, line: FacilityLine, quality: bool) -> dict[str, bool]:
    told = {
        "names": len({n.lang for n in line.names if n.end is None}) > 1,
        "place": bool(line.place or line.unit),
        "position": line.where is not None and line.where.exact,
        "organisation": bool(line.organisation),
        "ownership": line.ownership != "not_recorded",
        "quality": quality,
        "verified_on": line.verified_on is not None,
    }
    plain = ("kind", "sectors", "capabilities", "contacts", "functions", "languages", "staff", "waste", "transport")
    return told | {name: bool(getattr(row, name)) for name in plain}


def _containment(viewer: Viewer, row: Any, units: dict[int, str], on: date) -> tuple[ContainmentLine, ...]:
    found = Containment.objects.seen_by(viewer).filter(facility_id=row.id).order_by("id").seen()
    lines = [
        ContainmentLine(
            uid=str(c.uid),
            unit=units.get(c.unit_id, ""),
            scheme=c.scheme,
            level=c.level,
            level_name=level_name(c.scheme, c.level),
            proof=proof_on(c.proof, until=c.until, on=on),
            claimed_on=c.claimed_on,
            rooms=c.rooms,
            area=c.area,
            airflow_checked=c.airflow_checked,
            body=c.body,
            certificate=c.certificate,
            verified_on=c.verified_on,
            until=c.until,
        )
        for c in found
    ]
    return tuple(sorted(lines, key=lambda c: (-rank(c.scheme, c.level), c.scheme, c.unit)))


def _accreditations(viewer: Viewer, row: Any, on: date) -> tuple[AccreditationLine, ...]:
    found = Accreditation.objects.seen_by(viewer).filter(facility_id=row.id).order_by("-start", "id").seen()
    return tuple(
        AccreditationLine(
            str(a.uid), a.scheme, a.number, a.body, a.scope, a.start, a.until, a.until is not None and a.until <= on
        )
        for a in found
    )


def _rounds(viewer: Viewer, row: Any, on: date) -> tuple[RoundLine, ...]:
    found = Proficiency.objects.seen_by(viewer).filter(facility_id=row.id).order_by("-on", "id").seen()
    return tuple(
        RoundLine(str(r.uid), r.provider, r.subject, r.on, r.result, r.until, r.until is not None and r.until <= on)
        for r in found
    )


def _history(viewer: Viewer, row: Any, on: date) -> tuple[HistoryLine, ...]:
    found = FacilityChange.objects.seen_by(viewer).filter(facility_id=row.id, on__lte=on).order_by("-id")[:50].seen()
    return tuple(HistoryLine(c.on, c.what, c.version, tuple(_changes(c.changes.splitlines()))) for c in found)


def _changes(lines: Iterable[str]) -> Iterable[Change]:
    for line in lines:
        name, _, told = line.partition("\t")
        old, _, new = told.partition("\t")
        yield Change(name, old, new)
