"""Recording the rows that are good: all in one transaction, the rest stays for the sender."""

from typing import Any

from django.utils import timezone

from kerege.inventory.actions.importing.opening import locked, moved, opened
from kerege.inventory.actions.importing.progress import told_progress
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.actions.importing.writing import prepared, write_rows
from kerege.inventory.models import ImportRow, SheetImport
from kerege.inventory.words.importing import NOT_IN_THIS_STATE, NOTHING_TO_APPLY, Done, ImportState, Outcome
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor

WRITES = (Outcome.NEW, Outcome.CHANGES)


def apply_import(*, by: Actor, uid: object) -> SheetImport:
    """Ask the node to record what the good rows say. Rows with errors, and rows of which nobody has said whether they
    are there already, are left; they can follow later.

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
    that is refused after all is kept with its error.

    Everything is made ready before the transaction begins, so that others wait for the writing alone. Of two that do
    it at once, one is refused. Refuses inventory.no_such_import and inventory.not_in_this_state.
    """
    batch = opened(by=by, uid=uid)
    if batch.state != ImportState.APPLYING:
        raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
    asked = batch.stepped_at
    with checking():
        rows = list(_to_write(batch).order_by("number"))
        ready = prepared(by=by, batch=batch, rows=rows, on_step=told_progress(by=by, batch=batch, whole=len(rows)))
    # The act is the transaction. One more around it would be a savepoint, for which SQLite keeps every page that each
    # statement touches.
    with act("inventory.import.applied", by=by, owner=batch.owner, about=batch.uid) as done:
        batch = locked(by=by, uid=uid)
        if batch.state != ImportState.APPLYING or batch.stepped_at != asked:
            raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
        write_rows(by=by, batch=batch, ready=ready)
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
