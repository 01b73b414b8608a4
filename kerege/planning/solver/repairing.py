"""A plan made again with as little change as possible: other people in courses of the plan before, and courses like
those that cannot be held any more; and how many changes nobody can spare, by a proof that holds for all courses.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Course, Possible
from kerege.planning.solver.model import Model
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Goal
from kerege.planning.solver.worth import ADDED, least_changes, worth_of

BEFORE_CHANGES = 1000
"""How many changes one point of the need counts."""
Search = Callable[[Model], tuple[Plan | None, int]]
"""The best plan of a model in some time (None where there is none), and what no plan of it is worth more than."""


@dataclass(frozen=True)
class Repaired:
    """`spared`: whoever meets the need as before changes so much, as far as that was proved."""

    plan: Plan
    spared: int


def repaired(
    possible: Possible, plan: Plan, earlier: Plan, enough: int, others: Collection[str], search: Search
) -> Repaired:
    """What the plan before was worth (`enough`), then the fewest changes of it. Its courses and `others` are open;
    where nothing better is found there, `plan` is told.
    """
    keys = [*(held.course.key for held in earlier.courses), *others]
    opened = possible.only(dict.fromkeys(key for key in keys if key in possible.courses))
    model = Model(opened, earlier)
    for literal in model.required.values():
        model.cp.add_bool_and([literal])
    met = model.cp.new_int_var(0, max(0, enough), "met")
    model.cp.add(met <= model.goals[Goal.NEED])
    model.cp.maximize(BEFORE_CHANGES * met + model.goals[Goal.LEAST_CHANGE])
    model.hint(plan)
    found, most = search(model)
    if found is None:
        return Repaired(plan, least_changes(possible, earlier))
    spared = min(BEFORE_CHANGES * enough - most, _elsewhere(possible, opened, found, earlier, enough, search))
    before, after = (worth_of(possible.problem, one, Goal.NEED) for one in (plan, found))
    worse = after < min(enough, before) and not faults(possible.problem, plan, possible)
    return Repaired(plan if worse else found, max(spared, least_changes(possible, earlier)))


def _elsewhere(possible: Possible, opened: Possible, found: Plan, earlier: Plan, enough: int, search: Search) -> int:
    """How much whoever also holds courses that are not open changes at least. Of those is asked only what they could be
    worth, and not that there are days and people for them.
    """
    model = Model(opened, earlier)
    for key, literal in model.required.items():
        if key not in model.short:
            model.cp.add_bool_and([literal])
    most = max((full(possible, one) for key, one in possible.courses.items() if key not in opened.courses), default=0)
    more = model.cp.new_int_var(1, len(possible.problem.rooms) * len(possible.problem.starts), "more")
    model.cp.add(model.goals[Goal.NEED] + most * more >= enough)
    model.cp.maximize(model.goals[Goal.LEAST_CHANGE] - ADDED * more)
    model.hint(found)
    seen, fewest = search(model)
    sure = least_changes(possible, earlier) + ADDED
    return sure if seen is None else max(sure, -fewest)


def full(possible: Possible, course: Course) -> int:
    """What a course counts at most: where those come who count most."""
    free, worth = min(possible.topics[course.topic].most, possible.rooms[course.room].seats), 0
    for group in sorted(possible.who_attend(course), key=lambda one: -one.points):
        come = min(free, group.people)
        worth, free = worth + come * group.points, free - come
    return worth
