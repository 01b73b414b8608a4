"""What whoever leads says of a finding: how it is graded, and why it arose."""

from datetime import date

from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import answered
from kerege.capacity.models import Finding
from kerege.capacity.rules.quality import cause_of, grade_of
from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.people.rules import Actor


def name_cause(*, by: Actor, finding: str, kind: str, cause: str, today: date | None = None) -> Finding:
    """Say why a finding arose: its kind (Cause), and the cause in words. Said again, the last word stands, and the
    journal keeps that there was another before. The same again changes nothing.

    Refuses records.nothing_there, capacity.not_in_team, people.unknown_choice, capacity.no_cause, text.* and
    inventory.not_for_sharing.
    """
    row = answered(by=by, finding=finding)
    chosen, told = cause_of(kind, cause)
    if (row.cause_kind, row.cause) == (chosen, told):
        return row
    with act("capacity.finding.caused", by=by, owner=row.owner, about=row.uid, kind=chosen):
        row.cause_kind, row.cause, row.cause_on, row.cause_by = chosen, told, today or localdate(), known_as(by.uid)
        row.save()
    return row


def grade_finding(*, by: Actor, finding: str, severity: str, because: str) -> Finding:
    """Grade a finding otherwise than its assessment did, with the reason. The same grade again changes nothing.

    Refuses records.nothing_there, capacity.not_in_team, people.unknown_choice, capacity.grade_without_reason, text.*
    and inventory.not_for_sharing.
    """
    row = answered(by=by, finding=finding)
    chosen, told = grade_of(severity, because)
    if row.severity == chosen:
        return row
    with act("capacity.finding.graded", by=by, owner=row.owner, about=row.uid) as done:
        done.note(old=row.severity, new=chosen)
        row.severity, row.graded_because = chosen, told
        row.save()
    return row
