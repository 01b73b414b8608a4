"""Who answers for a finding, and who may know of it: whoever leads its assessment, or answers for the records."""

from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.actions.opening import known, led
from kerege.capacity.models import CorrectiveAction, Finding
from kerege.capacity.queries.places import own_facilities
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE


def answered(*, by: Actor, finding: str) -> Finding:
    """The finding, for whoever answers for it. Refuses records.nothing_there and capacity.not_in_team."""
    row: Finding = one(by=by, model=Finding, field="finding", uid=finding, along=("assessment",))
    check_answers(by=by, row=row)
    return row


def mending(*, by: Actor, action: str) -> CorrectiveAction:
    """The corrective action, for an action that then asks who may. Refuses records.nothing_there."""
    along = ("assessment", "seat", "finding")
    row: CorrectiveAction = one(by=by, model=CorrectiveAction, field="action", uid=action, along=along)
    return row


def check_answers(*, by: Actor, row: Finding | CorrectiveAction) -> None:
    """Refuses capacity.not_in_team to others than those who answer, records.nothing_there to who may not know of it."""
    if row.assessment is not None:
        led(by=by, assessment=str(row.assessment.uid))
    else:
        check_knows(by=by, row=row)


def check_knows(*, by: Actor, row: Finding | CorrectiveAction) -> None:
    """Refuses records.nothing_there to whoever may not know of it."""
    if row.assessment is not None:
        known(by=by, assessment=str(row.assessment.uid))
    elif not keeps(by=by, owner=row.owner, facility=_facility(row)):
        raise _nothing_there(type(row), "finding", str(row.uid))


def keeps(*, by: Actor, owner: str, facility: str) -> bool:
    """Whether the actor keeps the quality records of a facility: its own people (queries.places), whoever answers for
    the records of its owner, and the node. Refuses nothing.
    """
    if by.is_system or may(by, Deed.LABEL, owner):
        return True
    return (owner, facility) in own_facilities(by, on=localdate())


def one(*, by: Actor, model: Any, field: str, uid: str, along: tuple[str, ...] = ()) -> Any:
    """The record with this uid, for an action that then asks whether `by` may. Refuses records.nothing_there."""
    with checking():
        number = uid_or_none(uid)
        rows = model.objects.inside_action()
        rows = rows.select_related(*along) if along else rows
        found = rows.filter(uid=number).first() if number else None
    if found is None:
        raise _nothing_there(model, field, uid)
    return found


def _facility(row: Finding | CorrectiveAction) -> str:
    with checking():
        return str(row.facility if isinstance(row, Finding) else row.finding.facility)


def _nothing_there(model: Any, field: str, uid: str) -> Refusal:
    """The same refusal for what is not there and for what somebody may not know of."""
    return Refusal(NOTHING_THERE, field=field, what=model._meta.verbose_name, key=str(uid)[:40])
