"""How sure a figure is: many futures by chance, seeded, and the percentiles of what came. Plain Python.

Two things are not known: what a rate really is (drawn once for each future, see `Rate.drawn`), and to whom it happens
(each person by themselves). In each future training is decided on the rates as stated: nobody knows the drawn ones.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from kerege.planning.cascade.flowing import Quarter, flow
from kerege.planning.cascade.standing import first_gap, without_abroad
from kerege.planning.cascade.stocks import Cascade

PERCENTILES = (5, 25, 50, 75, 95)


@dataclass(frozen=True)
class Bands:
    """For each quarter the percentiles (`PERCENTILES`) of covering trainers and of the covered share, and in what part
    of the `futures` it was covered; `alone` is the part in which every quarter from the end on was.
    """

    futures: int
    seed: int
    covering: tuple[tuple[float, ...], ...]
    covered: tuple[tuple[float, ...], ...]
    chance_covered: tuple[float, ...]
    alone: float
    fails: tuple[int | None, ...]
    """Percentiles of the first quarter that is not covered; None where so many futures have none."""


def bands(
    cascade: Cascade,
    ends: int,
    hold: int,
    *,
    futures: int = 400,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: False,
) -> Bands:
    """So many futures, or as many as there were until `stop` said so (one at least), each with all quarters up to the
    last that has to hold after the end. One and the same seed says the same again, and each future has its own, so more
    of them keep those that were.
    """
    cascade, quarters = without_abroad(whole(cascade), ends), ends + hold
    told: list[tuple[Quarter, ...]] = []
    while len(told) < futures and not (told and stop()):
        told.append(flow(cascade, quarters, chance=random.Random(f"{seed}:{len(told)}")))  # noqa: S311 - not a secret
    gaps = [first_gap(future, ends) for future in told]
    by_quarter = list(zip(*told, strict=True))
    return Bands(
        futures=len(told),
        seed=seed,
        covering=tuple(percentiles([q.covering for q in quarter]) for quarter in by_quarter),
        covered=tuple(percentiles([q.covered for q in quarter]) for quarter in by_quarter),
        chance_covered=tuple(sum(q.is_covered for q in quarter) / len(told) for quarter in by_quarter),
        alone=sum(gap is None for gap in gaps) / len(told),
        fails=tuple(
            int(value) if value < quarters else None
            for value in percentiles([quarters if gap is None else gap.number for gap in gaps])
        ),
    )


def holds_in(cascade: Cascade, ends: int, hold: int, *, share: float, futures: int, seed: int = 1) -> bool:
    """Whether it stands alone in this share of so many futures at least: those of `bands`, no further than is needed to
    know it.
    """
    cascade, quarters = without_abroad(whole(cascade), ends), ends + hold
    wanted = ceil(share * futures - 1e-9)
    held = 0
    for number in range(futures):
        future = flow(cascade, quarters, chance=random.Random(f"{seed}:{number}"))  # noqa: S311 - not a secret
        held += first_gap(future, ends) is None
        if held >= wanted or held + futures - number - 1 < wanted:
            break
    return held >= wanted


def whole(cascade: Cascade) -> Cascade:
    """The cascade as people: stocks rounded."""
    return replace(
        cascade,
        active=tuple(float(round(n)) for n in cascade.active),
        dormant=tuple(float(round(n)) for n in cascade.dormant),
    )


def percentiles(values: Sequence[float]) -> tuple[float, ...]:
    """By the nearest rank: each is a value that came."""
    ordered = sorted(values)
    return tuple(ordered[max(0, -(-share * len(ordered) // 100) - 1)] for share in PERCENTILES)
