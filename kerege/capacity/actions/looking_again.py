"""Letting a case stand although a result that it counted is another one now."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from kerege.capacity.actions.casework import _reason_of, _record, case_of
from kerege.capacity.models import CertificateCase
from kerege.capacity.queries.casework import REVIEWER
from kerege.capacity.words.certification import InCase, RecordKind
from kerege.capacity.words.certification_refused import NOTHING_CHANGED
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor


def let_stand(
    *, by: Actor, case: str, results: Sequence[tuple[date, str]], reason: str, today: date | None = None
) -> CertificateCase:
    """Note, with the reason, that a case stays as it is though results that it counted are others now: `results` are
    their days and what each is now, as the room that keeps them says. Nothing else changes; where one changes again,
    the case is flagged anew. A certificate is suspended or revoked by steps of its own.

    Refuses what casework.case_of refuses, capacity.nothing_changed, .no_reason and text.*.
    """
    row, day = case_of(by=by, case=case, parts=(REVIEWER, InCase.CENTRE.value)), today or localdate()
    if not results:
        raise Refusal(NOTHING_CHANGED)
    told = _reason_of(reason)
    given = {"results": [{"on": on.isoformat(), "now": now} for on, now in results]}
    with act("capacity.case.looked_again", by=by, owner=row.owner, about=row.uid):
        _record(row, RecordKind.LOOKED_AGAIN, by=by, on=day, today=day, given=given, text=told)
    return row
