"""A first plan of a large season in two steps: how many courses of each kind are held in a country and who teaches how
many of them, in whole numbers and without days; then days, rooms and people for as many of those as there are days for.

A draft knows no money and no decided courses: whoever takes it holds it against all rules (`by_hand`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ortools.sat.python import cp_model

from kerege.planning.solver.courses import Course, Possible
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.pooled import Kind, kind_of, marks
from kerege.planning.solver.worth import SHARE

Place = tuple[Kind, str]
"""A kind of course in a country."""
Able = tuple[str, str, bool, tuple[str, ...]]
"""Topic, language, whether they lead, and who could."""
Literals = list[cp_model.IntVar]
COUNTED, DATED = 3.0, 4.0
"""How long each step looks at most, in the solver's own seconds."""


@dataclass(frozen=True)
class Draft:
    """Courses by place, what one of a kind counts, and who teaches a topic in a language."""

    courses: Mapping[Place, int]
    worth: Mapping[Kind, int]
    staff: Collection[tuple[str, str, str]]


class Drafting:
    """`seconds` says how much time is left, `stop` whether somebody wants no more of it."""

    def __init__(self, possible: Possible, seed: int, workers: int, seconds: Callable[[], float],
                 stop: Callable[[], bool]) -> None:  # fmt: skip
        self.possible, self.problem = possible, possible.problem
        self.seed, self.workers, self.seconds, self.stop = seed, workers, seconds, stop
        self.there = {room.key: room.country for room in self.problem.rooms}
        away = {each.trainer for each in self.problem.forbidden if each.trainer and not each.course}
        gone = {each.course for each in self.problem.forbidden if each.course and not each.trainer}
        self.courses = [course for key, course in possible.courses.items() if key not in gone]
        able: defaultdict[tuple[Place, bool], set[str]] = defaultdict(set)
        self.rooms: defaultdict[Place, set[str]] = defaultdict(set)
        self.attend: defaultdict[Kind, set[str]] = defaultdict(set)
        for course in self.courses:
            place = self._place(course)
            self.rooms[place].add(course.room)
            self.attend[place[0]].update(possible.attending[course.key])
            teaching = possible.teaching[course.key]
            able[place, True].update(name for name in teaching.leads if name not in away)
            able[place, False].update(name for name in teaching.locals if name not in away)
        self.able: dict[tuple[Place, bool], Able] = {
            (place, lead): (place[0][0], place[0][1], lead, tuple(sorted(names)))
            for (place, lead), names in able.items()
        }
        self.away = away

    def _place(self, course: Course) -> Place:
        return kind_of(course), self.there[course.room]

    def plan(self) -> Plan | None:
        """As much of the need as was found; None where nothing was found in the time."""
        draft = self.counted()
        return None if draft is None else self.dated(draft)

    def counted(self) -> Draft | None:
        model = cp_model.CpModel()
        held = {place: model.new_int_var(0, self._most(place), "") for place in self.rooms}
        of_kind: defaultdict[Kind, Literals] = defaultdict(list)
        for (kind, _there), variable in held.items():
            of_kind[kind].append(variable)
        seats = self._seated(model, of_kind)
        staff = self._staffed(model, held)
        self._in_rooms(model, held)
        self._floors(model, seats)
        points = {group.key: group.points for group in self.problem.groups}
        model.maximize(sum(points[group] * variable for (_kind, group), variable in seats.items()))
        solver = self._solved(model, COUNTED)
        if solver is None:
            return None
        courses = {place: many for place, variable in held.items() if (many := solver.value(variable))}
        worth: defaultdict[Kind, int] = defaultdict(int)
        for (kind, group), variable in seats.items():
            worth[kind] += points[group] * solver.value(variable)
        for kind in worth:
            worth[kind] //= max(1, sum(solver.value(variable) for variable in of_kind[kind]))
        return Draft(courses, worth, {(at[0], at[1], name) for (at, name), one in staff.items() if solver.value(one)})

    def _most(self, place: Place) -> int:
        people = sum(self.possible.groups[key].people for key in self.attend[place[0]])
        return people // max(1, self.possible.topics[place[0][0]].least)

    def _seated(
        self, model: cp_model.CpModel, of_kind: Mapping[Kind, Literals]
    ) -> dict[tuple[Kind, str], cp_model.IntVar]:
        seats: dict[tuple[Kind, str], cp_model.IntVar] = {}
        of_group: defaultdict[str, Literals] = defaultdict(list)
        for kind, held in of_kind.items():
            topic, taken = self.possible.topics[kind[0]], Literals()
            for key in sorted(self.attend[kind]):
                seats[kind, key] = model.new_int_var(0, max(0, self.possible.groups[key].people), "")
                of_group[key].append(seats[kind, key])
                taken.append(seats[kind, key])
            model.add(sum(taken) <= topic.most * sum(held))
            model.add(sum(taken) >= topic.least * sum(held))
        for key, variables in of_group.items():
            model.add(sum(variables) <= max(0, self.possible.groups[key].people))
        return seats

    def _staffed(
        self, model: cp_model.CpModel, held: Mapping[Place, cp_model.IntVar]
    ) -> dict[tuple[Able, str], cp_model.IntVar]:
        """Who teaches how many: of the courses that the same people could teach nobody more than there are."""
        places: defaultdict[Able, list[Place]] = defaultdict(list)
        for (place, _lead), able in self.able.items():
            places[able].append(place)
        staff: dict[tuple[Able, str], cp_model.IntVar] = {}
        of_name: defaultdict[str, list[tuple[Able, cp_model.IntVar]]] = defaultdict(list)
        for able, those in places.items():
            topic, courses = self.possible.topics[able[0]], sum(held[place] for place in those)
            for name in able[3]:
                staff[able, name] = model.new_int_var(0, len(self.problem.starts), "")
                of_name[name].append((able, staff[able, name]))
                model.add(staff[able, name] <= courses)
            needed = topic.leads if able[2] else topic.locals
            model.add(sum(staff[able, name] for name in able[3]) == needed * courses)
        busy = self._busy()
        for name, taught in of_name.items():
            most, takes = busy[name]
            model.add(sum(takes[able[0]] * one for able, one in taught) <= most)
            if (limit := self.possible.trainers[name].most) is not None:
                model.add(sum(one for _able, one in taught) <= max(0, limit))
            for subject in sorted({able[:2] for able, _one in taught}):
                same = [(able, one) for able, one in taught if able[:2] == subject]
                into = dict.fromkeys(place for able, _one in same for place in places[able])
                model.add(sum(one for _able, one in same) <= sum(held[place] for place in into))
        return staff

    def _busy(self) -> dict[str, tuple[int, dict[str, int]]]:
        """How many marks somebody has, and how many a course of a topic takes."""
        spans: defaultdict[str, defaultdict[str, set[tuple[date, ...]]]] = defaultdict(lambda: defaultdict(set))
        seen = set()
        for course in self.courses:
            if (same := (self._place(course), course.days)) in seen:
                continue
            seen.add(same)
            teaching = self.possible.teaching[course.key]
            for name in {*teaching.leads, *teaching.locals} - self.away:
                spans[name][course.topic].add(tuple(self.possible.busy(self.possible.trainers[name], course)))
        found = {}
        for name, topics in spans.items():
            marked = marks({span for of in topics.values() for span in of})
            takes = {topic: min(len(marked.intersection(span)) for span in of) for topic, of in topics.items()}
            found[name] = len(marked), takes
        return found

    def _in_rooms(self, model: cp_model.CpModel, held: Mapping[Place, cp_model.IntVar]) -> None:
        """What only these rooms can hold is no more than they have marks."""
        spans: defaultdict[str, set[tuple[date, ...]]] = defaultdict(set)
        for course in self.courses:
            spans[course.room].add(course.days)
        marked = {room: marks(found) for room, found in spans.items()}
        takes: dict[Place, int] = {}
        for course in self.courses:
            place, days = self._place(course), len(marked[course.room].intersection(course.days))
            takes[place] = min(days, takes.get(place, days))
        for those in dict.fromkeys(frozenset(rooms) for rooms in self.rooms.values()):
            within = [place for place, rooms in self.rooms.items() if rooms <= those]
            most = sum(len(marked[room]) for room in those)
            model.add(sum(takes[place] * held[place] for place in within) <= most)

    def _floors(self, model: cp_model.CpModel, seats: Mapping[tuple[Kind, str], cp_model.IntVar]) -> None:
        for floor in self.problem.floors:
            groups = {group.key: group for group in self.problem.groups if group.country == floor.country}
            covered = [(groups[key], one) for (_kind, key), one in seats.items() if key in groups]
            if floor.women:
                women = sum(one for group, one in covered if group.sex == "f")
                model.add(SHARE * women >= floor.share * sum(one for _group, one in covered))
            else:
                people = sum(group.people for group in groups.values())
                model.add(SHARE * sum(one for _group, one in covered) >= floor.share * people)

    def dated(self, draft: Draft) -> Plan | None:
        """The most of a draft that there are days, rooms and people for; without seats and money."""
        together: defaultdict[tuple[Place, tuple[date, ...]], list[Course]] = defaultdict(list)
        for course in self.courses:
            if draft.courses.get(self._place(course)):
                together[self._place(course), course.days].append(course)
        days = _Days(self.possible, draft)
        for (place, _days), courses in together.items():
            days.open(place, courses)
        solver = self._solved(days.limited(), DATED)
        if solver is None:
            return None
        found = [held for courses in together.values() for held in days.read(courses, solver)]
        return Plan(tuple(sorted(found, key=lambda one: (-draft.worth[kind_of(one.course)], one.course.key))))

    def _solved(self, model: cp_model.CpModel, own: float) -> cp_model.CpSolver | None:
        solver = cp_model.CpSolver()
        solver.parameters.random_seed, solver.parameters.num_workers = self.seed, self.workers
        solver.parameters.max_deterministic_time = own
        solver.parameters.max_time_in_seconds = max(0.1, self.seconds())
        solver.best_bound_callback = lambda _bound: solver.stop_search() if self.stop() else None
        status = solver.solve(model)
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


class _Days:
    """A draft put on days: courses of one kind in a country on the same days share the people who teach them."""

    def __init__(self, possible: Possible, draft: Draft) -> None:
        self.possible, self.draft, self.model = possible, draft, cp_model.CpModel()
        self.once: defaultdict[tuple[str, date], Literals] = defaultdict(list)
        self.of_place: defaultdict[Place, Literals] = defaultdict(list)
        self.of_name: defaultdict[str, Literals] = defaultdict(list)
        self.held: dict[str, cp_model.IntVar] = {}
        self.staff: dict[tuple[str, str, bool], cp_model.IntVar] = {}

    def open(self, place: Place, courses: Sequence[Course]) -> None:
        first = courses[0]
        for course in courses:
            literal = self.held[course.key] = self.model.new_bool_var("")
            self.of_place[place].append(literal)
            for day in course.days:
                self.once[course.room, day].append(literal)
        together = sum(self.held[course.key] for course in courses)
        for lead, names, needed in self._teaching(first):
            for name in names:
                one = self.staff[first.key, name, lead] = self.model.new_bool_var("")
                self.of_name[name].append(one)
                for day in self.possible.busy(self.possible.trainers[name], first):
                    self.once[name, day].append(one)
            self.model.add(sum(self.staff[first.key, name, lead] for name in names) == needed * together)

    def _teaching(self, course: Course) -> Iterable[tuple[bool, list[str], int]]:
        topic, teaching = self.possible.topics[course.topic], self.possible.teaching[course.key]
        for lead, names, needed in ((True, teaching.leads, topic.leads), (False, teaching.locals, topic.locals)):
            yield lead, [name for name in names if (course.topic, course.language, name) in self.draft.staff], needed

    def limited(self) -> cp_model.CpModel:
        """The model with its limits, and worth as much as its courses."""
        for place, literals in self.of_place.items():
            self.model.add(sum(literals) <= self.draft.courses[place])
        for name, literals in self.of_name.items():
            if (limit := self.possible.trainers[name].most) is not None:
                self.model.add(sum(literals) <= max(0, limit))
        for literals in _each_once(self.once.values()):
            self.model.add_at_most_one(literals)
        worth = self.draft.worth
        self.model.maximize(sum(max(1, worth[kind]) * sum(some) for (kind, _there), some in self.of_place.items()))
        return self.model

    def read(self, courses: Sequence[Course], solver: cp_model.CpSolver) -> Iterable[Held]:
        """The courses that are held of those on the same days, with people dealt out to them."""
        topic, teach = self.possible.topics[courses[0].topic], dict[bool, list[str]]()
        for lead, names, _needed in self._teaching(courses[0]):
            teach[lead] = [name for name in names if solver.boolean_value(self.staff[courses[0].key, name, lead])]
        held = [course for course in courses if solver.boolean_value(self.held[course.key])]
        for n, course in enumerate(held):
            leads = teach[True][n * topic.leads : (n + 1) * topic.leads]
            others = teach[False][n * topic.locals : (n + 1) * topic.locals]
            yield Held(course, frozenset(leads), frozenset(others), False, {}, {})


def _each_once(groups: Iterable[Literals]) -> list[Literals]:
    found = {tuple(one.index for one in literals): literals for literals in groups if len(literals) > 1}
    return list(found.values())
