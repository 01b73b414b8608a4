"""A season at size: `python -m bench.seats [seconds] [people] [rooms] [weeks]`; without arguments 120 s, and 6,000
people and 25 rooms in twelve weeks, so 300 sessions. Then somebody who leads is ill, and the plan is made again with as
little change as possible.

Told are people covered and points of the need, what no plan can beat, the gap, seconds, and seconds of the processor:
ours, the plan by hand with which it begins, and one model of everything by CP-SAT with as much time. By chance, seeded:
seven countries, ten topics, four languages, 140 trainers who teach five courses at most, eight funds, floors.
"""

import os
import random
import resource
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

from ortools.sat.python import cp_model

from kerege.lib.periods import Period
from kerege.planning.solver.by_hand import by_hand
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Possible
from kerege.planning.solver.looking import Effort, Progress
from kerege.planning.solver.model import Model
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Floor, Forbidden, Fund, Goal, Group, Problem, Room, Topic, Trainer, Way
from kerege.planning.solver.solving import solve
from kerege.planning.solver.worth import worth_of

COUNTRIES, TOPICS = tuple(f"c{n}" for n in range(7)), tuple(f"m{n}" for n in range(10))
MONDAY = date(2027, 3, 1)
OWN = {country: f"l{n % 4}" for n, country in enumerate(COUNTRIES)}
DEVICES = ("cabinet", "autoclave")


def problem(people: int, rooms: int, weeks: int, seed: int = 1, trainers: int = 140) -> Problem:
    dice = random.Random(seed)
    groups = [
        Group(f"{country}-{topic}-{kind}-{sex}", country, topic, languages, 0, dice.randint(1, 9), sex,
              MONDAY + timedelta(weeks=weeks // 2) if dice.random() < 0.1 else None)
        for country in COUNTRIES
        for topic in TOPICS
        if dice.random() < 0.9
        for kind, languages in (("own", (OWN[country],)), ("both", (OWN[country], "ru")))
        for sex in "fm"
    ]  # fmt: skip
    shares = [dice.random() + 0.1 for _ in groups]
    whole = sum(shares)
    return Problem(
        today=date(2026, 12, 1),
        starts=tuple(MONDAY + timedelta(weeks=week) for week in range(weeks)),
        groups=tuple(
            Group(g.key, g.country, g.topic, g.languages, round(people * share / whole), g.points, g.sex, g.due)
            for g, share in zip(groups, shares, strict=True)
        ),
        topics=tuple(
            Topic(topic, dice.choice((2, 3, 5, 5, 8)), per_person=dice.randint(20, 80),
                  equipment=frozenset(d for d in DEVICES if dice.random() < 0.3))
            for topic in TOPICS
        ),
        trainers=tuple(
            Trainer(
                f"t{n}", COUNTRIES[n % 7],
                frozenset({OWN[COUNTRIES[n % 7]], *(("ru",) if dice.random() < 0.7 else ())}),
                frozenset(dice.sample(TOPICS, 4)), dice.random() < 0.6, most=5, fee=dice.randint(0, 150),
                away=(Period(w := MONDAY + timedelta(weeks=dice.randrange(weeks)), w + timedelta(weeks=2)),),
            )
            for n in range(trainers)
        ),
        rooms=tuple(
            Room(f"r{n}", COUNTRIES[n % 7], dice.choice((12, 14, 16, 20)),
                 frozenset(d for d in DEVICES if dice.random() < 0.7), dice.randint(50, 300))
            for n in range(rooms)
        ),
        funds=(
            Fund("region", frozenset(COUNTRIES), people * 250),
            *(Fund(f"of {country}", frozenset({country}), dice.randint(1, 6) * people * 4) for country in COUNTRIES),
        ),
        ways={
            (a, b): Way(dice.randint(150, 600), 1, dice.choice((0, 0, 30)))
            for a in COUNTRIES for b in COUNTRIES if a != b and dice.random() < 0.8
        },
        cohorts=(frozenset({"c0", "c1"}), frozenset({"c2", "c3", "c4"})),
        interpreter={"ru": 200},
        floors=(*(Floor(country, 250) for country in COUNTRIES), Floor("c3", 400, women=True)),
    )  # fmt: skip


def main(seconds: str = "120", people: str = "6000", rooms: str = "25", weeks: str = "12") -> None:
    whole = problem(int(people), int(rooms), int(weeks))
    print(f"{people} people in {len(whole.groups)} groups, {int(rooms) * int(weeks)} sessions, {len(whole.trainers)} "
          f"trainers, load {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    print("| | people | sessions | need | no plan beats | gap | seconds | of the processor |")
    print("|---|---|---|---|---|---|---|---|")
    plan, bound = ours(whole, float(seconds))
    greedy(whole, bound)
    one_model(whole, float(seconds), bound)
    cancelled(whole, plan, float(seconds) / 4)
    print(f"\n{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most, all of these in one process")


def ours(whole: Problem, seconds: float) -> tuple[Plan, int]:
    began, worked, told = time.monotonic(), time.process_time(), []

    def follow(progress: Progress) -> None:
        told.append((progress, time.monotonic() - began, time.process_time() - worked))

    plan = solve(whole, goals=(Goal.NEED,), effort=Effort(seconds), told=follow)
    spent = time.monotonic() - began, time.process_time() - worked
    if not isinstance(plan, Plan) or faults(whole, plan):
        raise ValueError(plan)
    bound = plan.reached[0].bound
    for share in (0.05, 0.03, 0.02):
        near = next((one for one in told if one[0].bound - one[0].value <= share * one[0].bound), None)
        if near is not None:
            tell(f"ours, within {share:.0%}", None, near[0].value, bound, near[1], near[2])
    tell("ours", plan, plan.reached[0].value, bound, *spent)
    return plan, bound


def greedy(whole: Problem, bound: int) -> None:
    began, worked = time.monotonic(), time.process_time()
    plan = by_hand(Possible(whole), {}, {})
    spent = time.monotonic() - began, time.process_time() - worked
    tell("greedy: what is worth most first", plan, worth_of(whole, plan, Goal.NEED), bound, *spent)


def one_model(whole: Problem, seconds: float, bound: int) -> None:
    began, worked = time.monotonic(), time.process_time()
    model = Model(Possible(whole))
    for literal in model.required.values():
        model.cp.add_bool_and([literal])
    model.cp.maximize(model.goals[Goal.NEED])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    found = solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    plan = model.read(solver) if found else Plan()
    spent = time.monotonic() - began, time.process_time() - worked
    tell("one model, CP-SAT", plan, worth_of(whole, plan, Goal.NEED), bound, *spent)


def cancelled(whole: Problem, plan: Plan, seconds: float) -> None:
    """Somebody who leads in the middle of the season is ill for all of it."""
    ill = sorted(plan.courses[len(plan.courses) // 2].leads)[0]
    without = replace(whole, forbidden=(Forbidden("ill", trainer=ill),))
    began, worked, told = time.monotonic(), time.process_time(), []
    goals = (Goal.NEED, Goal.LEAST_CHANGE)
    again = solve(without, goals=goals, earlier=plan, effort=Effort(seconds),
                  told=lambda one: told.append((one, time.monotonic() - began)))  # fmt: skip
    spent = time.monotonic() - began, time.process_time() - worked
    if not isinstance(again, Plan) or faults(without, again):
        raise ValueError(again)
    taught = sum(ill in held.leads | held.locals for held in plan.courses)
    before, after = worth_of(whole, plan, Goal.NEED), worth_of(whole, again, Goal.NEED)
    changes, least = worth_of(whole, again, Goal.LEAST_CHANGE, plan), again.reached[-1].bound
    need = next((at for one, at in told if one.goal == Goal.NEED and one.value >= before), None)
    print(
        f"\nSomebody of {taught} courses is ill: need {before} before, {after} again"
        f"{f' after {need:.0f} s' if need is not None else ''}, "
        f"{changes} changes, of which nobody can spare {least}; {spent[0]:.0f} s, {spent[1]:.0f} s of the processor"
    )


def tell(name: str, plan: Plan | None, value: int, bound: int, seconds: float, worked: float) -> None:
    people, sessions = (sum(h.people for h in plan.courses), len(plan.courses)) if plan else ("", "")
    gap = (bound - value) / bound
    print(
        f"| {name} | {people} | {sessions} | {value} | {bound} | {gap:.2%} | {seconds:.0f} | {worked:.0f} |", flush=True
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
