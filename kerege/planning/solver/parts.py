"""Which part of a large plan is looked at next, and which courses are open there. Plain Python."""

import random
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from kerege.planning.solver.courses import Course, Possible, Teaching
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.pooled import Kind, kind_of

OPEN, STAFF = 150, 15
"""Courses that are open at once beside those that are held, and courses elsewhere whose staff may change."""
Place = tuple[str, Any]


class Parts:
    """Some days, some rooms, some topics, or the courses of some people, by chance, with the courses that could be held
    there, those rather that would count most or are `wanted`.
    """

    def __init__(self, possible: Possible, seed: int) -> None:
        self.possible, self.wanted = possible, set[tuple[Kind, str]]()
        self.always: Collection[str] = ()
        """Courses that are always open."""
        self.free: Collection[str] = ()
        """What is held and may change, in the part that was told last; `all_free` where it is all."""
        self.all_free = False
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self.by: defaultdict[Place, list[Course]] = defaultdict(list)
        for course in possible.courses.values():
            for at in _places(course):
                self.by[at].append(course)
        self.places = {what: sorted(at for at in self.by if at[0] == what) for what in ("start", "room", "topic")}

    def next(self, plan: Plan) -> Possible:
        """The problem with what is held and what is open. What is held elsewhere stands with its staff."""
        chosen, held = self._chosen(), {one.course.key: one for one in plan.courses}
        free = {key for key, one in held.items() if not chosen.isdisjoint(_places(one.course))}
        elsewhere = [key for key in held if key not in free]
        free.update(self.chance.sample(elsewhere, min(len(elsewhere), STAFF)))
        found = self.possible.only({**held, **dict.fromkeys([*self._opened(chosen, held), *self.always])})
        for key, one in held.items():
            if key not in free:
                deaf = found.teaching[key].interpreted & (one.leads | one.locals)
                found.teaching[key] = Teaching(tuple(sorted(one.leads)), tuple(sorted(one.locals)), deaf)
        self.free, self.all_free = free, len(free) == len(held)
        return found

    def _chosen(self) -> set[Place]:
        if not self.by:
            return set()
        what = self.chance.choice(("start", "start", "room", "topic"))
        if what == "start":
            at, many = self.chance.randrange(len(self.places[what])), self.chance.choice((1, 2))
            return set(self.places[what][at : at + many])
        return set(self.chance.sample(self.places[what], min(len(self.places[what]), 2)))

    def _opened(self, chosen: Collection[Place], held: Mapping[str, Held]) -> list[str]:
        left = {group.key: group.people for group in self.possible.problem.groups}
        for one in held.values():
            for group, people in one.seats.items():
                left[group] -= people
        worth: dict[Kind, float] = {}
        scored = []
        for course in dict.fromkeys(course for at in sorted(chosen) for course in self.by[at]):
            if course.key not in held:
                kind = kind_of(course)
                if kind not in worth:
                    worth[kind] = self._worth(course, left)
                liked = 2.0 if (kind, course.room) in self.wanted else 1.0
                scored.append((worth[kind] * liked * self.chance.random(), course.key))
        return [key for _score, key in sorted(scored, reverse=True)[:OPEN]]

    def _worth(self, course: Course, left: Mapping[str, int]) -> float:
        """What a course more would count, by those who are left and one more of each group."""
        topic = self.possible.topics[course.topic]
        free, worth = topic.most, 1.0
        for group in sorted(self.possible.who_attend(course), key=lambda one: -one.points):
            seats = min(free, left[group.key] + 1)
            worth, free = worth + seats * group.points, free - seats
        return worth / max(1, topic.leads + topic.locals)


def _places(course: Course) -> tuple[Place, ...]:
    return ("start", course.days[0]), ("room", course.room), ("topic", course.topic)
