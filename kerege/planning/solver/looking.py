"""How long a search looks, and how it is followed. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass

from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Goal

UPWARD = frozenset({Goal.NEED, Goal.FAIRNESS})
"""Goals of which more is better; of the others less is."""


@dataclass(frozen=True)
class Effort:
    """How long and how hard to look. `workers` is how many threads; with one and the same `seed` a search that ends by
    proof says the same again.
    """

    seconds: float = 30.0
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True)
class Progress:
    """How far a search is: at which goal, the best plan so far, and what no plan can beat."""

    goal: Goal
    value: int
    bound: int


def nobody_asks() -> bool:
    return False


def ignored(progress: Progress) -> None:
    """Progress that nobody follows."""


def kept_nowhere(plan: Plan) -> None:
    """A plan that nobody keeps before the search ends."""


@dataclass(frozen=True)
class Followed:
    """Whoever follows a search: `stop` says whether to end it, `told` hears how far it is, `found` is given every
    better plan; all from any thread.
    """

    stop: Callable[[], bool] = nobody_asks
    told: Callable[[Progress], None] = ignored
    found: Callable[[Plan], None] = kept_nowhere
