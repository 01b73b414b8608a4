"""Plans over years at size: `python -m bench.planning [region|nineteen|world|growth|again] [seconds]`.

In one run and on the same programme: the plan by hand that follows the relaxation, ours until the time ends, a greedy
one, and HiGHS and CP-SAT with the whole model and as much time, CP-SAT also with trainers as an explicit stock.
`growth` is 1, 2, 4 and 8 times the region; `again` a region that loses trainers, from nothing and from its last plan.
Told are what is left of the need that nothing at all would leave, the gap to the best bound that anybody proved,
seconds, and seconds of the processor, as others use the machine too. By chance, seeded: 25 topics, twelve quarters.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from kerege.planning.cascade.checking import faults, unmet
from kerege.planning.cascade.guided import guided
from kerege.planning.cascade.programme import WHOLE, At, Country, Event, Need, Programme, Topic, Years
from kerege.planning.cascade.rows import rows_of
from kerege.planning.cascade.searching import search
from kerege.planning.cascade.solving import Effort, Progress, Solved, Step, solve
from kerege.planning.linear.relaxing import relax_partly
from kerege.planning.linear.rows import Row

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


def ours(
    whole: Programme, seconds: float, earlier: Years | None = None
) -> tuple[Solved, list[tuple[Progress, float]], Timed]:
    told: list[tuple[Progress, float]] = []
    with Timed() as timed:
        began = time.process_time()
        solved = solve(whole, earlier=earlier, effort=Effort(seconds),
                       told=lambda one: told.append((one, time.process_time() - began)))  # fmt: skip
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


def greedy(whole: Programme) -> Years:
    """What is worth most a day first, in order of quarters; an event of each language in each of the first quarters,
    one track after the other, with places for all its countries alike.
    """
    events: dict[At, int] = {}
    trained: dict[At, int] = {}
    for quarter, track in enumerate(whole.tracks):
        for language in whole.languages:
            there = [country.key for country in whole.countries if country.language == language]
            events[language, track, quarter] = 1
            trained |= {(country, track, quarter): whole.event.places // len(there) for country in there}
    return guided(whole, {country.key for country in whole.countries}, whole.budget, {}, trained, events)


def explicit(whole: Programme, seconds: float) -> Years | None:
    """CP-SAT with the trainers of each quarter as variables, a stock that loses 50 of a thousand a quarter."""
    rows, days = rows_of(whole), whole.days
    staff = {row.variables[0]: row for row in rows.rows if row.variables and row.factors[0] == -WHOLE}
    rows.rows = [row for row in rows.rows if row.factors[:1] != [-WHOLE]]
    for country in whole.countries:
        for track in whole.tracks:
            before = None
            for quarter in range(whole.quarters):
                at = (country.key, track, quarter)
                first = WHOLE * country.trainers.get(track, 0)
                stock = rows.variable(first if quarter == 0 else 0, first if quarter == 0 else 200 * WHOLE)
                if before is not None:
                    row = Row(0)
                    row.put(stock, WHOLE)
                    row.put(before, -SURVIVE)
                    row.put(rows.trained[country.key, track, quarter - 1], -WHOLE * WHOLE)
                    rows.rows.append(row)
                old, row = staff[rows.borrowed[at]], Row(0)
                for variable, factor in zip(old.variables, old.factors, strict=True):
                    if variable == rows.borrowed[at] or factor > 0:
                        row.put(variable, factor)
                row.put(stock, -days)
                rows.rows.append(row)
                before = stock
    found = search(rows, seconds)
    return rows.plan(found.values) if found.values else None


def compare(name: str, seconds: float) -> None:
    whole = programme(*SIZES[name])
    solved, told, timed = ours(whole, seconds)
    print(f"{name}: {len(rows_of(whole).worth)} variables, load {os.getloadavg()[0]:.1f}; no plan leaves less than "
          f"{solved.bound / whole.nothing:.4f} of nothing\n\n{HEAD}")  # fmt: skip
    near: dict[str, tuple[Progress, float]] = {}
    for one, cpu in told:
        if one.step is Step.FIRST:
            near.setdefault("ours, the first plan", (one, cpu))
        for share in (0.03, 0.02, 0.01):
            if one.unmet - one.bound <= share * one.unmet:
                near.setdefault(f"ours, within {share:.0%}", (one, cpu))
    for told_as, (one, cpu) in near.items():
        tell(told_as, one.unmet, solved.bound, whole.nothing, one.seconds, cpu)
    tell("ours", solved.unmet, solved.bound, whole.nothing, timed.at, timed.cpu)
    others: dict[str, Callable[[Programme, float], Years | None]] = {
        "greedy": lambda one, _seconds: greedy(one),
        "HiGHS, one model": highs,
        "CP-SAT, one model": cp_sat,
        "CP-SAT, explicit stock": explicit,
    }
    for other, plans in others.items():
        with Timed() as timed:
            plan = plans(whole, seconds)
        tell(other, unmet(whole, plan or Years()), solved.bound, whole.nothing, timed.at, timed.cpu)
    print(f"\n{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most, all of these in one process")


HEAD = "| | left | gap | seconds | of the processor |\n|---|---|---|---|---|"
SURVIVE = 950


def tell(name: str, left: int, bound: int, nothing: int, seconds: float, cpu: float) -> None:
    print(f"| {name} | {left / nothing:.4f} | {(left - bound) / left:.2%} | {seconds:.0f} | {cpu:.0f} |", flush=True)


def growth(seconds: float) -> None:
    print("| countries | first plan, seconds | of the processor | gap | gap at the end | seconds | of the processor | "
          "load |\n|---|---|---|---|---|---|---|---|", flush=True)  # fmt: skip
    for times in (1, 2, 4, 8):
        whole = programme(7 * times, 4 * times)
        solved, told, timed = ours(whole, seconds)
        first, cpu = next((one for one in told if one[0].step is Step.FIRST), (None, 0.0))
        gap = (first.unmet - solved.bound) / first.unmet if first else 1.0
        seen = f"{first.seconds:.1f} | {cpu:.1f} | {gap:.2%}" if first else "none in the time | | "
        print(f"| {7 * times} | {seen} | {solved.gap:.2%} | {timed.at:.0f} | "
              f"{timed.cpu:.0f} | {os.getloadavg()[0]:.1f} |", flush=True)  # fmt: skip


def again(seconds: float) -> None:
    """The plan of a region, and the region with a trainer less in three countries: from nothing, and from that plan."""
    whole = programme(*SIZES["region"])
    before, _told, _timed = ours(whole, seconds)
    gone = [replace(c, trainers={k: max(0, n - 1) for k, n in c.trainers.items()}) for c in whole.countries[:3]]
    whole = replace(whole, countries=(*gone, *whole.countries[3:]))
    runs = {name: ours(whole, seconds, earlier=plan)
            for name, plan in (("from nothing", None), ("from the plan before", before.plan))}  # fmt: skip
    bound = max(solved.bound for solved, _told, _timed in runs.values())
    print(f"load {os.getloadavg()[0]:.1f}\n\n{HEAD}")
    for name, (solved, told, timed) in runs.items():
        for share in (0.05, 0.03, 0.02, 0.01):
            at = next((one for one in told if one[0].unmet - bound <= share * one[0].unmet), None)
            if at is not None:
                tell(f"{name}, within {share:.0%}", at[0].unmet, bound, whole.nothing, at[0].seconds, at[1])
        tell(name, solved.unmet, bound, whole.nothing, timed.at, timed.cpu)


def main(name: str = "region", seconds: str = "60") -> None:
    runs: dict[str, Callable[[float], None]] = {"growth": growth, "again": again}
    runs.get(name, lambda given: compare(name, given))(float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
