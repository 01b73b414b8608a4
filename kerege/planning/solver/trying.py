"""A plan beside the one that would be found were something otherwise: a goal gives more, or something may not be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from kerege.planning.solver.checking import faults
from kerege.planning.solver.explaining import difference
from kerege.planning.solver.plan import Contradiction, Plan
from kerege.planning.solver.problem import Forbidden, Goal, Problem
from kerege.planning.solver.worth import worth_of

TRIAL = "trial"
"""The key of the decision that only a trial makes."""


@dataclass(frozen=True)
class Tried:
    """What is otherwise than in the plan: `goal` gives `give` thousandths, or it is `without` a course, or somebody in
    it or anywhere. `given` are the goals of the plan in their order with what each gave.
    """

    given: tuple[tuple[str, int], ...]
    goal: str = ""
    give: int = 0
    course: str = ""
    trainer: str = ""
    without: bool = False


def tried(
    solving: ModuleType, problem: Problem, plan: Plan, asked: Tried, *, earlier: Plan | None, seconds: float
) -> Plan | Contradiction:
    """The plan were it so, for the same goals in the same order, with `solving` (the module that searches); of equal
    ones without something the one that differs least. Raises ValueError where what was found breaks a rule.
    """
    goals, give = [Goal(goal) for goal, _ in asked.given], {Goal(goal): share for goal, share in asked.given}
    if asked.without:
        problem = replace(problem, forbidden=(*problem.forbidden, Forbidden(TRIAL, asked.course, asked.trainer)))
        if Goal.LEAST_CHANGE not in goals:
            goals, earlier = [*goals, Goal.LEAST_CHANGE], plan
    else:
        give[Goal(asked.goal)] = asked.give
    found = solving.solve(
        problem,
        goals=goals,
        give=give,
        earlier=earlier,
        begin=plan,
        effort=solving.Effort(seconds=float(seconds)),
    )
    if isinstance(found, Plan) and (broken := faults(problem, found)):
        raise ValueError(broken[0])
    return found  # type: ignore[no-any-return]


def told_of(problem: Problem, plan: Plan, found: Plan) -> Mapping[str, Any]:
    """What is kept of a plan that was tried, beside the plan: what it is worth as it stands, when every goal has given
    what it may, whether each was proved, and which courses differ.
    """
    differ = difference(plan, found)
    goals = [reached.goal for reached in plan.reached]
    return {
        "worth": [[goal.value, worth_of(problem, found, goal)] for goal in goals if goal != Goal.LEAST_CHANGE],
        "proved": all(any(r.goal == goal and r.proved for r in found.reached) for goal in goals),
        "people": sum(held.people for held in found.courses),
        "courses": len(found.courses),
        "cost": found.cost,
        "gone": list(differ.gone),
        "new": list(differ.new),
        "staff": list(differ.staff),
    }
