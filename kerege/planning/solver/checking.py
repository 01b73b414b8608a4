"""Whether a plan keeps to its problem: told without the solver, from the problem alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kerege.planning.solver.courses import Bar, Possible
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Floor, Problem


def faults(problem: Problem, plan: Plan, possible: Possible | None = None) -> list[str]:
    """What in the plan breaks which rule; nothing where it keeps to all of them. `possible` is of the same problem."""
    possible = possible or Possible(problem)
    prices = Prices(problem)
    found = [fault for held in plan.courses for fault in _of_course(possible, prices, held)]
    return found + [
        *_together(possible, plan),
        *_of_people(problem, plan),
        *_of_money(problem, plan),
        *_of_pins(problem, plan),
        *_of_forbidden(problem, plan),
    ]


def overtaken(problem: Problem, plan: Plan) -> list[str]:
    """The courses, by key, for which somebody's visa would come too late if it were asked for on the day of the
    problem: a plan that stood for a while rests on the same things, but not on the same day.
    """
    nobody = Possible(replace(problem, groups=(), cohorts=()))
    countries = {group.key: group.country for group in problem.groups}
    countries |= {trainer.key: trainer.country for trainer in problem.trainers}
    return [
        held.course.key
        for held in plan.courses
        if any(
            nobody.visa_too_late(countries[key], held.course)
            for key in {*held.seats, *held.leads, *held.locals}
            if key in countries
        )
    ]


def cost_of(problem: Problem, held: Held) -> int:
    """What a course costs: its room, consumables, ways of people and trainers, fees, and the interpreter."""
    return Prices(problem).of(held)


class Prices:
    """What courses of a problem cost, for whoever asks of many."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.topics = {topic.key: topic for topic in problem.topics}
        self.rooms = {room.key: room for room in problem.rooms}
        self.trainers = {trainer.key: trainer for trainer in problem.trainers}
        self.groups = {group.key: group for group in problem.groups}

    def of(self, held: Held) -> int:
        topic, room = self.topics[held.course.topic], self.rooms[held.course.room]
        trainers = [self.trainers[key] for key in held.leads | held.locals]
        days = len(held.course.days)
        ways = [(self.groups[key].country, people) for key, people in held.seats.items()]
        ways += [(trainer.country, 1) for trainer in trainers]
        travel = sum(way.price * people for origin, people in ways if (way := self.problem.way(origin, room.country)))
        interpreter = self.problem.interpreter.get(held.course.language, 0) * days if held.interpreter else 0
        fees = sum(trainer.fee for trainer in trainers) * days
        return room.price * days + topic.per_person * held.people + fees + travel + interpreter


def _of_course(possible: Possible, prices: Prices, held: Held) -> Iterator[str]:
    course, topic, room = held.course, possible.topics[held.course.topic], possible.rooms[held.course.room]
    if course.days != possible.problem.days_of(room.country, course.days[0], topic.days):
        yield f"{course.key}: {Bar.NO_WORKING_DAYS}"
    yield from (f"{course.key}: {bar}" for bar in possible.bars(course))
    if not topic.least <= held.people <= min(topic.most, room.seats):
        yield f"{course.key}: {held.people} people"
    attend = {group.key for group in possible.who_attend(course)}
    yield from (f"{course.key}: {key} cannot attend" for key in held.seats if key not in attend)
    if len(held.leads) != topic.leads or len(held.locals) != topic.locals or held.leads & held.locals:
        yield f"{course.key}: staff"
    for lead, named in ((True, held.leads), (False, held.locals)):
        for key in named:
            bars = possible.bars_of_trainer(possible.trainers[key], course, lead=lead)
            yield from (f"{course.key}: {key} {bar}" for bar in bars)
    deaf = any(course.language not in possible.trainers[key].languages for key in held.leads | held.locals)
    if deaf and not held.interpreter:
        yield f"{course.key}: nobody interprets"
    if held.cost != (cost := prices.of(held)):
        yield f"{course.key}: costs {cost} and not {held.cost}"


def _together(possible: Possible, plan: Plan) -> Iterator[str]:
    rooms: Counter[tuple[str, object]] = Counter()
    people: Counter[tuple[str, object]] = Counter()
    taught: Counter[str] = Counter()
    for held in plan.courses:
        rooms.update((held.course.room, day) for day in held.course.days)
        for key in held.leads | held.locals:
            taught[key] += 1
            people.update((key, day) for day in possible.busy(possible.trainers[key], held.course))
    yield from (f"{room} twice on {day}" for (room, day), times in rooms.items() if times > 1)
    yield from (f"{key} twice on {day}" for (key, day), times in people.items() if times > 1)
    for key, times in taught.items():
        most = possible.trainers[key].most
        if most is not None and times > most:
            yield f"{key} teaches {times} of at most {most}"


def _of_people(problem: Problem, plan: Plan) -> Iterator[str]:
    for group in problem.groups:
        seats = plan.seats_of(group.key)
        if seats > group.people:
            yield f"{group.key}: {seats} seats for {group.people} people"
    yield from (f"{each.floor.key}: {each.have} of {each.of}" for each in shares(problem, plan) if not each.reached)


@dataclass(frozen=True)
class Share:
    """How far a plan reaches a floor: `have` of `of`, which are the seats of its country where the floor is about
    women, else its people who need a course.
    """

    floor: Floor
    have: int
    of: int

    @property
    def reached(self) -> bool:
        return self.have * 1000 >= self.of * self.floor.share


def shares(problem: Problem, plan: Plan) -> list[Share]:
    """How far a plan reaches every floor, in their order."""
    found = []
    for floor in problem.floors:
        groups = [group for group in problem.groups if group.country == floor.country]
        seats = {group: plan.seats_of(group.key) for group in groups}
        covered, women = sum(seats.values()), sum(n for group, n in seats.items() if group.sex == "f")
        of = covered if floor.women else sum(group.people for group in groups)
        found.append(Share(floor, women if floor.women else covered, of))
    return found


def _of_money(problem: Problem, plan: Plan) -> Iterator[str]:
    for fund in problem.funds:
        paying = [held for held in plan.courses if held.paid.get(fund.key)]
        spent = sum(held.paid[fund.key] for held in paying)
        if spent > fund.amount:
            yield f"{fund.key}: {spent} of {fund.amount}"
        yield from (f"{fund.key} pays {h.course.key}" for h in paying if not h.course.cohort <= fund.countries)


def _of_pins(problem: Problem, plan: Plan) -> Iterator[str]:
    for pin in problem.pins:
        kept = any(
            (h.course.topic, h.course.language, h.course.room, h.course.cohort, h.course.days[0])
            == (pin.topic, pin.language, pin.room, pin.cohort, pin.first)
            and pin.leads <= h.leads
            and pin.locals <= h.locals
            and pin.people in {None, h.people}
            for h in plan.courses
        )
        if not kept:
            yield f"{pin.key} is not kept"


def _of_forbidden(problem: Problem, plan: Plan) -> Iterator[str]:
    for each in problem.forbidden:
        for held in plan.courses:
            meant = each.course in {"", held.course.key}
            if meant and (not each.trainer or each.trainer in held.leads | held.locals):
                yield f"{each.key} is not kept"
