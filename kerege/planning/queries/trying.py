"""What was tried beside a plan: the price of each goal, and what the plan would be worth without something."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kerege.planning.queries.scenarios import ScenarioPage
from kerege.planning.rules.trials import priced, what_of, without
from kerege.planning.solver.trying import told_of
from kerege.planning.words import Trying

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a plan is worth. `state` is waiting, done, unknown (the time was too short), contradicted or failed; what is
    not done has no figures. `goals` are what the plan is worth for each as it stands, `sure` whether each was proved
    to be the best when it was sought; `gone`, `new` and `staff` the keys of courses that differ from the plan,
    `against` the requirements that cannot be met.
    """

    state: str
    goals: Mapping[str, int]
    sure: bool = False
    people: int = 0
    courses: int = 0
    cost: int = 0
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        return self.state == "done"

    @property
    def proved(self) -> bool:
        return self.done and self.sure


@dataclass(frozen=True)
class Step:
    """What comes of it where a goal gives so many thousandths; the plan itself `stands` at one of them."""

    give: int
    stands: bool
    outcome: Outcome


@dataclass(frozen=True)
class GoalPrice:
    """One goal of the plan, with what it gave, and what other shares would have come to, the smallest first."""

    goal: str
    gave: int
    steps: tuple[Step, ...]

    @property
    def base(self) -> Outcome | None:
        """The outcome where the goal gives nothing, against which the others are told."""
        return next((step.outcome for step in self.steps if step.give == 0 and step.outcome.done), None)


def prices(page: ScenarioPage) -> tuple[GoalPrice, ...]:
    """The price of each goal of the plan; of shares that nobody tried there is none."""
    if page.plan is None:
        return ()
    tried = {(each["goal"], each["give"]): outcome_of(each) for each in _own(page) if each["kind"] == Trying.GIVE}
    found = []
    for goal, gave in page.given:
        steps = [Step(give, stands=False, outcome=told) for (of, give), told in tried.items() if of == goal]
        steps.append(Step(gave, stands=True, outcome=as_it_is(page)))
        found.append(GoalPrice(goal, gave, tuple(sorted(steps, key=lambda step: step.give))))
    return tuple(found)


def to_be_priced(page: ScenarioPage) -> bool:
    """Whether some share of some goal was never tried."""
    known = [what_of(each) for each in _own(page)]
    return any(asked not in known for asked in priced(page.given))


def what_if(page: ScenarioPage, course: str, trainer: str = "") -> Outcome | None:
    """What the plan would be without a course, or without somebody in it; None where nobody asked."""
    asked = without(course, trainer)
    return next((outcome_of(each) for each in _own(page) if what_of(each) == asked), None)


def _own(page: ScenarioPage) -> list[Row]:
    return [each for each in page.trials if each["digest"] == page.digest]


def as_it_is(page: ScenarioPage) -> Outcome:
    """The plan of a scenario, which has one, as an outcome beside those of trials."""
    assert page.plan is not None and page.problem is not None  # noqa: S101, PT018 - asked by whoever calls
    return outcome_of({"state": "done", **told_of(page.problem, page.plan, page.plan)})


def outcome_of(kept: Row) -> Outcome:
    return Outcome(
        kept["state"],
        {each[0]: each[1] for each in kept.get("worth", ())},
        kept.get("proved", False),
        kept.get("people", 0),
        kept.get("courses", 0),
        kept.get("cost", 0),
        tuple(kept.get("gone", ())),
        tuple(kept.get("new", ())),
        tuple(kept.get("staff", ())),
        tuple(kept.get("against", ())),
    )
