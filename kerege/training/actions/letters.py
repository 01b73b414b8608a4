"""What is handed over on paper: the address in a letter, replaced where it came into wrong hands and withdrawn where
nobody shall read by it, and the PIN of a slip.
"""

from datetime import datetime

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.people.words import NOT_YOURS, Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import PUBLIC
from kerege.training.actions.turns import _held, _turn
from kerege.training.models import Enrolment
from kerege.training.queries.cohort import day_there, keeps_list, reads_cohort


def replace_letter(*, by: Actor, enrolment: str) -> Enrolment:
    """Give the page of a place another address, by the uid in the list: those that were handed over before lead nowhere
    from now on, also after they were withdrawn. For whoever keeps the list.

    Refuses records.nothing_there and people.not_yours.
    """
    row = _kept(by, enrolment)
    with act("training.enrolment.letter_replaced", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        row.letter, row.letter_ended = row.letter + 1, None
        row.save()
    return row


def withdraw_letter(*, by: Actor, enrolment: str, now: datetime | None = None) -> Enrolment:
    """Let no address lead to the page of a place, until somebody gives it another one. Again changes nothing.

    Refuses records.nothing_there and people.not_yours.
    """
    row, at = _kept(by, enrolment), now or timezone.now()
    with _turn(row.course) as course:
        row = _held(row)
        if row.letter_ended is None:
            with act("training.enrolment.letter_withdrawn", by=by, owner=row.owner, about=row.uid):
                row.letter_ended = day_there(course, at)
                row.save()
    return row


def replace_slip(*, by: Actor, enrolment: str) -> Enrolment:
    """Give a place another PIN for signing in to sessions, by the uid in the list: the slip that was lost signs nobody
    in from now on. What was recorded with it stays. For whoever keeps the list.

    Refuses records.nothing_there and people.not_yours.
    """
    row = _kept(by, enrolment)
    with act("training.enrolment.slip_replaced", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        row.slip += 1
        row.save()
    return row


def _kept(by: Actor, enrolment: str) -> Enrolment:
    """A row of a list, for whoever keeps it. To whoever may not know of it there is none."""
    number = uid_or_none(enrolment)
    with checking():
        rows = Enrolment.objects.inside_action().select_related("course")
        row: Enrolment | None = rows.filter(uid=number).first() if number else None
    if row is None or not reads_cohort(PUBLIC, by, row.course):
        raise Refusal(NOTHING_THERE, field="enrolment", what=Enrolment._meta.verbose_name, key=str(enrolment)[:40])
    if not keeps_list(by, row.course):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.RECORD_ACTIVITY.value)
    return row
