"""Handing a sheet in, and saying what its columns are."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.inventory.actions.importing.opening import book_of, locked, moved, opened
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.actions.importing.teaching import remember as remember_for
from kerege.inventory.models import ImportRow, SenderColumns, SheetImport
from kerege.inventory.queries.import_settings import known_values
from kerege.inventory.rules import column_words
from kerege.inventory.rules.facility_form import questions_of
from kerege.inventory.rules.import_columns import check_mapping, described, notices_of, samples_of, sender_key
from kerege.inventory.rules.import_words import meanings
from kerege.inventory.rules.keepers import check_keeper
from kerege.inventory.rules.mapping import check_choice, memory_key, proposed
from kerege.inventory.words.importing import COLUMN_EXCLUDED, NO_SUCH_SHEET, ImportState
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.sheets import Book, Sheet, read_book
from kerege.lib.text import clean_line
from kerege.people.rules import Actor


def hand_in(
    *,
    by: Actor,
    owner: str,
    sender: str,
    received: Received,
    label: Sensitivity = Sensitivity.NATIONAL,
    level: Sensitivity = Sensitivity.PUBLIC,
    sheet: str = "",
    synthetic: bool = False,
) -> SheetImport:
    """Keep a sheet that `files.rules.received` took in, read it, and propose what its columns are.

    `label` is who may see the import, `level` who may read the cards that come of it. The same file of the same sender
    whose import was not begun yet is that import again.

    Refuses people.not_yours, inventory.not_your_facility, inventory.no_such_sheet, inventory.other_form_version,
    text.*, sheets.*, xml.*, archives.* and files.full.
    """
    check_keeper(by, owner, "")
    sender = clean_line(sender, field="sender", max_length=120)
    book = read_book(received.name, received.content)
    chosen = _sheet(book, sheet)
    with checking():
        rows = SheetImport.objects.inside_action().filter(owner=owner, sender=sender, digest=received.sha256)
        known: SheetImport | None = rows.filter(state=ImportState.UPLOADED, sheet=chosen.name).first()
    if known is not None:
        return known
    now = timezone.now()
    with transaction.atomic(), act("inventory.import.handed_in", by=by, owner=owner) as done:
        batch = SheetImport(
            owner=owner,
            label=Sensitivity(label),
            level=Sensitivity(level),
            synthetic=synthetic,
            sender=sender,
            file_title=received.name,
            digest=received.sha256,
            sheets=[[s.name, s.hidden, len(s.rows)] for s in book.sheets],
            handed_in=now,
            stepped_at=now,
        )
        _propose(batch, book, chosen)
        batch.save()
        done.about = batch.uid
        done.note(rows=batch.rows_found)
        files.keep_file(
            by=by,
            owner=owner,
            about=batch.uid,
            purpose=Purpose.IMPORT,
            received=received,
            label=Sensitivity(label),
            synthetic=synthetic,
        )
    return batch


def map_columns(
    *,
    by: Actor,
    uid: object,
    fields: Mapping[str, str],
    usual: Mapping[str, str] | None = None,
    sheet: str = "",
    remember: bool = True,
) -> SheetImport:
    """Say which column (by its letter) is which field, and what rows have that say nothing (`usual`); the node then
    checks the rows. Another `sheet` of the same file is proposed anew and nothing else happens.

    Refuses inventory.no_such_import, inventory.not_in_this_state, inventory.no_such_sheet, inventory.no_such_column,
    inventory.other_form_version, inventory.column_twice, inventory.no_name_column and inventory.column_excluded.
    """
    batch = opened(by=by, uid=uid)
    book = book_of(by=by, batch=batch)
    chosen = _sheet(book, sheet or batch.sheet)
    if chosen.name != batch.sheet:
        with act("inventory.import.sheet_chosen", by=by, owner=batch.owner, about=batch.uid):
            batch = locked(by=by, uid=uid)
            _propose(batch, book, chosen)
            batch.save()
        return batch
    mapping = {letter: field for letter, field in fields.items() if field}
    check_mapping(mapping, [column.letter for column in chosen.columns])
    for letter, found in check_choice(samples_of(chosen), mapping).items():
        raise Refusal(COLUMN_EXCLUDED, field=f"column_{letter}", letter=letter, found=found.found)
    with act("inventory.import.mapped", by=by, owner=batch.owner, about=batch.uid, columns=len(mapping)):
        batch = locked(by=by, uid=uid)
        moved(by=by, batch=batch, to=ImportState.MAPPED)
        batch.mapping, batch.usual, batch.checked = mapping, {**meanings(batch.usual), **(usual or {})}, 0
        batch.save()
        ImportRow.objects.inside_action().filter(of=batch).delete()
        if remember:
            _remember(by, batch, chosen, mapping)
        enqueue(by=by, batch=batch)
    return batch


def _sheet(book: Book, name: str) -> Sheet:
    found = book.sheet(name) if name else book.best
    if found is None or not found.rows:
        raise Refusal(NO_SUCH_SHEET, field="sheet", name=name[:80])
    return found


def _propose(batch: SheetImport, book: Book, sheet: Sheet) -> None:
    samples = samples_of(sheet)
    known = known_values(batch.owner)
    remembered = _remembered(batch)
    found = proposed(samples, of_form=questions_of(sheet), remembered=remembered, known=known)
    batch.usual = {**meanings(remembered), **batch.usual}
    batch.sheet, batch.rows_found, batch.checked = sheet.name[:200], len(sheet.rows), 0
    batch.columns = described(samples, found)
    batch.notices = notices_of(book, sheet)
    batch.mapping = {p.letter: p.field for p in found if p.field}


def _remembered(batch: SheetImport) -> dict[str, str]:
    with checking():
        row = SenderColumns.objects.inside_action().filter(owner=batch.owner, sender=sender_key(batch.sender)).first()
    return dict(row.fields) if row is not None else {}


def _remember(by: Actor, batch: SheetImport, sheet: Sheet, mapping: Mapping[str, str]) -> None:
    chosen = {memory_key(c.name): mapping.get(c.letter, column_words.LEFT_OUT) for c in _named(sheet)}
    remember_for(by=by, batch=batch, fields=chosen)


def _named(sheet: Sheet) -> Iterable[Any]:
    """Columns with a heading: a letter alone means another thing in the next sheet."""
    return (column for column in sheet.columns if column.name != column.letter)
