"""The ledger of a lot as plain Python: every piece is always at exactly one place, and none comes from nowhere.

Double entry: a movement takes pieces from one account and puts them into another on a day. An account is a stage and,
where pieces are with somebody, the key of who has them. Only `outside` may owe; what it owes is all that was ordered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.inventory.words.equipment import (
    LATER_WANTS_THEM,
    NO_PIECES,
    NO_PLAN,
    NO_TAKER,
    NOT_A_STEP,
    NOT_IN_PLAN,
    NOT_SO_MANY,
    PLAN_TOO_LARGE,
    STAGES,
    WITH_NOBODY,
    Stage,
)
from kerege.lib.refusal import Called, Refusal

STEPS: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.OUTSIDE: (Stage.ORDERED,),
    Stage.ORDERED: (Stage.RECEIVED, Stage.OUTSIDE),
    Stage.RECEIVED: (Stage.INSPECTED, Stage.REJECTED),
    Stage.INSPECTED: (Stage.HELD, Stage.WRITTEN_OFF),
    Stage.REJECTED: (Stage.OUTSIDE, Stage.WRITTEN_OFF),
    Stage.HELD: (Stage.HELD, Stage.WRITTEN_OFF),
    Stage.WRITTEN_OFF: (),
}
"""Where pieces may go from each stage: bought, received, inspected, handed over; sent back, passed on, written off."""


@dataclass(frozen=True)
class Account:
    """A stage, and the key of the facility or organisation that has the pieces; empty where nobody has them yet."""

    stage: Stage
    holder: str = ""


@dataclass(frozen=True)
class Movement:
    """So many pieces from one account to another on a day."""

    on: date
    source: Account
    target: Account
    pieces: int


def balances(movements: Iterable[Movement], *, on: date) -> dict[Account, int]:
    """How many pieces stand in each account at the end of the day; empty accounts are left out. They add up to zero."""
    found: defaultdict[Account, int] = defaultdict(int)
    for each in movements:
        if each.on <= on:
            found[each.source] -= each.pieces
            found[each.target] += each.pieces
    return {account: pieces for account, pieces in found.items() if pieces}


def ordered(movements: Iterable[Movement], *, on: date) -> int:
    """How many pieces of the lot there are in all: ordered and not cancelled or sent back."""
    return -balances(movements, on=on).get(Account(Stage.OUTSIDE), 0)


def held(movements: Iterable[Movement], *, holder: str, on: date) -> int:
    """How many pieces the holder has at the end of the day."""
    return balances(movements, on=on).get(Account(Stage.HELD, holder), 0)


def check_movement(movements: Iterable[Movement], new: Movement) -> None:
    """Raise unless the movement is a step that there is and the pieces are there, on its day and on every day after.

    Refuses inventory.no_pieces, inventory.not_a_step, inventory.no_taker, inventory.with_nobody, inventory.not_so_many,
    and inventory.later_wants_them where they are there on the day and have gone on later.
    """
    if new.pieces < 1:
        raise Refusal(NO_PIECES, field="pieces")
    if new.target.stage not in STEPS[new.source.stage] or new.source == new.target:
        steps = ", ".join(STEPS[new.source.stage])
        raise Refusal(NOT_A_STEP, field="to", source=new.source.stage, target=new.target.stage, steps=steps)
    _check_holders(new)
    if new.source.stage == Stage.OUTSIDE:
        return
    known = list(movements)
    there = balances(known, on=new.on).get(new.source, 0)
    told = {
        "day": new.on.isoformat(),
        "stage": Called(new.source.stage.value, STAGES[new.source.stage]),
        "asked": new.pieces,
    }
    if there < new.pieces:
        raise Refusal(NOT_SO_MANY, field="pieces", there=there, **told)
    for day in sorted({each.on for each in known if each.on > new.on}):
        later = balances(known, on=day).get(new.source, 0)
        if later < new.pieces:
            raise Refusal(LATER_WANTS_THEM, field="on", there=later, later=day.isoformat(), day=new.on.isoformat())


def _check_holders(new: Movement) -> None:
    """Only pieces that were handed over are with somebody, and these always are."""
    if new.target.stage == Stage.HELD and not new.target.holder:
        raise Refusal(NO_TAKER, field="facility")
    if new.target.stage != Stage.HELD and new.target.holder:
        raise Refusal(WITH_NOBODY, field="facility")
    if new.source.stage != Stage.HELD and new.source.holder:
        raise Refusal(WITH_NOBODY, field="from_facility")


# -- the distribution plan ---------------------------------------------------------------------------------------------


def check_shares(shares: Mapping[str, int], *, lot: str, there: int) -> None:
    """Raise unless every share is at least one piece and all together are no more than there are of the lot.

    Refuses inventory.no_pieces, inventory.plan_too_large.
    """
    if not shares or any(pieces < 1 for pieces in shares.values()):
        raise Refusal(NO_PIECES, field="pieces")
    asked = sum(shares.values())
    if asked > there:
        raise Refusal(PLAN_TOO_LARGE, field="pieces", lot=lot, asked=asked, there=there)


def check_planned(movements: Iterable[Movement], new: Movement, *, planned: int | None) -> None:
    """Raise when a hand-over gives a holder more than the agreed plan does. `planned` is None without such a plan.

    What the holder passed on or wrote off counts as given. Refuses inventory.no_plan, inventory.not_in_plan.
    """
    if planned is None:
        raise Refusal(NO_PLAN, field="to", holder=new.target.holder)
    first = (each for each in movements if each.source.stage == Stage.INSPECTED and each.target == new.target)
    given = sum(each.pieces for each in first)
    if given + new.pieces > planned:
        told = {"holder": new.target.holder, "planned": planned, "given": given, "asked": new.pieces}
        raise Refusal(NOT_IN_PLAN, field="pieces", **told)


def agreed(*, members: int, agreeing: int) -> bool:
    """Whether a plan is agreed: by more than half of those who sit on the National Team of Experts on that day."""
    return members > 0 and agreeing * 2 > members
