"""What no plan of a season can beat: its courses added up over the days on which they could be held. Plain Python.

Of each kind of course (a topic in a language for a cohort) so many are held in a room, so many seats in a country are
taken by a group, so often somebody teaches it there. Days are left out but for this: every course that could be held in
a room takes one at least of its *marks*, which are the fewest such days, and a day is taken once. So a room holds no
more courses than it has marks, and nobody teaches more. Whatever a plan is, added up it keeps to these rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kerege.planning.linear.rows import Row, Rows
from kerege.planning.solver.courses import Course, Possible, days_between, key_of
from kerege.planning.solver.problem import Goal
from kerege.planning.solver.worth import SHARE

Kind = tuple[str, str, frozenset[str]]
"""A topic, a language, a cohort."""
Spans = defaultdict[tuple[str, str], set[tuple[date, date]]]
"""First and last days by topic and country of the venue."""


@dataclass
class Pooled:
    """The rows, with the variables of each part of a plan: courses by kind and room, seats by kind, country of the
    venue and group, staff by kind, that country, trainer and whether they lead. `whole` are courses of each kind.
    """

    rows: Rows = field(default_factory=Rows)
    whole: dict[Kind, int] = field(default_factory=dict)
    courses: dict[tuple[Kind, str], int] = field(default_factory=dict)
    seats: dict[tuple[Kind, str, str], int] = field(default_factory=dict)
    staff: dict[tuple[Kind, str, str, bool], int] = field(default_factory=dict)
    paid: dict[tuple[str, frozenset[str]], int] = field(default_factory=dict)
    """Money by fund and cohort."""
    required: dict[str, Row] = field(default_factory=dict)
    """The rows of requirements, by their keys."""
    goals: dict[Goal, Mapping[int, int]] = field(default_factory=dict)
    """What one of a variable counts for a goal, more being better."""

    def seek(self, goal: Goal) -> None:
        worth = self.goals[goal]
        self.rows.worth = [worth.get(at, 0) for at in range(len(self.rows.worth))]

    def hold(self, goal: Goal, least: int) -> None:
        """From now on no less than this of a goal."""
        row = Row(-least)
        for at, worth in self.goals[goal].items():
            row.put(at, -worth)
        self.rows.rows.append(row)


def kind_of(course: Course) -> Kind:
    return course.topic, course.language, course.cohort


def marks(spans: Iterable[tuple[date, ...]]) -> set[date]:
    """The fewest days of which each of these spans holds one, where each is without a break; always one of each."""
    found: set[date] = set()
    for days in sorted(spans, key=lambda one: (one[-1], one)):
        if found.isdisjoint(days):
            found.add(days[-1])
    return found


def pooled(possible: Possible) -> Pooled:
    """The rows of a problem with the requirements that people have made."""
    return _Writer(possible).made


class _Writer:
    def __init__(self, possible: Possible) -> None:
        self.possible, self.problem, self.made = possible, possible.problem, Pooled()
        self.rows = self.made.rows
        self.cost: defaultdict[int, int] = defaultdict(int)
        self.away = {each.trainer for each in self.problem.forbidden if each.trainer and not each.course}
        gone = {each.course for each in self.problem.forbidden if each.course and not each.trainer}
        self.all = [course for key, course in possible.courses.items() if key not in gone]
        self.there = {room.key: room.country for room in self.problem.rooms}
        self._courses()
        self._seats()
        self._staff()
        self._people()
        self._full()
        self._money()
        self._requirements()
        points = {group.key: group.points for group in self.problem.groups}
        self.made.goals[Goal.NEED] = {at: points[key[2]] for key, at in self.made.seats.items()}
        self.made.goals[Goal.COST] = {at: -cost for at, cost in self.cost.items()}
        self._fairness()

    def _row(self, most: int, terms: Iterable[tuple[int, int]], *, exactly: bool = False) -> Row:
        row = Row(most, exactly)
        for variable, factor in terms:
            if factor:
                row.put(variable, factor)
        if most < 0 and not row.variables:
            row.put(self.rows.variable(0, 0), 1)  # of a row without any the solver sees nothing
        self.rows.rows.append(row)
        return row

    def _courses(self) -> None:
        """How many of each kind a room holds, no more than its marks allow."""
        of_room: defaultdict[str, list[Course]] = defaultdict(list)
        for course in self.all:
            of_room[course.room].append(course)
        for key, courses in of_room.items():
            marked = marks({course.days for course in courses})
            takes: dict[Kind, int] = {}
            for course in courses:
                days = len(marked.intersection(course.days))
                takes[kind_of(course)] = min(days, takes.get(kind_of(course), days))
            price = self.possible.rooms[key].price
            for kind, days in takes.items():
                at = self.made.courses[kind, key] = self.rows.variable(0, len(marked) // days)
                self.cost[at] += price * self.possible.topics[kind[0]].days
            self._row(len(marked), ((self.made.courses[kind, key], days) for kind, days in takes.items()))
        rooms: defaultdict[Kind, list[int]] = defaultdict(list)
        for (kind, _room), at in self.made.courses.items():
            rooms[kind].append(at)
        for kind, held in rooms.items():
            most = sum(self.rows.high[at] for at in held)
            self.made.whole[kind] = whole = self.rows.variable(0, most)
            self._row(0, [(whole, 1), *((at, -1) for at in held)], exactly=True)

    def _held(self) -> dict[tuple[Kind, str], list[tuple[str, int]]]:
        """The rooms of a kind in a country, each with its variable."""
        found: defaultdict[tuple[Kind, str], list[tuple[str, int]]] = defaultdict(list)
        for (kind, room), at in self.made.courses.items():
            found[kind, self.there[room]].append((room, at))
        return found

    def _seats(self) -> None:
        attend: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
        for course in self.all:
            attend[kind_of(course), self.there[course.room]].update(self.possible.attending[course.key])
        for (kind, there), held in self._held().items():
            topic, taken = self.possible.topics[kind[0]], []
            for key in sorted(attend[kind, there]):
                group = self.possible.groups[key]
                at = self.made.seats[kind, there, key] = self.rows.variable(0, group.people)
                way = self.problem.way(group.country, there)
                self.cost[at] += topic.per_person + (way.price if way else 0)
                taken.append((at, 1))
            most = [(at, -min(topic.most, self.possible.rooms[room].seats)) for room, at in held]
            self._row(0, [*taken, *most])
            self._row(0, [*((at, topic.least) for _room, at in held), *((at, -one) for at, one in taken)])

    def _staff(self) -> None:
        """How often somebody teaches, no more than their marks and their own limit allow."""
        able, spans = self._able()
        takes = {name: self._marks_of(name, places) for name, places in spans.items()}
        busy: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        held = self._held()
        for (kind, there, lead), names in able.items():
            topic, chosen = self.possible.topics[kind[0]], []
            for name in sorted(names - self.away):
                most, days = takes[name]
                at = self.made.staff[kind, there, name, lead] = self.rows.variable(0, most)
                chosen.append((at, 1))
                busy[name].append((at, days[kind[0], there]))
                self._fee(at, kind, there, name)
            needed = topic.leads if lead else topic.locals
            self._row(0, [*chosen, *((at, -needed) for _room, at in held[kind, there])], exactly=True)
        for (kind, there, name, lead), at in self.made.staff.items():
            if lead and (other := self.made.staff.get((kind, there, name, False))) is not None:
                self._row(0, [(at, 1), (other, 1), *((one, -1) for _room, one in held[kind, there])])
        for name, terms in busy.items():
            self._row(takes[name][0], terms)
            most_courses = self.possible.trainers[name].most
            if most_courses is not None:
                self._row(max(0, most_courses), ((at, 1) for at, _days in terms))

    def _able(self) -> tuple[dict[tuple[Kind, str, bool], set[str]], dict[str, Spans]]:
        """Who could teach a kind in a country, and when each of them would."""
        able: defaultdict[tuple[Kind, str, bool], set[str]] = defaultdict(set)
        spans: defaultdict[str, Spans] = defaultdict(lambda: defaultdict(set))
        seen = set()
        for course in self.all:
            there, ends = self.there[course.room], (course.days[0], course.days[-1])
            if (same := (kind_of(course), there, ends)) in seen:
                continue
            seen.add(same)
            teaching = self.possible.teaching[course.key]
            for lead, names in ((True, teaching.leads), (False, teaching.locals)):
                able[kind_of(course), there, lead].update(names)
                for name in names:
                    spans[name][course.topic, there].add(ends)
        return able, spans

    def _marks_of(self, name: str, places: Spans) -> tuple[int, dict[tuple[str, str], int]]:
        """How many marks somebody has, and how many a course takes, by topic and country of the venue."""
        trainer = self.possible.trainers[name]

        def around(there: str) -> int:
            way = self.problem.way(trainer.country, there)
            return way.days if way else 0

        busy = {place: [tuple(days_between(*ends, around(place[1]))) for ends in sorted(many)]
                for place, many in places.items()}  # fmt: skip
        marked = marks({span for spans in busy.values() for span in spans})
        return len(marked), {
            place: min(len(marked.intersection(span)) for span in spans) for place, spans in busy.items()
        }

    def _fee(self, at: int, kind: Kind, there: str, name: str) -> None:
        """Of somebody who needs an interpreter their part of the interpreter's price."""
        topic, trainer = self.possible.topics[kind[0]], self.possible.trainers[name]
        way = self.problem.way(trainer.country, there)
        self.cost[at] += trainer.fee * topic.days + (way.price if way else 0)
        if kind[1] not in trainer.languages:
            self.cost[at] += self.problem.interpreter.get(kind[1], 0) * topic.days // max(1, topic.leads)

    def _people(self) -> None:
        of_group: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for (_kind, _there, group), at in self.made.seats.items():
            of_group[group].append((at, 1))
        for key, terms in of_group.items():
            self._row(self.possible.groups[key].people, terms)

    def _full(self) -> None:
        """Courses are whole, so people who fill three of them and a bit need a fourth for the bit: of any people who
        sit in so many courses no more come than when each missing one costs the bit.
        """
        seated: defaultdict[str, list[int]] = defaultdict(list)
        attend: defaultdict[Kind, set[str]] = defaultdict(set)
        for (kind, _there, group), at in self.made.seats.items():
            seated[group].append(at)
            attend[kind].add(group)
        kinds: defaultdict[str, list[Kind]] = defaultdict(list)
        for kind in attend:
            kinds[kind[0]].append(kind)
        for topic, own in kinds.items():
            for people in self._sets(attend, own):
                into = [kind for kind in own if not attend[kind].isdisjoint(people)]
                most = max(
                    min(self.possible.topics[topic].most, self.possible.rooms[room].seats)
                    for kind, room in self.made.courses
                    if kind in into
                )
                whole, bit = divmod(sum(self.possible.groups[key].people for key in people), most)
                if bit:
                    seats = ((at, 1) for key in people for at in seated[key])
                    courses = ((self.made.whole[kind], -bit) for kind in into)
                    self._row(whole * (most - bit), [*seats, *courses])

    def _sets(self, attend: Mapping[Kind, set[str]], own: Iterable[Kind]) -> list[tuple[str, ...]]:
        """People who could sit together, those of a country, and of both those who count most."""
        bases = {frozenset(attend[kind]) for kind in own}
        everybody = frozenset[str]().union(*bases)
        for country in {self.possible.groups[key].country for key in everybody}:
            bases.add(frozenset(key for key in everybody if self.possible.groups[key].country == country))
        bases.add(everybody)
        found = set()
        for base in bases:
            order = sorted(base, key=lambda key: (-self.possible.groups[key].points, key))
            found |= {tuple(order[: n + 1]) for n in range(len(order))}
        return sorted(found)

    def _money(self) -> None:
        """Each cohort costs what its funds pay."""
        spent: defaultdict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
        for part in (self.made.courses, self.made.seats, self.made.staff):
            for (kind, *_rest), at in part.items():
                spent[kind[2]].append((at, self.cost[at]))
        paid: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for cohort, terms in spent.items():
            paying = []
            for fund in self.problem.funds:
                if cohort <= fund.countries:
                    at = self.made.paid[fund.key, cohort] = self.rows.variable(0, max(0, fund.amount))
                    paying.append((at, -1))
                    paid[fund.key].append((at, 1))
            self._row(0, [*terms, *paying])
        for fund in self.problem.funds:
            self._row(max(0, fund.amount), paid[fund.key])

    def _of_country(self, country: str, sex: str = "") -> list[int]:
        keys = {g.key for g in self.problem.groups if g.country == country and (not sex or g.sex == sex)}
        return [at for (_kind, _there, group), at in self.made.seats.items() if group in keys]

    def _requirements(self) -> None:
        for floor in self.problem.floors:
            covered = self._of_country(floor.country)
            if floor.women:
                women = set(self._of_country(floor.country, "f"))
                row = self._row(0, ((at, floor.share - (SHARE if at in women else 0)) for at in covered))
            else:
                people = sum(g.people for g in self.problem.groups if g.country == floor.country)
                row = self._row(-floor.share * people, ((at, -SHARE) for at in covered))
            self.made.required[floor.key] = row
        pinned: defaultdict[tuple[Kind, str], set[date]] = defaultdict(set)
        known = {course.key for course in self.all}
        for pin in self.problem.pins:
            at = ((pin.topic, pin.language, pin.cohort), pin.room)
            pinned[at].add(pin.first)
            held = [(self.made.courses[at], -1)] if key_of(pin) in known else []
            self.made.required[pin.key] = self._row(-len(pinned[at]), held)

    def _fairness(self) -> None:
        share = self.rows.variable(0, SHARE)
        for country in sorted({group.country for group in self.problem.groups if group.people > 0}):
            people = sum(group.people for group in self.problem.groups if group.country == country)
            self._row(0, [(share, people), *((at, -SHARE) for at in self._of_country(country))])
        self.made.goals[Goal.FAIRNESS] = {share: 1}
