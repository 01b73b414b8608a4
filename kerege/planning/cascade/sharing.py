"""The money of many languages, shared so that it is worth about the same in each part; and a bound from its price.

A part is one language or a few. Without the budget they have nothing to do with each other, so each part is relaxed by
itself with its share; what one more unit of money would be worth there tells how to share better. At one price for all,
what each part could be worth without a budget, and the whole budget at that price, add up to what no plan can beat.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import floor
from typing import TypeVar

from kerege.planning.cascade.programme import Programme
from kerege.planning.cascade.rows import Rows, priced, rows_of
from kerege.planning.linear.relaxing import relax_partly, relax_with_prices

ROUNDS = 2
T = TypeVar("T")


@dataclass(frozen=True)
class Shared:
    """The countries of each part with the money of each quarter for them, and what the relaxation wants there."""

    parts: tuple[tuple[str, ...], ...]
    money: tuple[tuple[int, ...], ...]
    wanted: tuple[Sequence[float], ...]


class Sharing:
    """Shares the money of a programme, and keeps the best bound that was proved. `prove` can go on beside a search."""

    def __init__(
        self, programme: Programme, parts: Collection[Sequence[str]], workers: int, stop: Callable[[], bool]
    ) -> None:
        self.programme, self.workers, self.stop = programme, workers, stop
        self.parts = tuple(tuple(part) for part in parts)
        points = _points(programme)
        sizes = [sum(points[country] for country in part) or 1 for part in self.parts]
        self.money = [[most * size / sum(sizes) for most in programme.budget] for size in sizes]
        self.rows: list[Rows] = []
        self.wanted: list[Sequence[float]] = [()] * len(self.parts)
        self.prices: list[float] = []
        self.most: list[float] = []
        """What each part is worth at most without a budget, at these prices."""
        self.lock = threading.Lock()

    @property
    def bound(self) -> float | None:
        """What no plan can be worth more than; None where there was no time for all parts."""
        if len(self.most) < len(self.parts):
            return None
        return sum(self.most) + sum(p * most for p, most in zip(self.prices, self.programme.budget, strict=True))

    def share(self) -> Shared:
        self.rows = self._all(
            lambda at: rows_of(self.programme, only=self.parts[at], budget=[0] * self.programme.quarters)
        )
        for turn in range(ROUNDS):
            worth = self._all(self._worth_of_money)
            if self.stop():
                break
            self._same_price(worth)
            if turn == 0:
                self.most = self._all(self._without_budget)
        money = tuple(tuple(floor(one + 1e-6) for one in mine) for mine in self.money)
        return Shared(self.parts, money, tuple(self.wanted))

    def prove(self, at: int, seconds: float) -> bool:
        """A better bound of one part, by whole events; whether it became better."""
        rows = priced(self.rows[at], self.prices)
        found = relax_partly(rows, list(rows.events.values()), seconds, stop=self.stop).bound
        with self.lock:
            better = found < self.most[at]
            if better:
                self.most[at] = found
        return better

    def _all(self, work: Callable[[int], T]) -> list[T]:
        with ThreadPoolExecutor(self.workers) as threads:
            return list(threads.map(work, range(len(self.parts))))

    def _worth_of_money(self, at: int) -> list[float]:
        rows = self.rows[at]
        for row, most in zip(rows.budget, self.money[at], strict=True):
            row.most = most
        found, prices = relax_with_prices(rows, LONGEST, stop=self.stop)
        self.wanted[at] = found.values
        return [max(0.0, price) for price in prices[-len(rows.budget) :]]

    def _without_budget(self, at: int) -> float:
        return relax_with_prices(priced(self.rows[at], self.prices), LONGEST, stop=self.stop)[0].bound

    def _same_price(self, worth: Sequence[Sequence[float]]) -> None:
        """More money to where it is worth more; a price for all is what it is worth on the average."""
        average = []
        for quarter, most in enumerate(self.programme.budget):
            here = sum(one[quarter] * money[quarter] for one, money in zip(worth, self.money, strict=True))
            average.append(price := here / max(1e-9, sum(money[quarter] for money in self.money)))
            for one, money in zip(worth, self.money, strict=True):
                ratio = (one[quarter] + 0.05 * price + 1e-9) / (1.05 * price + 1e-9)
                money[quarter] *= min(1.3, max(0.75, ratio**0.5))
            whole = sum(money[quarter] for money in self.money)
            for money in self.money:
                money[quarter] *= most / whole if whole else 0.0
        if not self.prices:
            self.prices = average


LONGEST = 60.0


def _points(programme: Programme) -> Mapping[str, int]:
    found = {country.key: 0 for country in programme.countries}
    for need in programme.needs:
        found[need.country] += need.points
    return found


def packed(languages: Sequence[Sequence[str]], least: int) -> list[list[str]]:
    """The countries of whole languages, in parts of at least so many countries (but one)."""
    found: list[list[str]] = [[]]
    for countries in sorted(languages, key=len, reverse=True):
        if len(found[-1]) >= least:
            found.append([])
        found[-1] += countries
    return found
