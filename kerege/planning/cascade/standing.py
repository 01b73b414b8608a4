"""What is left when the money from outside ends: whether, and from when on, a country stands alone.

A country stands alone from a quarter on when everything from outside ends with it and each of the next quarters, as
many as have to hold (`hold`), is covered all the same. Told is what is to be expected; `bands` says how sure that is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kerege.planning.cascade.flowing import Quarter, Short, flow
from kerege.planning.cascade.stocks import Cascade, Money


@dataclass(frozen=True)
class Standing:
    """What happens when everything from outside ends at `ends`. `since` is the quarter from which the country stands
    alone then (`ends` itself, or never: None); `fails` the first quarter that is not covered, and `short_of` what there
    was too little of before it. `break_even` is the first end after which the country would stand alone.
    """

    ends: int
    since: int | None
    fails: int | None
    short_of: Short
    break_even: int | None
    lost_a_quarter: float
    """Certified trainers lost for good or fallen dormant in a quarter, when as many are active as are needed."""
    trained_a_quarter: float
    """How many must be trained in a quarter to make up for that, in the long run; infinite where none is certified."""


def without_abroad(cascade: Cascade, ends: int) -> Cascade:
    return replace(cascade, abroad=replace(cascade.abroad, ends=ends))


def first_gap(quarters: Sequence[Quarter], since: int) -> Quarter | None:
    return next((quarter for quarter in quarters[since:] if not quarter.is_covered), None)


def stands_alone(cascade: Cascade, ends: int, hold: int) -> bool:
    """Whether each of the quarters that have to hold after the end is covered."""
    return first_gap(after(cascade, ends, hold), ends) is None


def after(cascade: Cascade, ends: int, hold: int) -> tuple[Quarter, ...]:
    """All quarters up to the last that has to hold, where everything from outside ends at `ends`."""
    return flow(without_abroad(cascade, ends), ends + hold)


def break_even(cascade: Cascade, hold: int, *, latest: int = 40) -> int | None:
    """The first end after which the country stands alone, no later than `latest`; None where there is none. What comes
    from outside is taken to go on until then, even where it is promised for less.
    """
    return next((ends for ends in range(latest + 1) if stands_alone(cascade, ends, hold)), None)


def standing(cascade: Cascade, ends: int, hold: int, *, latest: int = 40) -> Standing:
    told = after(cascade, ends, hold)
    gap = first_gap(told, ends)
    short = Short.NOTHING
    if gap is not None:
        short = next((q.short_of for q in reversed(told[: gap.number]) if q.short_of is not Short.NOTHING), short)
    lost, trained = replacement(cascade)
    return Standing(
        ends=ends, since=ends if gap is None else None, fails=gap.number if gap else None, short_of=short,
        break_even=break_even(cascade, hold, latest=latest), lost_a_quarter=lost, trained_a_quarter=trained,
    )  # fmt: skip


LONG = 400
"""Quarters after which nobody of a beginning is left by any rate that matters."""


def replacement(cascade: Cascade) -> tuple[float, float]:
    """How many covering trainers a quarter takes away where just as many are active as are needed at last, and how many
    must be trained for that. One who is trained is worth the quarters that they will be active.
    """
    needed = cascade.needed[-1]
    one = replace(
        cascade,
        active=(1.0,) + (0.0,) * (len(cascade.levels) - 1),
        dormant=(0.0,) * len(cascade.levels),
        money=(Money(2**53),),
    )
    years = flow(one, LONG, planned=())
    worth = sum(quarter.covering for quarter in years)
    leaving = sum(_leaving(cascade, quarter) for quarter in years)
    if worth < 1e-9:
        return 0.0, float("inf") if needed else 0.0
    return needed * leaving / worth, needed / worth


def _leaving(cascade: Cascade, quarter: Quarter) -> float:
    return sum(
        people * (level.attrition.value + level.dormancy.value)
        for people, level in list(zip(quarter.active, cascade.levels, strict=True))[cascade.covering :]
    )
