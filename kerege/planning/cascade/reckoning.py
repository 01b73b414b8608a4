"""Everything that is told of one cascade, reckoned once: whether it stands alone, what would make it so, how sure."""

from dataclasses import dataclass
from functools import lru_cache

from kerege.planning.cascade.bands import Bands, bands
from kerege.planning.cascade.flowing import Quarter
from kerege.planning.cascade.levers import Change, Swing, changes, sensitivity, surer
from kerege.planning.cascade.standing import Standing, after, standing
from kerege.planning.cascade.stocks import Cascade

SEED = 1
MOST_FUTURES, LEAST_FUTURES = 200, 40
PERSON_QUARTERS = 600_000
"""So much is drawn at most; of many people chance says less, so fewer futures say as much."""


@dataclass(frozen=True)
class Reckoned:
    """What is to be expected, quarter by quarter, with all that follows. The same is always reckoned from the same."""

    told: Standing
    quarters: tuple[Quarter, ...]
    changes: tuple[Change, ...]
    swings: tuple[Swing, ...]
    bands: Bands


@lru_cache(maxsize=64)
def reckoned(cascade: Cascade, ends: int, hold: int) -> Reckoned:
    return Reckoned(
        standing(cascade, ends, hold),
        after(cascade, ends, hold),
        tuple(changes(cascade, ends, hold)),
        tuple(sensitivity(cascade, ends, hold)),
        bands(cascade, ends, hold, futures=futures(cascade, ends + hold), seed=SEED),
    )


@lru_cache(maxsize=64)
def made_surer(cascade: Cascade, ends: int, hold: int, share: float) -> tuple[Change, ...]:
    """What, changed alone, makes it stand alone in this share of futures at least. It takes a second or two."""
    count = futures(cascade, ends + hold)
    return tuple(surer(cascade, ends, hold, share=share, futures=count, seed=SEED))


def futures(cascade: Cascade, quarters: int) -> int:
    people = max(1.0, sum(cascade.active) + sum(cascade.dormant), float(max(cascade.needed)))
    return max(LEAST_FUTURES, min(MOST_FUTURES, int(PERSON_QUARTERS / (people * quarters))))
