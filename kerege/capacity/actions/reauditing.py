"""Whether what was done worked: what a later round answers, and what somebody sees who looks for it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import check_knows, mending
from kerege.capacity.models import Assessment, CorrectiveAction, Finding, Reaudit
from kerege.capacity.words import ActionState, AssessmentState, refused
from kerege.capacity.words import refused_quality as quality
from kerege.inventory.rules.cards import free_line
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def ask_again(*, by: Actor, round: Assessment, answers: Mapping[str, str], below: Collection[str]) -> int:
    """Compare a round that is being closed with the findings of the rounds before it about the same: `answers` by
    question are those that count, `below` those that are findings again. How many findings it asked about.

    A question that the new version has not, or that does not apply any more, says nothing of its finding. Refuses
    nothing.
    """
    with checking():
        before = Assessment.objects.inside_action().filter(
            version__of_id=round.version.of_id,
            state=AssessmentState.CLOSED,
            facility=round.facility,
            organisation=round.organisation,
            territory_id=round.territory_id,
            round__lt=round.round,
        )
        earlier = Finding.objects.inside_action().filter(assessment__in=before, question__in=list(answers))
        found = list(earlier.order_by("id"))
    if not found:
        return 0
    with act("capacity.findings.asked_again", by=by, owner=round.owner, about=round.uid, findings=len(found)):
        day = round.closed_on or localdate()
        for each in found:
            Reaudit.objects.create(
                assessment=round,
                finding=each,
                owner=round.owner,
                label=Sensitivity.RESTRICTED,
                synthetic=round.synthetic,
                value=answers[each.question][:60],
                met=each.question not in below,
                on=day,
            )
    return len(found)


def look_whether_it_worked(
    *, by: Actor, action: str, worked: bool, note: str, today: date | None = None
) -> CorrectiveAction:
    """Say of a verified action whether it worked, with what was seen: another person than the one who did it, who may
    assess for the owner. Said again, the last word stands.

    Refuses people.not_yours, records.nothing_there, capacity.not_now, .own_verification, .nothing_seen, text.* and
    inventory.not_for_sharing.
    """
    found = mending(by=by, action=action)
    check_may(by, Deed.ASSESS, found.owner)
    check_knows(by=by, row=found)
    if found.state != ActionState.VERIFIED:
        raise Refusal(refused.NOT_NOW, field="state", state=found.state)
    if known_as(by.uid) == found.reported_by:
        raise Refusal(refused.OWN_VERIFICATION)
    told = free_line(note, field="note", most=1000)
    if not told:
        raise Refusal(quality.NOTHING_SEEN, field="note")
    with act("capacity.action.looked_at", by=by, owner=found.owner, about=found.uid, worked=worked):
        found.worked, found.looked_on, found.looked_note = worked, today or localdate(), told
        found.looked_by = known_as(by.uid)
        found.save()
    return found
