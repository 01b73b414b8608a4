"""How long needs take: from scratch over many units, and after one of them changed.

    python -m bench.needs [UNITS] [COMPETENCES]

No database: places with one post each are made by a fixed sequence, with gaps of seven questions, a level of
containment and three people of whom two have evidence. Every pass of the rules is taken beside a *floor*: the same
multiplications and comparisons on the same numbers, as plain fractions in one loop, with nothing kept, told apart or
checked. Both run in turns in this process, timed by its own processor time.
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median
from time import process_time

from kerege.capacity.rules.demand import demand
from kerege.capacity.rules.gaps import Item, system_gap
from kerege.capacity.rules.needs import Need, Place, Staff, Wanted, in_order, needs_of
from kerege.capacity.rules.policy import Policy, read

POLICY = Path(__file__).resolve().parents[1] / "kerege" / "worlds" / "needs_policy" / "policy.toml"
DAY = date(2026, 11, 26)
AT_ONCE = 1_000
"""So many places are made at a time, so that what is measured are the rules and not the memory for a million needs."""


def numbers(seed: int) -> Iterator[int]:
    """A fixed sequence that looks like chance (a linear congruence)."""
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        yield seed >> 40


def places(start: int, count: int, competences: int) -> list[Place]:
    return [_place(n, competences) for n in range(start, start + count)]


def _place(n: int, competences: int) -> Place:
    some = numbers(n + 1)
    codes = [f"frame:c{c}" for c in range(competences)]
    wanted = tuple(Wanted(code, 2 + next(some) % 3, 1 + next(some) % 7) for code in codes)
    levels = {code: tuple(Fraction(next(some) % 401, 100) for _ in range(2)) for code in codes}
    gaps = {
        code: system_gap(
            Item("round", f"q{q}", Fraction(1 + next(some) % 3), Fraction(next(some) % 4, 3), finding="f")
            for q in range(7)
        )
        for code in codes
    }
    staff = Staff(f"post{n}", "", "bench", 3, wanted, levels, 1 + next(some) % 4)
    return Place(f"F{n}", "KAZ", "KAZ", "ru", gaps, (staff,))


def floor(policy: Policy, place: Place) -> Fraction:
    """The bare arithmetic of one place: the sum of the points of all who are in need."""
    total = Fraction(0)
    for staff in place.staff:
        level = policy.containment_of(staff.containment)
        for wanted in staff.wanted:
            gap = place.gaps[wanted.competence]
            share = gap.lost / gap.whole
            risk = Fraction(100 * wanted.criticality, policy.most_criticality) * level
            risk *= policy.person + policy.place * share
            for shown in staff.levels[wanted.competence]:
                points = min(Fraction(100), risk * max(Fraction(0), wanted.level - shown) / 4)
                if points >= policy.counts_from:
                    total += points
            points = min(Fraction(100), risk * share)
            if points >= policy.counts_from:
                total += points
    return total


def whole(policy: Policy, units: int, competences: int) -> tuple[float, float, int, bool]:
    """Processor seconds of the rules with their demand, of the floor, how many needs, and whether both agree."""
    spent = bare = 0.0
    count = 0
    same = True
    for start in range(0, units, AT_ONCE):
        some = places(start, min(AT_ONCE, units - start), competences)
        at = process_time()
        found = [need for place in some for need in needs_of(policy, place)]
        demand(found, {"KAZ": policy}, DAY)
        spent += process_time() - at
        at = process_time()
        total = sum((floor(policy, place) for place in some), Fraction(0))
        bare += process_time() - at
        count += len(found)
        same = same and total == sum((need.total for need in found), Fraction(0))
    return spent, bare, count, same


def one_change(policy: Policy, units: int, competences: int) -> tuple[float, float]:
    """Milliseconds of one place computed anew, with the order of its country's thousand places, and of the floor."""
    some = places(0, min(AT_ONCE, units), competences)
    kept: dict[str, list[Need]] = {place.key: needs_of(policy, place) for place in some}
    spent, bare = [], []
    for n in range(9):
        changed = _place(units + n, competences)
        at = process_time()
        kept[some[n].key] = needs_of(policy, changed)
        spent.append(process_time() - at)
        at = process_time()
        floor(policy, changed)
        bare.append(process_time() - at)
    at = process_time()
    in_order(need for needs in kept.values() for need in needs)
    order = process_time() - at
    print(f"the order of {len(kept) * competences:,} needs anew: {order * 1000:,.0f} ms")
    return median(spent) * 1000, median(bare) * 1000


def main(arguments: list[str]) -> None:
    units, competences = ([int(each) for each in arguments] + [100_000, 25][len(arguments) :])[:2]
    policy = read(tomllib.loads(POLICY.read_text(encoding="utf-8"))["content"])
    spent, bare, count, same = whole(policy, units, competences)
    print(f"{units:,} units × {competences} competences = {count:,} needs; the floor gives the same points: {same}")
    each = spent / count * 1e6
    print(f"from scratch: {spent:,.1f} s, {each:,.1f} µs a need; floor {bare:,.1f} s; ratio {spent / bare:.2f}")
    one, least = one_change(policy, units, competences)
    print(f"one unit changed: {one:,.2f} ms; floor {least:,.2f} ms; ratio {one / least:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
