"""Writing what rows say, many at a time: made ready first, then recorded and changed inside one act.

What comes of it is what the actions for single cards would leave behind, record by record and act by act; a test holds
the two against each other. Rows that these actions have to judge by themselves (a card of the same origin appeared
meanwhile) are handed to them.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.inventory.actions.changes import CHANGED
from kerege.inventory.actions.changing import Names, make_change, names_now
from kerege.inventory.actions.facilities import free_numbers, record_facility
from kerege.inventory.actions.finding import findable_of
from kerege.inventory.actions.importing.comparing import cards_by_uid, change_by_row
from kerege.inventory.actions.importing.pile import Pile, write_pile
from kerege.inventory.actions.importing.snapshot import snapshot
from kerege.inventory.actions.making import RECORDED, Card, card_of, history_of, name_of
from kerege.inventory.models import Facility, FacilityName, FacilitySource, Findable, ImportRow, SheetImport
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.rules.import_rows import recordable
from kerege.inventory.rules.keys import key_of
from kerege.inventory.words.importing import CARD_GONE, Done, Outcome
from kerege.journal.actions import OpenAct
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor

AT_ONCE = 1_000
"""Rows that are written with the same statements."""


@dataclass
class Made:
    """A facility with what is recorded beside it, none of it saved."""

    facility: Facility
    names: list[FacilityName]
    index: list[Findable]


@dataclass
class Ready:
    """A row with the card that it makes; without one where it changes a card that is there, or was refused."""

    row: ImportRow
    card: Card | None = None
    made: Made | None = None
    refused: bool = False


def prepared(
    *, by: Actor, batch: SheetImport, rows: Sequence[ImportRow], on_step: Callable[[int], None]
) -> list[Ready]:
    """The cards that the rows make; a row that is refused has its error. Inside an open check. `on_step` is told how
    many rows are done.

    Refuses nothing: what a card refuses stands at its row.
    """
    known, ready = LookedUp(), [Ready(row) for row in rows]
    for start in range(0, len(ready), AT_ONCE):
        some = ready[start : start + AT_ONCE]
        for each in some:
            if each.row.outcome == Outcome.NEW:
                _prepare(by, batch, each, known)
        numbers = _numbers(by, [each.card for each in some if each.card], known)
        for place, each in enumerate(some, start=start + 1):
            if each.card is not None:
                each.made = _made(by, each.card, next(numbers[each.card.content["territory_id"]]))
            on_step(place)
    return ready


def _prepare(by: Actor, batch: SheetImport, each: Ready, known: LookedUp) -> None:
    try:
        each.card = card_of(by=by, known=known, **_said(batch, each.row))
    except Refusal as refusal:
        _refused(each.row, refusal)
        each.refused = True


def _made(by: Actor, card: Card, numbered: dict[str, Any]) -> Made:
    found = card.facility(**numbered)
    names = [name_of(by=by, facility=found, lang=lang, text=text) for lang, text in card.called.items()]
    return Made(found, names, findable_of(by=by, facility=found, names=names))


def write_rows(*, by: Actor, batch: SheetImport, ready: Sequence[Ready]) -> None:
    """Record and change cards, and keep at each row what became of it; inside the act that is open.

    Refuses nothing: what a card refuses stands at its row.
    """
    known, columns = LookedUp(), ["done", "facility", "version", "faults", "outcome", "before"]
    for start in range(0, len(ready), AT_ONCE):
        _write(by, batch, [each for each in ready[start : start + AT_ONCE] if not each.refused], known)
    ImportRow.objects.inside_action().bulk_update([each.row for each in ready], columns)


def _write(by: Actor, batch: SheetImport, some: Sequence[Ready], known: LookedUp) -> None:
    pile, there = Pile(), _origins(batch, some)
    _renumber(by, some, known)
    cards = cards_by_uid(by=by, uids={str(r.row.facility) for r in some if r.card is None}, held=True)
    names = names_now(by=by, ids=[found.pk for found in cards.values()])
    for each in some:
        row, card = each.row, each.card
        if card is None or each.made is None:
            found = cards.get(str(row.facility))
            _change(by, pile, row, found, names[found.pk] if found else {}, known)
        elif card.origin in there:
            write_pile(by=by, pile=pile)
            pile = Pile()
            _record_alone(by, batch, row)
        else:
            there.add(card.origin)
            _record(by, pile, row, card, each.made)
    write_pile(by=by, pile=pile)


def _renumber(by: Actor, some: Sequence[Ready], known: LookedUp) -> None:
    """Other numbers for facilities whose number somebody took since it was drawn."""
    made = [(each, each.made.facility) for each in some if each.made is not None]
    rows: Any = Facility.objects.inside_action().filter(key__in=[found.key for _, found in made])
    taken = set(rows.values_list("key", flat=True))
    again = [each for each, found in made if found.key in taken]
    numbers = _numbers(by, [each.card for each in again if each.card], known)
    for each in again:
        if each.card is not None:
            each.made = _made(by, each.card, next(numbers[each.card.content["territory_id"]]))


def _origins(batch: SheetImport, some: Sequence[Ready]) -> set[str]:
    """Those among the origins of new cards under which a card is there by now."""
    origins = [each.card.origin for each in some if each.card is not None]
    rows: Any = Facility.objects.inside_action().filter(owner=batch.owner, origin__in=origins)
    return set(rows.values_list("origin", flat=True))


def _numbers(by: Actor, cards: Sequence[Card], known: LookedUp) -> dict[str, Iterator[dict[str, Any]]]:
    """Keys and numbers for new cards, by their territory."""
    wanted = Counter(card.content["territory_id"] for card in cards)
    return {
        territory: iter([_key(known.territory(territory).alpha2, number) for number in numbers])
        for territory, count in wanted.items()
        for numbers in [free_numbers(by=by, territory=territory, count=count)]
    }


def _key(alpha2: str, number: int) -> dict[str, Any]:
    return {"key": key_of(alpha2, number), "number": number}


def _record(by: Actor, pile: Pile, row: ImportRow, card: Card, made: Made) -> None:
    found = made.facility
    pile.recorded.append(found)
    pile.names += made.names
    pile.index += made.index
    pile.sources += [FacilitySource(facility=found, source=source) for source in card.cited]
    pile.history.append(history_of(by=by, facility=found, what=RECORDED, on=card.day))
    told = {"territory": found.territory_id}
    pile.acts.append(OpenAct("inventory.facility.recorded", found.uid, found.owner, told))
    row.done, row.facility, row.version = Done.RECORDED, found.uid, found.version


def _change(by: Actor, pile: Pile, row: ImportRow, found: Facility | None, present: Names, known: LookedUp) -> None:
    day = localdate()
    try:
        if found is None:
            raise Refusal(CARD_GONE)
        change = change_by_row(by=by, facility=found, present=present, told=row.told, today=day, known=known)
    except Refusal as refusal:
        _refused(row, refusal)
        return
    row.before = json.dumps(snapshot(by=by, facility=found, present=present))
    if change is not None:
        made = make_change(by=by, facility=found, present=present, change=change, what=CHANGED, day=day)
        pile.changed[found.pk] = found
        pile.added += made.added
        pile.rewrite(made.written)
        pile.history.append(made.history)
        told = {"fields": made.fields, "version": found.version}
        pile.acts.append(OpenAct("inventory.facility.changed", found.uid, found.owner, told))
    row.done, row.version = Done.CHANGED, found.version


def _record_alone(by: Actor, batch: SheetImport, row: ImportRow) -> None:
    try:
        with transaction.atomic():
            said = _said(batch, row)
            told = said.pop("told")
            found = record_facility(by=by, **said, **told)
    except Refusal as refusal:
        _refused(row, refusal)
    else:
        row.done, row.facility, row.version = Done.RECORDED, found.uid, found.version


def _said(batch: SheetImport, row: ImportRow) -> dict[str, Any]:
    """What a row says, as the recording of a card takes it."""
    names, told, sources = recordable(row.told)
    level = Sensitivity(batch.level)
    said = {"owner": batch.owner, "names": names, "told": told, "origin": row.origin, "sources": sources}
    return {**said, "label": level, "sure": True, "synthetic": batch.synthetic}


def _refused(row: ImportRow, refusal: Refusal) -> None:
    data = {name: value for name, value in refusal.data.items() if isinstance(value, str | int | float)}
    row.faults = [*row.faults, [str(row.number), refusal.field or "", refusal.code, data]]
    row.done, row.outcome = Done.REFUSED, Outcome.FAULTY
