"""Assessors say that their answers are ready, and take that back."""

from datetime import date

from django.utils.timezone import localdate

from kerege.capacity.actions.opening import joined
from kerege.capacity.models import Answer, Assessment, Assessor
from kerege.capacity.rules.states import check_open
from kerege.capacity.words import Part, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor


def hand_in(*, by: Actor, assessment: str, today: date | None = None) -> Assessor:
    """Say that the actor's own answers are ready; whoever leads sees it. Said already, nothing changes.

    Refuses what opening.joined refuses, capacity.closed, and capacity.nothing_answered where there is no answer.
    """
    row, mine = joined(by=by, assessment=assessment)
    check_open(row.state)
    if mine.handed_in_on is not None:
        return mine
    with checking():
        given = Answer.objects.inside_action().filter(assessor=mine).exclude(value="", not_applicable=False)
        if not given.exists():
            raise Refusal(refused.NOTHING_ANSWERED)
    with act("capacity.answers.handed_in", by=by, owner=row.owner, about=row.uid):
        mine.handed_in_on = today or localdate()
        mine.save()
    return mine


def take_back(*, by: Actor, assessment: str) -> Assessor:
    """Say that the own answers are not ready after all. Not handed in, nothing changes.

    Refuses what opening.joined refuses, and capacity.closed.
    """
    row, mine = joined(by=by, assessment=assessment)
    check_open(row.state)
    if mine.handed_in_on is not None:
        with act("capacity.answers.taken_back", by=by, owner=row.owner, about=row.uid):
            _not_ready(mine)
    return mine


def _not_ready(mine: Assessor) -> None:
    """Inside an act: whoever changes an answer is not ready any more."""
    if mine.handed_in_on is not None:
        mine.handed_in_on = None
        mine.save()


def _check_handed_in(row: Assessment) -> None:
    """Refuse capacity.not_handed_in: somebody besides the lead has not said yet that their answers are ready."""
    with checking():
        rows = Assessor.objects.inside_action().filter(assessment=row, part=Part.ASSESSOR, handed_in_on__isnull=True)
        waiting = rows.count()
    if waiting:
        raise Refusal(refused.NOT_HANDED_IN, count=waiting)
