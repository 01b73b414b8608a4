"""A plan over years: what no plan can beat, a first plan, and better ones for as long as there is time."""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from math import floor, inf

from kerege.planning.cascade.checking import faults, unmet
from kerege.planning.cascade.guided import guided
from kerege.planning.cascade.programme import At, Programme, Years
from kerege.planning.cascade.rows import NOBODY, Rows, joined, rows_of
from kerege.planning.cascade.searching import search
from kerege.planning.cascade.sharing import Shared, Sharing, packed
from kerege.planning.linear.relaxing import relax, relax_partly


class Step(StrEnum):
    """Where a search is."""

    EARLIER = "earlier"
    BOUND = "bound"
    FIRST = "first"
    BETTER = "better"


@dataclass(frozen=True)
class Progress:
    """The best plan so far leaves `unmet`; no plan leaves less than `bound`. `plan` is it, where it is whole by now."""

    step: Step
    unmet: int
    bound: int
    seconds: float
    plan: Years | None = None


@dataclass(frozen=True)
class Solved:
    """A plan with what it leaves unmet, what no plan can leave less than, and what nothing at all would leave."""

    plan: Years
    unmet: int
    bound: int
    nothing: int
    seconds: float

    @property
    def gap(self) -> float:
        """The part of what is left that is not proved to be unavoidable."""
        return (self.unmet - self.bound) / self.unmet if self.unmet else 0.0


@dataclass(frozen=True)
class Effort:
    seconds: float = 60.0
    workers: int = 2
    seed: int = 1


def solve(
    programme: Programme,
    *,
    earlier: Years | None = None,
    effort: Effort = Effort(),
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[Progress], None] = lambda progress: None,
) -> Solved:
    """The best plan that is found in the time, or until `stop` says so; `earlier` is where to begin, or what of it can
    still be done.
    """
    return _Search(programme, effort, stop, told).run(earlier)


SHARES = (0.2, 0.5)
"""How much of an event has to be wanted, added up over quarters, for it to be held."""
SMALL = 12
"""So many countries are searched together, and their bound is proved with whole events; more of them go language by
language.
"""

TINY, NEAR = 400, 0.05
"""So many variables are searched to the end at once; an earlier plan that is so near to the bound is only bettered."""


WHOLE_EVENTS = 20.0
"""So many seconds at most, and a third of what is left, to find which events are held."""


class _Search:
    def __init__(
        self, programme: Programme, effort: Effort, stop: Callable[[], bool], told: Callable[[Progress], None]
    ) -> None:
        self.programme, self.effort, self.told, self.asked = programme, effort, told, stop
        self.began = time.monotonic()
        self.ends = self.began + effort.seconds
        self.best, self.left, self.bound, self.ended = NOBODY, programme.nothing, 0, False
        self.proof: threading.Thread | None = None
        self.rows: Rows | None = None
        self.sharing: Sharing | None = None
        self.lock, self.busy = threading.Lock(), set[str]()
        self.of_language: dict[str, list[str]] = {language: [] for language in programme.languages}
        for country in programme.countries:
            self.of_language[country.language].append(country.key)
        self.cost = {(need.country, need.topic): need.cost for need in programme.needs}
        self.chance = random.Random(effort.seed)  # noqa: S311 - nothing is kept secret by it

    def stopped(self) -> bool:
        return self.ended or self.asked() or time.monotonic() >= self.ends

    def time_left(self) -> float:
        return max(0.05, self.ends - time.monotonic())

    def run(self, earlier: Years | None) -> Solved:
        if earlier is not None and not faults(self.programme, still := self._still(earlier)):
            self._take(still, Step.EARLIER)
        self._bound()
        if self.rows is not None and len(self.rows.worth) <= TINY:
            self._whole(self.rows)
        elif not self.stopped() and self.left - self.bound > NEAR * self.left:
            self._first()
        self._better()
        self.ended = True
        if self.proof is not None:
            self.proof.join()
        seconds = time.monotonic() - self.began
        return Solved(self.best, self.left, self.bound, self.programme.nothing, seconds)

    def _still(self, earlier: Years) -> Years:
        """An earlier plan, or where it breaks rules of this programme its events with courses that go with them."""
        if not faults(self.programme, earlier):
            return earlier
        everybody = {country.key for country in self.programme.countries}
        wanted = {at: float(count) for at, count in earlier.courses.items()}
        return guided(self.programme, everybody, self.programme.budget, wanted, earlier.trained, earlier.events)

    def _bound(self) -> None:
        """What no plan can beat: of all together, or by language where there are many countries."""
        if len(self.programme.countries) <= SMALL:
            self.rows = rows_of(self.programme)
            relaxed = relax(self.rows, self.time_left(), stop=self.stopped)
            self._prove(relaxed.bound)
            everybody = tuple(country.key for country in self.programme.countries)
            self.shared = Shared((everybody,), (self.programme.budget,), (relaxed.values,))
            return
        parts = packed(list(self.of_language.values()), PART)
        self.sharing = Sharing(self.programme, parts, self.effort.workers, self.stopped)
        self.shared = self.sharing.share()
        if self.sharing.bound is not None:
            self._prove(self.sharing.bound)

    def _whole(self, rows: Rows) -> None:
        """What is small enough is proved to its end."""
        found = search(rows, self.time_left(), workers=self.effort.workers, seed=self.effort.seed,
                       hint=rows.values_of(self.best), stop=self.stopped, told=self._told_worth)  # fmt: skip
        if found.values:
            self._take(rows.plan(found.values), Step.FIRST)
            self._prove(found.bound)

    def _prove(self, worth: float) -> None:
        if worth < inf:
            self.bound = max(self.bound, self.programme.nothing - floor(worth + 1e-7 * abs(worth)))
            self._tell(Step.BOUND)

    def _tell(self, step: Step) -> None:
        self.told(Progress(step, self.left, self.bound, time.monotonic() - self.began, self.best))

    def _take(self, plan: Years, step: Step) -> bool:
        left = unmet(self.programme, plan)
        if left >= self.left:
            return False
        self.best, self.left = plan, left
        self._tell(step)
        return True

    def _first(self) -> None:
        """Of all together, or of each language with the money that the relaxation spends on it: events as it wants
        them, people trained, and at once a plan by hand; then the best courses that go with those, with what others
        left over.
        """
        parts, shares = self.shared.parts, self.shared.money
        self.made = NOBODY
        self.spare = [most - sum(money) for most, *money in zip(self.programme.budget, *shares, strict=True)]
        todo, queue = deque(zip(parts, shares, self.shared.wanted, strict=True)), deque[Part]()

        def prepare() -> None:
            while todo and not self.stopped():
                if part := self._prepared(*todo.popleft()):
                    queue.append(part)

        def work() -> None:
            while queue and not self.stopped():
                part = queue.popleft()
                if len(parts) == 1:
                    self._part(part, self.time_left() * TOGETHER, self.effort.workers)
                else:
                    turns = len(queue) / self.effort.workers + 1
                    self._part(part, self.time_left() * PARTS / turns, 1)

        self._together(prepare)
        self._take(self.made, Step.FIRST)
        self.proof = threading.Thread(target=self._prove_with_whole_events)
        self.proof.start()
        self._together(work)

    def _together(self, work: Callable[[], None]) -> None:
        with ThreadPoolExecutor(self.effort.workers) as threads:
            for done in [threads.submit(work) for _ in range(self.effort.workers)]:
                done.result()

    def _prove_with_whole_events(self) -> None:
        """A better bound than that of the relaxation, beside the search."""
        if self.sharing is None:
            rows = rows_of(self.programme)
            self._prove(relax_partly(rows, list(rows.events.values()), self.time_left(), stop=self.stopped).bound)
            return
        for at in range(len(self.sharing.parts)):
            seconds = 2 * self.time_left() / (len(self.sharing.parts) - at)
            if not self.stopped() and self.sharing.prove(at, seconds) and self.sharing.bound is not None:
                self._prove(self.sharing.bound)

    def _prepared(self, only: Sequence[str], money: Sequence[int], first: Sequence[float]) -> "Part | None":
        rows = rows_of(self.programme, only=only, budget=money)
        wanted = self._hold_events(rows, first)
        if not wanted:
            return None
        people = relax_partly(rows, list(rows.trained.values()), min(3.0, self.time_left()), stop=self.stopped)
        for variable in rows.trained.values():
            rows.stand(variable, round(people.values[variable]) if people.values else floor(wanted[variable] + 1e-6))
        plan = guided(
            self.programme,
            set(only),
            money,
            {at: sum(wanted[variable] for variable in many) for at, many in rows.courses.items()},
            {at: rows.low[variable] for at, variable in rows.trained.items() if rows.low[variable]},
            {at: rows.low[variable] for at, variable in rows.events.items() if rows.low[variable]},
        )
        with self.lock:
            self.made = joined(self.made, plan)
        return Part(rows, plan)

    def _part(self, part: "Part", seconds: float, workers: int) -> None:
        """The best courses for countries that nobody else is planning."""
        rows = part.rows
        with self.lock:
            for row, more in zip(rows.budget, self.spare, strict=True):
                row.most += more
            self.spare = [0] * len(self.spare)
        found = search(rows, seconds, workers=workers, seed=self.effort.seed, stop=self.stopped, enough=ENOUGH,
                       hint=rows.values_of(part.plan),
                       told=self._told_worth if workers > 1 else lambda worth, bound: None)  # fmt: skip
        plan = rows.plan(found.values) if found.values else part.plan
        spent = self._spent(plan)
        with self.lock:
            self.spare = [row.most - out for row, out in zip(rows.budget, spent, strict=True)]
            self.made = joined(self.made, plan, without=part.plan)
            self._take(self.made, Step.FIRST)

    def _told_worth(self, worth: int, _bound: int) -> None:
        left = self.programme.nothing - worth
        if left < self.left:
            self.told(Progress(Step.FIRST, left, self.bound, time.monotonic() - self.began))

    def _spent(self, plan: Years) -> list[int]:
        money = [0] * self.programme.quarters
        for at, courses in plan.courses.items():
            money[at[2]] += courses * self.cost[at[:2]]
        for at, events in plan.events.items():
            money[at[2]] += events * self.programme.event.cost
        return money

    def _hold_events(self, rows: Rows, first: Sequence[float]) -> Sequence[float]:
        """Whole events, as many as the relaxation wants added up over the quarters; what it then wants else."""
        tries = []
        few = len(self.shared.parts) <= FEW
        wanted = {share: self._rounded(rows, first, share) for share in SHARES[: 2 if few else 1]} if first else {}
        if first and few and (whole := self._whole_events(rows)):
            wanted[1.0] = whole
        for share, held in wanted.items():
            for at, count in held.items():
                rows.stand(rows.events[at], count)
            found = relax(rows, self.time_left(), stop=self.stopped)
            tries.append((found.bound if found.values else -inf, share, held, found.values))
        if not tries:
            return ()
        _worth, _share, held, values = max(tries, key=lambda one: one[:2])
        for at, count in held.items():
            rows.stand(rows.events[at], count)
        return values

    def _whole_events(self, rows: Rows) -> dict[At, int]:
        """Events as they are wanted where each is held whole or not at all: a tenth of one in each of some quarters
        says nothing of whether one is worth its money.
        """
        seconds = min(WHOLE_EVENTS, self.time_left() / 3) / len(self.shared.parts)
        found = relax_partly(rows, list(rows.events.values()), seconds, stop=self.stopped)
        return {at: round(found.values[event]) for at, event in rows.events.items()} if found.values else {}

    def _rounded(self, rows: Rows, values: Sequence[float], share: float) -> dict[At, int]:
        found: dict[At, int] = {}
        for language, track in {at[:2] for at in rows.events}:
            wanted, held = 0.0, 0
            for quarter in range(self.programme.quarters):
                wanted += values[rows.events[language, track, quarter]]
                now = max(0, min(self.programme.event.most, floor(wanted + 1 - share) - held))
                found[language, track, quarter] = now
                held += now
        return found

    def _better(self) -> None:
        """A few countries are planned again, with the money that they spend and a part of what is left over."""

        def work() -> None:
            while not self.stopped() and self.left > self.bound:
                with self.lock:
                    few = self._few()
                    rows = self._rows_around(few) if few else None
                if rows is None:
                    time.sleep(0.05)
                    continue
                try:
                    self._again(few, rows)
                finally:
                    with self.lock:
                        self.busy -= {self.programme.speaks[country] for country in few}

        self._together(work)

    def _few(self) -> list[str]:
        """Some countries of languages at which nobody is, of one or of two."""
        free = [language for language in self.of_language if language not in self.busy]
        if not free:
            return []
        languages = self.chance.sample(free, min(len(free), self.chance.choice((1, 1, 2))))
        self.busy.update(languages)
        there = [country for language in languages for country in self.of_language[language]]
        return self.chance.sample(there, min(len(there), AT_ONCE))

    def _rows_around(self, few: Collection[str]) -> Rows:
        spent = self._spent(self.best)
        mine = self._spent(Years(courses={at: n for at, n in self.best.courses.items() if at[0] in few}))
        money = [
            own + (whole - out) // self.effort.workers
            for own, whole, out in zip(mine, self.programme.budget, spent, strict=True)
        ]
        return rows_of(self.programme, only=few, given=self.best, events=False, budget=money)

    def _again(self, few: Collection[str], rows: Rows) -> None:
        hint = rows.values_of(self.best)
        now = rows.value(hint)
        found = search(rows, min(AGAIN, self.time_left()), workers=1, seed=self.chance.randrange(1 << 30), hint=hint,
                       stop=self.stopped)  # fmt: skip
        if not found.values:
            return
        with self.lock:
            better = rows.plan(found.values, self.best, self.others(few))
            worth = rows.value(rows.values_of(better))
            if worth > now:
                self.best, self.left = better, self.left - round(worth - now)
                self._tell(Step.BETTER)

    def others(self, few: Collection[str]) -> set[str]:
        """Whose part of a plan stays when a few countries are planned again; events stay all."""
        return {c.key for c in self.programme.countries if c.key not in few} | set(self.programme.languages)


TOGETHER, PARTS, AT_ONCE, AGAIN = 0.4, 0.85, 2, 3.0
"""The part of the time for a first plan of all together, or of each language; the countries that are planned again at
once, and the seconds for that.
"""


PART, FEW = 7, 12
"""Languages of fewer countries share their money within one part, because a share of one of them is too small for a
whole event; where there are few parts, more is tried.
"""


ENOUGH = 0.001
"""A first plan of a part that is so near to its bound is good enough; what is left of the time betters all."""


@dataclass(frozen=True)
class Part:
    """Countries that are planned by themselves: their rows, with events and people trained decided, and a plan."""

    rows: Rows
    plan: Years
