"""Saying of rows whether they are a facility that is there already."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from kerege.inventory.actions.changing import names_now
from kerege.inventory.actions.importing.comparing import cards_by_uid, change_by_row
from kerege.inventory.actions.importing.opening import locked, opened
from kerege.inventory.models import ImportRow, SheetImport
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.rules.import_states import decided
from kerege.inventory.rules.matching import SAME
from kerege.inventory.words.importing import NO_SUCH_ROW, NOT_IN_THIS_STATE, Decision, Done, ImportState, Outcome
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice

OPEN_FOR = frozenset({ImportState.CHECKED, ImportState.PARTLY_APPLIED})


def decide_row(*, by: Actor, uid: object, row: int, decision: str, facility: str = "") -> ImportRow:
    """Say of one row that it is this facility (one of those proposed), another one, or to be left out. It can be said
    anew until the row is recorded.

    Refuses inventory.no_such_import, inventory.not_in_this_state, inventory.no_such_row and people.unknown_choice.
    """
    batch = opened(by=by, uid=uid)
    chosen = Decision(choice(decision, Decision, "decision"))
    with act("inventory.import.row_decided", by=by, owner=batch.owner, about=batch.uid, row=row, decision=chosen.value):
        batch = _open(by, uid)
        found = (
            ImportRow.objects.inside_action()
            .filter(of=batch, number=row, done__in=[Done.NOTHING, Done.REFUSED])
            .first()
        )
        if found is None or not found.matches:
            raise Refusal(NO_SUCH_ROW, field="row", row=row)
        _decide(by, [(found, facility or found.matches[0][0])], chosen)
    return found  # type: ignore[no-any-return]


def decide_all(*, by: Actor, uid: object, decision: str) -> int:
    """Decide all rows that still wait: `same` takes the proposals that are sure enough, `other` says that none of the
    rest
    is there already, `skip` leaves the rest out. How many were decided.

    Refuses inventory.no_such_import, inventory.not_in_this_state and people.unknown_choice.
    """
    batch = opened(by=by, uid=uid)
    chosen = Decision(choice(decision, Decision, "decision"))
    with act("inventory.import.rows_decided", by=by, owner=batch.owner, about=batch.uid, decision=chosen.value) as done:
        batch = _open(by, uid)
        rows = list(ImportRow.objects.inside_action().filter(of=batch, outcome=Outcome.ASKED, decision=Decision.OPEN))
        wanted = [r for r in rows if chosen != Decision.SAME or r.matches[0][1] >= SAME]
        _decide(by, [(row, row.matches[0][0]) for row in wanted], chosen)
        done.note(rows=len(wanted))
    return len(wanted)


def _open(by: Actor, uid: object) -> SheetImport:
    batch = locked(by=by, uid=uid)
    if batch.state not in OPEN_FOR:
        raise Refusal(NOT_IN_THIS_STATE, state=batch.state)
    batch.stepped_at = timezone.now()
    batch.save()
    return batch


def _decide(by: Actor, rows: Sequence[tuple[ImportRow, str]], decision: Decision) -> None:
    """Each row with the uid of a card, or another row of the sheet: then the row is that one once more."""
    same = decision == Decision.SAME
    for row, uid in rows:
        if same and uid not in {match[0] for match in row.matches}:
            raise Refusal(NO_SUCH_ROW, field="facility", row=row.number)
    cards = cards_by_uid(by=by, uids={uid for _, uid in rows if same and ":" not in uid})
    names, known = names_now(by=by, ids=[card.pk for card in cards.values()]), LookedUp()
    for row, uid in rows:
        card, differs = cards.get(uid), False
        if card is not None:
            given: dict[str, Any] = {"present": names[card.pk], "told": row.told, "today": timezone.localdate()}
            differs = change_by_row(by=by, facility=card, known=known, **given) is not None
        row.decision, row.facility = decision.value, card.uid if card is not None else None
        row.outcome = decided(Outcome.ASKED, decision, differs=differs)
        if same and card is None:
            row.outcome = Outcome.LEFT_OUT
    ImportRow.objects.inside_action().bulk_update([row for row, _ in rows], ["decision", "facility", "outcome"])
