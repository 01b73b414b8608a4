"""Who answers for a finding, and who may know of it: whoever leads its assessment, or answers for the records."""

from kerege.capacity.actions.opening import known, led
from kerege.capacity.models import CorrectiveAction, Finding
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE


def finding_of(uid: str) -> Finding:
    """The finding, for an action that then asks who may. Refuses records.nothing_there."""
    with checking():
        number = uid_or_none(uid)
        rows = Finding.objects.inside_action().select_related("assessment")
        found: Finding | None = rows.filter(uid=number).first() if number else None
    if found is None:
        raise nothing_there(Finding, "finding", uid)
    return found


def check_answers(by: Actor, row: Finding | CorrectiveAction) -> None:
    """Refuse capacity.not_in_team to others than those who answer, records.nothing_there to who may not know of it."""
    if row.assessment is not None:
        led(by=by, assessment=str(row.assessment.uid))
    else:
        check_knows(by, row)


def check_knows(by: Actor, row: Finding | CorrectiveAction) -> None:
    """Refuse records.nothing_there to whoever may not know of it."""
    if row.assessment is not None:
        known(by=by, assessment=str(row.assessment.uid))
    elif not may(by, Deed.LABEL, row.owner):
        raise nothing_there(type(row), "finding", str(row.uid))


def nothing_there(model: type, field: str, uid: str) -> Refusal:
    """The same refusal for what is not there and for what somebody may not know of."""
    return Refusal(NOTHING_THERE, field=field, what=model._meta.verbose_name, key=str(uid)[:40])  # type: ignore[attr-defined]
