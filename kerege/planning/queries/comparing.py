"""Two or three plans side by side: what each reaches, what only one of them has, and how what they rest on differs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kerege.planning.queries.scenarios import ScenarioPage
from kerege.planning.queries.telling import CourseTold, Covered, PlanTold, plan_told
from kerege.planning.solver.problem import Problem


@dataclass(frozen=True)
class Beside:
    """One of the plans that are compared. `only` are its courses that no other has; `same_inputs` whether it rests on
    what the first one rests on.
    """

    page: ScenarioPage
    told: PlanTold
    only: tuple[CourseTold, ...]
    covered: Mapping[tuple[str, str], Covered]
    same_inputs: bool


@dataclass(frozen=True)
class Inputs:
    """What plans rest on, in figures, one for each plan: what it is, and how many."""

    what: str
    counts: tuple[int, ...]

    @property
    def differ(self) -> bool:
        return len(set(self.counts)) > 1


@dataclass(frozen=True)
class Compared:
    """`needs` are the pairs of country and course that any of the plans has; `goals` those that any of them sought."""

    plans: tuple[Beside, ...]
    needs: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    inputs: tuple[Inputs, ...]
    shared: int
    """How many courses all of them have."""

    @property
    def one_currency(self) -> bool:
        """Whether money may be compared at all."""
        return len({each.page.currency for each in self.plans}) == 1


def compared(pages: Sequence[ScenarioPage]) -> Compared:
    """Plans of which each was found, side by side in this order."""
    found = [(page, page.problem, plan_told(page.problem, page.plan)) for page in pages if page.problem and page.plan]
    times = Counter(course.key for _page, _problem, told in found for course in told.courses)
    plans = tuple(
        Beside(
            page,
            told,
            tuple(course for course in told.courses if times[course.key] == 1),
            {(each.country, each.topic): each for each in told.covered},
            page.digest == found[0][0].digest,
        )
        for page, _problem, told in found
    )
    return Compared(
        plans,
        tuple(sorted({key for plan in plans for key in plan.covered})),
        tuple(dict.fromkeys(goal.goal for plan in plans for goal in plan.told.goals)),
        _inputs([problem for _page, problem, _told in found]),
        sum(count == len(found) for count in times.values()),
    )


def _inputs(problems: Sequence[Problem]) -> tuple[Inputs, ...]:
    counts = {
        "people": [sum(group.people for group in problem.groups) for problem in problems],
        "topics": [len(problem.topics) for problem in problems],
        "trainers": [len(problem.trainers) for problem in problems],
        "part_two": [sum(trainer.part_two for trainer in problem.trainers) for problem in problems],
        "rooms": [len(problem.rooms) for problem in problems],
        "starts": [len(problem.starts) for problem in problems],
        "money": [sum(fund.amount for fund in problem.funds) for problem in problems],
    }
    return tuple(Inputs(what, tuple(numbers)) for what, numbers in counts.items())
