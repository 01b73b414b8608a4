"""A plan beside an edited sheet of it: what changed, what that costs, what it breaks, and what of it can be kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning import words
from kerege.planning.solver.checking import cost_of, faults
from kerege.planning.solver.courses import Course, Possible
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Forbidden, Pin, Problem


@dataclass(frozen=True)
class Told:
    """A row of an edited sheet, by keys. `line` is where it stands in the sheet, `number` which course of the plan it
    was; None for one that was added. `people` is None where nothing was said.
    """

    line: int
    number: int | None
    topic: str
    language: str
    room: str
    day: date
    cohort: frozenset[str]
    leads: frozenset[str]
    locals: frozenset[str]
    people: int | None = None


@dataclass(frozen=True)
class Difference:
    """One row that differs from the plan; `line` is 0 for a course that was taken out. `changes` are day, room,
    language, topic, countries, staff, people, added, gone. `refused` says what stands against it: then it is not kept,
    and the course of the plan stays. `counted` says that the row decides how many people there are.
    """

    line: int
    number: int | None
    changes: tuple[str, ...]
    before: Held | None
    after: Held | None
    refused: tuple[Refusal, ...] = ()
    counted: bool = False

    @property
    def cost(self) -> int:
        return (self.after.cost if self.after else 0) - (self.before.cost if self.before else 0)

    @property
    def people(self) -> int:
        return (self.after.people if self.after else 0) - (self.before.people if self.before else 0)


@dataclass(frozen=True)
class Edited:
    """All differences, the plan with those that can be kept, and what the checker says of it. `pins` and `forbidden`
    are the decisions by which the next search keeps to it; `undone` are the keys of decisions that these replace.
    """

    differences: tuple[Difference, ...]
    plan: Plan
    faults: tuple[str, ...]
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[str, ...] = ()
    undone: frozenset[str] = field(default_factory=frozenset)

    @property
    def good(self) -> tuple[Difference, ...]:
        return tuple(each for each in self.differences if not each.refused)


def edited(problem: Problem, plan: Plan, rows: Sequence[Told]) -> Edited:
    """Hold an edited sheet against its plan. A row is judged with all others as they are wished; where one cannot be
    kept its course stays as it was, and the others are judged again beside that.
    """
    possible = Possible(problem)
    kept = {row.number for row in rows if row.number is not None}
    gone = [number for number in range(1, len(plan.courses) + 1) if number not in kept]
    changed = {row.line: _changes(row, _before(plan, row)) for row in rows}
    wished = [row for row in rows if changed[row.line]]
    bad: dict[int, list[Refusal]] = {}
    while True:
        stay = [row.number for row in rows if row.number and (not changed[row.line] or row.line in bad)]
        made = _Made(possible, {number: plan.courses[number - 1] for number in stay})
        found = {row.line: made.add(row, _before(plan, row)) for row in wished if row.line not in bad}
        wrong = {line: why for line, (_held, why) in found.items() if why}
        if not wrong:
            break
        bad |= wrong
    differences = [
        Difference(
            row.line,
            row.number,
            tuple(changed[row.line]),
            _before(plan, row),
            found[row.line][0] if row.line in found else None,
            tuple(bad.get(row.line, ())),
            row.people is not None and not {"people", "added"}.isdisjoint(changed[row.line]),
        )
        for row in wished
    ]
    differences += [Difference(0, number, ("gone",), plan.courses[number - 1], None) for number in gone]
    courses = sorted(made.courses, key=lambda held: (held.course.days, held.course.key))
    return _decided(problem, possible, Plan(tuple(courses)), differences)


def check_keys(problem: Problem, plan: Plan, rows: Iterable[Told]) -> None:
    """Refuse planning.unknown_key where a row names what is not among what is planned, or a course twice."""
    known = {
        "topic": {topic.key for topic in problem.topics},
        "room": {room.key for room in problem.rooms},
        "trainer": {trainer.key for trainer in problem.trainers},
        "country": {group.country for group in problem.groups},
    }
    seen: set[int] = set()
    for row in rows:
        named = [("topic", row.topic), ("room", row.room), *(("country", c) for c in row.cohort)]
        named += [("trainer", key) for key in row.leads | row.locals]
        wrong = next((key for kind, key in named if key not in known[kind]), None)
        if row.number is not None and (row.number in seen or not 1 <= row.number <= len(plan.courses)):
            wrong = str(row.number)
        if wrong is not None:
            raise Refusal(words.UNKNOWN_KEY, row=row.line, key=wrong[:60])
        seen |= {row.number} if row.number is not None else set()


def _before(plan: Plan, row: Told) -> Held | None:
    return plan.courses[row.number - 1] if row.number is not None else None


def _changes(row: Told, before: Held | None) -> list[str]:
    if before is None:
        return ["added"]
    course = before.course
    pairs = (
        ("topic", row.topic, course.topic),
        ("language", row.language, course.language),
        ("room", row.room, course.room),
        ("day", row.day, course.days[0]),
        ("countries", row.cohort, course.cohort),
        ("staff", (row.leads, row.locals), (before.leads, before.locals)),
        ("people", row.people, before.people if row.people is not None else None),
    )
    return [name for name, now, then in pairs if now != then]


class _Made:
    """Courses put together one after the other, with who is busy and what money is left."""

    def __init__(self, possible: Possible, stay: dict[int, Held]) -> None:
        self.possible, self.problem = possible, possible.problem
        self.courses: list[Held] = []
        self.taken: dict[tuple[str, date], int] = {}
        self.taught: Counter[str] = Counter()
        self.seats: Counter[str] = Counter()
        self.spent: Counter[str] = Counter()
        for held in stay.values():
            self._take(held, 0)

    def add(self, row: Told, before: Held | None) -> tuple[Held | None, list[Refusal]]:
        """The course of a row, or why it cannot be."""
        days = self.problem.days_of(
            self.possible.rooms[row.room].country, row.day, self.possible.topics[row.topic].days
        )
        if days is None:
            return None, [_refused(words.ROW_CANNOT_BE, row, why="no_working_days")]
        course = Course(row.topic, row.language, row.room, row.cohort, days)
        against = list(self._against(row, course))
        if against:
            return None, against
        held = self._held(row, course, before)
        if isinstance(held, Refusal):
            return None, [held]
        self._take(held, row.line)
        return held, []

    def _against(self, row: Told, course: Course) -> Iterator[Refusal]:
        """What stands against a row, each as a refusal that names it."""
        topic, room = self.possible.topics[row.topic], self.possible.rooms[row.room]
        if not self.problem.in_season(row.day):
            first, last = (found(self.problem.starts).isoformat() for found in (min, max))
            yield _refused(words.ROW_OUT_OF_SEASON, row, day=row.day.isoformat(), first=first, last=last)
        for bar in self.possible.bars(course):
            yield _refused(words.ROW_CANNOT_BE, row, why=bar.value)
        if row.cohort not in self.problem.who_sit_together():
            yield _refused(words.ROW_NOT_TOGETHER, row, countries=" ".join(sorted(row.cohort)))
        most = min(topic.most, room.seats)
        if row.people is not None and not topic.least <= row.people <= most:
            yield _refused(words.ROW_OVER_CAPACITY, row, people=row.people, least=topic.least, most=most)
        if row.leads & row.locals or len(row.leads) > topic.leads or len(row.locals) > topic.locals:
            yield _refused(words.ROW_TOO_MANY_STAFF, row, leads=topic.leads, locals=topic.locals)
        yield from self._of_staff(row, course)
        yield from self._twice(row, course)
        for each in self.problem.forbidden:
            meant = each.course in {"", course.key}
            if meant and (not each.trainer or each.trainer in row.leads | row.locals) and (each.course or each.trainer):
                yield _refused(words.ROW_FORBIDDEN, row, decision=each.key)

    def _of_staff(self, row: Told, course: Course) -> Iterator[Refusal]:
        for lead, named in ((True, row.leads), (False, row.locals)):
            for trainer in (self.possible.trainers[key] for key in sorted(named)):
                why = [bar.value for bar in self.possible.bars_of_trainer(trainer, course, lead=lead)]
                if trainer.most is not None and self.taught[trainer.key] >= trainer.most:
                    why.append("most_courses")
                yield from (_refused(words.ROW_TRAINER, row, trainer=trainer.key, why=each) for each in why)

    def _twice(self, row: Told, course: Course) -> Iterator[Refusal]:
        wanted = [(row.room, list(course.days))]
        wanted += [
            (key, self.possible.busy(self.possible.trainers[key], course)) for key in sorted(row.leads | row.locals)
        ]
        for key, days in wanted:
            day = next((day for day in days if (key, day) in self.taken), None)
            if day is not None:
                yield _refused(words.ROW_BOOKED_TWICE, row, key=key, day=day.isoformat(), other=self.taken[key, day])

    def _held(self, row: Told, course: Course, before: Held | None) -> Held | Refusal:
        """The course with seats for people who need it, somebody for each part, and a fund that pays."""
        topic = self.possible.topics[row.topic]
        seats = self._filled(row, course, before)
        if sum(seats.values()) < topic.least:
            return _refused(words.ROW_TOO_FEW, row, people=sum(seats.values()), least=topic.least)
        leads = self._staffed(row.leads, course, topic.leads, row.locals, lead=True)
        locals_ = self._staffed(row.locals, course, topic.locals, leads, lead=False)
        if len(leads) < topic.leads or len(locals_) < topic.locals:
            return _refused(words.ROW_CANNOT_BE, row, why="too_few_trainers")
        deaf = any(course.language not in self.possible.trainers[key].languages for key in leads | locals_)
        held = Held(course, leads, locals_, deaf, seats, {})
        cost = cost_of(self.problem, held)
        paid = self._paid(course, cost)
        if sum(paid.values()) < cost:
            return _refused(words.ROW_NO_MONEY, row, cost=cost)
        return replace(held, paid=paid)

    def _paid(self, course: Course, cost: int) -> dict[str, int]:
        """By the first fund that has it all, else by several together; less than it costs where they have not."""
        left = {f.key: f.amount - self.spent[f.key] for f in self.problem.funds if course.cohort <= f.countries}
        whole = next((key for key, amount in left.items() if amount >= cost), None)
        paid: dict[str, int] = {}
        for key in left if whole is None else (whole,):
            paid[key] = max(0, min(left[key], cost - sum(paid.values())))
        return {key: amount for key, amount in paid.items() if amount}

    def _filled(self, row: Told, course: Course, before: Held | None) -> dict[str, int]:
        """Seats: those who had one in this course first, then those who are left, the most urgent first. Of people who
        had some no more than before, unless the row says how many there are to be.
        """
        most = row.people or min(self.possible.topics[row.topic].most, self.possible.rooms[row.room].seats)
        attend = {group.key: group for group in self.possible.who_attend(course)}
        first = dict(before.seats) if before is not None else {}
        seats: Counter[str] = Counter()
        order = sorted(attend, key=lambda key: (-first.get(key, 0), -attend[key].points, key))
        for among in (first, attend):
            for key in (key for key in order if key in among):
                free = attend[key].people - self.seats[key] - seats[key]
                wanted = first[key] if among is first else most if row.people or key not in first else 0
                seats[key] += max(0, min(free, wanted, most - seats.total()))
        return {key: count for key, count in seats.items() if count}

    def _staffed(
        self, named: frozenset[str], course: Course, count: int, others: frozenset[str], *, lead: bool
    ) -> frozenset[str]:
        """Whoever is named, and as many of those who could as are still missing."""
        teaching = self.possible.who_teach(course)
        found = set(named)
        for key in teaching.leads if lead else teaching.locals:
            trainer = self.possible.trainers[key]
            busy = any((key, day) in self.taken for day in self.possible.busy(trainer, course))
            full = trainer.most is not None and self.taught[key] >= trainer.most
            never = any(each.trainer == key and each.course in {"", course.key} for each in self.problem.forbidden)
            if len(found) < count and key not in others and not busy and not full and not never:
                found.add(key)
        return frozenset(found)

    def _take(self, held: Held, line: int) -> None:
        self.courses.append(held)
        self.taken.update(((held.course.room, day), line) for day in held.course.days)
        for key in held.leads | held.locals:
            self.taught[key] += 1
            days = self.possible.busy(self.possible.trainers[key], held.course)
            self.taken.update(((key, day), line) for day in days)
        self.seats.update(held.seats)
        self.spent.update(held.paid)


def _refused(word: words.RefusalWord, row: Told, **data: Any) -> Refusal:
    return Refusal(word, line=row.line, **data)


def _decided(problem: Problem, possible: Possible, plan: Plan, differences: Iterable[Difference]) -> Edited:
    """The decisions that come of what can be kept, and the checker's word on the plan with them."""
    good = [each for each in differences if not each.refused]
    pins = [_pin(each, each.after, number) for number, each in enumerate(good, start=1) if each.after is not None]
    stay = {held.course.key for held in plan.courses}
    forbidden = [each.before.course.key for each in good if each.before and each.before.course.key not in stay]
    replaced = {_pinned(each.before.course) for each in good if each.before is not None}
    undone = frozenset(p.key for p in problem.pins if (p.topic, p.language, p.room, p.cohort, p.first) in replaced)
    decided = replace(
        problem,
        pins=(*(p for p in problem.pins if p.key not in undone), *pins),
        forbidden=(*problem.forbidden, *(Forbidden(f"edited-{key}", key) for key in forbidden)),
    )
    return Edited(
        tuple(differences), plan, tuple(faults(decided, plan, possible)), tuple(pins), tuple(forbidden), undone
    )


def _pin(told: Difference, held: Held, number: int) -> Pin:
    """How many people there are is decided where the sheet says so."""
    course = held.course
    about = course.topic, course.language, course.room, course.days[0], course.cohort
    return Pin(f"edited-{number}", *about, held.leads, held.locals, held.people if told.counted else None)


def _pinned(course: Course) -> tuple[object, ...]:
    return course.topic, course.language, course.room, course.cohort, course.days[0]
