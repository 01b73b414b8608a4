"""Looking at every row: what is wrong with it, and whether it is a facility that is there already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.inventory.actions.importing.comparing import would_change
from kerege.inventory.actions.importing.opening import book_of, locked, moved, opened
from kerege.inventory.models import Facility, FacilityName, ImportRow, SheetImport
from kerege.inventory.queries.import_settings import setting_for
from kerege.inventory.rules import column_words, precision
from kerege.inventory.rules.import_columns import sender_key
from kerege.inventory.rules.import_rows import Fault, Read, Setting, read_row
from kerege.inventory.rules.matching import Card, Match, Register
from kerege.inventory.words.importing import NO_SUCH_SHEET, ROW_TWICE, Done, ImportState, Outcome
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Cell, Row, Sheet, is_month_first
from kerege.lib.text import fold
from kerege.people.rules import SYSTEM, Actor

AT_ONCE = 250
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
            rows = [_checked(desk, batch, row) for row in sheet.rows[start : start + AT_ONCE]]
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
        ImportRow.objects.bulk_create(rows, batch_size=100)
        now.checked, now.stepped_at = start + len(rows), timezone.now()
        if now.checked >= whole:
            moved(by=by, batch=now, to=ImportState.CHECKED)
        now.save()
    return now


# -- one row -----------------------------------------------------------------------------------------------------------


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


def _checked(desk: _Desk, batch: SheetImport, row: Row) -> ImportRow:
    cells = {target: row.cells[place] for target, place in desk.places.items()}
    read = read_row(row.number, cells, desk.setting)
    _check_sources(desk, read, cells)
    origin = _origin(batch, read)
    made = ImportRow(
        of=batch,
        owner=batch.owner,
        label=batch.label,
        synthetic=batch.synthetic,
        number=row.number,
        title=next(iter(read.names.values()), "")[:200],
        origin=origin,
        told={**read.told, "names": read.names, "sources": read.sources},
        faults=[list(fault) for fault in read.faults],
        doubts=[list(doubt) for doubt in read.doubts],
    )
    _settle(desk, made, _card(made, read))
    return made


def _settle(desk: _Desk, row: ImportRow, card: Card) -> None:
    """What the row would do. Rows with errors are found again by later ones too: an error is no reason to come
    twice.
    """
    twice = desk.seen.get(row.origin)
    if twice is not None:
        row.faults.append(list(Fault(str(row.number), column_words.KEY, ROW_TWICE.code, {"row": twice})))
    desk.seen.setdefault(row.origin, row.number)
    known = desk.facilities.get(row.origin)
    if row.faults:
        row.outcome = Outcome.FAULTY
        return
    if known is not None:
        row.facility = known  # type: ignore[assignment]  # the text of a uid
        row.outcome = _against(desk, row, known)
    else:
        found = desk.register.like(card)
        row.matches = [_told(match) for match in found]
        row.outcome = Outcome.ASKED if found else Outcome.NEW
    desk.register.add(card)


def _against(desk: _Desk, row: ImportRow, uid: str) -> Outcome:
    found = Facility.objects.inside_action().filter(uid=uid).first()
    if found is None:
        row.facility = None
        return Outcome.NEW
    try:
        return (
            Outcome.CHANGES
            if would_change(by=SYSTEM, facility=found, told=row.told, today=desk.today)
            else Outcome.SAME
        )
    except Refusal as refusal:
        row.faults.append([str(row.number), refusal.field or "", refusal.code, _simple(refusal.data)])
        return Outcome.FAULTY


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
    """The row's name wherever it comes again: the sender's number, or its names with where it is."""
    what = read.key or " ".join(sorted(fold(n) for n in read.names.values()))
    where = "" if read.key else f"|{read.told.get('place', '')}|{read.told.get('admin_unit', '')}"
    digest = sha256(f"{sender_key(batch.sender)}|{what}{where}".encode()).hexdigest()[:24]
    return f"import:{digest}"


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
