"""Taking an edited sheet of a plan: what can be kept of it becomes decisions, and the next search keeps to them."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.planning import words
from kerege.planning.actions.rows import add_row, drop_row
from kerege.planning.actions.scenarios import own_scenario
from kerege.planning.queries.gathering import gathered
from kerege.planning.queries.scenarios import asked_of
from kerege.planning.rules.states import check_open
from kerege.planning.solver.editing import Edited, Told, check_keys, edited
from kerege.planning.solver.kept import plan_of, problem_of
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Pin
from kerege.planning.solver.sheet import code_of
from kerege.sharing.queries import viewer_of_actor


def take_edited(
    *, by: Actor, scenario: str, code: str, rows: Sequence[Told], lang: str = "en", today: date | None = None
) -> Edited:
    """Decide what can be kept of an edited sheet: a course that was changed or added stands, one that was taken out is
    not to be. What cannot be kept is left out, as it was told; nothing is searched yet.

    Refuses planning.no_such_scenario, .not_in_this_state, .accepted_already, .sheet_of_another_plan, .inputs_changed,
    .unknown_key, .nothing_to_take, and .sheet_breaks where the checker finds that the plan with it would break a rule.
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    check_open(row.state)
    plan = plan_of(row.result) if row.result else None
    if not isinstance(plan, Plan) or code_of(plan) != code:
        raise Refusal(words.SHEET_OF_ANOTHER_PLAN, field="file", line=0)
    if gathered(asked_of(viewer_of_actor(by, on=day), row, by, on=day, lang=lang)).digest != row.digest:
        raise Refusal(words.INPUTS_CHANGED)
    problem = problem_of(row.inputs)
    check_keys(problem, plan, rows)
    found = edited(problem, plan, rows)
    if not found.good:
        raise Refusal(words.NOTHING_TO_TAKE)
    if found.faults:
        raise Refusal(words.SHEET_BREAKS, fault=found.faults[0][:200])
    with act("planning.sheet.taken", by=by, owner=row.owner, about=row.uid, count=len(found.good)):
        for key in sorted(found.undone):
            drop_row(by=by, scenario=scenario, family="pins", number=int(key.rpartition("-")[2]), today=day)
        for pin in found.pins:
            add_row(by=by, scenario=scenario, family="pins", told=_row(pin), today=day)
        for course in found.forbidden:
            add_row(by=by, scenario=scenario, family="forbidden", told={"course": course}, today=day)
    return found


def _row(pin: Pin) -> dict[str, str]:
    return {
        "topic": pin.topic,
        "language": pin.language,
        "room": pin.room,
        "day": pin.first.isoformat(),
        "countries": " ".join(sorted(pin.cohort)),
        "leads": " ".join(sorted(pin.leads)),
        "locals": " ".join(sorted(pin.locals)),
        "people": "" if pin.people is None else str(pin.people),
    }
