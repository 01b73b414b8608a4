"""One search for a plan, by the kind of its scenario: what is sought, how far it is, and what was found.

It reads and writes no record: another thread follows it (actions.searching).
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.core.cache import cache

from kerege.planning.cascade import checking as checking_years
from kerege.planning.cascade.kept import plain_years, programme_of, still_known, years_of
from kerege.planning.cascade.trimming import trimmed
from kerege.planning.models import Scenario
from kerege.planning.rules.states import progress_key
from kerege.planning.solver.checking import faults
from kerege.planning.solver.kept import plain, plan_of, problem_of
from kerege.planning.solver.plan import Contradiction, Plan
from kerege.planning.solver.problem import Goal
from kerege.planning.words import Kind, State

Kept = dict[str, Any]
SOLVING = {Kind.SEASON: "kerege.planning.solver.solving", Kind.YEARS: "kerege.planning.cascade.solving"}
"""Loaded by whoever searches and by nobody else: it takes a second and some ninety megabytes."""


@dataclass(frozen=True)
class Found:
    """What a search found, as the scenario keeps it, the state that follows, and what breaks which rule."""

    kept: Kept
    state: State
    broken: Sequence[str] = ()


class Hunt:
    """One search. `better` is the best plan since it was last taken, `result` what was found at the end."""

    def __init__(self, row: Scenario) -> None:
        self.key, self.seconds = progress_key(row.uid), row.seconds
        self.stopped = row.state == State.STOPPING
        self.dropped = False
        self.began = time.monotonic()
        self.said: dict[str, Any] = {}
        self.better: Kept | None = None
        self.result: Found | None = None
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self.search()
        except Exception as fault:  # noqa: BLE001 - raised again by whoever follows
            self.fault = fault

    def search(self) -> Found:
        """Search as long as was asked for, or until `stopped`."""
        raise NotImplementedError

    def tell(self, now: datetime) -> None:
        """Keep for other processes how far it is, beside the records."""
        seconds = round(time.monotonic() - self.began)
        told = {**self.said, "at": now.isoformat(), "seconds": seconds, "of": self.seconds}
        cache.set(self.key, told, timeout=3600)


class SeasonHunt(Hunt):
    """A plan for a season."""

    def __init__(self, row: Scenario) -> None:
        super().__init__(row)
        self.problem = problem_of(row.inputs)
        found = [plan_of(kept) if kept else None for kept in (row.earlier, row.result)]
        self.earlier, self.begin = (plan if isinstance(plan, Plan) else None for plan in found)
        self.least_change = row.least_change
        self.goals, self.give = _goals_of(row.goals, least_change=row.least_change)

    def search(self) -> Found:
        solving = import_module(SOLVING[Kind.SEASON])
        found: Plan | Contradiction = solving.solve(
            self.problem,
            goals=self.goals,
            give=self.give,
            earlier=self.earlier if self.least_change else None,
            begin=self.begin,
            effort=solving.Effort(seconds=float(self.seconds)),
            stop=lambda: self.stopped,
            told=self._progress,
            found=self._better,
        )
        if isinstance(found, Contradiction):
            return Found(plain(found), State.CONTRADICTED)
        return Found(plain(found), State.FOUND, faults(self.problem, found))

    def _progress(self, progress: Any) -> None:
        self.said = {"goal": progress.goal.value, "value": progress.value, "bound": progress.bound}

    def _better(self, plan: Plan) -> None:
        self.better = plain(plan)


class YearsHunt(Hunt):
    """A plan over years. It begins with the plan at hand, or with what of it can still be done."""

    def __init__(self, row: Scenario) -> None:
        super().__init__(row)
        self.programme = programme_of(row.inputs)
        known: Kept = row.result or (row.earlier if row.least_change else {})
        self.begin = still_known(self.programme, years_of(known)) if known else None

    def search(self) -> Found:
        solving = import_module(SOLVING[Kind.YEARS])
        found = solving.solve(
            self.programme,
            earlier=self.begin,
            effort=solving.Effort(seconds=float(self.seconds)),
            stop=lambda: self.stopped,
            told=self._progress,
        )
        told = {name: getattr(found, name) for name in ("unmet", "bound", "nothing")}
        plan = trimmed(self.programme, found.plan)
        kept = {**plain_years(plan), **told, "seconds": round(found.seconds)}
        return Found(kept, State.FOUND, checking_years.faults(self.programme, plan))

    def _progress(self, progress: Any) -> None:
        told = {"unmet": progress.unmet, "bound": progress.bound, "nothing": self.programme.nothing}
        self.said = {"step": progress.step.value, **told}
        if progress.plan is not None and progress.unmet < told["nothing"]:
            self.better = {**plain_years(progress.plan), **told, "seconds": round(progress.seconds)}


HUNTS: Mapping[Kind, type[Hunt]] = {Kind.SEASON: SeasonHunt, Kind.YEARS: YearsHunt}
"""The search that a scenario waits for, by its kind."""


def _goals_of(kept: list[list[Any]], *, least_change: bool) -> tuple[list[Goal], dict[Goal, int]]:
    """The goals in their order with what each may give; to change little comes after the first where it counts."""
    told = [(Goal(goal), give) for goal, give in kept if Goal(goal) != Goal.LEAST_CHANGE]
    goals = [goal for goal, _ in told]
    if least_change:
        goals.insert(1, Goal.LEAST_CHANGE)
    return goals, dict(told)
