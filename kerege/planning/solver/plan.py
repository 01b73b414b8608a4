"""A plan: which courses, who teaches and who comes, what it costs, and how good it is proved to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kerege.planning.solver.courses import Course
from kerege.planning.solver.problem import Goal


@dataclass(frozen=True)
class Held:
    """A course of a plan. `seats` are people by group, `paid` money by fund."""

    course: Course
    leads: frozenset[str]
    locals: frozenset[str]
    interpreter: bool
    seats: Mapping[str, int]
    paid: Mapping[str, int]

    @property
    def people(self) -> int:
        return sum(self.seats.values())

    @property
    def cost(self) -> int:
        return sum(self.paid.values())


@dataclass(frozen=True)
class Reached:
    """How far one goal was reached: the value of the plan, and what no plan can beat. `gap` is the part of the bound
    that is not proved away; 0 means that the plan is proved to be the best.
    """

    goal: Goal
    value: int
    bound: int
    seconds: float

    @property
    def proved(self) -> bool:
        return self.value == self.bound

    @property
    def gap(self) -> float:
        return abs(self.bound - self.value) / max(1, abs(self.bound), abs(self.value))


@dataclass(frozen=True)
class Plan:
    """The courses in the order of their days, and how far each goal was reached, in the order of the goals."""

    courses: tuple[Held, ...] = ()
    reached: tuple[Reached, ...] = ()

    def seats_of(self, group: str) -> int:
        return sum(held.seats.get(group, 0) for held in self.courses)

    @property
    def cost(self) -> int:
        return sum(held.cost for held in self.courses)


@dataclass(frozen=True)
class Contradiction:
    """No plan can be: these requirements, each by its key, cannot be met together, and without any one of them the
    rest can. `minimal` is False where the time ended before that was proved of each. `added_up`: the season is so large
    that days were left out, so without one of them nothing is proved to be against a plan, and no more than that.
    """

    requirements: tuple[str, ...]
    minimal: bool = True
    bars: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Why a pinned course cannot be held by itself."""
    added_up: bool = False
