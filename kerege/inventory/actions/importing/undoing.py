"""Undoing a whole import: what it recorded goes, what it changed is as before. What others changed since, stays."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from kerege.inventory.actions.changing import Names, names_now, rewrite_name
from kerege.inventory.actions.importing.comparing import cards_by_uid
from kerege.inventory.actions.importing.opening import locked, moved, opened
from kerege.inventory.actions.importing.pile import Pile, write_pile
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.actions.importing.snapshot import put_back
from kerege.inventory.actions.making import history_of
from kerege.inventory.models import (
    Accreditation,
    Containment,
    Facility,
    FacilityUnit,
    ImportRow,
    Proficiency,
    SheetImport,
)
from kerege.inventory.words.importing import CHANGED_SINCE, NOT_IN_THIS_STATE, OTHERS_RELY, Done, ImportState
from kerege.journal.actions import OpenAct, act
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.people.rules import Actor

AT_ONCE = 500
"""Rows that are taken back with the same statements."""

UNDONE = "import_undone"
_DETAILS = (Accreditation, Containment, FacilityUnit, Proficiency)


def undo_import(*, by: Actor, uid: object) -> SheetImport:
    """Ask the node to undo an import. Refuses inventory.no_such_import and inventory.not_in_this_state."""
    batch = opened(by=by, uid=uid)
    with act("inventory.import.undo_asked", by=by, owner=batch.owner, about=batch.uid):
        batch = locked(by=by, uid=uid)
        moved(by=by, batch=batch, to=ImportState.UNDOING)
        batch.save()
        enqueue(by=by, batch=batch)
    return batch


def take_back_rows(*, by: Actor, uid: object) -> SheetImport:
    """Take back what the rows did, all in one transaction. A card that somebody changed since, or on which other
    records rely, stays as it is, and its row says why.

    Refuses inventory.no_such_import and inventory.not_in_this_state.
    """
    batch = opened(by=by, uid=uid)
    if batch.state != ImportState.UNDOING:
        raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
    # The act is the transaction. One more around it would be a savepoint, for which SQLite keeps every page that each
    # statement touches.
    with act("inventory.import.undone", by=by, owner=batch.owner, about=batch.uid) as done:
        batch = locked(by=by, uid=uid)
        if batch.state != ImportState.UNDOING:
            raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
        taken: Any = ImportRow.objects.inside_action().filter(of=batch, done__in=[Done.RECORDED, Done.CHANGED])
        rows = list(taken.order_by("-number"))
        undone: dict[int, int] = {}
        for start in range(0, len(rows), AT_ONCE):
            _take_back(by, rows[start : start + AT_ONCE], undone)
        ImportRow.objects.inside_action().bulk_update(rows, ["done", "facility", "faults"])
        moved(by=by, batch=batch, to=ImportState.UNDONE)
        batch.finished_at = timezone.now()
        batch.save()
        done.note(**{what: sum(r.done == what for r in rows) for what in (Done.TAKEN_BACK, Done.KEPT)})
    return batch


def _take_back(by: Actor, rows: Sequence[ImportRow], undone: dict[int, int]) -> None:
    """Take back some rows, the last first, and keep at each what became of it. `undone` has the version that a card had
    when the rows after these were taken back from it.
    """
    cards = cards_by_uid(by=by, uids={str(row.facility) for row in rows}, held=True)
    names = names_now(by=by, ids=[found.pk for found in cards.values()])
    wanted = [(row, cards.get(str(row.facility))) for row in rows]
    stay = _remove([found for row, found in wanted if found and _goes(row, found)])
    pile = Pile()
    for row, found in wanted:
        word = None if found is None else _why_not(row, found, stay, undone)
        if found is not None and word is None:
            if row.done == Done.RECORDED:
                pile.acts.append(OpenAct("inventory.facility.taken_back", found.uid, found.owner, {"key": found.key}))
            else:
                undone[found.pk] = row.version or 0
                _restore(by, pile, row, found, names[found.pk])
        _keep(row, word)
    write_pile(by=by, pile=pile)


def _goes(row: ImportRow, found: Facility) -> bool:
    return row.done == Done.RECORDED and found.version == row.version


def _why_not(row: ImportRow, found: Facility, stay: set[int], undone: dict[int, int]) -> RefusalWord | None:
    """Why a row cannot be taken back. Where several rows changed one card, they go in turns, the last first."""
    if found.pk in undone:
        return None if undone[found.pk] - (row.version or 0) in {0, 1} else CHANGED_SINCE
    if found.version != row.version:
        return CHANGED_SINCE
    return OTHERS_RELY if found.pk in stay else None


def _remove(going: Sequence[Facility]) -> set[int]:
    """Delete the facilities on which nothing else relies; the row numbers of those that stay."""
    stay: set[int] = set()
    for model in _DETAILS:
        of_them: Any = model.objects.inside_action().filter(facility__in=[found.pk for found in going])
        stay |= set(of_them.values_list("facility_id", flat=True))
    free = [found.pk for found in going if found.pk not in stay]
    if not _gone(free):
        stay |= {one for one in free if not _gone([one])}
    return stay


def _gone(ids: Sequence[int]) -> bool:
    """Whether these could be deleted together."""
    try:
        with transaction.atomic():
            Facility.objects.inside_action().filter(id__in=ids).delete()
    except ProtectedError:
        return False
    return True


def _restore(by: Actor, pile: Pile, row: ImportRow, facility: Facility, present: Names) -> None:
    kept: dict[str, Any] = json.loads(row.before)
    put_back(by=by, facility=facility, kept=kept)
    facility.version += 1
    for lang, name in list(present.items()):
        text = kept["names"].get(lang)
        if text is None:
            pile.gone.append(present.pop(lang))
        elif text != name.text:
            rewrite_name(by=by, name=name, text=text)
            pile.rewrite([name])
    pile.changed[facility.pk] = facility
    pile.history.append(history_of(by=by, facility=facility, what=UNDONE, on=timezone.localdate()))
    pile.acts.append(OpenAct("inventory.facility.restored", facility.uid, facility.owner))


def _keep(row: ImportRow, word: RefusalWord | None) -> None:
    row.done = Done.KEPT if word else Done.TAKEN_BACK
    if word:
        row.faults = [*row.faults, [str(row.number), "", word.code, {}]]
    elif row.version is not None and not row.before:
        row.facility = None
