"""Beginning an exercise from a template that comes with the program."""

from dataclasses import asdict, replace
from datetime import datetime

from kerege.journal.actions import act
from kerege.lib.versions import Texts
from kerege.people.rules import Actor
from kerege.response.actions.exercises import Planned, directed, locked, plan_exercise, step
from kerege.response.models import Exercise, ExerciseInject
from kerege.response.rules.exercises import kits, states


def plan_from_kit(
    *, by: Actor, owner: str, key: str, told: Planned, synthetic: bool = False, now: datetime | None = None
) -> Exercise:
    """Plan an exercise with all that a template has: texts, objectives, roles of players and injects. `told` says when,
    where and for whom; whatever of its texts is empty in a language of the template, the template gives. The language
    of the plan is the first of `told` that the template has. Everything can be changed before the start.

    Refuses response.exercise_no_template and what `plan_exercise` refuses.
    """
    kit = kits.kit(key)
    whole = replace(
        told,
        title=_with(told.title, kit.title),
        scope=_with(told.scope, kit.scope),
        scenario=_with(told.scenario, kit.scenario),
        kind=told.kind or kit.kind,
        languages=[tag for tag in (*told.languages, *kit.languages) if tag in kit.languages],
        template=f"{kit.key} {kit.version}",
    )
    made = plan_exercise(by=by, owner=owner, told=whole, synthetic=synthetic, now=now)
    row = directed(by=by, exercise=str(made.uid), allowed=states.PLANNED)
    with act("response.exercise.changed", by=by, owner=owner, about=row.uid, template=whole.template):
        row = locked(by=by, row=row, allowed=states.PLANNED)
        row.objectives = [asdict(each) for each in kit.objectives]
        row.teams = [asdict(each) for each in kit.teams]
        step(by=by, row=row)
        for each in kit.injects:
            ExerciseInject(
                owner=row.owner,
                synthetic=row.synthetic,
                label=row.label,
                exercise=row,
                position=each.number,
                minute=each.minute,
                release=each.release,
                to=list(each.to),
                text=each.text,
                expected=each.expected,
                objective=each.objective,
            ).save()
    return row


def _with(typed: Texts, given: Texts) -> dict[str, str]:
    """What was typed, and in every language in which nothing was what the template gives."""
    return {**given, **{tag: text for tag, text in typed.items() if text.strip()}}
