"""Looking at every row: what is wrong with it, and whether it is a facility that is there already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.inventory.actions.changing import Names, names_now
from kerege.inventory.actions.importing.comparing import cards_by_uid, cells_that_change, change_by_row
from kerege.inventory.actions.importing.opening import book_of, locked, moved, opened
from kerege.inventory.models import Facility, FacilityName, ImportRow, SheetImport
from kerege.inventory.queries.import_settings import setting_for
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.rules import column_words, precision
from kerege.inventory.rules.import_columns import origin_of
from kerege.inventory.rules.import_rows import Fault, Read, Setting, read_row
from kerege.inventory.rules.matching import Card, Match, Register
from kerege.inventory.words.importing import NO_SUCH_SHEET, ROW_TWICE, Done, ImportState, Outcome
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Cell, Row, Sheet, is_month_first
from kerege.people.rules import SYSTEM, Actor

AT_ONCE = 500
"""Rows between two steps that are kept: what a worker that is killed has to do again."""

OF_SHEET = "row:"


def check_rows(*, by: Actor, uid: object, today: date | None = None) -> SheetImport:
    """Look at the rows of an import that nobody has looked at yet, some at a time; what was done is kept after each
    step.

    Two that look at the same import disturb each other in nothing: one of them stops. Refuses inventory.no_such_import,
    inventory.no_such_sheet and what reading the file refuses.
    """
    batch = opened(by=by, uid=uid)
    if batch.state != ImportState.MAPPED:
        return batch
    sheet = book_of(by=by, batch=batch).sheet(batch.sheet)
    if sheet is None:
        raise Refusal(NO_SUCH_SHEET, name=batch.sheet)
    desk = _desk(batch, sheet, today or timezone.localdate())
    while batch.state == ImportState.MAPPED:
        start = batch.checked
        with checking():
            rows = _checked(by, desk, batch, sheet.rows[start : start + AT_ONCE])
        kept = _keep(by, batch, rows, start, len(sheet.rows))
        if kept is None:
            return batch
        batch = kept
    return batch


def _keep(by: Actor, batch: SheetImport, rows: list[ImportRow], start: int, whole: int) -> SheetImport | None:
    with act("inventory.import.rows_checked", by=by, owner=batch.owner, about=batch.uid, start=start, rows=len(rows)):
        now = locked(by=by, uid=batch.uid)
        if now.state != ImportState.MAPPED or now.checked != start:
            return None
        ImportRow.objects.bulk_create(rows)
        now.checked, now.stepped_at = start + len(rows), timezone.now()
        if now.checked >= whole:
            moved(by=by, batch=now, to=ImportState.CHECKED)
        now.save()
    return now


# -- the rows of one step ----------------------------------------------------------------------------------------------


@dataclass
class _Desk:
    """What rows are held against. `seen` are origins of this sheet by the number of their row."""

    setting: Setting
    places: Mapping[str, int]
    register: Register
    facilities: Mapping[str, str]
    sources: set[str]
    seen: dict[str, int] = field(default_factory=dict)
    today: date = date.min
    known: LookedUp = field(default_factory=LookedUp)


def _checked(by: Actor, desk: _Desk, batch: SheetImport, rows: Sequence[Row]) -> list[ImportRow]:
    made = [_read(desk, batch, row) for row in rows]
    uids = {desk.facilities[row.origin] for row, *_ in made if row.origin in desk.facilities}
    there = cards_by_uid(by=by, uids=uids)
    names = names_now(by=by, ids=[found.pk for found in there.values()])
    for row, card, cells in made:
        uid = desk.facilities.get(row.origin)
        _settle(desk, row, card)
        if uid is not None and not row.faults:
            _against(desk, row, cells, there.get(uid), names)
    return [row for row, *_ in made]


def _read(desk: _Desk, batch: SheetImport, row: Row) -> tuple[ImportRow, Card, dict[str, Cell]]:
    cells = {target: row.cells[place] for target, place in desk.places.items()}
    read = read_row(row.number, cells, desk.setting)
    _check_sources(desk, read, cells)
    made = ImportRow(
        of=batch,
        owner=batch.owner,
        label=batch.label,
        synthetic=batch.synthetic,
        number=row.number,
        title=next(iter(read.names.values()), "")[:200],
        origin=_origin(batch, read),
        told={**read.told, "names": read.names, "sources": read.sources},
        faults=[list(fault) for fault in read.faults],
        doubts=[list(doubt) for doubt in read.doubts],
    )
    return made, _card(made, read), cells


def _settle(desk: _Desk, row: ImportRow, card: Card) -> None:
    """What a row would do that is no card yet. Rows with errors are found again by later ones too: an error is no
    reason to come twice.
    """
    twice = desk.seen.get(row.origin) if row.origin else None
    if twice is not None:
        row.faults.append(list(Fault(str(row.number), column_words.KEY, ROW_TWICE.code, {"row": twice})))
    desk.seen.setdefault(row.origin, row.number)
    if row.faults:
        row.outcome = Outcome.FAULTY
        return
    if row.origin not in desk.facilities:
        found = desk.register.like(card)
        row.matches = [_told(match) for match in found]
        row.outcome = Outcome.ASKED if found else Outcome.NEW
    desk.register.add(card)


def _against(
    desk: _Desk, row: ImportRow, cells: Mapping[str, Cell], found: Facility | None, names: Mapping[int, Names]
) -> None:
    """What a row would do whose card is there; of one that is gone by now it makes a new one."""
    if found is None:
        row.outcome = Outcome.NEW
        return
    row.facility = found.uid
    try:
        given: dict[str, Any] = {"present": names[found.pk], "told": row.told, "today": desk.today}
        change = change_by_row(by=SYSTEM, facility=found, known=desk.known, **given)
        row.outcome = Outcome.CHANGES if change else Outcome.SAME
        if change:
            other = cells_that_change(by=SYSTEM, facility=found, told=row.told, change=change, cells=cells)
            row.doubts += map(list, other)
    except Refusal as refusal:
        row.faults.append([str(row.number), refusal.field or "", refusal.code, _simple(refusal.data)])
        row.outcome = Outcome.FAULTY


def _simple(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if isinstance(value, str | int | float)}


def _told(match: Match) -> list[Any]:
    return [match.uid, match.score, [[r.because.value, dict(r.data)] for r in match.reasons]]


def _check_sources(desk: _Desk, read: Read, cells: Mapping[str, Cell]) -> None:
    for key in read.sources:
        if key not in desk.sources:
            address = cells[column_words.SOURCES].address
            read.faults.append(
                Fault(address, column_words.SOURCES, "atlas.unknown_code", {"code": key, "scheme": "source"})
            )


def _origin(batch: SheetImport, read: Read) -> str:
    where = f"{read.told.get('place', '')}|{read.told.get('admin_unit', '')}"
    return origin_of(batch.sender, key=read.key, names=read.names.values(), where=where)


def _card(row: ImportRow, read: Read) -> Card:
    told = read.told
    return Card(
        uid=f"{OF_SHEET}{row.number}",
        names=tuple(read.names.values()) or ("",),
        territory=told.get("territory", ""),
        unit=told.get("admin_unit", ""),
        place=told.get("place", ""),
        latitude=told.get("latitude"),
        longitude=told.get("longitude"),
        website=told.get("website", ""),
    )


# -- what rows are held against ----------------------------------------------------------------------------------------


def _desk(batch: SheetImport, sheet: Sheet, today: date) -> _Desk:
    places = _places(batch, sheet)
    first = frozenset(
        target for target, place in places.items() if is_month_first(row.cells[place].value for row in sheet.rows)
    )
    with checking():
        cards = list(_cards(batch))
        earlier = ImportRow.objects.inside_action().filter(owner=batch.owner, facility__isnull=False)
        done = earlier.filter(done__in=[Done.RECORDED, Done.CHANGED, Done.KEPT]) | earlier.filter(outcome=Outcome.SAME)
        facilities = {origin: str(uid) for origin, uid in done.order_by("id").values_list("origin", "facility")}
        checked = list(ImportRow.objects.inside_action().filter(of=batch).order_by("number"))
    desk = _Desk(
        setting=setting_for(batch.owner, on=today, usual=batch.usual, month_first=first),
        places=places,
        register=Register(cards),
        facilities=facilities,
        sources=set(atlas.source_lines()),
        today=today,
    )
    for row in checked:
        desk.seen.setdefault(row.origin, row.number)
        read = Read(row.number, told=row.told, names=row.told.get("names", {}))
        if not row.faults:
            desk.register.add(_card(row, read))
    return desk


def _places(batch: SheetImport, sheet: Sheet) -> dict[str, int]:
    at = {column.letter: place for place, column in enumerate(sheet.columns)}
    return {target: at[letter] for letter, target in batch.mapping.items() if letter in at}


def _cards(batch: SheetImport) -> Iterator[Card]:
    names: dict[int, list[str]] = {}
    for facility, text in (
        FacilityName.objects.inside_action().filter(owner=batch.owner).values_list("facility_id", "text")
    ):
        names.setdefault(facility, []).append(text)
    rows = Facility.objects.inside_action().filter(owner=batch.owner).select_related("unit", "place")
    for f in rows.iterator(chunk_size=1000):
        point = precision.read(f.position)
        yield Card(
            uid=str(f.uid),
            names=tuple(names.get(f.id, ())) or (f.title,),
            territory=f.territory_id,
            unit=f.unit.code if f.unit else "",
            place=f.place.key if f.place else "",
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            website=f.website,
        )
