"""Quarter after quarter: who leaves, falls dormant, is refreshed, steps up, and is trained. Plain Python."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, inf

from kerege.planning.cascade.stocks import RATES, Cascade, Level, Rate

Stock = tuple[float, ...]


class Short(StrEnum):
    """What there was too little of to train as many as were needed."""

    NOTHING = ""
    LEADS = "leads"
    LOCALS = "locals"
    MONEY = "money"


@dataclass(frozen=True)
class Quarter:
    """A quarter: the trainers at its beginning, and what happened in it. `refreshed` are those for whom it was paid."""

    number: int
    active: Stock
    dormant: Stock
    needed: int
    covering: float
    """Active trainers of the level that counts or above."""
    courses: int
    trained: int
    certified: float
    refreshed: float
    lost: float
    spent: float
    short_of: Short

    @property
    def covered(self) -> float:
        """The share of the need that is covered, 1 at most."""
        return min(1.0, self.covering / self.needed) if self.needed else 1.0

    @property
    def is_covered(self) -> bool:
        return self.covering >= self.needed - 1e-9


def flow(
    cascade: Cascade, quarters: int, *, planned: Sequence[int] | None = None, chance: random.Random | None = None
) -> tuple[Quarter, ...]:
    """What is to be expected in so many quarters; with `chance`, one thing that may happen: rates are drawn once, and
    people one by one, while training is decided on what is stated. `planned` are people to be trained in each quarter
    instead of as many as will be needed; courses that cannot be held are not.
    """
    forecast = Forecast(cascade)
    levels = drawn(cascade.levels, chance) if chance else cascade.levels
    active, dormant, found = cascade.active, cascade.dormant, []
    for number in range(quarters):
        money = cascade.own_money(number) + (cascade.abroad.money if cascade.abroad.runs(number) else 0)
        moved = _moves(levels, active, dormant, money / cascade.refresh_cost if cascade.refresh_cost else inf, chance)
        paid = moved.refreshed * cascade.refresh_cost
        wanted = _planned(planned, number) if planned is not None else forecast.wanted(number, active, dormant)
        courses, people, short = _courses(cascade, number, active, money - paid, wanted)
        found.append(
            Quarter(
                number, active, dormant, cascade.needs(number), sum(active[cascade.covering :]), courses, people,
                moved.certified, moved.refreshed, moved.lost, paid + courses * cascade.course.cost, short,
            )
        )  # fmt: skip
        active = (moved.active[0] + people, *moved.active[1:])
        dormant = moved.dormant
    return tuple(found)


def drawn(levels: Sequence[Level], chance: random.Random) -> tuple[Level, ...]:
    """The levels with rates as they may really be; which stand at the same value for several levels are drawn once."""
    known: dict[Rate, Rate] = {}

    def now(rate: Rate) -> Rate:
        if rate not in known:
            known[rate] = Rate.assumed(rate.drawn(chance))
        return known[rate]

    return tuple(level.with_rates({name: now(getattr(level, name)) for name in RATES}) for level in levels)


@dataclass(frozen=True)
class _Moved:
    active: Stock
    dormant: Stock
    certified: float
    refreshed: float
    lost: float


def _moves(levels: Sequence[Level], active: Stock, dormant: Stock, most: float, chance: random.Random | None) -> _Moved:
    """Where those who are there at the beginning of a quarter stand at its end. The highest level goes first to be
    refreshed, for as many as are paid.
    """
    stay, rest, up = list(active), list(dormant), [0.0] * len(levels)
    lost = refreshed = 0.0
    for at in reversed(range(len(levels))):
        level = levels[at]
        step_up = level.step_up.value if at + 1 < len(levels) else 0.0
        gone, slept, risen = _parted(active[at], (level.attrition.value, level.dormancy.value, step_up), chance)
        back, lapsed = _parted(dormant[at], (level.refresh.value, level.lapse.value), chance)
        back = _at_most(back, most - refreshed, chance)
        stay[at] += back - gone - slept - risen
        rest[at] += slept - back - lapsed
        up[at] = risen
        refreshed += back
        lost += gone + lapsed
    arrived = (0.0, *up[:-1])
    return _Moved(
        tuple(a + b for a, b in zip(stay, arrived, strict=True)), tuple(rest), up[0], refreshed, lost
    )  # fmt: skip


def _at_most(people: float, paid: float, chance: random.Random | None) -> float:
    if people <= paid:
        return people
    return max(0.0, paid if chance is None else floor(paid))


def _parted(people: float, shares: Sequence[float], chance: random.Random | None) -> list[float]:
    """How many go each way; shares of more than the whole are taken in proportion."""
    whole = max(1.0, sum(shares))
    if chance is None:
        return [people * share / whole for share in shares]
    counts = [0.0] * len(shares)
    for _ in range(round(people)):
        at, left = 0, chance.random() * whole
        while at < len(shares) and left >= shares[at]:
            left -= shares[at]
            at += 1
        if at < len(shares):
            counts[at] += 1
    return counts


def _planned(planned: Sequence[int], quarter: int) -> int:
    return planned[quarter] if quarter < len(planned) else 0


def _courses(cascade: Cascade, quarter: int, active: Stock, money: float, wanted: int) -> tuple[int, int, Short]:
    """How many courses can be held, for how many people, and what there was too little of for more."""
    if wanted <= 0:
        return 0, 0, Short.NOTHING
    course = cascade.course
    asked = ceil(wanted / course.seats)
    limits = {
        Short.LEADS: _staffed(cascade, quarter, sum(active[course.lead_level :]), course.leads),
        Short.LOCALS: _staffed(cascade, quarter, sum(active[course.local_level :]), course.leads + course.locals),
        Short.MONEY: floor(money / course.cost + 1e-9) if course.cost else inf,
    }
    held = int(max(0, min(asked, *limits.values())))
    people = min(max(wanted, held * course.least), held * course.seats)
    short = min(limits, key=lambda name: limits[name]) if held < asked else Short.NOTHING
    return held, people, short


def _staffed(cascade: Cascade, quarter: int, people: float, each: int) -> float:
    """Courses for which there is staff: half a person teaches half as many."""
    if not each:
        return inf
    lent = cascade.abroad.leads if cascade.abroad.runs(quarter) else 0
    return floor((people + lent) * cascade.course.each / each + 1e-9)


class Forecast:
    """What a trainer, and a new one, is worth some quarters later: by the rates as stated, with all refreshing paid."""

    def __init__(self, cascade: Cascade) -> None:
        self.cascade = cascade
        top = len(cascade.levels)
        units = [tuple(1.0 if at == n else 0.0 for at in range(top)) for n in range(top)]
        nobody = (0.0,) * top
        self.active = [self._after(unit, nobody, cascade.ahead) for unit in units]
        self.dormant = [self._after(nobody, unit, cascade.ahead) for unit in units]
        self.new = self._after(units[0], nobody, cascade.ahead - 1)
        """One who is trained now stands on the first level from the next quarter on."""

    def _after(self, active: Stock, dormant: Stock, quarters: int) -> float:
        for _ in range(quarters):
            moved = _moves(self.cascade.levels, active, dormant, inf, None)
            active, dormant = moved.active, moved.dormant
        return sum(active[self.cascade.covering :])

    def wanted(self, quarter: int, active: Stock, dormant: Stock) -> int:
        """How many to train now, so that enough are there when they count."""
        there = sum(a * b for a, b in zip(active, self.active, strict=True))
        there += sum(a * b for a, b in zip(dormant, self.dormant, strict=True))
        missing = self.cascade.needs(quarter + self.cascade.ahead) - there
        return ceil(missing / self.new - 1e-9) if missing > 1e-9 and self.new > 1e-9 else 0
