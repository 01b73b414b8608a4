"""Items of equipment: accepted where they are used, what happens to them, and their certificates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.actions.ledger import NOBODY, Holder, movements_of
from kerege.inventory.actions.lots import holder, own_lot, write_movement
from kerege.inventory.models import Item, ItemCertificate, ItemEvent, Tester
from kerege.inventory.rules.cards import code, day_before, free_line, listed
from kerege.inventory.rules.certificates import (
    Certificate,
    Event,
    a_year_after,
    check_certificate,
    check_event,
    serial_of,
)
from kerege.inventory.rules.keepers import check_keeper
from kerege.inventory.rules.ledger import Account, Movement, held
from kerege.inventory.words.equipment import (
    LONGER_THAN_A_YEAR,
    NO_PLACE_TO_GO,
    NO_PROOF,
    NO_SERIAL,
    NOT_QUALIFIED,
    SERIAL_ELSEWHERE,
    STANDARDS,
    TOO_MANY_ITEMS,
    Condition,
    EquipmentKind,
    Happening,
    Outcome,
    Stage,
)
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.sharing.rules import viewer_of


def accept_items(
    *,
    by: Actor,
    lot: str,
    serials: Iterable[str],
    on: date,
    condition: str,
    facility: str = "",
    organisation: str = "",
    today: date | None = None,
) -> list[Item]:
    """Accept pieces that were handed over, each with its serial number. Those that are accepted already
    stay as they are.

    Refuses inventory.in_future, inventory.no_serial, inventory.serial_elsewhere, inventory.too_many_items,
    inventory.unknown_code, and what actions.lots.own_lot and holder refuse.
    """
    found, day = own_lot(by=by, lot=lot), today or localdate()
    day_before(on, field="on", today=day)
    taker = holder(by=by, facility=facility, organisation=organisation)
    state = code(condition, Condition, field="condition")
    numbers = list(dict.fromkeys(serial_of(each) for each in serials))
    if not numbers:
        raise Refusal(NO_SERIAL, field="serials")
    with checking():
        known = {n: _with_serial(found, n) for n in numbers}
        for item in known.values():
            if item is not None and (item.lot_id, _place(item)) != (found.pk, taker.key):
                raise Refusal(SERIAL_ELSEWHERE, field="serials")
        new = [number for number, item in known.items() if item is None]
        _check_room(by, found, taker, len(new), on)
    if new:
        with act("inventory.items.accepted", by=by, owner=found.owner) as done:
            for number in new:
                known[number] = _accept(found, taker, number, on, state)
            done.about = found.uid
            done.note(items=len(new))
    return [item for item in known.values() if item is not None]


def record_happening(
    *,
    by: Actor,
    item: str,
    what: str,
    on: date,
    facility: str = "",
    organisation: str = "",
    note: str = "",
    today: date | None = None,
) -> ItemEvent:
    """Record what happened to an item. A move takes its piece of the lot along in the ledger, a disposal writes it off.
    The same on the same day again changes nothing.

    Whatever the certificate says, what happened is recorded. Refuses inventory.in_future, inventory.unknown_code,
    inventory.no_place_to_go, and what `own_item`, rules.certificates.check_event and actions.lots.holder refuse.
    """
    found, day = own_item(by=by, item=item), today or localdate()
    day_before(on, field="on", today=day)
    event = Event(on, Happening(code(what, Happening, field="what")))
    taker = holder(by=by, facility=facility, organisation=organisation)
    if event.what == Happening.MOVED and not taker.key:
        raise Refusal(NO_PLACE_TO_GO, field="facility")
    with checking():
        rows = list(ItemEvent.objects.inside_action().filter(item=found))
        same = next((r for r in rows if r.plain() == event and (not taker.key or _place(r) == taker.key)), None)
        if same is not None:
            return same  # type: ignore[no-any-return]
        check_event([row.plain() for row in rows], event)
        giver = Holder(found.facility, found.organisation)
    with act("inventory.item.changed", by=by, owner=found.owner) as done:
        row = _write_event(found, event, taker if event.what == Happening.MOVED else NOBODY, note)
        _follow(by, found, event, giver, taker)
        done.about = found.uid
        done.note(what=event.what.value)
    return row


def certify_item(
    *,
    by: Actor,
    item: str,
    tester: str,
    on: date,
    outcome: str,
    until: date | None = None,
    standard: str = "",
    number: str = "",
    today: date | None = None,
) -> ItemCertificate:
    """Record a test of an item by an organisation (`tester`) that is qualified for its kind on that day. Without
    `until` it holds for a year, the longest that it may. The same again changes nothing.

    Refuses inventory.in_future, inventory.not_qualified, inventory.longer_than_a_year, inventory.unknown_code, and what
    `own_item` and rules.certificates.check_certificate refuse.
    """
    found, day = own_item(by=by, item=item), today or localdate()
    day_before(on, field="on", today=day)
    test = Certificate(on, Outcome(code(outcome, Outcome, field="outcome")), until or a_year_after(on))
    if test.until > a_year_after(on):
        raise Refusal(LONGER_THAN_A_YEAR, field="until", until=a_year_after(on).isoformat())
    paper = free_line(number, field="number", most=80)
    with checking():
        same = ItemCertificate.objects.inside_action().filter(item=found, on=on, number=paper).first()
        if same is not None and same.plain() == test:
            return same  # type: ignore[no-any-return]
        check_certificate([row.plain() for row in ItemEvent.objects.inside_action().filter(item=found)], test)
        qualified = _qualified(tester, found.kind, on)
    with act("inventory.item.certified", by=by, owner=found.owner) as done:
        row = ItemCertificate(
            item=found,
            organisation=qualified,
            on=on,
            until=test.until,
            outcome=test.outcome.value,
            number=paper,
            **_kept(found),
        )
        row.standard = free_line(standard, field="standard", most=60) or next(iter(STANDARDS.get(_kind(found), ())), "")
        row.save()
        done.about = found.uid
        done.note(outcome=test.outcome.value)
    return row


def record_tester(
    *,
    by: Actor,
    owner: str,
    organisation: str,
    kinds: Iterable[str],
    proof: str,
    start: date,
    until: date | None = None,
    label: Sensitivity = Sensitivity.REGIONAL,
    synthetic: bool = False,
) -> Tester:
    """Record that an organisation is qualified to test kinds of equipment, and what proves it. The same proof again
    replaces kinds and days; the same altogether changes nothing.

    Refuses people.not_yours, people.unknown_key, inventory.unknown_code, inventory.no_proof,
    periods.end_before_start, text.*.
    """
    check_may(by, Deed.RECORD_RESOURCE, owner)
    paper = free_line(proof, field="proof")
    if not paper:
        raise Refusal(NO_PROOF, field="proof")
    Period(start, until)
    who = people.organisation(organisation)
    content = {"kinds": listed(kinds, EquipmentKind, field="kinds"), "start": start, "until": until, "label": label}
    with checking():
        found = Tester.objects.inside_action().filter(owner=owner, organisation=who, proof=paper).first()
        if found is not None and all(getattr(found, name) == value for name, value in content.items()):
            return found  # type: ignore[no-any-return]
    with act("inventory.tester.recorded", by=by, owner=owner) as done:
        row = found or Tester(owner=owner, organisation=who, proof=paper, synthetic=synthetic)
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
        done.about = row.uid
    return row


def own_item(*, by: Actor, item: str) -> Item:
    """The item with this uid, or with this lot and serial number ("cabinets/SN-1"), for whoever keeps its place.

    Refuses records.nothing_there, people.not_yours, inventory.not_your_facility. Of an item above the clearance that
    the actor's roles give, nobody learns more than that nothing is there.
    """
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    found = named(Item, uid=_uid(item), whose=lambda owner: by.is_system or reader.clearance_for(owner) > 0)
    with checking():
        place = found.facility.organisation if found.facility else found.organisation
        check_keeper(by, found.owner, place.key if place else "")
    return found


def _uid(item: str) -> Any:
    lot, slash, serial = str(item).rpartition("/")
    if not slash:
        return uid_or_none(item)
    with checking():
        rows = Item.objects.inside_action().filter(lot__key=lot, serial_aside__value=serial_of(serial))
        return rows.values_list("uid", flat=True).first()


def _with_serial(lot: Any, serial: str) -> Item | None:
    alike = Item.objects.inside_action().filter(kind=lot.kind, maker=lot.maker, model=lot.model)
    found: Item | None = alike.filter(serial_aside__value=serial).select_related("facility", "organisation").first()
    return found


def _place(row: Any) -> str:
    return str(getattr(row.facility or row.organisation, "key", ""))


def _check_room(by: Actor, lot: Any, taker: Holder, new: int, on: date) -> None:
    there = held([each.plain() for each in movements_of(by=by, lot=lot)], holder=taker.key, on=on)
    accepted = Item.objects.inside_action().filter(lot=lot, **taker.columns())
    gone = ItemEvent.objects.inside_action().filter(what=Happening.DISPOSED.value).values("item_id")
    count = accepted.exclude(id__in=gone).count()
    if new and count + new > there:
        raise Refusal(TOO_MANY_ITEMS, field="serials", held=there, holder=taker.key, accepted=count)


def _accept(lot: Any, taker: Holder, serial: str, on: date, condition: str) -> Item:
    item = Item(
        lot=lot,
        owner=lot.owner,
        label=lot.label,
        synthetic=lot.synthetic,
        kind=lot.kind,
        maker=lot.maker,
        model=lot.model,
        territory_id=taker.facility.territory_id if taker.facility else lot.territory_id,
        accepted_on=on,
        condition=condition,
        **taker.columns(),
    )
    item.serial = serial
    item.save()
    _write_event(item, Event(on, Happening.ACCEPTED), NOBODY, "")
    return item


def _write_event(item: Item, event: Event, taker: Holder, note: str) -> ItemEvent:
    row = ItemEvent(item=item, on=event.on, what=event.what.value, **taker.columns(), **_kept(item))
    row.note = free_line(note, field="note", most=500)
    row.save()
    return row


def _follow(by: Actor, item: Item, event: Event, giver: Holder, taker: Holder) -> None:
    """The ledger follows what happened to one piece."""
    stage = {Happening.MOVED: Stage.HELD, Happening.DISPOSED: Stage.WRITTEN_OFF}.get(event.what)
    if stage is None or (stage == Stage.HELD and giver.key == taker.key):
        return
    goes_to = taker if stage == Stage.HELD else NOBODY
    step = Movement(event.on, Account(Stage.HELD, giver.key), Account(stage, goes_to.key), 1)
    write_movement(by=by, lot=item.lot, step=step, giver=giver, taker=goes_to, document=str(item.uid))
    if stage == Stage.HELD:
        item.facility, item.organisation = taker.facility, taker.organisation
        item.territory_id = taker.facility.territory_id if taker.facility else item.territory_id
        item.save()


def _qualified(tester: str, kind: str, on: date) -> Any:
    """The organisation, if it has a qualification for the kind that holds on the day."""
    who = people.organisation(tester)
    rows = Tester.objects.inside_action().filter(organisation=who, kinds__contains=f" {kind} ", start__lte=on)
    for row in rows.order_by("-start", "id"):
        if row.until is None or on < row.until:
            return who
    raise Refusal(NOT_QUALIFIED, field="tester", tester=who.key, kind=kind, day=on.isoformat())


def _kept(item: Item) -> dict[str, Any]:
    return {"owner": item.owner, "label": item.label, "synthetic": item.synthetic}


def _kind(item: Item) -> EquipmentKind:
    return EquipmentKind(item.kind)
