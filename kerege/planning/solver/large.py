"""A season that is too large for one model: what no plan can beat by its courses added up over the days, a first plan
by hand that follows them, and better ones for as long as there is time, one part of the plan after the other.
"""

import threading
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace
from math import floor, inf

from ortools.sat.python import cp_model

from kerege.planning.linear.relaxing import Relaxed, impossible, relax_with_prices
from kerege.planning.solver.by_hand import by_hand
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Possible
from kerege.planning.solver.drafting import Drafting
from kerege.planning.solver.looking import UPWARD, Effort, Followed, Progress
from kerege.planning.solver.model import Model
from kerege.planning.solver.parts import Part, Parts
from kerege.planning.solver.plan import Contradiction, Plan, Reached
from kerege.planning.solver.pooled import kind_of, pooled
from kerege.planning.solver.problem import Goal
from kerege.planning.solver.repairing import repaired
from kerege.planning.solver.worth import SHARE, at_once, short_of, worth_of

LARGE = 40_000
"""With so many places for somebody to teach, in all courses that could be held, one model is too large."""
AGAIN = 1.0
"""How long a part is looked at, in the solver's own seconds, which do not depend on who else uses the machine."""

REPAIR, LIKE = 8.0, 200
"""How long a repair is looked at, so too; and how many courses are open for those that are lost."""


def is_large(possible: Possible) -> bool:
    return sum(len(one.leads) + len(one.locals) for one in possible.teaching.values()) > LARGE


def solve_large(
    possible: Possible,
    goals: Sequence[Goal],
    give: Mapping[Goal, int],
    earlier: Plan | None,
    begin: Plan | None,
    effort: Effort,
    followed: Followed,
) -> Plan | Contradiction:
    """The best plan that is found in the time for the goals in their order, each with what no plan can beat; or what
    contradicts itself, as far as that was proved.
    """
    return _Season(possible, give, earlier, effort, followed).run(goals, begin)


@dataclass(frozen=True)
class _Least:
    """No less than this of a goal, more being better."""

    goal: Goal
    value: int


class _Season:
    def __init__(
        self, possible: Possible, give: Mapping[Goal, int], earlier: Plan | None, effort: Effort, followed: Followed
    ) -> None:
        self.possible, self.problem, self.give = possible, possible.problem, give
        self.earlier, self.effort, self.followed = earlier, effort, followed
        self.ends = time.monotonic() + effort.seconds
        self.parts = Parts(possible, effort.seed)
        if earlier is not None:
            self.parts.always = [h.course.key for h in earlier.courses if h.course.key in possible.courses]
        self.pooled = pooled(possible)
        self.kept: list[_Least] = []
        self.turn, self.lock = effort.seed, threading.RLock()
        self.enough: int | None = None
        self.spared = 0
        """So many changes nobody can spare who wants the need to be met by `enough`, as far as a repair proved it."""
        people = sum(max(0, group.people) for group in self.problem.groups)
        self.dear = min(1 + at_once(possible, Goal.NEED, None), (1 << 60) // (1 + SHARE * people))
        """What a thousandth of somebody whom a floor asks for counts: more than everybody, as courses are whole, and as
        much as can be counted.
        """

    def stopped(self) -> bool:
        return self.followed.stop() or time.monotonic() >= self.ends

    def run(self, goals: Sequence[Goal], begin: Plan | None) -> Plan | Contradiction:
        self.enough = self._before(goals)
        first = self._first(goals[0], begin)
        if isinstance(first, Contradiction):
            return first
        plan, bound = first
        if not self._broken(plan):
            self.followed.found(plan)
        reached: list[Reached] = []
        for number, goal in enumerate(goals):
            left = max(0.1, self.ends - time.monotonic())
            until = time.monotonic() + (left / 2 if number == 0 < len(goals) - 1 else left / (len(goals) - number))
            plan, proved = self._better(plan, goal, until, bound if number == 0 else None)
            if number == 0 and self._broken(plan):
                return Contradiction(tuple(sorted(self._required())), minimal=False)
            reached.append(proved)
            value = proved.value if goal in UPWARD else -proved.value
            if number == 0 and goal == Goal.NEED and self.enough is not None:
                value = min(value, self.enough)
            least = _Least(goal, value - floor(abs(value) * self.give.get(goal, 0) / 1000))
            self.kept.append(least)
            if goal in self.pooled.goals:
                self.pooled.hold(goal, least.value)
            if self.stopped():
                break
        return replace(plan, reached=tuple(reached))

    def _before(self, goals: Sequence[Goal]) -> int | None:
        """What the plan before was worth for the first goal, where as little of it as possible is to change: no more is
        looked for then, as a better season would be another one.
        """
        if self.earlier is None or Goal.LEAST_CHANGE not in goals[1:]:
            return None
        return self._worth(self.earlier, goals[0])

    def _is_enough(self, goal: Goal, value: int) -> bool:
        return self.enough is not None and (value >= self.enough if goal in UPWARD else value <= self.enough)

    def _first(self, goal: Goal, begin: Plan | None) -> tuple[Plan, int | None] | Contradiction:
        """Where to begin: what is there, or by hand what the relaxation wants."""
        before = begin or self.earlier
        if before is not None and not faults(self.problem, before, self.possible):
            return before, None
        with ThreadPoolExecutor(1) as beside:
            relaxing = beside.submit(self._relaxed, goal if goal in self.pooled.goals else Goal.NEED)
            if self.earlier is not None and goal == Goal.NEED and self.enough is not None:
                again = by_hand(self.possible, {}, {}, self.earlier, self.enough)
                again = self._repaired(again, self.earlier, self.enough)
                if not self._broken(again):
                    return again, self._bound(goal, relaxing.result())
            relaxed = relaxing.result()
        if not len(relaxed.values) and (found := self._contradiction()):
            return found
        values = relaxed.values if len(relaxed.values) else [0.0] * len(self.pooled.rows.worth)
        wanted = {at: values[one] for at, one in self.pooled.courses.items() if values[one] > NEARLY}
        asked = {at: values[one] for at, one in self.pooled.staff.items() if values[one] > NEARLY}
        self.parts.wanted = set(wanted)
        enough = self.enough if goal == Goal.NEED and self.enough is not None else inf
        plan = by_hand(self.possible, wanted, asked, before or Plan(), enough)
        if before is None and goal == Goal.NEED:
            plan = self._drafted(plan)
        bound = self._bound(goal, relaxed) if goal in self.pooled.goals else None
        return plan, bound

    def _drafted(self, plan: Plan) -> Plan:
        """A plan out of a draft, where that is better: with more of the need, but first without a fault."""
        half = (time.monotonic() + self.ends) / 2
        draft = Drafting(
            self.possible, self.effort.seed, self.effort.workers, lambda: half - time.monotonic(), self.stopped
        ).plan()
        drafted = by_hand(self.possible, {}, {}, draft or Plan())
        return max(plan, drafted, key=lambda one: (not self._broken(one), self._worth(one, Goal.NEED)))

    def _repaired(self, plan: Plan, earlier: Plan, enough: int) -> Plan:
        """The plan before with as little change as possible, and what is proved of it."""
        lost = {kind_of(held.course) for held in earlier.courses if held.course.key not in self.possible.courses}
        like = [key for key, course in self.possible.courses.items() if kind_of(course) in lost]
        others = [*sorted(self.parts.decided), *self.parts.chance.sample(like, min(len(like), LIKE))]

        def search(model: Model) -> tuple[Plan | None, int]:
            found, _ended, most = self._searched(model, (time.monotonic() + self.ends) / 2, REPAIR)
            return found, most

        again = repaired(self.possible, plan, earlier, enough, others, search)
        self.spared = again.spared
        return again.plan

    def _relaxed(self, goal: Goal) -> Relaxed:
        self.pooled.seek(goal)
        return relax_with_prices(self.pooled.rows, self.ends - time.monotonic(), stop=self.stopped)[0]

    def _bound(self, goal: Goal, relaxed: Relaxed) -> int:
        most = floor(relaxed.bound + 1e-7 * abs(relaxed.bound) + 1e-6)
        return most if goal in UPWARD else max(0, -most)

    def _contradiction(self) -> Contradiction | None:
        """Requirements that already contradict each other where courses are added up over the days."""
        kept, minimal = sorted(self._required()), True
        if self.stopped() or not self._impossible(kept):
            return None
        if self._impossible(self.pooled.required):
            kept = sorted(self.pooled.required)
        for key in list(kept):
            fewer = [other for other in kept if other != key]
            if self._impossible(fewer):
                kept = fewer
            elif self.stopped():
                minimal = False
        return Contradiction(tuple(kept), minimal, added_up=True)

    def _required(self) -> list[str]:
        """The keys of all that people decided, also of what is not to be."""
        return [*self.pooled.required, *(each.key for each in self.problem.forbidden)]

    def _impossible(self, keys: Collection[str]) -> bool:
        """Whether these requirements alone are proved to contradict each other."""
        if self.stopped():
            return False
        whole, possible = self.problem, copy(self.possible)
        possible.problem = replace(
            whole,
            floors=tuple(each for each in whole.floors if each.key in keys),
            pins=tuple(each for each in whole.pins if each.key in keys),
            forbidden=tuple(each for each in whole.forbidden if each.key in keys),
        )
        return impossible(pooled(possible).rows, self.ends - time.monotonic(), stop=self.stopped)

    def _better(self, plan: Plan, goal: Goal, until: float, bound: int | None) -> tuple[Plan, Reached]:
        """Better plans for one goal until a time, and what no plan can beat, which is looked for beside it."""
        began = time.monotonic()
        self.plan, self.value = plan, self._worth(plan, goal)
        self.proved = self._at_once(goal) if bound is None else bound
        looking = bound is None and goal in self.pooled.goals
        with ThreadPoolExecutor(self.effort.workers + 1) as threads:
            if looking:
                beside = threads.submit(self._prove, goal)
            for done in [threads.submit(self._work, goal, until) for _ in range(self.effort.workers)]:
                done.result()
            if looking:
                beside.result()
        return self.plan, Reached(goal, self.value, self.proved, time.monotonic() - began)

    def _at_once(self, goal: Goal) -> int:
        """What no plan can beat, by what is known already."""
        found = at_once(self.possible, goal, self.earlier)
        whole = self.enough is not None and any(each.value >= self.enough for each in self.kept[:1])
        return max(found, self.spared) if goal == Goal.LEAST_CHANGE and whole else found

    def _prove(self, goal: Goal) -> None:
        self._nearer(goal, self._bound(goal, self._relaxed(goal)))

    def _nearer(self, goal: Goal, found: int) -> None:
        with self.lock:
            self.proved = min(self.proved, found) if goal in UPWARD else max(self.proved, found)

    def _work(self, goal: Goal, until: float) -> None:
        while not self._ended(goal, until):
            with self.lock:
                plan, part = self.plan, self.parts.next(self.plan)
            found, ended = self._part(plan, part, goal, until)
            with self.lock:
                better = found is not None and self._take(found, plan, goal)
                self.parts.bettered(part, better, ended)
            if (
                ended and part.everything
            ):  # of all there is; another thread may have put another plan together meanwhile
                self._nearer(goal, self._worth(found or plan, goal))

    def _ended(self, goal: Goal, until: float) -> bool:
        if self.stopped() or time.monotonic() >= until:
            return True
        near = self.value == self.proved or (not self.kept and self._is_enough(goal, self.value))
        return near and not self._broken(self.plan)

    def _take(self, found: Plan, seen: Plan, goal: Goal) -> bool:
        """A better plan, or what it does otherwise than the one that was seen, where another was found meanwhile."""
        if self.plan is not seen:
            found = merged(self.plan, seen, found)
            if self._broken(found) or any(self._less(found, least) for least in self.kept):
                return False
            if not self._improves(found, self.plan, goal):
                return False
        self.plan, self.value = found, self._worth(found, goal)
        self.followed.told(Progress(goal, self.value, self.proved))
        if not self._broken(found):
            self.followed.found(found)
        return True

    def _less(self, plan: Plan, least: _Least) -> bool:
        value = self._worth(plan, least.goal)
        return (value if least.goal in UPWARD else -value) < least.value

    def _worth(self, plan: Plan, goal: Goal) -> int:
        return worth_of(self.problem, plan, goal, self.earlier)

    def _broken(self, plan: Plan) -> list[str]:
        return faults(self.problem, plan, self.possible)

    def _part(self, plan: Plan, part: Part, goal: Goal, until: float) -> tuple[Plan | None, bool]:
        """A better plan, or one that is less short of its floors; None where none was found in this part. And whether
        it was searched to its end, so that nothing better can be there.
        """
        stands = [held for held in plan.courses if held.course.key not in part.free]
        model = Model(part.possible, self.earlier, stands)
        for least in self.kept:
            model.cp.add(model.goals[least.goal] >= least.value)
        broken = self._broken(plan)
        people = sum(max(0, group.people) for group in self.problem.groups)
        short = [model.cp.new_int_var(0, SHARE * people, key) for key in model.short]
        for key, literal in model.required.items():
            if not broken or key not in model.short:
                model.cp.add_bool_and([literal])
        if broken:
            for variable, expression in zip(short, model.short.values(), strict=True):
                model.cp.add(variable >= expression)
            model.cp.maximize(model.goals[Goal.NEED] - self.dear * sum(short))
        else:
            model.cp.maximize(model.goals[goal])
        model.hint(plan)
        found, ended, _most = self._searched(model, until)
        ended = ended and not broken
        return (found if found is not None and self._improves(found, plan, goal) else None), ended

    def _improves(self, found: Plan, plan: Plan, goal: Goal) -> bool:
        """Whether a plan is better than another one: with fewer faults beside floors, then less short of them, and only
        where both are without a fault by its worth for the goal.
        """
        before, after = self._amiss(plan), self._amiss(found)
        if before != after or any(before):
            return (*after, -self._worth(found, Goal.NEED)) < (*before, -self._worth(plan, Goal.NEED))
        return self._is_better(found, plan, goal)

    def _amiss(self, plan: Plan) -> tuple[int, int]:
        floors = {floor.key for floor in self.problem.floors}
        others = [fault for fault in self._broken(plan) if fault.partition(": ")[0] not in floors]
        return len(others), short_of(self.problem, plan)

    def _is_better(self, found: Plan, plan: Plan, goal: Goal) -> bool:
        more = self._worth(found, goal) - self._worth(plan, goal)
        return more > 0 if goal in UPWARD else more < 0

    def _searched(self, model: Model, until: float, own: float = AGAIN) -> tuple[Plan | None, bool, int]:
        """The best plan of a model in the time, whether none is better, and what none of them is worth more than."""
        solver = cp_model.CpSolver()
        self.turn += 1
        solver.parameters.random_seed = self.turn
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = own
        solver.parameters.cp_model_probing_level = solver.parameters.symmetry_level = 0
        solver.parameters.max_time_in_seconds = max(0.1, until - time.monotonic())
        solver.best_bound_callback = lambda _bound: solver.stop_search() if self.stopped() else None
        status = solver.solve(model.cp)
        found = model.read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
        return found, status == cp_model.OPTIMAL, floor(solver.best_objective_bound + 1e-6)


NEARLY = 1e-6


def merged(now: Plan, seen: Plan, found: Plan) -> Plan:
    """A plan with what was changed of it meanwhile: courses that `found` has otherwise than `seen`, out of `seen`."""
    before = {held.course.key: held for held in seen.courses}
    after = {held.course.key: held for held in found.courses}
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    courses = [held for held in now.courses if held.course.key not in changed]
    courses += [after[key] for key in changed if key in after]
    return Plan(tuple(sorted(courses, key=lambda held: (held.course.days, held.course.key))))
