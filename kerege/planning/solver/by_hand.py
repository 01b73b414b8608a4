"""A plan of a season in a moment: what the relaxation wants, then what is worth most. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import inf

from kerege.planning.solver.checking import Prices
from kerege.planning.solver.courses import Course, Possible
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.pooled import Kind, kind_of

Wanted = Mapping[tuple[Kind, str], float]
"""Courses by kind and room, not whole."""
Asked = Mapping[tuple[Kind, str, str, bool], float]
"""How often somebody teaches, by kind, country of the venue, trainer and whether they lead; not whole."""

NOTHING = Plan()


def by_hand(possible: Possible, wanted: Wanted, asked: Asked, keep: Plan = NOTHING, enough: float = inf) -> Plan:
    """Decided courses, those of `keep` that can still be held, with others where somebody cannot teach any more, then
    courses as they are wanted, then others that are worth most, until the need is met by `enough`. It keeps to all
    rules but floors, and to decisions as far as they can be kept.
    """
    return _Hand(possible, asked).plan(wanted, keep, enough)


class _Hand:
    def __init__(self, possible: Possible, asked: Asked) -> None:
        self.possible, self.problem, self.asked = possible, possible.problem, dict(asked)
        self.prices = Prices(self.problem)
        self.there = {room.key: room.country for room in self.problem.rooms}
        self.left = {group.key: group.people for group in self.problem.groups}
        self.money = {fund.key: max(0, fund.amount) for fund in self.problem.funds}
        self.taken: defaultdict[str, set[date]] = defaultdict(set)
        self.taught: defaultdict[str, int] = defaultdict(int)
        gone = self.problem.forbidden
        self.without = {each.course for each in gone if not each.trainer}
        self.never = {(each.course, each.trainer) for each in gone if each.trainer}
        self.points = {group.key: group.points for group in self.problem.groups}
        self.met, self.enough = 0, inf
        self.held: list[Held] = []
        self.of: defaultdict[tuple[Kind, str], list[Course]] = defaultdict(list)
        for key, course in possible.courses.items():
            if key not in self.without:
                self.of[kind_of(course), course.room].append(course)

    def plan(self, wanted: Wanted, keep: Plan, enough: float) -> Plan:
        self._decided()
        self._kept(keep)
        self.enough = enough
        for (kind, room), often in sorted(wanted.items(), key=lambda one: -self._worth(one[0][0])):
            for _ in range(round(often)):
                if not any(self._hold(course) for course in self.of[kind, room]):
                    break
        self._what_is_left()
        return Plan(tuple(sorted(self.held, key=lambda held: (held.course.days, held.course.key))))

    def _decided(self) -> None:
        for pin in self.problem.pins:
            for course in self.of.get(((pin.topic, pin.language, pin.cohort), pin.room), ()):
                if course.days[0] == pin.first:
                    self._hold(course, pin.leads, pin.locals, pin.people)

    def _kept(self, keep: Plan) -> None:
        for before in keep.courses:
            key = before.course.key
            if key in self.possible.courses and key not in self.without:
                teaching = self.possible.teaching[key]
                leads, others = before.leads & {*teaching.leads}, before.locals & {*teaching.locals}
                able = {name for name in leads | others if self._free(name, before.course)}
                self._hold(before.course, leads & able, others & able)

    def _what_is_left(self) -> None:
        rooms: defaultdict[Kind, list[Course]] = defaultdict(list)
        for (kind, _room), courses in self.of.items():
            rooms[kind] += courses
        for kind in sorted(rooms, key=lambda one: -self._worth(one)):
            for course in rooms[kind]:
                self._hold(course)

    def _worth(self, kind: Kind) -> int:
        """What a full course of a kind would count."""
        topic, language, cohort = kind
        free, worth = self.possible.topics[topic].most, 0
        found = (g for g in self.problem.groups if g.topic == topic and g.country in cohort and language in g.languages)
        for group in sorted(found, key=lambda one: -one.points):
            seats = min(free, self.left[group.key])
            worth, free = worth + seats * group.points, free - seats
        return worth

    def _hold(
        self, course: Course, leads: Iterable[str] = (), others: Iterable[str] = (), people: int | None = None
    ) -> bool:
        if self.met >= self.enough or not self.taken[course.room].isdisjoint(course.days):
            return False
        seats = self._seats(course, people)
        if sum(seats.values()) < self.possible.topics[course.topic].least:
            return False
        staff = self._staff(course, set(leads), set(others))
        if staff is None:
            return False
        deaf = any(course.language not in self.possible.trainers[key].languages for key in staff[0] | staff[1])
        held = Held(course, *staff, interpreter=deaf, seats=seats, paid={})
        paid = self._paid(course, self.prices.of(held))
        if paid is None:
            return False
        self._put(Held(course, *staff, interpreter=deaf, seats=seats, paid=paid))
        return True

    def _put(self, held: Held) -> None:
        course = held.course
        self.held.append(held)
        self.taken[course.room].update(course.days)
        for group, people in held.seats.items():
            self.left[group] -= people
            self.met += people * self.points[group]
        for fund, amount in held.paid.items():
            self.money[fund] -= amount
        for lead, names in ((True, held.leads), (False, held.locals)):
            for name in names:
                self.taught[name] += 1
                self.taken[name].update(self.possible.busy(self.possible.trainers[name], course))
                at = (kind_of(course), self.there[course.room], name, lead)
                self.asked[at] = self.asked.get(at, 0.0) - 1

    def _seats(self, course: Course, people: int | None) -> dict[str, int]:
        free = min(self.possible.topics[course.topic].most, self.possible.rooms[course.room].seats)
        free = free if people is None else min(free, people)
        seats: dict[str, int] = {}
        for group in sorted(self.possible.who_attend(course), key=lambda one: -one.points):
            if people := min(free, self.left[group.key]):
                seats[group.key] = people
                free -= people
        return seats

    def _staff(self, course: Course, leads: set[str], others: set[str]) -> tuple[frozenset[str], frozenset[str]] | None:
        """Those who are named, then whom the relaxation wants here, then who has taught least."""
        topic, teaching = self.possible.topics[course.topic], self.possible.teaching[course.key]
        kind, there = kind_of(course), self.there[course.room]

        def order(name: str, lead: bool) -> tuple[float, float, int, int]:
            trainer = self.possible.trainers[name]
            often = self.asked.get((kind, there, name, lead), 0.0)
            return -often, self.taught[name], 0 if lead else trainer.part_two, trainer.fee

        for chosen, able, needed, lead in (
            (leads, teaching.leads, topic.leads, True),
            (others, teaching.locals, topic.locals, False),
        ):
            free = (name for name in able if name not in leads | others and self._free(name, course))
            for name in sorted(free, key=lambda one: order(one, lead))[: max(0, needed - len(chosen))]:
                chosen.add(name)
            if len(chosen) != needed:
                return None
        return frozenset(leads), frozenset(others)

    def _free(self, name: str, course: Course) -> bool:
        trainer = self.possible.trainers[name]
        if trainer.most is not None and self.taught[name] >= trainer.most:
            return False
        if (course.key, name) in self.never or ("", name) in self.never:
            return False
        return self.taken[name].isdisjoint(self.possible.busy(trainer, course))

    def _paid(self, course: Course, cost: int) -> dict[str, int] | None:
        """Of the funds that may pay, those for fewer countries first."""
        paid: dict[str, int] = {}
        for fund in sorted(self.problem.funds, key=lambda one: (len(one.countries), one.key)):
            if course.cohort <= fund.countries and (amount := min(cost, self.money[fund.key])):
                paid[fund.key] = amount
                cost -= amount
        return None if cost else paid
