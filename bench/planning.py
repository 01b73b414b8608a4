"""Plans over years at size: `python -m bench.planning [region|nineteen|world|growth] [seconds]`.

In one run and on the same programme: the bound of the relaxation, the plan by hand that follows it (`guided`), ours
until the time ends, and HiGHS and CP-SAT with the whole model and as much time. Told are what is left of the need that
nothing at all would leave, the gap to the best bound that anybody proved, seconds, and seconds of the processor, as
others use the machine too. Programmes are by chance, seeded: 25 topics, four tracks, twelve quarters.
"""

import os
import random
import sys
import time
from collections.abc import Callable

from kerege.planning.cascade.checking import faults, unmet
from kerege.planning.cascade.programme import Country, Event, Need, Programme, Topic, Years
from kerege.planning.cascade.rows import rows_of
from kerege.planning.cascade.searching import search
from kerege.planning.cascade.solving import Effort, Progress, Solved, Step, solve
from kerege.planning.linear.relaxing import relax_partly

SIZES = {"region": (7, 4), "nineteen": (19, 6), "world": (190, 27)}
TOPICS, TRACKS, QUARTERS = 25, 4, 12


def programme(countries: int, languages: int, seed: int = 1) -> Programme:
    dice = random.Random(seed)
    days = [dice.choice([1, 2, 3, 5]) for _ in range(TOPICS)]
    seats = [dice.choice([12, 14, 16, 20]) for _ in range(TOPICS)]
    people = [[dice.randint(5, 160) if dice.random() < 0.8 else 0 for _ in days] for _ in range(countries)]
    points = [[dice.randint(1, 9) for _ in days] for _ in range(countries)]
    trainers = [{f"k{k}": dice.randint(0, 3) for k in range(TRACKS)} for _ in range(countries)]
    rooms = [dice.randint(20, 60) for _ in range(countries)]
    cost = [[length * dice.randint(3, 6) for length in days] for _ in range(countries)]
    return Programme(
        countries=tuple(
            Country(f"c{c}", f"l{c % languages}", rooms[c], trainers[c]) for c in range(countries)
        ),
        topics=tuple(Topic(f"m{m}", f"k{m % TRACKS}", days[m], seats[m]) for m in range(TOPICS)),
        needs=tuple(
            Need(f"c{c}", f"m{m}", ((people[c][m], points[c][m]),), cost[c][m])
            for c in range(countries)
            for m in range(TOPICS)
            if people[c][m]
        ),
        event=Event(places=16, cost=30, most=1),
        budget=(countries * 55,) * QUARTERS,
        survive=tuple(round(1000 * 0.95**n) for n in range(QUARTERS)),
        days=12,
        lend=6,
        most_trained=16,
        tracks=tuple(f"k{k}" for k in range(TRACKS)),
    )  # fmt: skip


class Timed:
    """Seconds and seconds of the processor of what is done in it."""

    def __enter__(self) -> "Timed":
        self.at, self.cpu = time.monotonic(), time.process_time()
        return self

    def __exit__(self, *_ignored: object) -> None:
        self.at, self.cpu = time.monotonic() - self.at, time.process_time() - self.cpu


def ours(whole: Programme, seconds: float) -> tuple[Solved, list[tuple[Progress, float]], Timed]:
    told: list[tuple[Progress, float]] = []
    with Timed() as timed:
        began = time.process_time()
        solved = solve(whole, effort=Effort(seconds), told=lambda one: told.append((one, time.process_time() - began)))
    if faults(whole, solved.plan) or unmet(whole, solved.plan) != solved.unmet:
        raise ValueError(faults(whole, solved.plan))
    return solved, told, timed


def highs(whole: Programme, seconds: float) -> Years | None:
    rows = rows_of(whole)
    found = relax_partly(rows, range(len(rows.worth)), seconds)
    return rows.plan(found.values) if found.values else None


def cp_sat(whole: Programme, seconds: float) -> Years | None:
    rows = rows_of(whole)
    found = search(rows, seconds)
    return rows.plan(found.values) if found.values else None


def compare(name: str, seconds: float) -> None:
    whole = programme(*SIZES[name])
    solved, told, timed = ours(whole, seconds)
    print(f"{name}: {len(rows_of(whole).worth)} variables, load {os.getloadavg()[0]:.1f}")
    first = next((one for one in told if one[0].step is Step.FIRST), None)
    if first is not None:
        tell("guided, the first plan", first[0].unmet, solved.bound, whole.nothing, first[0].seconds, first[1])
    near: dict[float, tuple[float, float]] = {}
    for one, cpu in told:
        for share in (0.03, 0.02, 0.01):
            if one.unmet - one.bound <= share * one.unmet:
                near.setdefault(share, (one.seconds, cpu))
    tell("ours", solved.unmet, solved.bound, whole.nothing, timed.at, timed.cpu)
    for share, (at, cpu) in sorted(near.items(), reverse=True):
        print(f"    within {share:.0%} after {at:.0f} s, {cpu:.0f} s of the processor")
    others: dict[str, Callable[[Programme, float], Years | None]] = {"HiGHS": highs, "CP-SAT": cp_sat}
    for other, plans in others.items():
        with Timed() as timed:
            plan = plans(whole, seconds)
        left = unmet(whole, plan or Years())
        tell(f"{other}, one model", left, solved.bound, whole.nothing, timed.at, timed.cpu)


def tell(name: str, left: int, bound: int, nothing: int, seconds: float, cpu: float) -> None:
    gap = (left - bound) / left
    print(f"  {name}: {left / nothing:.4f} of nothing, bound {bound / nothing:.4f}, gap {gap:.2%}, "
          f"{seconds:.0f} s, {cpu:.0f} s of the processor", flush=True)  # fmt: skip


def growth(seconds: float) -> None:
    for times in (1, 2, 4, 8):
        whole = programme(7 * times, 4 * times)
        solved, told, timed = ours(whole, seconds)
        first = next(one for one in told if one[0].step is Step.FIRST)
        print(f"{times} × region: first plan after {first[0].seconds:.1f} s, {first[1]:.1f} s of the processor, gap "
              f"{(first[0].unmet - solved.bound) / first[0].unmet:.2%}; {solved.gap:.2%} after {timed.at:.0f} s, "
              f"{timed.cpu:.0f} s of the processor; load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip


def main(name: str = "region", seconds: str = "60") -> None:
    if name == "growth":
        growth(float(seconds))
    else:
        compare(name, float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
