"""Working groups of drafting tasks: the chair enters who belongs by an order, and says from when nobody belongs."""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.drafting import _check_chair, _check_writable, task_of
from kerege.law.actions.own_rows import own_row
from kerege.law.models import DraftingTask, GroupMember
from kerege.law.rules.working import check_end, holds
from kerege.law.words import working_refused as refused
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def enter_member(
    *,
    by: Actor,
    task: str,
    member: str,
    order: str,
    ordered_on: date,
    start: date,
    part: str = "",
    today: date | None = None,
) -> GroupMember:
    """Enter somebody (the uid of an account) in the working group from a day on, by an order; the chair does.

    Refuses records.nothing_there, people.not_yours, law.not_the_chair, law.task_closed, law.not_a_candidate,
    law.order_missing, law.member_twice and text.*.
    """
    row, day = task_of(by=by, task=task), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_chair(by, row)
    _check_writable(row)
    if member not in {str(each.uid) for each in people.who_may(Deed.SPEAK_ON_DRAFTS, row.owner, on=day)}:
        raise Refusal(refused.NOT_A_CANDIDATE, field="member")
    if not order.strip():
        raise Refusal(refused.ORDER_MISSING, field="order")
    who, said = known_as(member), clean_line(order, field="order", max_length=200)
    does = clean_line(part, field="part", max_length=120) if part.strip() else ""
    with act("law.member.entered", by=by, owner=row.owner, about=row.uid):
        DraftingTask.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
        for each in GroupMember.objects.inside_action().filter(task=row, member=who):
            if each.until is None or each.until > start:
                raise Refusal(refused.MEMBER_TWICE, field="member", since=each.start.isoformat())
        made = GroupMember(task=row, owner=row.owner, synthetic=row.synthetic, label=row.label, member=who, order=said)
        made.part, made.ordered_on, made.start, made.entered_by = does, ordered_on, start, known_as(by.uid)
        made.save()
    return made


def end_membership(*, by: Actor, membership: str, until: date) -> GroupMember:
    """Say from which day somebody no longer belongs to the group; the chair does.

    Refuses records.nothing_there, people.not_yours, law.not_the_chair, law.task_closed, law.member_ended and
    law.member_ends_before.
    """
    row = own_row(by=by, model=GroupMember, uid=membership, field="membership", related=("task",))
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_chair(by, row.task)
    _check_writable(row.task)
    if row.until is not None:
        raise Refusal(refused.MEMBER_ENDED)
    check_end(row.start, until)
    with act("law.member.ended", by=by, owner=row.owner, about=row.task.uid):
        row.until = until
        row.save()
    return row


def _belongs(row: DraftingTask, who: str, on: date) -> bool:
    """Whether somebody (a pseudonym) sits in the group on a day: the chair always does."""
    if who == row.chair:
        return True
    with checking():
        rows = GroupMember.objects.inside_action().filter(task=row, member=who)
        return any(holds(each.start, each.until, on) for each in rows)
