"""Who may record what came of a course: never whoever taught it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.rules import viewer_of
from kerege.training.models import Course
from kerege.training.queries import evaluation
from kerege.training.queries.evaluation import Allowed
from kerege.training.queries.scope import COUNTING
from kerege.training.words import evaluation_refused as refused


def _untaught(by: Actor, uid: str, today: date | None, *, right: Callable[[Allowed], bool]) -> tuple[Any, date]:
    """The course and the day, for somebody who has this right there and did not teach in it. Refuses
    records.nothing_there, training.taught_it and training.not_organiser.
    """
    day = today or localdate()
    viewer = COUNTING if by.is_system else viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    row = evaluation.row_of(viewer, uid, by=by, on=day)
    if row is None:
        raise Refusal(NOTHING_THERE, field="course", what=Course._meta.verbose_name, key=str(uid)[:40])
    rights = evaluation.allowed(viewer, by, row)
    if rights.taught:
        raise Refusal(refused.TAUGHT_IT)
    if not right(rights):
        raise Refusal(refused.NOT_ORGANISER)
    return row, day
