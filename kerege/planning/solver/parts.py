"""Which part of a large plan is looked at next, and which courses are open there. Plain Python."""

import random
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.planning.solver.courses import Course, Possible, Teaching, key_of
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.pooled import Kind, kind_of

OPEN, ALSO = 150, 15
"""Courses that are open at once beside those that are held, and courses elsewhere that may change, too."""
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
        self.gained = dict.fromkeys(AT_ONCE, (1.0, 1.0))
        """How often a part of this sort was looked at, and how often that bettered the plan."""

    def _places(self, course: Course) -> list[Place]:
        return [
            ("start", course.days[0]),
            ("room", course.room),
            ("topic", course.topic),
            *(("country", country) for country in course.cohort),
        ]

    def bettered(self, part: "Part", better: bool) -> None:
        """What came of a part; older ones count less."""
        tries, found = self.gained[part.what]
        self.gained[part.what] = 0.9 * tries + 1, 0.9 * found + better

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
        stand = {key: one for key, one in held.items() if key not in free}
        opened = self._opened(self._inside(what, chosen), stand, free)
        free.update(self.chance.sample(elsewhere, min(len(elsewhere), ALSO)))
        found = self.possible.only({**held, **dict.fromkeys([*opened, *self.always, *missing])})
        for key, one in held.items():
            if key not in free:
                found.teaching[key] = self._standing(found.teaching[key], one)
        return Part(
            found, what, frozenset(free), len(free) == len(held) and len(found.courses) == len(self.possible.courses)
        )

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
        places, many = self.places[what], AT_ONCE[what]
        if what == "start" and places:
            at = self.chance.randrange(len(places))
            return set(places[at : at + many])
        return set(self.chance.sample(places, min(len(places), many)))

    def _opened(self, inside: Collection[Course], stand: Mapping[str, Held], free: Collection[str]) -> list[str]:
        left = {group.key: group.people for group in self.possible.problem.groups}
        for one in stand.values():
            for group, people in one.seats.items():
                left[group] -= people
        worth: dict[Kind, float] = {}
        scored = []
        for course in inside:
            if course.key not in stand and course.key not in free:
                kind = kind_of(course)
                if kind not in worth:
                    worth[kind] = self._worth(course, left)
                liked = 2.0 if (kind, course.room) in self.wanted else 1.0
                scored.append((worth[kind] * liked * self.chance.random(), course.key))
        return [key for _score, key in sorted(scored, reverse=True)[:OPEN]]

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
