"""Which part of a large plan is looked at next, and which courses are open there. Plain Python."""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.planning.solver.courses import Course, Possible, Teaching, key_of
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.pooled import Kind, kind_of

OPEN, ALSO = 150, 15
"""Courses that are open at once beside those that are held, and courses elsewhere that may change, too."""
WIDER, NARROWER, WIDEST, NARROWEST = 1.2, 0.8, 12.0, 0.25
AT_ONCE = {"start": 2, "room": 3, "topic": 1, "country": 1, "trainer": 12}
"""How many of each are looked at together."""
Place = tuple[str, Any]


@dataclass(frozen=True)
class Part:
    """The problem with what is held and what is open; what is held and not `free` stands, with its staff. `everything`:
    nothing stands, and nothing is left out.
    """

    possible: Possible
    what: str
    free: frozenset[str]
    everything: bool


class _Left:
    """What is left of rooms and of people who teach beside courses that stand."""

    def __init__(self, possible: Possible, stands: Collection[Held]) -> None:
        self.possible = possible
        self.taken: defaultdict[str, set[date]] = defaultdict(set)
        taught = Counter[str]()
        for one in stands:
            self.taken[one.course.room].update(one.course.days)
            taught.update(one.leads | one.locals)
            for name in one.leads | one.locals:
                self.taken[name].update(possible.busy(possible.trainers[name], one.course))
        most = {trainer.key: trainer.most for trainer in possible.problem.trainers}
        self.gone = {name for name, often in taught.items() if (limit := most[name]) is not None and often >= limit}
        self.known: dict[int, Teaching] = {}

    def may_be(self, course: Course) -> bool:
        if course.room in self.taken and not self.taken[course.room].isdisjoint(course.days):
            return False
        topic, teaching = self.possible.topics[course.topic], self.teaching(course)
        both = {*teaching.leads, *teaching.locals}
        return len(teaching.leads) >= topic.leads and len(both) >= topic.leads + topic.locals

    def teaching(self, course: Course) -> Teaching:
        """Who could teach it: those who teach nothing else then, and not yet as often as they may."""
        able = self.possible.teaching[course.key]
        if id(able) not in self.known:  # one for all rooms of a country
            gone = {name for name in {*able.leads, *able.locals} if name in self.gone or self._busy(name, course)}
            leads, others = ([name for name in names if name not in gone] for names in (able.leads, able.locals))
            self.known[id(able)] = Teaching(tuple(leads), tuple(others), able.interpreted - gone)
        return self.known[id(able)]

    def _busy(self, name: str, course: Course) -> bool:
        if name not in self.taken:
            return False
        return not self.taken[name].isdisjoint(self.possible.busy(self.possible.trainers[name], course))


class Parts:
    """Some days, rooms, topics, countries or trainers by chance, rather such as bettered the plan before, with the
    courses that could be held there, those rather that would count most or are `wanted`.
    """

    def __init__(self, possible: Possible, seed: int) -> None:
        self.possible, self.wanted = possible, set[tuple[Kind, str]]()
        self.seats_first = True
        self.always: Collection[str] = ()
        """Courses that are always open."""
        self.decided = {key for pin in possible.problem.pins if (key := key_of(pin)) in possible.courses}
        """Where one of them is not held, all of them are open, and what is held of them may change."""
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self.by: defaultdict[Place, list[Course]] = defaultdict(list)
        for course in possible.courses.values():
            for at in self._places(course):
                self.by[at].append(course)
        self.places = {what: sorted(at for at in self.by if at[0] == what) for what in AT_ONCE}
        self.places["trainer"] = [("trainer", each.key) for each in possible.problem.trainers]
        self.wide = dict.fromkeys(AT_ONCE, 1.0)
        """How many times as large parts of this sort are as at first."""
        self.gained = dict.fromkeys(AT_ONCE, (1.0, 1.0))
        """How often a part of this sort was looked at, and how often that bettered the plan."""

    def _places(self, course: Course) -> list[Place]:
        return [
            ("start", course.days[0]),
            ("room", course.room),
            ("topic", course.topic),
            *(("country", country) for country in course.cohort),
        ]

    def bettered(self, part: "Part", better: bool, ended: bool) -> None:
        """What came of a part; older ones count less. After one that was searched to its end larger ones follow, after
        one that was not, smaller ones.
        """
        tries, found = self.gained[part.what]
        self.gained[part.what] = 0.9 * tries + 1, 0.9 * found + better
        wide = self.wide[part.what] * (WIDER if ended else 1 if better else NARROWER)
        self.wide[part.what] = min(max(NARROWEST, wide), WIDEST)

    def next(self, plan: Plan) -> "Part":
        if self.seats_first:
            self.seats_first = False
            return self._seats(plan)
        what = self._what()
        chosen, held = self._chosen(what), {one.course.key: one for one in plan.courses}
        free = {key for key, one in held.items() if not chosen.isdisjoint(self._places_of(one))}
        missing = sorted(self.decided - held.keys())
        free |= self.decided & held.keys() if missing else set()
        elsewhere = [key for key in held if key not in free]
        free.update(self.chance.sample(elsewhere, min(len(elsewhere), ALSO)))
        stands = [one for key, one in held.items() if key not in free]
        opened = self._opened(self._inside(what, chosen), stands, free, round(OPEN * self.wide[what]))
        keys = dict.fromkeys(key for key in [*held, *opened, *self.always, *missing] if key in free or key not in held)
        found = self.possible.only(keys)
        everything = not stands and len(found.courses) == len(self.possible.courses)
        left = _Left(self.possible, stands)
        found.teaching = {key: left.teaching(course) for key, course in found.courses.items()}
        return Part(found, what, frozenset(free), everything)

    def _seats(self, plan: Plan) -> "Part":
        """Who comes to what is held: all may change but the courses and who teaches them."""
        held = {one.course.key: one for one in plan.courses}
        found = self.possible.only(held)
        for key, one in held.items():
            found.teaching[key] = self._standing(found.teaching[key], one)
        return Part(found, "topic", frozenset(held), False)

    def _standing(self, teaching: Teaching, held: Held) -> Teaching:
        deaf = teaching.interpreted & (held.leads | held.locals)
        return Teaching(tuple(sorted(held.leads)), tuple(sorted(held.locals)), deaf)

    def _places_of(self, held: Held) -> list[Place]:
        return [*self._places(held.course), *(("trainer", name) for name in held.leads | held.locals)]

    def _what(self) -> str:
        sorts = [what for what in AT_ONCE if self.places[what]] or ["topic"]
        often = [self.gained[what][1] / self.gained[what][0] + 0.05 for what in sorts]
        return self.chance.choices(sorts, often)[0]

    def _chosen(self, what: str) -> set[Place]:
        places, many = self.places[what], max(1, round(AT_ONCE[what] * self.wide[what]))
        if what == "start" and places:
            at = self.chance.randrange(len(places))
            return set(places[at : at + many])
        return set(self.chance.sample(places, min(len(places), many)))

    def _opened(
        self, inside: Collection[Course], stands: Collection[Held], free: Collection[str], most: int
    ) -> list[str]:
        """Courses for which there is room, and people who teach, beside what stands."""
        left = {group.key: group.people for group in self.possible.problem.groups}
        for one in stands:
            for group, people in one.seats.items():
                left[group] -= people
        beside = _Left(self.possible, stands)
        worth: dict[Kind, float] = {}
        scored = []
        for course in inside:
            if course.key not in free and beside.may_be(course):
                kind = kind_of(course)
                if kind not in worth:
                    worth[kind] = self._worth(course, left)
                liked = 2.0 if (kind, course.room) in self.wanted else 1.0
                scored.append((worth[kind] * liked * self.chance.random(), course.key))
        return [key for _score, key in sorted(scored, reverse=True)[:most]]

    def _inside(self, what: str, chosen: Collection[Place]) -> Collection[Course]:
        if what != "trainer":
            return dict.fromkeys(course for at in sorted(chosen) for course in self.by[at])
        topics = sorted({topic for _what, name in chosen for topic in self.possible.trainers[name].topics})
        return [course for topic in topics for course in self.by["topic", topic]]

    def _worth(self, course: Course, left: Mapping[str, int]) -> float:
        """What a course more would count, by those who are left and one more of each group."""
        topic = self.possible.topics[course.topic]
        free, worth = topic.most, 1.0
        for group in sorted(self.possible.who_attend(course), key=lambda one: -one.points):
            seats = min(free, left[group.key] + 1)
            worth, free = worth + seats * group.points, free - seats
        return worth / max(1, topic.leads + topic.locals)
