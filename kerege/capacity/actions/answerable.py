"""What actions ask before they write: who answers for a finding, who may know of it, and who keeps the quality records
of a facility. Nothing here writes; it stands among actions because it sees every row.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.actions.opening import known, led
from kerege.capacity.actions.posts import reader_of
from kerege.capacity.models import CorrectiveAction, Finding
from kerege.capacity.queries import places
from kerege.inventory import queries as inventory
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
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
    """Whether the actor, or the node, keeps the quality records of a facility today. Refuses nothing."""
    return places.keeps(by, places.own_facilities(by, on=localdate()), owner=owner, facility=facility)


def kept_place(*, by: Actor, facility: str) -> inventory.FacilityLine:
    """The facility, for whoever keeps its quality records. Refuses records.nothing_there."""
    card = inventory.facility(reader_of(by=by), facility, on=localdate())
    if card is None or not keeps(by=by, owner=card.line.owner, facility=card.line.key):
        raise Refusal(NOTHING_THERE, field="facility", what="facility", key=facility[:40])
    return card.line


def kept(
    *,
    by: Actor,
    model: Any,
    field: str,
    uid: str,
    along: tuple[str, ...] = (),
    at: Callable[[Any], str] = attrgetter("facility"),
) -> Any:
    """The record with this uid, for whoever keeps the quality records of the facility `at` which it stands. Refuses
    records.nothing_there.
    """
    row = one(by=by, model=model, field=field, uid=uid, along=along)
    if not keeps(by=by, owner=row.owner, facility=at(row)):
        raise _nothing_there(model, field, uid)
    return row


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
