"""Accepted plans before a scenario: which of their courses stand, and which were cancelled since."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.planning.models import AcceptedCourse, Scenario
from kerege.planning.queries.gathering.standing import Standing, standing_of
from kerege.planning.solver.kept import plan_of, problem_of
from kerege.planning.solver.plan import Plan
from kerege.records.viewers import Viewer
from kerege.training.queries.calendars import standing_courses


def last_days(viewer: Viewer, row: Any) -> Mapping[int, date | None]:
    """The last days of the courses that came of a plan (its row) and stand, by their number in it."""
    accepted = AcceptedCourse.objects.seen_by(viewer).filter(of_id=row.id).values_list("number", "course")
    numbers = {str(course): number for number, course in accepted}
    return {numbers[uid]: last for uid, last in standing_courses(numbers).items()}


def standing_before(viewer: Viewer, row: Any, *, on: date) -> list[Standing]:
    """The courses that stand of the plans from which a scenario (its row) was made, one after the other."""
    found: list[Standing] = []
    asked, uid = set(), row.made_from
    while uid is not None and uid not in asked:
        asked.add(uid)
        of = Scenario.objects.seen_by(viewer).filter(uid=uid).one()
        if of is None:
            break
        days = last_days(viewer, of)
        plan = plan_of(of.result) if days else None
        if isinstance(plan, Plan):
            found += standing_of(plan, problem_of(of.inputs).groups, of.settings, days, on=on)
        uid = of.made_from
    return found
