"""What may follow what in an import, and how rows are counted."""

from collections.abc import Collection, Mapping

from kerege.inventory.words.importing import NOT_IN_THIS_STATE, Decision, ImportState, Outcome
from kerege.lib.refusal import Refusal

S = ImportState
NEXT: Mapping[ImportState, frozenset[ImportState]] = {
    S.UPLOADED: frozenset({S.MAPPED}),
    S.MAPPED: frozenset({S.CHECKED, S.MAPPED}),
    S.CHECKED: frozenset({S.MAPPED, S.APPLYING}),
    S.APPLYING: frozenset({S.APPLIED, S.PARTLY_APPLIED}),
    S.APPLIED: frozenset({S.UNDOING}),
    S.PARTLY_APPLIED: frozenset({S.UNDOING, S.APPLYING}),
    S.UNDOING: frozenset({S.UNDONE}),
    S.UNDONE: frozenset(),
}
WORKED_ON: frozenset[ImportState] = frozenset({S.MAPPED, S.APPLYING, S.UNDOING})
"""States in which the node has something to do; a worker that was killed leaves the import in one of them."""

SETTLED: Collection[ImportState] = frozenset({S.APPLIED, S.PARTLY_APPLIED})


def check_next(state: str, wanted: ImportState) -> None:
    """Refuse inventory.not_in_this_state unless `wanted` may follow."""
    if wanted not in NEXT[ImportState(state)]:
        raise Refusal(NOT_IN_THIS_STATE, state=state)


def decided(outcome: Outcome, decision: Decision, *, differs: bool) -> Outcome:
    """What a row that was asked about does once somebody has said what it is."""
    if outcome != Outcome.ASKED or decision == Decision.OPEN:
        return outcome
    if decision == Decision.SKIP:
        return Outcome.LEFT_OUT
    if decision == Decision.OTHER:
        return Outcome.NEW
    return Outcome.CHANGES if differs else Outcome.SAME


def progress_key(uid: object) -> str:
    """Under which the node keeps for other processes how many rows of an import are ready to be written."""
    return f"inventory.import.ready.{uid}"
