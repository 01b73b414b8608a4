"""A plan as people read it: its courses, who is covered, what it costs, what stays unused, and how good it is."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from kerege.planning.queries.gathering.rooms import PARTS
from kerege.planning.solver.checking import Share, shares
from kerege.planning.solver.looking import UPWARD
from kerege.planning.solver.plan import Held, Plan, Reached
from kerege.planning.solver.problem import Goal, Problem
from kerege.planning.solver.worth import worth_of


@dataclass(frozen=True)
class CourseTold:
    """One course of a plan. `number` is its place in it; `unused` are seats that stay free, `changed` what differs from
    the plan before: new, staff, seats, or empty.
    """

    number: int
    key: str
    topic: str
    language: str
    centre: str
    room: str
    country: str
    days: tuple[date, ...]
    cohort: tuple[str, ...]
    people: int
    unused: int
    leads: tuple[str, ...]
    locals: tuple[str, ...]
    interpreter: bool
    cost: int
    paid: tuple[tuple[str, int], ...]
    pinned: bool
    changed: str = ""

    @property
    def first(self) -> date:
        return self.days[0]

    @property
    def last(self) -> date:
        return self.days[-1]


@dataclass(frozen=True)
class Covered:
    """Of the people of one country who need one course, how many get a seat."""

    country: str
    topic: str
    people: int
    seats: int

    @property
    def left(self) -> int:
        return self.people - self.seats

    @property
    def percent(self) -> int:
        return 100 * self.seats // self.people if self.people else 100


@dataclass(frozen=True)
class Unused:
    """What a plan leaves unused: seats in its courses, trainers who teach nothing, rooms without a course, and money by
    fund.
    """

    seats: int
    trainers: tuple[str, ...]
    rooms: tuple[str, ...]
    money: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class GoalTold:
    """What a plan is worth for a goal, and what it `gave` of the best that was found to the goals after it; `gap` is
    how far that best may be from what no plan can beat, in tenths of a percent.
    """

    goal: str
    value: int
    gave: int
    bound: int
    proved: bool
    gap: int
    seconds: float


@dataclass(frozen=True)
class PlanTold:
    courses: tuple[CourseTold, ...]
    gone: tuple[str, ...]
    covered: tuple[Covered, ...]
    unused: Unused
    goals: tuple[GoalTold, ...]
    cost: int
    people: int
    shares: tuple[Share, ...] = ()


def plan_told(problem: Problem, plan: Plan, earlier: Plan | None = None) -> PlanTold:
    """A plan beside its problem, and beside the plan before it where there is one."""
    courses = tuple(_course(problem, number, held, earlier) for number, held in enumerate(plan.courses, start=1))
    keys = {course.key for course in courses}
    gone = tuple(h.course.key for h in earlier.courses if h.course.key not in keys) if earlier is not None else ()
    goals = tuple(_goal(problem, plan, reached) for reached in plan.reached)
    people = sum(course.people for course in courses)
    covered, unused = _covered(problem, plan), _unused(problem, plan, courses)
    return PlanTold(courses, gone, covered, unused, goals, plan.cost, people, tuple(shares(problem, plan)))


def _goal(problem: Problem, plan: Plan, reached: Reached) -> GoalTold:
    goal = reached.goal
    value = reached.value if goal == Goal.LEAST_CHANGE else worth_of(problem, plan, goal)
    best = replace(reached, value=(max if goal in UPWARD else min)(reached.value, value))
    gave, gap = abs(best.value - value), round(1000 * best.gap)
    return GoalTold(goal.value, value, gave, best.bound, best.proved, gap, round(best.seconds, 1))


def _course(problem: Problem, number: int, held: Held, earlier: Plan | None) -> CourseTold:
    course = held.course
    room = next(room for room in problem.rooms if room.key == course.room)
    topic = next(topic for topic in problem.topics if topic.key == course.topic)
    centre, _, title = course.room.partition(PARTS)
    pins = {(p.topic, p.language, p.room, p.cohort, p.first) for p in problem.pins}
    return CourseTold(
        number,
        course.key,
        course.topic,
        course.language,
        centre,
        title,
        room.country,
        course.days,
        tuple(sorted(course.cohort)),
        held.people,
        min(topic.most, room.seats) - held.people,
        tuple(sorted(held.leads)),
        tuple(sorted(held.locals)),
        held.interpreter,
        held.cost,
        tuple(sorted(held.paid.items())),
        (course.topic, course.language, course.room, course.cohort, course.days[0]) in pins,
        _changed(held, earlier) if earlier is not None else "",
    )


def _changed(held: Held, earlier: Plan) -> str:
    before = next((each for each in earlier.courses if each.course.key == held.course.key), None)
    if before is None:
        return "new"
    if (before.leads, before.locals) != (held.leads, held.locals):
        return "staff"
    return "seats" if dict(before.seats) != dict(held.seats) else ""


def _covered(problem: Problem, plan: Plan) -> tuple[Covered, ...]:
    people, seats = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for group in problem.groups:
        people[group.country, group.topic] += group.people
        seats[group.country, group.topic] += plan.seats_of(group.key)
    return tuple(Covered(*key, people[key], seats[key]) for key in sorted(people))


def _unused(problem: Problem, plan: Plan, courses: tuple[CourseTold, ...]) -> Unused:
    teach = {key for held in plan.courses for key in held.leads | held.locals}
    used = {held.course.room for held in plan.courses}
    spent = Counter[str]()
    for held in plan.courses:
        spent.update(held.paid)
    return Unused(
        sum(course.unused for course in courses),
        tuple(t.key for t in problem.trainers if t.key not in teach),
        tuple(room.key for room in problem.rooms if room.key not in used),
        tuple((fund.key, spent[fund.key], fund.amount) for fund in problem.funds),
    )
