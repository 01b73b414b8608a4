"""Recording the rows that are good: all in one transaction, the rest stays for the sender."""

import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.inventory.actions.changes import change_facility
from kerege.inventory.actions.facilities import record_facility
from kerege.inventory.actions.importing.opening import locked, moved, opened
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.actions.importing.snapshot import snapshot
from kerege.inventory.models import Facility, ImportRow, SheetImport
from kerege.inventory.rules.import_rows import joined, recordable
from kerege.inventory.words.importing import NOT_IN_THIS_STATE, NOTHING_TO_APPLY, Done, ImportState, Outcome
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor

WRITES = (Outcome.NEW, Outcome.CHANGES)


def apply_import(*, by: Actor, uid: object) -> SheetImport:
    """Ask the node to record what the good rows say. Rows with errors, and rows of which nobody has said whether they
    are
    there already, are left; they can follow later.

    Refuses inventory.no_such_import, inventory.not_in_this_state and inventory.nothing_to_apply.
    """
    batch = opened(by=by, uid=uid)
    with checking():
        waiting = _to_write(batch).exists()
    if batch.state in {ImportState.CHECKED, ImportState.PARTLY_APPLIED} and not waiting:
        raise Refusal(NOTHING_TO_APPLY)
    with act("inventory.import.apply_asked", by=by, owner=batch.owner, about=batch.uid):
        batch = locked(by=by, uid=uid)
        moved(by=by, batch=batch, to=ImportState.APPLYING)
        batch.save()
        enqueue(by=by, batch=batch)
    return batch


def record_rows(*, by: Actor, uid: object) -> SheetImport:
    """Record and change cards as the rows say, all in one transaction: who is interrupted has done nothing. A row
    that is
    refused after all is kept with its error.

    Refuses inventory.no_such_import and inventory.not_in_this_state.
    """
    batch = opened(by=by, uid=uid)
    if batch.state != ImportState.APPLYING:
        raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
    with transaction.atomic(), act("inventory.import.applied", by=by, owner=batch.owner, about=batch.uid) as done:
        batch = locked(by=by, uid=uid)
        if batch.state != ImportState.APPLYING:
            raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
        rows = list(_to_write(batch).order_by("number"))
        for row in rows:
            _write(by, batch, row)
        columns = ["done", "facility", "version", "faults", "outcome"]
        ImportRow.objects.inside_action().bulk_update(rows, columns, batch_size=200)
        left = ImportRow.objects.inside_action().filter(of=batch).exclude(outcome__in=[Outcome.SAME, Outcome.LEFT_OUT])
        whole = not left.exclude(done__in=[Done.RECORDED, Done.CHANGED]).exists()
        moved(by=by, batch=batch, to=ImportState.APPLIED if whole else ImportState.PARTLY_APPLIED)
        batch.finished_at = timezone.now()
        batch.save()
        done.note(**{what: sum(r.done == what for r in rows) for what in (Done.RECORDED, Done.CHANGED, Done.REFUSED)})
    return batch


def _to_write(batch: SheetImport) -> Any:
    rows = ImportRow.objects.inside_action().filter(of=batch, outcome__in=WRITES)
    return rows.filter(done__in=[Done.NOTHING, Done.REFUSED])


def _write(by: Actor, batch: SheetImport, row: ImportRow) -> None:
    try:
        with transaction.atomic():
            if row.outcome == Outcome.NEW:
                _record(by, batch, row)
            else:
                _change(by, row)
    except Refusal as refusal:
        data = {name: value for name, value in refusal.data.items() if isinstance(value, str | int | float)}
        row.faults = [*row.faults, [str(row.number), refusal.field or "", refusal.code, data]]
        row.done, row.outcome = Done.REFUSED, Outcome.FAULTY


def _record(by: Actor, batch: SheetImport, row: ImportRow) -> None:
    names, told, sources = recordable(row.told)
    found = record_facility(
        by=by,
        owner=batch.owner,
        names=names,
        origin=row.origin,
        sources=sources,
        label=Sensitivity(batch.level),
        sure=True,
        synthetic=batch.synthetic,
        **told,
    )
    row.done, row.facility, row.version = Done.RECORDED, found.uid, found.version


def _change(by: Actor, row: ImportRow) -> None:
    names, told, _ = recordable(row.told)
    found: Facility = Facility.objects.inside_action().get(uid=row.facility)
    row.before = json.dumps(snapshot(by=by, facility=found))
    row.save()
    changed = change_facility(
        by=by,
        facility=found.key,
        expected_version=found.version,
        names=names,
        sure=True,
        **joined(told, staff=found.staff, contacts=found.contacts),
    )
    row.done, row.version = Done.CHANGED, changed.version
