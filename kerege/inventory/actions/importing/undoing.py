"""Undoing a whole import: what it recorded goes, what it changed is as before. What others changed since, stays."""

import json
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from kerege.inventory.actions.facilities import keep_change
from kerege.inventory.actions.importing.opening import locked, moved, opened
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.actions.importing.snapshot import put_back
from kerege.inventory.models import (
    Accreditation,
    Containment,
    Facility,
    FacilityName,
    FacilityUnit,
    ImportRow,
    Proficiency,
    SheetImport,
)
from kerege.inventory.queries.naming import keys_of
from kerege.inventory.words import NameKind
from kerege.inventory.words.importing import CHANGED_SINCE, NOT_IN_THIS_STATE, OTHERS_RELY, Done, ImportState
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.people.rules import Actor

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
    records
    rely, stays as it is, and its row says why.

    Refuses inventory.no_such_import and inventory.not_in_this_state.
    """
    batch = opened(by=by, uid=uid)
    if batch.state != ImportState.UNDOING:
        raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
    with transaction.atomic(), act("inventory.import.undone", by=by, owner=batch.owner, about=batch.uid) as done:
        batch = locked(by=by, uid=uid)
        if batch.state != ImportState.UNDOING:
            raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
        rows = list(ImportRow.objects.inside_action().filter(of=batch, done__in=[Done.RECORDED, Done.CHANGED]))
        for row in rows:
            word = _take_back(by, row)
            row.done = Done.KEPT if word else Done.TAKEN_BACK
            if word:
                row.faults = [*row.faults, [str(row.number), "", word.code, {}]]
            elif row.version is not None and not row.before:
                row.facility = None
        ImportRow.objects.inside_action().bulk_update(rows, ["done", "facility", "faults"], batch_size=200)
        moved(by=by, batch=batch, to=ImportState.UNDONE)
        batch.finished_at = timezone.now()
        batch.save()
        done.note(**{what: sum(r.done == what for r in rows) for what in (Done.TAKEN_BACK, Done.KEPT)})
    return batch


def _take_back(by: Actor, row: ImportRow) -> RefusalWord | None:
    """Take back one row; the reason where that cannot be."""
    found = Facility.objects.inside_action().select_for_update(of=("self",)).filter(uid=row.facility).first()
    if found is None:
        return None
    if found.version != row.version:
        return CHANGED_SINCE
    if row.done == Done.RECORDED:
        return _remove(by, found)
    _restore(by, found, row)
    return None


def _remove(by: Actor, facility: Facility) -> RefusalWord | None:
    if any(model.objects.inside_action().filter(facility=facility).exists() for model in _DETAILS):
        return OTHERS_RELY
    try:
        with act("inventory.facility.taken_back", by=by, owner=facility.owner, about=facility.uid, key=facility.key):
            facility.delete()
    except ProtectedError:
        return OTHERS_RELY
    return None


def _restore(by: Actor, facility: Facility, row: ImportRow) -> None:
    kept: dict[str, Any] = json.loads(row.before)
    with act("inventory.facility.restored", by=by, owner=facility.owner, about=facility.uid):
        put_back(by=by, facility=facility, kept=kept)
        facility.version += 1
        facility.save()
        present: Any = FacilityName.objects.inside_action().filter(
            facility=facility, kind=NameKind.PREFERRED, end__isnull=True
        )
        for name in present:
            text = kept["names"].get(name.lang)
            if text is None:
                name.delete()
            elif text != name.text:
                name.text, (name.folded, name.bones) = text, keys_of(text)
                name.save()
        keep_change(by=by, facility=facility, what=UNDONE, on=timezone.localdate())
