"""Who travels where in a plan: people and trainers by country, never by name."""

from collections import Counter
from dataclasses import dataclass

from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Problem

PEOPLE, TRAINERS = "people", "trainers"


@dataclass(frozen=True)
class Journey:
    """So many of a kind go from one country to courses in another; the same country twice: they stay in it. `courses`
    are the numbers of the courses in the plan.
    """

    kind: str
    origin: str
    there: str
    count: int
    courses: tuple[int, ...]

    @property
    def abroad(self) -> bool:
        return self.origin != self.there


@dataclass(frozen=True)
class Travel:
    """All journeys of a plan, the largest first of each kind. `interpreted` are the numbers of courses with an
    interpreter, by the country where they are held: from where interpreters come nobody tells a plan.
    """

    journeys: tuple[Journey, ...]
    interpreted: tuple[tuple[str, tuple[int, ...]], ...]
    held: tuple[tuple[str, int], ...]
    """How many courses each country holds."""


def travel(problem: Problem, plan: Plan) -> Travel:
    """Who travels where. Somebody who teaches two courses in one country travels there twice."""
    venues = {room.key: room.country for room in problem.rooms}
    homes = {group.key: group.country for group in problem.groups}
    lives = {trainer.key: trainer.country for trainer in problem.trainers}
    counted: Counter[tuple[str, str, str]] = Counter()
    courses: dict[tuple[str, str, str], list[int]] = {}
    interpreted: dict[str, list[int]] = {}
    held: Counter[str] = Counter()
    for number, each in enumerate(plan.courses, start=1):
        there = venues[each.course.room]
        held[there] += 1
        going = Counter({(PEOPLE, homes[key], there): 0 for key in each.seats})
        for key, people in each.seats.items():
            going[PEOPLE, homes[key], there] += people
        going.update((TRAINERS, lives[key], there) for key in each.leads | each.locals)
        counted.update(going)
        for journey in going:
            courses.setdefault(journey, []).append(number)
        if each.interpreter:
            interpreted.setdefault(there, []).append(number)
    made = (Journey(*key, count, tuple(courses[key])) for key, count in counted.items())
    return Travel(
        tuple(sorted(made, key=lambda j: (j.kind, not j.abroad, -j.count, j.origin, j.there))),
        tuple((there, tuple(numbers)) for there, numbers in sorted(interpreted.items())),
        tuple(sorted(held.items())),
    )
