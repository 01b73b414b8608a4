"""Items of equipment for readers, with how they stand on a day, and who is qualified to test them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from kerege.inventory.models import Facility, Item, ItemCertificate, ItemEvent, Lot, Tester
from kerege.inventory.queries.whereabouts import HolderRef, Holders
from kerege.inventory.rules.certificates import Certificate, Event, Standing, standing
from kerege.inventory.words.equipment import Certified, EquipmentKind, Happening, Outcome
from kerege.people import queries as people
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer

MOST = 20_000
"""So many items are read for one list at most; a list of more is asked for by country."""
NEEDS_WORK = (Certified.NEVER, Certified.DUE_SOON, Certified.EXPIRED, Certified.DUE_AGAIN, Certified.FAILED)
"""How an item stands for which somebody has to call a tester."""


@dataclass(frozen=True)
class ItemLine:
    """One item as on a day."""

    uid: str
    owner: str
    lot: str
    kind: str
    maker: str
    model: str
    serial: str | Withheld
    territory: str
    holder: HolderRef
    accepted_on: date
    condition: str
    standing: Standing
    synthetic: bool


@dataclass(frozen=True)
class EventLine:
    on: date
    what: Happening
    holder: HolderRef
    note: str


@dataclass(frozen=True)
class CertificateLine:
    on: date
    until: date
    outcome: Outcome
    standard: str
    number: str
    tester: str


@dataclass(frozen=True)
class ItemPage:
    item: ItemLine
    events: tuple[EventLine, ...]
    certificates: tuple[CertificateLine, ...]


@dataclass(frozen=True)
class TesterLine:
    uid: str
    owner: str
    organisation: str
    kinds: tuple[EquipmentKind, ...]
    proof: str
    start: date
    until: date | None


def items(
    viewer: Viewer,
    *,
    on: date,
    territory: str = "",
    kind: str = "",
    facility: str = "",
    certified: Collection[str] = (),
    lot: str = "",
    project: str = "",
) -> list[ItemLine]:
    """Items that were accepted by the day, with how they stood at its end, by country and kind.

    `certified` keeps those that stand so, `project` those of its lots. Three queries beside those for the holders,
    whatever their number.
    """
    wanted = {"territory_id": territory, "kind": kind}
    rows = Item.objects.seen_by(viewer).filter(accepted_on__lte=on, **{n: v for n, v in wanted.items() if v})
    if lot:
        rows = rows.filter(lot_id__in=Lot.objects.seen_by(viewer).filter(key=lot).values("id"))
    if project:
        rows = rows.filter(lot_id__in=Lot.objects.seen_by(viewer).filter(project_key=project).values("id"))
    if facility:
        rows = rows.filter(facility_id__in=Facility.objects.seen_by(viewer).filter(key=facility).values("id"))
    found = rows.order_by("territory_id", "kind", "id")[:MOST].seen()
    lines = _item_lines(viewer, found, on)
    return [line for line in lines if not certified or line.standing.certified in certified]


def item(viewer: Viewer, uid: str, *, on: date) -> ItemPage | None:
    """One item; None where there is none that the viewer may see. What came after the day is left out."""
    found = Item.objects.seen_by(viewer).filter(uid=uid, accepted_on__lte=on).one()
    if found is None:
        return None
    events = ItemEvent.objects.seen_by(viewer).filter(item_id=found.id, on__lte=on).order_by("-on", "-id").seen()
    tests = ItemCertificate.objects.seen_by(viewer).filter(item_id=found.id, on__lte=on).order_by("-on", "-id").seen()
    known = Holders(viewer, events, ("",))
    testers = people.organisation_keys({t.organisation_id for t in tests})
    return ItemPage(
        _item_lines(viewer, [found], on)[0],
        tuple(EventLine(e.on, Happening(e.what), known.of(e, ""), e.note) for e in events),
        tuple(
            CertificateLine(t.on, t.until, Outcome(t.outcome), t.standard, t.number, testers.get(t.organisation_id, ""))
            for t in tests
        ),
    )


def accepted_by_country(viewer: Viewer, *, on: date) -> dict[str, date]:
    """The countries of which the viewer may see an item, each with the last day on which one was accepted."""
    rows = Item.objects.seen_by(viewer).filter(accepted_on__lte=on).order_by().values("territory_id")
    return {row["territory_id"]: row["last"] for row in rows.annotate(last=Max("accepted_on"))}


def qualified_testers(viewer: Viewer, *, on: date, kind: str = "") -> list[TesterLine]:
    """Organisations that are qualified on the day, for one kind where it is named: who in the region can certify it."""
    rows = Tester.objects.seen_by(viewer).filter(start__lte=on)
    if kind:
        rows = rows.filter(kinds__contains=f" {kind} ")
    found = [row for row in rows.order_by("id").seen() if row.until is None or on < row.until]
    keys = people.organisation_keys({row.organisation_id for row in found})
    lines = [
        TesterLine(
            str(row.uid),
            row.owner,
            keys.get(row.organisation_id, ""),
            tuple(EquipmentKind(k) for k in row.kinds.split()),
            row.proof,
            row.start,
            row.until,
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.organisation, line.proof))


def _item_lines(viewer: Viewer, found: list[Any], on: date) -> list[ItemLine]:
    ids = [row.id for row in found]
    events: defaultdict[int, list[Event]] = defaultdict(list)
    of_items = ItemEvent.objects.seen_by(viewer).filter(item_id__in=ids, on__lte=on)
    for of, day, what in of_items.order_by("on", "id").values_list("item_id", "on", "what"):
        events[of].append(Event(day, Happening(what)))
    tests: defaultdict[int, list[Certificate]] = defaultdict(list)
    tested = ItemCertificate.objects.seen_by(viewer).filter(item_id__in=ids, on__lte=on)
    for of, day, outcome, until in tested.order_by("on", "id").values_list("item_id", "on", "outcome", "until"):
        tests[of].append(Certificate(day, Outcome(outcome), until))
    known = Holders(viewer, found, ("",))
    keys = dict(Lot.objects.seen_by(viewer).filter(id__in={r.lot_id for r in found}).values_list("id", "key"))
    return [
        ItemLine(
            str(row.uid),
            row.owner,
            keys.get(row.lot_id, ""),
            row.kind,
            row.maker,
            row.model,
            row.serial,
            row.territory_id,
            known.of(row, ""),
            row.accepted_on,
            row.condition,
            standing(EquipmentKind(row.kind), events[row.id], tests[row.id], on=on),
            row.synthetic,
        )
        for row in found
    ]
