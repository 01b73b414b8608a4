"""Why a plan is as it is, and why it is not otherwise: the same rules answer as those by which it was searched."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kerege.lib.refusal import Refusal
from kerege.planning.queries.gathering.rooms import PARTS
from kerege.planning.solver.checking import cost_of
from kerege.planning.solver.courses import Course, Possible
from kerege.planning.solver.explaining import left_out, why
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Problem
from kerege.planning.words import NOT_IN_PLAN


@dataclass(frozen=True)
class NotTaken:
    """Somebody who does not teach a course: why not; without a bar they could have. `taken`: they teach elsewhere in
    the plan on these days.
    """

    trainer: str
    lead: tuple[str, ...]
    local: tuple[str, ...]
    taken: bool


@dataclass(frozen=True)
class Elsewhere:
    """Another room or another day for the same people: why not; without a bar it could be. `taken`: the room has
    another course of the plan. `more` is what it would cost more there with the same trainers and everything else of
    the plan as it is; None where it could not be with them: then only a search tells.
    """

    room: str
    day: date
    bars: tuple[str, ...]
    taken: bool
    more: int | None = None


@dataclass(frozen=True)
class CourseWhy:
    """What stands beside one course of a plan. `rooms` are the other rooms on its day, `days` other days in its room;
    `elsewhere` counts all other courses of this topic for these people that could be held. `points` is what it counts
    for the need, `share` the part of it among all courses, in percent.
    """

    held: Held
    others: tuple[NotTaken, ...]
    rooms: tuple[Elsewhere, ...]
    days: tuple[Elsewhere, ...]
    elsewhere: int
    points: int
    share: int


@dataclass(frozen=True)
class Before:
    """People of a country who got seats in the same course, and what one of them counts for the need, at least and at
    most.
    """

    country: str
    people: int
    least: int
    most: int


@dataclass(frozen=True)
class VisaTold:
    """How many days a visa to a country takes, and the first day on which a course can begin there for somebody who
    asks for it today: the days of travel come after it.
    """

    there: str
    days: int
    first: date


@dataclass(frozen=True)
class LeftTold:
    """People whom a plan leaves out. `possible`: a course for them could be held, and others went before; else `bars`
    says what stood against it, most often first, with how often. `points` is what one of them counts; `before` who got
    seats in this course, who counts most first; `leads` who could lead one for them, and how many courses of the plan
    each of these teaches; `visas` are those that would come too late for a course. `least_cost` is what the
    cheapest course for them costs without those who teach it, where no fund has so much left; `rest` is what is left.
    """

    country: str
    topic: str
    people: int
    possible: int
    bars: tuple[tuple[str, int], ...]
    points: int = 0
    before: tuple[Before, ...] = ()
    leads: tuple[tuple[str, int], ...] = ()
    visas: tuple[VisaTold, ...] = ()
    least_cost: int = 0
    rest: int = 0


def course_why(problem: Problem, plan: Plan, number: int) -> CourseWhy:
    """Why a course of a plan is as it is. Refuses planning.not_in_plan."""
    if not 1 <= number <= len(plan.courses):
        raise Refusal(NOT_IN_PLAN)
    held = plan.courses[number - 1]
    possible = Possible(_only(problem, held.course.topic, held.course.cohort))
    choice = why(possible, plan, held.course.key)
    points = {group.key: group.points for group in problem.groups}
    counts = [sum(points[key] * n for key, n in each.seats.items()) for each in plan.courses]
    others = tuple(
        NotTaken(
            t.key,
            tuple(possible.bars_of_trainer(t, held.course, lead=True)),
            tuple(possible.bars_of_trainer(t, held.course, lead=False)),
            t.key in choice.taken,
        )
        for t in problem.trainers
        if t.key not in held.leads | held.locals
    )
    own, whole = counts[number - 1], sum(counts)
    return CourseWhy(
        held,
        others,
        tuple(_elsewhere(possible, plan, held, room.key, held.course.days[0]) for room in problem.rooms
              if room.key != held.course.room),
        tuple(_elsewhere(possible, plan, held, held.course.room, day) for day in problem.starts
              if day != held.course.days[0]),
        choice.elsewhere,
        own,
        100 * own // whole if whole else 0,
    )  # fmt: skip


def _elsewhere(possible: Possible, plan: Plan, held: Held, room: str, day: date) -> Elsewhere:
    problem, course = possible.problem, held.course
    days = problem.days_of(possible.rooms[room].country, day, possible.topics[course.topic].days)
    if days is None:
        return Elsewhere(room, day, ("no_working_days",), taken=False)
    there = replace(course, room=room, days=days)
    bars = possible.bars(there)
    taken = any(h.course.room == room and set(h.course.days) & set(days) and h is not held for h in plan.courses)
    more = None if bars or taken else _more(possible, plan, held, there)
    return Elsewhere(room, day, tuple(bars), taken, more)


def _more(possible: Possible, plan: Plan, held: Held, there: Course) -> int | None:
    """What the same people and trainers would cost more there; None where some of them cannot be there."""
    if not held.seats.keys() <= {group.key for group in possible.who_attend(there)}:
        return None
    if held.people > possible.rooms[there.room].seats or not _staff_is_free(possible, plan, held, there):
        return None
    return cost_of(possible.problem, replace(held, course=there)) - held.cost


def _staff_is_free(possible: Possible, plan: Plan, held: Held, there: Course) -> bool:
    for key in held.leads | held.locals:
        trainer = possible.trainers[key]
        others = [h.course for h in plan.courses if h is not held and key in h.leads | h.locals]
        days = {day for each in others for day in possible.busy(trainer, each)}
        if not days.isdisjoint(possible.busy(trainer, there)):
            return False
        if possible.bars_of_trainer(trainer, there, lead=key in held.leads):
            return False
    return True


def left_told(problem: Problem, plan: Plan, country: str, topic: str) -> LeftTold | None:
    """Why people of a country do not get a course; None where all of them do."""
    groups = [g for g in problem.groups if g.country == country and g.topic == topic]
    people = sum(g.people - plan.seats_of(g.key) for g in groups)
    if people <= 0:
        return None
    cohort = frozenset().union(*(c for c in problem.who_sit_together() if country in c))
    possible = Possible(_only(problem, topic, cohort))
    found = [left for left in left_out(possible, plan) if left.group.country == country]
    bars: dict[str, int] = {}
    for left in found:
        for bar, count in left.bars.items():
            bars[bar.value] = bars.get(bar.value, 0) + count
    courses = {key for left in found for key in left.possible}
    often = tuple(sorted(bars.items(), key=lambda pair: (-pair[1], pair[0])))
    points = max(left.group.points for left in found)
    able = sorted({name for key in courses for name in possible.teaching[key].leads})
    taught = Counter(name for held in plan.courses for name in held.leads | held.locals)
    leads = tuple((name, taught[name]) for name in able)
    before, visas = _before(problem, plan, topic), _visas(problem, country) if "visa_too_late" in bars else ()
    money = _too_dear(possible, problem, plan, courses)
    return LeftTold(country, topic, people, len(courses), often, points, before, leads, visas, *money)


def _too_dear(possible: Possible, problem: Problem, plan: Plan, courses: set[str]) -> tuple[int, int]:
    """The cheapest of these courses and the most that is left to pay for it, where that is less; else nothing."""
    spent = Counter[str]()
    for held in plan.courses:
        spent.update(held.paid)
    dear: list[tuple[int, int]] = []
    for key in courses:
        course = possible.courses[key]
        rest = max((f.amount - spent[f.key] for f in problem.funds if course.cohort <= f.countries), default=0)
        seats = dict.fromkeys(possible.attending[key][:1], possible.topics[course.topic].least)
        cost = cost_of(
            possible.problem, Held(course, frozenset(), frozenset(), interpreter=False, seats=seats, paid={})
        )
        if cost <= rest:
            return 0, 0
        dear.append((cost, rest))
    return min(dear, default=(0, 0))


def _visas(problem: Problem, origin: str) -> tuple[VisaTold, ...]:
    """Visas that come after the first day of the season."""
    found = []
    for there in sorted({room.country for room in problem.rooms}):
        way = problem.way(origin, there)
        first = problem.today + timedelta(days=way.visa_days + way.days) if way is not None else problem.today
        if way is not None and way.visa_days and first > min(problem.starts):
            found.append(VisaTold(there, way.visa_days, first))
    return tuple(found)


def _before(problem: Problem, plan: Plan, topic: str) -> tuple[Before, ...]:
    """Who got seats in courses of a topic, by country."""
    found: dict[str, list[tuple[int, int]]] = {}
    for group in problem.groups:
        if group.topic == topic and (seats := plan.seats_of(group.key)):
            found.setdefault(group.country, []).append((seats, group.points))
    told = [
        Before(land, sum(n for n, _ in own), min(p for _, p in own), max(p for _, p in own))
        for land, own in found.items()
    ]
    return tuple(sorted(told, key=lambda each: (-each.most, -each.people, each.country)))


def _only(problem: Problem, topic: str, cohort: frozenset[str]) -> Problem:
    """The part of a problem in which one topic is taught to some countries: what is asked of it is the same there."""
    return replace(
        problem,
        groups=tuple(g for g in problem.groups if g.topic == topic and g.country in cohort),
        cohorts=tuple(c for c in problem.cohorts if c & cohort),
    )


def requirements_told(problem: Problem) -> Mapping[str, tuple[str, str]]:
    """Of each requirement, by its key, the family and what it is about: a country, or a key of a course."""
    told = {floor.key: ("floors", floor.country) for floor in problem.floors}
    for pin in problem.pins:
        told[pin.key] = ("pins", "|".join((pin.topic, pin.room.replace(PARTS, ", "), pin.first.isoformat())))
    for each in problem.forbidden:
        told[each.key] = ("forbidden", each.course or each.trainer)
    return told
