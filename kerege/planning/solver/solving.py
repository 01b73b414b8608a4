"""Find the best plan, goal after goal, with the proof or the gap; or the requirements that contradict each other."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import floor

from ortools.sat.python import cp_model

from kerege.planning.solver.by_hand import by_hand
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Possible
from kerege.planning.solver.large import is_large, solve_large
from kerege.planning.solver.looking import (
    UPWARD,
    Effort,
    Followed,
    Progress,
    ignored,
    kept_nowhere,
    nobody_asks,
)
from kerege.planning.solver.model import Model
from kerege.planning.solver.plan import Contradiction, Plan, Reached
from kerege.planning.solver.problem import Goal, Problem
from kerege.planning.solver.worth import at_once, worth_of

GOALS = (Goal.NEED, Goal.FAIRNESS, Goal.COST)
USUAL = Effort()


def solve(
    problem: Problem,
    *,
    goals: Sequence[Goal] = GOALS,
    give: Mapping[Goal, int] | None = None,
    earlier: Plan | None = None,
    begin: Plan | None = None,
    effort: Effort = USUAL,
    stop: Callable[[], bool] = nobody_asks,
    told: Callable[[Progress], None] = ignored,
    found: Callable[[Plan], None] = kept_nowhere,
) -> Plan | Contradiction:
    """The best plan for the goals in their order. Each goal may give up to so many thousandths of its value (`give`)
    for those after it. The time is shared by the goals that are left; what was found stays when it ends, or when `stop`
    says so, with the bound that was proved until then. `earlier` is the plan whose changes are counted, `begin` one to
    look on from, as after a search that was broken off; `found` is given every better plan, from any thread.

    A problem whose requirements cannot be met together has no plan: then they are told. One that is too large for one
    model is searched part by part (`large`).
    """
    possible = Possible(problem)
    bars = {pin.key: tuple(possible.bars_of_pin(pin)) for pin in problem.pins}
    if barred := {key: why for key, why in bars.items() if why}:
        return Contradiction(tuple(sorted(barred)), bars=barred)
    if is_large(possible):
        return solve_large(possible, goals, give or {}, earlier, begin, effort, Followed(stop, told, found))
    model = Model(possible, earlier)
    for required in model.required.values():
        model.cp.add_bool_and([required])
    best, reached = begin or earlier, list[Reached]()
    ends = time.monotonic() + effort.seconds
    for number, goal in enumerate(goals):
        left = max(0.1, (ends - time.monotonic()) / (len(goals) - number))
        step = _one_goal(model, goal, best, replace(effort, seconds=left), stop, told, found)
        if step is None and reached:
            break
        if step is None:
            return _at_hand(possible, goal, begin, earlier) or contradiction(possible, effort, stop)
        best, proved = step
        reached.append(proved)
        value = proved.value if goal in UPWARD else -proved.value
        model.cp.add(model.goals[goal] >= value - floor(abs(value) * (give or {}).get(goal, 0) / 1000))
        if stop():
            break
    return replace(best or Plan(), reached=tuple(reached))


def _at_hand(possible: Possible, goal: Goal, begin: Plan | None, earlier: Plan | None) -> Plan | None:
    """Where the search ended before it found anything: the plan it began with, or one by hand, if it breaks no rule."""
    before = begin or earlier
    for plan in (before, by_hand(possible, {}, {}, before or Plan())):
        if plan is not None and not faults(possible.problem, plan, possible):
            value = worth_of(possible.problem, plan, goal, earlier)
            return replace(plan, reached=(Reached(goal, value, at_once(possible, goal, earlier), 0.0),))
    return None


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(
        self,
        model: Model,
        goal: Goal,
        stop: Callable[[], bool],
        told: Callable[[Progress], None],
        found: Callable[[Plan], None],
    ) -> None:
        super().__init__()
        self.model, self.goal, self.stop, self.told, self.found = model, goal, stop, told, found

    def on_solution_callback(self) -> None:
        self.found(self.model.read(self))
        sign = 1 if self.goal in UPWARD else -1
        self.told(Progress(self.goal, sign * round(self.objective_value), sign * floor(self.best_objective_bound)))
        if self.stop():
            self.stop_search()


def _one_goal(
    model: Model,
    goal: Goal,
    best: Plan | None,
    effort: Effort,
    stop: Callable[[], bool],
    told: Callable[[Progress], None],
    found: Callable[[Plan], None],
) -> tuple[Plan, Reached] | None:
    """The best plan for one goal, and how far it was proved; None where there is no plan at all."""
    if best is not None:
        model.hint(best)
    model.cp.maximize(model.goals[goal])
    solver = _solver(effort)
    began = time.monotonic()
    watch = _Watch(model, goal, stop, told, found)
    solver.best_bound_callback = lambda _bound: solver.stop_search() if stop() else None
    status = solver.solve(model.cp, watch)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    sign = 1 if goal in UPWARD else -1
    value, bound = round(solver.objective_value), floor(solver.best_objective_bound + 1e-6)
    return model.read(solver), Reached(goal, sign * value, sign * bound, time.monotonic() - began)


def _solver(effort: Effort) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = effort.seconds
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    return solver


def contradiction(possible: Possible, effort: Effort, stop: Callable[[], bool] = nobody_asks) -> Contradiction:
    """The fewest requirements that cannot be met together: each is left out once, and stays out where the others still
    contradict each other. Where the time ends, or somebody stops, before it is proved that they do at all, all of them,
    and not as minimal.
    """
    kept = sorted(Model(possible).required)
    ends, minimal = time.monotonic() + effort.seconds, True
    if _can(possible, kept, effort, stop) != cp_model.INFEASIBLE:
        return Contradiction(tuple(kept), minimal=False)
    for key in list(kept):
        fewer = [other for other in kept if other != key]
        status = _can(possible, fewer, replace(effort, seconds=max(0.1, ends - time.monotonic())), stop)
        if status == cp_model.INFEASIBLE:
            kept = fewer
        elif status == cp_model.UNKNOWN:
            minimal = False
    return Contradiction(tuple(kept), minimal)


def _can(possible: Possible, required: list[str], effort: Effort, stop: Callable[[], bool]) -> cp_model.CpSolverStatus:
    if stop():
        return cp_model.UNKNOWN
    model = Model(possible)
    for key in required:
        model.cp.add_bool_and([model.required[key]])
    solver = _solver(effort)
    solver.best_bound_callback = lambda _bound: solver.stop_search() if stop() else None
    return solver.solve(model.cp)
