"""The model of a plan in constraints: what may be chosen, what has to hold, and what each goal counts.

Requirements of people (pins, floors) hang on literals, so that those which contradict each other can be named.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any

from ortools.sat.python import cp_model

from kerege.planning.solver.courses import Course, Possible, key_of
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Fund, Goal, Pin
from kerege.planning.solver.worth import ADDED, DROPPED, SHARE, SWAPPED

Literals = list[cp_model.IntVar]
Sum = Any
"""A sum of the solver's terms. Its own type does not say that terms of it may be added."""


class Model:
    """One problem as constraints. `earlier` is the plan of which the changes are counted. What `stands` is held as it
    is: it counts, and takes its people, days and money, but is not in the model.
    """

    def __init__(self, possible: Possible, earlier: Plan | None = None, stands: Sequence[Held] = ()) -> None:
        self.possible, self.problem = possible, possible.problem
        self.stands = {held.course.key: held for held in stands}
        self.seated = Counter[str]()
        for held in stands:
            self.seated.update(held.seats)
        self.cp = cp_model.CpModel()
        self.held: dict[str, cp_model.IntVar] = {}
        self.leads: dict[tuple[str, str], cp_model.IntVar] = {}
        self.locals: dict[tuple[str, str], cp_model.IntVar] = {}
        self.interpreted: dict[str, cp_model.IntVar] = {}
        self.seats: dict[tuple[str, str], cp_model.IntVar] = {}
        self.paid: dict[tuple[str, str], cp_model.IntVar] = {}
        self.required: dict[str, cp_model.IntVar] = {}
        self.short: dict[str, Sum] = {}
        """How much each floor is short of what it asks for; nothing where that is below 0."""
        self.costs: dict[str, Sum] = {}
        self.of_group: defaultdict[str, Literals] = defaultdict(list)
        self.of_fund: defaultdict[str, Literals] = defaultdict(list)
        self.of_trainer: defaultdict[str, Literals] = defaultdict(list)
        for course in possible.courses.values():
            self._add(course)
        self._one_place_at_a_time()
        self._no_more_than_there_are()
        self._floors()
        for pin in self.problem.pins:
            self._pin(pin)
        self._forbid()
        self.goals = {goal: self._goal(goal, earlier) for goal in Goal}

    def _add(self, course: Course) -> None:
        key, topic, room = course.key, self.possible.topics[course.topic], self.possible.rooms[course.room]
        teaching = self.possible.teaching[key]
        held = self.held[key] = self.cp.new_bool_var(f"held {key}")
        for group in self.possible.attending[key]:
            most = min(topic.most, room.seats, self.possible.groups[group].people)
            self.seats[key, group] = self.cp.new_int_var(0, most, f"seats {key} {group}")
            self.of_group[group].append(self.seats[key, group])
        taken = sum(self.seats[key, group] for group in self.possible.attending[key])
        self.cp.add(taken >= topic.least * held)
        self.cp.add(taken <= min(topic.most, room.seats) * held)
        for chosen, able, needed in (
            (self.leads, teaching.leads, topic.leads),
            (self.locals, teaching.locals, topic.locals),
        ):
            for trainer in able:
                chosen[key, trainer] = self.cp.new_bool_var(f"teaches {key} {trainer}")
                self.of_trainer[trainer].append(chosen[key, trainer])
            self.cp.add(sum(chosen[key, trainer] for trainer in able) == needed * held)
        if teaching.interpreted:
            self.interpreted[key] = self.cp.new_bool_var(f"interpreted {key}")
            for trainer in sorted(teaching.interpreted):
                self.cp.add_implication(self.leads[key, trainer], self.interpreted[key])
            self.cp.add_implication(self.interpreted[key], held)
        self._pay(course, held)

    def _pay(self, course: Course, held: cp_model.IntVar) -> None:
        key, problem = course.key, self.problem
        topic, room = self.possible.topics[course.topic], self.possible.rooms[course.room]
        days = len(course.days)

        def travel(origin: str) -> int:
            way = problem.way(origin, room.country)
            return way.price if way else 0

        cost: Sum = room.price * days * held
        for group in self.possible.attending[key]:
            each = topic.per_person + travel(self.possible.groups[group].country)
            cost += each * self.seats[key, group]
        teaching = self.possible.teaching[key]
        for chosen, able in ((self.leads, teaching.leads), (self.locals, teaching.locals)):
            for name in able:
                trainer = self.possible.trainers[name]
                cost += (trainer.fee * days + travel(trainer.country)) * chosen[key, name]
        if key in self.interpreted:
            cost += problem.interpreter[course.language] * days * self.interpreted[key]
        self.costs[key] = cost
        funds = self.may_pay(course)
        for fund in funds:
            self.paid[key, fund.key] = self.cp.new_int_var(0, max(0, fund.amount), f"pays {fund.key} {key}")
            self.of_fund[fund.key].append(self.paid[key, fund.key])
        self.cp.add(sum(self.paid[key, fund.key] for fund in funds) == cost)

    def may_pay(self, course: Course) -> list[Fund]:
        return [fund for fund in self.problem.funds if course.cohort <= fund.countries]

    def _one_place_at_a_time(self) -> None:
        rooms: defaultdict[tuple[str, date], Literals] = defaultdict(list)
        people: defaultdict[tuple[str, date], Literals] = defaultdict(list)
        for key, course in self.possible.courses.items():
            for day in course.days:
                rooms[course.room, day].append(self.held[key])
        for (key, name), literal in [*self.leads.items(), *self.locals.items()]:
            for day in self.possible.busy(self.possible.trainers[name], self.possible.courses[key]):
                people[name, day].append(literal)
        for at in self._taken():
            self.cp.add_bool_and([literal.negated() for literal in (*rooms.pop(at, ()), *people.pop(at, ()))])
        for literals in _each_once([*rooms.values(), *people.values()]):
            self.cp.add_at_most_one(literals)
        for both in sorted(self.leads.keys() & self.locals.keys()):
            self.cp.add_at_most_one([self.leads[both], self.locals[both]])

    def _taken(self) -> set[tuple[str, date]]:
        """The days that what stands takes of rooms and people."""
        found = {(held.course.room, day) for held in self.stands.values() for day in held.course.days}
        for held in self.stands.values():
            for name in held.leads | held.locals:
                busy = self.possible.busy(self.possible.trainers[name], held.course)
                found.update((name, day) for day in busy)
        return found

    def _no_more_than_there_are(self) -> None:
        spent, taught = Counter[str](), Counter[str]()
        for held in self.stands.values():
            spent.update(held.paid)
            taught.update(held.leads | held.locals)
        for group in self.problem.groups:
            self.cp.add(sum(self.of_group[group.key]) <= max(0, group.people) - self.seated[group.key])
        for fund in self.problem.funds:
            self.cp.add(sum(self.of_fund[fund.key]) <= max(0, fund.amount) - spent[fund.key])
        for trainer in self.problem.trainers:
            if trainer.most is not None:
                self.cp.add(sum(self.of_trainer[trainer.key]) <= trainer.most - taught[trainer.key])

    def _of_country(self, country: str, sex: str = "") -> Sum:
        groups = [g.key for g in self.problem.groups if g.country == country and (not sex or g.sex == sex)]
        seated = sum(self.seated[group] for group in groups)
        return sum((seats for group in groups for seats in self.of_group[group]), seated)

    def _floors(self) -> None:
        for floor in self.problem.floors:
            wanted = self.required[floor.key] = self.cp.new_bool_var(floor.key)
            covered = self._of_country(floor.country)
            if floor.women:
                short = floor.share * covered - SHARE * self._of_country(floor.country, "f")
            else:
                people = sum(g.people for g in self.problem.groups if g.country == floor.country)
                short = floor.share * people - SHARE * covered
            self.short[floor.key] = short
            self.cp.add(short <= 0).only_enforce_if(wanted)

    def _pin(self, pin: Pin) -> None:
        wanted = self.required[pin.key] = self.cp.new_bool_var(pin.key)
        if (held := self.stands.get(key_of(pin))) is not None:
            kept = pin.leads <= held.leads and pin.locals <= held.locals and pin.people in {None, held.people}
            if not kept:
                self.cp.add_bool_and([wanted.negated()])
            return
        for course in self.possible.courses.values():
            same = (course.topic, course.language, course.room, course.cohort, course.days[0])
            if same == (pin.topic, pin.language, pin.room, pin.cohort, pin.first):
                self.cp.add_implication(wanted, self.held[course.key])
                for chosen, named in ((self.leads, pin.leads), (self.locals, pin.locals)):
                    for trainer in sorted(named):
                        literal = chosen.get((course.key, trainer))
                        self.cp.add_implication(wanted, literal if literal is not None else wanted.negated())
                if pin.people is not None:
                    seats = sum(self.seats[course.key, group] for group in self.possible.attending[course.key])
                    self.cp.add(seats == pin.people).only_enforce_if(wanted)
                return
        self.cp.add_bool_and([wanted.negated()])

    def _forbid(self) -> None:
        for each in self.problem.forbidden:
            wanted = self.required[each.key] = self.cp.new_bool_var(each.key)
            for (key, trainer), literal in [*self.leads.items(), *self.locals.items()]:
                if each.trainer == trainer and each.course in {"", key}:
                    self.cp.add_implication(wanted, literal.negated())
            for key, held in self.stands.items():
                if each.course in {"", key} and (not each.trainer or each.trainer in held.leads | held.locals):
                    self.cp.add_bool_and([wanted.negated()])
            if not each.trainer and each.course in self.held:
                self.cp.add_implication(wanted, self.held[each.course].negated())

    def _goal(self, goal: Goal, earlier: Plan | None) -> Sum:
        """What the goal counts, made so that more is better."""
        if goal == Goal.NEED:
            seated = sum(self.possible.groups[group].points * people for group, people in self.seated.items())
            worth = (self.possible.groups[group].points * seats for (_key, group), seats in self.seats.items())
            return sum(worth, seated)
        if goal == Goal.COST:
            return -sum(self.costs.values(), sum(held.cost for held in self.stands.values()))
        if goal == Goal.FAIRNESS:
            return self._least_share()
        return -self._changes(earlier or Plan())

    def _least_share(self) -> cp_model.IntVar:
        share = self.cp.new_int_var(0, SHARE, "least share")
        for country in sorted({group.country for group in self.problem.groups if group.people > 0}):
            people = sum(group.people for group in self.problem.groups if group.country == country)
            self.cp.add(SHARE * self._of_country(country) >= share * people)
        return share

    def _changes(self, earlier: Plan) -> Sum:
        before = {held.course.key: held for held in earlier.courses}
        changes: Sum = ADDED * len(self.stands.keys() - before.keys())
        for key, course in before.items():
            if (held := self.stands.get(key)) is not None:
                changes += SWAPPED * (len(course.leads - held.leads) + len(course.locals - held.locals))
                continue
            if key not in self.held:
                changes += DROPPED
                continue
            changes += DROPPED * (1 - self.held[key])
            for chosen, named in ((self.leads, course.leads), (self.locals, course.locals)):
                for trainer in sorted(named):
                    changes += SWAPPED * (self.held[key] - chosen.get((key, trainer), 0))
        return changes + sum(ADDED * literal for key, literal in self.held.items() if key not in before)

    def hint(self, plan: Plan) -> None:
        """Tell the solver where to begin: what of this plan is still possible."""
        self.cp.clear_hints()
        courses = {held.course.key: held for held in plan.courses}
        for key, literal in self.held.items():
            self.cp.add_hint(literal, key in courses)
        for chosen, part in ((self.leads, "leads"), (self.locals, "locals")):
            for (key, trainer), literal in chosen.items():
                self.cp.add_hint(literal, key in courses and trainer in getattr(courses[key], part))
        for (key, group), seats in self.seats.items():
            self.cp.add_hint(seats, courses[key].seats.get(group, 0) if key in courses else 0)
        for (key, fund), amount in self.paid.items():
            self.cp.add_hint(amount, courses[key].paid.get(fund, 0) if key in courses else 0)
        for key, literal in self.interpreted.items():
            self.cp.add_hint(literal, key in courses and courses[key].interpreter)

    def read(self, value: "cp_model.CpSolver | cp_model.CpSolverSolutionCallback") -> Plan:
        """The plan that a solution says, in the order of days."""
        found = list(self.stands.values())
        for key, course in self.possible.courses.items():
            if not value.boolean_value(self.held[key]):
                continue
            teaching = self.possible.teaching[key]
            found.append(
                Held(
                    course=course,
                    leads=frozenset(t for t in teaching.leads if value.boolean_value(self.leads[key, t])),
                    locals=frozenset(t for t in teaching.locals if value.boolean_value(self.locals[key, t])),
                    interpreter=key in self.interpreted and value.boolean_value(self.interpreted[key]),
                    seats={g: n for g in self.possible.attending[key] if (n := value.value(self.seats[key, g]))},
                    paid={f.key: n for f in self.may_pay(course) if (n := value.value(self.paid[key, f.key]))},
                )
            )
        return Plan(tuple(sorted(found, key=lambda held: (held.course.days, held.course.key))))


def _each_once(groups: Iterable[Literals]) -> list[Literals]:
    """Groups of at least two, none of which is part of a neighbour that says as much."""
    found: dict[Hashable, Literals] = {}
    for literals in groups:
        if len(literals) > 1:
            found.setdefault(frozenset(literal.index for literal in literals), literals)
    return list(found.values())
