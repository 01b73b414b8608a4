"""What a plan is worth for each goal, counted from the plan alone. Plain Python."""

from collections import Counter

from kerege.planning.solver.courses import Possible
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Goal, Problem

SHARE = 1000
"""Shares are counted in thousandths."""
DROPPED, ADDED, SWAPPED = 10, 2, 1
"""How much a course that is gone, a new one, and somebody else who teaches weigh as changes of an earlier plan."""


def worth_of(problem: Problem, plan: Plan, goal: Goal, earlier: Plan | None = None) -> int:
    """Of need the points, of fairness the least share of a country, of cost and of changes how many."""
    if goal == Goal.NEED:
        return sum(group.points * plan.seats_of(group.key) for group in problem.groups)
    if goal == Goal.COST:
        return plan.cost
    if goal == Goal.LEAST_CHANGE:
        return _changes(plan, earlier or Plan())
    people, covered = Counter[str](), Counter[str]()
    for group in problem.groups:
        people[group.country] += max(0, group.people)
        covered[group.country] += plan.seats_of(group.key)
    return min((SHARE * covered[country] // count for country, count in people.items() if count), default=SHARE)


def short_of(problem: Problem, plan: Plan) -> int:
    """How far a plan is from the shares that have to be covered, in thousandths of people."""
    short = 0
    for floor in problem.floors:
        groups = [group for group in problem.groups if group.country == floor.country]
        seats = {group.key: plan.seats_of(group.key) for group in groups}
        have = sum(seats[group.key] for group in groups if group.sex == "f" or not floor.women)
        of = sum(seats.values()) if floor.women else sum(group.people for group in groups)
        short += max(0, floor.share * of - SHARE * have)
    return short


def _changes(plan: Plan, earlier: Plan) -> int:
    now = {held.course.key: held for held in plan.courses}
    changes = ADDED * len(now.keys() - {held.course.key for held in earlier.courses})
    for before in earlier.courses:
        held = now.get(before.course.key)
        gone = len(before.leads - held.leads) + len(before.locals - held.locals) if held else 0
        changes += SWAPPED * gone if held else DROPPED
    return changes


def least_changes(possible: Possible, earlier: Plan) -> int:
    """How many changes of an earlier plan nobody can spare: courses and people who are not possible any more."""
    changes = 0
    away = {each.trainer for each in possible.problem.forbidden if each.trainer and not each.course}
    for held in earlier.courses:
        teaching = possible.teaching.get(held.course.key)
        if teaching is None:
            changes += DROPPED
        else:
            leads, others = {*teaching.leads} - away, {*teaching.locals} - away
            gone = len(held.leads - leads) + len(held.locals - others)
            changes += min(DROPPED, SWAPPED * gone)
    return changes


def at_once(possible: Possible, goal: Goal, earlier: Plan | None) -> int:
    """What no plan can beat, without a search."""
    if goal == Goal.LEAST_CHANGE:
        return least_changes(possible, earlier or Plan())
    everybody = sum(group.points * max(0, group.people) for group in possible.problem.groups)
    return {Goal.NEED: everybody, Goal.FAIRNESS: SHARE}.get(goal, 0)
