"""Keeping how far somebody came in a scenario: it belongs to the account of whoever walks."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training.models import ScenarioWalk
from kerege.training.queries.lessons import Lesson
from kerege.training.rules.curricula import Scenario
from kerege.training.rules.scenarios import walk
from kerege.training.words.lessons import LESSON_NOT_SIGNED_IN


def keep_walk(
    *,
    by: Actor,
    lesson: Lesson,
    scenario: Scenario,
    language: str,
    path: Sequence[str],
    now: datetime | None = None,
) -> ScenarioWalk:
    """Keep the choices of whoever acts in a scenario of a lesson, as it was read for them; they take the place of those
    kept before, and an ending to which they lead is remembered. The same again changes nothing. Of a walk that is older
    than what is kept (a device had no line) the ending alone is remembered.

    Refuses training.lesson_not_signed_in, training.scenario_no_such_way and training.scenario_walked_far.
    """
    account = people.account_number(by.uid)
    if account is None:
        raise Refusal(LESSON_NOT_SIGNED_IN)
    found, moment = walk(scenario, path), now or timezone.now()
    named = {
        "account_id": account,
        "curriculum": lesson.programme.key,
        "module": lesson.module.id,
        "scenario": scenario.id,
    }
    row = ScenarioWalk.objects.filter(**named).first() or ScenarioWalk(started_at=moment, **named)
    told = {"path": found.path, "language": language, "version": lesson.programme.version}
    late = bool(row.pk) and moment < row.walked_at
    new_end = found.over and found.here.id not in row.endings
    if row.pk and not new_end and (late or all(getattr(row, name) == value for name, value in told.items())):
        return row
    with act("training.scenario.walked", by=by, about=row.uid):
        for name, value in ({} if late else told | {"walked_at": moment}).items():
            setattr(row, name, value)
        if new_end:
            row.endings = [*row.endings, found.here.id]
        row.save()
    return row
