"""Why a plan is as it is: what stands beside each choice, against what was left out, and what a wish would cost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kerege.planning.solver.courses import Bar, Possible, Teaching
from kerege.planning.solver.plan import Contradiction, Held, Plan
from kerege.planning.solver.problem import Goal, Group, Pin, Problem


@dataclass(frozen=True)
class Choice:
    """One course of a plan beside what else was possible. `others` could have taught it too; `taken` of them teach
    elsewhere on those days. `elsewhere` counts the other courses of this topic for these people that could be held.
    """

    held: Held
    others: tuple[str, ...]
    taken: frozenset[str]
    elsewhere: int


def why(possible: Possible, plan: Plan, key: str) -> Choice:
    """What stands beside a course of the plan. Raises KeyError where the plan has no such course."""
    held = {each.course.key: each for each in plan.courses}[key]
    teaching = possible.teaching.get(key, Teaching((), (), frozenset()))
    others = tuple(sorted({*teaching.leads, *teaching.locals} - held.leads - held.locals))
    days = {name: set(possible.busy(possible.trainers[name], held.course)) for name in others}
    taken = frozenset(
        name
        for each in plan.courses
        for name in (each.leads | each.locals) & set(others)
        if days[name] & set(possible.busy(possible.trainers[name], each.course))
    )
    same = [
        course
        for course in possible.courses.values()
        if (course.topic, course.cohort) == (held.course.topic, held.course.cohort) and course.key != key
    ]
    return Choice(held, others, taken, len(same))


@dataclass(frozen=True)
class Left:
    """People of a group whom the plan leaves out. `bars` counts, over all rooms, days, languages and cohorts, what made
    a course for them impossible; `possible` are the courses that could be held for them: then others went before.
    """

    group: Group
    people: int
    possible: tuple[str, ...]
    bars: Mapping[Bar, int]


def left_out(possible: Possible, plan: Plan) -> list[Left]:
    """Everybody whom the plan leaves out, with why, most points first."""
    found = []
    for group in possible.problem.groups:
        people = group.people - plan.seats_of(group.key)
        if people > 0:
            for_them = tuple(key for key, groups in possible.attending.items() if group.key in groups)
            found.append(Left(group, people, for_them, _bars(possible, group)))
    return sorted(found, key=lambda left: (-left.people * left.group.points, left.group.key))


def _bars(possible: Possible, group: Group) -> dict[Bar, int]:
    problem, counted = possible.problem, Counter[Bar]()
    topic = possible.topics.get(group.topic)
    cohorts = [cohort for cohort in problem.who_sit_together() if group.country in cohort]
    for language in group.languages if topic else ():
        for cohort in cohorts:
            for room in problem.rooms:
                for first in problem.starts:
                    pin = Pin("", group.topic, language, room.key, first, cohort)
                    counted.update(possible.bars_of_pin(pin))
    return dict(counted.most_common())


@dataclass(frozen=True)
class Price:
    """What a wish would cost: every goal as it is and as it would be, or the requirements that it contradicts."""

    goals: Mapping[Goal, tuple[int, int]]
    proved: bool
    against: Contradiction | None = None


def price(plan: Plan, other: Plan | Contradiction) -> Price:
    """A plan beside the plan with a wish, as `solve` gave both. `proved`: of every goal both are proved to be best."""
    if isinstance(other, Contradiction):
        return Price({}, proved=True, against=other)
    before = {reached.goal: reached for reached in plan.reached}
    after = {reached.goal: reached for reached in other.reached}
    both = [goal for goal in before if goal in after]
    return Price(
        {goal: (before[goal].value, after[goal].value) for goal in both},
        proved=all(before[goal].proved and after[goal].proved for goal in both),
    )


def with_pin(problem: Problem, held: Held, key: str) -> Problem:
    """The problem with a course of a plan pinned, trainers and all."""
    course = held.course
    pin = Pin(key, course.topic, course.language, course.room, course.days[0], course.cohort, held.leads, held.locals)
    return replace(problem, pins=(*problem.pins, pin))


@dataclass(frozen=True)
class Difference:
    """What one plan has that another has not, by the keys of courses; `staff` are those taught by others."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    staff: tuple[str, ...]
    seats: tuple[str, ...]


def difference(before: Plan, after: Plan) -> Difference:
    old = {held.course.key: held for held in before.courses}
    new = {held.course.key: held for held in after.courses}
    both = sorted(old.keys() & new.keys())
    return Difference(
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted(new.keys() - old.keys())),
        tuple(key for key in both if (old[key].leads, old[key].locals) != (new[key].leads, new[key].locals)),
        tuple(key for key in both if dict(old[key].seats) != dict(new[key].seats)),
    )
