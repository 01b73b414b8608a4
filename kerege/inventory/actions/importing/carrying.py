"""Going on with imports, also with those whose worker was killed."""

from datetime import datetime, timedelta

from kerege.inventory.actions.importing.applying import record_rows
from kerege.inventory.actions.importing.checking import check_rows
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.actions.importing.undoing import take_back_rows
from kerege.inventory.models import SheetImport
from kerege.inventory.rules.import_states import WORKED_ON
from kerege.inventory.words.importing import NOT_IN_THIS_STATE, ImportState
from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor

STUCK = timedelta(minutes=2)
"""An import that has not moved for so long has lost its worker, or its worker is at its end."""

_STEPS = {
    ImportState.MAPPED: check_rows,
    ImportState.APPLYING: record_rows,
    ImportState.UNDOING: take_back_rows,
}


def go_on(*, by: Actor, uid: str) -> None:
    """Do what an import waits for, in the name of whoever asked for it. Refuses what its step refuses."""
    with checking():
        found = SheetImport.objects.inside_action().filter(uid=uid).values_list("state", flat=True).first()
    step = _STEPS.get(ImportState(found)) if found else None
    if step is None:
        return
    try:
        step(by=_whoever_asked(uid), uid=uid)
    except Refusal as refusal:
        if refusal.word is not NOT_IN_THIS_STATE:  # then somebody else was quicker
            raise


def carry_on(*, by: Actor, at: datetime) -> int:
    """Put every import into the queue again that waits for the node and has not moved for two minutes. How many.

    Refuses nothing.
    """
    with checking():
        rows = SheetImport.objects.inside_action().filter(state__in=list(WORKED_ON), stepped_at__lte=at - STUCK)
        stuck = list(rows)
    for batch in stuck:
        enqueue(by=by, batch=batch)
    return len(stuck)


def _whoever_asked(uid: str) -> Actor:
    """The rights were asked when it was asked for. The journal has the actor by a pseudonym, and keeps that one."""
    last = journal.acts(owners=None, about=uid, word_prefix="inventory.import.", limit=1)
    return Actor(uid=last[0].actor if last else SYSTEM.uid, name="", is_system=True)
