"""What holds of quality plans: how long, in which order, and what counts as reached. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.capacity.rules.checklists import Checklist
from kerege.capacity.words import refused_quality as refused
from kerege.capacity.words.plans import PlanState, Proved
from kerege.lib.refusal import Refusal

MOST_DAYS = 731
"""Two years. What takes longer is two plans, with an assessment between them."""


def check_span(start: date | None, until: date | None) -> None:
    """Refuse capacity.plan_backwards and capacity.plan_too_long."""
    if start is None or until is None or until <= start:
        raise Refusal(refused.PLAN_BACKWARDS, field="until", start=str(start or ""), until=str(until or ""))
    if (until - start).days > MOST_DAYS:
        raise Refusal(refused.PLAN_TOO_LONG, field="until", days=(until - start).days, most=MOST_DAYS)


def stage_days(checklist: Checklist, start: date, until: date, given: Mapping[str, date]) -> dict[str, date]:
    """The day by which each stage is to be reached; where none is given, the plan is divided evenly.

    Refuses capacity.stage_out_of_order for a day outside the plan or before the stage before it.
    """
    count = len(checklist.stages)
    found: dict[str, date] = {}
    before = start
    for place, stage in enumerate(checklist.stages, start=1):
        even = start + (until - start) * place // count
        day = given.get(stage.key) or even
        if not before <= day <= until:
            raise Refusal(
                refused.STAGE_OUT_OF_ORDER, field=stage.key, day=str(day), after=str(before), until=str(until)
            )
        found[stage.key] = before = day
    return found


def check_running(state: str) -> None:
    """Refuse capacity.plan_over for a plan that takes nothing any more."""
    if state != PlanState.RUNNING:
        raise Refusal(refused.PLAN_OVER)


@dataclass(frozen=True)
class StageProgress:
    """How far a stage is. It counts as reached when every activity of it is proved; what is only reported does not."""

    key: str
    due: date
    asked: int
    verified: int
    reported: int
    late: bool

    @property
    def reached(self) -> bool:
        return self.verified == self.asked


def progress(
    checklist: Checklist, days: Mapping[str, date], states: Mapping[str, str], *, on: date
) -> tuple[StageProgress, ...]:
    """How far each stage is; `states` are those of the activities that somebody reported."""
    return tuple(_stage(stage.key, [a.key for a in stage.activities], days, states, on) for stage in checklist.stages)


def _stage(
    key: str, activities: Iterable[str], days: Mapping[str, date], states: Mapping[str, str], on: date
) -> StageProgress:
    told = [states.get(activity, Proved.OPEN) for activity in activities]
    verified, due = told.count(Proved.VERIFIED), days[key]
    late = due < on and verified < len(told)
    return StageProgress(key, due, len(told), verified, told.count(Proved.REPORTED), late)


def next_activities(checklist: Checklist, states: Mapping[str, str], most: int = 5) -> list[tuple[str, str]]:
    """What to do next, as pairs of stage and activity: what did not convince, then what nobody has done, stage by
    stage.
    """
    pairs = [(stage.key, activity.key) for stage, activity in checklist.activities()]
    again = [pair for pair in pairs if states.get(pair[1]) == Proved.RETURNED]
    undone = [pair for pair in pairs if states.get(pair[1], Proved.OPEN) == Proved.OPEN]
    return [*again, *undone][:most]
