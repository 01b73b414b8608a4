"""Assessing an event: two persons answer without seeing each other, then it is decided; and closing the event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from kerege.inventory.rules.cards import free_text, needed_line
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.response.actions.asked import own_row
from kerege.response.actions.signals import event_of
from kerege.response.models import Assessment, AssessmentAnswers, HealthEvent
from kerege.response.rules.frames import Given, check_answers, check_outcome, frame, judge
from kerege.response.rules.reasons import what_is_known, why
from kerege.response.words import health_events_refused as refused
from kerege.response.words.health_events import AssessmentState, EventState, Outcome


def change_event(*, by: Actor, event: str, title: str, known: str) -> HealthEvent:
    """Write what is known of an open event now; the journal keeps who and when. Refuses what `event_of` refuses;
    response.event_closed, inventory.not_for_sharing and text.*.
    """
    row = event_of(by=by, event=event, deed=Deed.RECORD_SIGNAL)
    content = needed_line(title, field="title", most=140), what_is_known(known)
    with act("response.event.changed", by=by, owner=row.owner, about=row.uid):
        locked = _open(row)
        locked.title, locked.known = content
        _step(locked)
    return locked


def close_event(*, by: Actor, event: str, reason: str, now: datetime | None = None) -> HealthEvent:
    """Close an event, with the reason. Refuses what `event_of` refuses; response.event_closed, .event_undecided,
    and what `why` refuses.
    """
    row = event_of(by=by, event=event, deed=Deed.DECIDE_EVENT)
    reason = why(reason)
    with act("response.event.closed", by=by, owner=row.owner, about=row.uid):
        locked = _open(row)
        if Assessment.objects.inside_action().filter(event=locked, state=AssessmentState.OPEN).exists():
            raise Refusal(refused.EVENT_UNDECIDED)
        locked.state, locked.why_closed = EventState.CLOSED, reason
        locked.closed_by, locked.closed_at = known_as(by.uid), now or timezone.now()
        _step(locked)
    return locked


def reopen_event(*, by: Actor, event: str) -> HealthEvent:
    """Open a closed event again. Refuses what `event_of` refuses; response.event_open."""
    row = event_of(by=by, event=event, deed=Deed.DECIDE_EVENT)
    with act("response.event.reopened", by=by, owner=row.owner, about=row.uid):
        locked = _locked_event(row)
        if locked.state == EventState.OPEN:
            raise Refusal(refused.EVENT_OPEN)
        locked.state, locked.closed_by, locked.closed_at = EventState.OPEN, "", None
        _step(locked)
    return locked


def open_assessment(*, by: Actor, event: str, frame_key: str, now: datetime | None = None) -> Assessment:
    """Begin to assess an open event by a frame; anew, when it was decided before. Refuses what `event_of` refuses;
    response.event_closed, .unknown_frame and .being_assessed.
    """
    row, asked = event_of(by=by, event=event, deed=Deed.ASSESS_EVENT), frame(frame_key)
    try:
        with act("response.assessment.opened", by=by, owner=row.owner, about=row.uid) as done:
            locked = _open(row)
            before = Assessment.objects.inside_action().filter(event=locked, frame=asked.key)
            if before.filter(state=AssessmentState.OPEN).exists():
                raise Refusal(refused.BEING_ASSESSED, field="frame")
            made = Assessment(event=locked, frame=asked.key, version=asked.version, **_alike(locked))
            made.edition = (before.aggregate(most=Max("edition"))["most"] or 0) + 1
            made.opened_by, made.opened_at = known_as(by.uid), now or timezone.now()
            made.save()
            done.note(frame=asked.key, edition=made.edition)
    except IntegrityError:  # somebody pressed at the same moment
        raise Refusal(refused.BEING_ASSESSED, field="frame") from None
    return made


def give_answers(
    *, by: Actor, assessment: str, given: Mapping[str, Given], now: datetime | None = None
) -> AssessmentAnswers:
    """Answer all questions of a frame, once. Nobody else reads the answers until a second person gave theirs.

    Refuses records.nothing_there, people.not_yours, response.event_closed, .answered_already, .two_assessed,
    .decided_already, .answer_missing, .answer_no_reason, inventory.not_for_sharing and text.*.
    """
    row = _assessment_of(by, assessment, Deed.ASSESS_EVENT)
    answers, me = check_answers(frame(row.frame), given), known_as(by.uid)
    kept = {key: {"answer": each.answer, "reason": _reason(key, each.reason)} for key, each in answers.items()}
    with act("response.assessment.answered", by=by, owner=row.owner, about=row.event.uid) as done:
        locked = _locked(row)
        if me in {locked.first, locked.second}:
            raise Refusal(refused.ANSWERED_ALREADY)
        if locked.second:
            raise Refusal(refused.TWO_ASSESSED)
        locked.first, locked.second = (locked.first, me) if locked.first else (me, "")
        made = AssessmentAnswers(event=locked.event, assessment=locked, assessor=me, answers=kept, **_alike(locked))
        made.given_at = now or timezone.now()
        made.save()
        locked.save()
        done.note(frame=locked.frame, edition=locked.edition)
    return made


def decide_assessment(
    *, by: Actor, assessment: str, outcome: str, reason: str, now: datetime | None = None
) -> Assessment:
    """Decide what the answers lead to. By one of the two assessors it is a proposal, to which the other one agrees; a
    third person who may decide, decides.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, response.event_closed, .not_assessed_yet,
    .decided_already, .outcome_not_answered and what `why` refuses.
    """
    row = _assessment_of(by, assessment, Deed.ASSESS_EVENT)
    chosen, reason, me = Outcome(choice(outcome, Outcome, "outcome")), why(reason), known_as(by.uid)
    third = me not in {row.first, row.second}
    if third:
        check_may(by, Deed.DECIDE_EVENT, row.owner)
    word = "response.assessment.decided" if third else "response.assessment.proposed"
    with act(word, by=by, owner=row.owner, about=row.event.uid) as done:
        locked = _locked(row)
        check_outcome(frame(locked.frame), _judged(locked), chosen)
        locked.outcome, locked.reason, locked.proposed_by = chosen, reason, "" if third else me
        if third:
            _decided(locked, me, now)
        locked.save()
        done.note(frame=locked.frame, edition=locked.edition, outcome=chosen)
    return locked


def agree_to_decision(*, by: Actor, assessment: str, now: datetime | None = None) -> Assessment:
    """Agree to what the other assessor proposed; then it is decided.

    Refuses records.nothing_there, people.not_yours, response.event_closed, .not_assessed_yet, .decided_already,
    .no_proposal and .own_proposal.
    """
    row, me = _assessment_of(by, assessment, Deed.ASSESS_EVENT), known_as(by.uid)
    with act("response.assessment.decided", by=by, owner=row.owner, about=row.event.uid) as done:
        locked = _locked(row)
        _judged(locked)
        if not locked.proposed_by or me not in {locked.first, locked.second}:
            raise Refusal(refused.NO_PROPOSAL)
        if locked.proposed_by == me:
            raise Refusal(refused.OWN_PROPOSAL)
        _decided(locked, me, now)
        locked.save()
        done.note(frame=locked.frame, edition=locked.edition, outcome=locked.outcome)
    return locked


# -- for this file -----------------------------------------------------------------------------------------------------
def _assessment_of(by: Actor, assessment: str, deed: Deed) -> Any:
    """Refuses records.nothing_there and people.not_yours."""
    row = own_row(by=by, model=Assessment, uid=assessment, what="assessment", deed=deed)
    with checking():
        return Assessment.objects.inside_action().select_related("event").get(pk=row.id)


def _locked(row: Any) -> Assessment:
    """An assessment of an open event that is not decided. Refuses response.event_closed and .decided_already."""
    _open(row.event)
    found: Assessment = Assessment.objects.inside_action().select_for_update(of=("self",)).get(pk=row.id)
    if found.state == AssessmentState.DECIDED:
        raise Refusal(refused.DECIDED_ALREADY)
    return found


def _judged(row: Assessment) -> Any:
    """What the answers of both come to. Refuses response.not_assessed_yet."""
    if not row.second:
        raise Refusal(refused.NOT_ASSESSED_YET)
    given = AssessmentAnswers.objects.inside_action().filter(assessment=row)
    told = [{key: each["answer"] for key, each in one.answers.items()} for one in given]
    return tuple(judge(frame(row.frame), each) for each in told)


def _decided(row: Assessment, me: str, now: datetime | None) -> None:
    row.state, row.decided_by, row.decided_at = AssessmentState.DECIDED, me, now or timezone.now()


def _reason(key: str, text: str) -> str:
    return free_text(text, field=f"reason_{key}", most=500)


def _alike(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("owner", "label", "synthetic")}


def _locked_event(row: Any) -> HealthEvent:
    found: HealthEvent = HealthEvent.objects.inside_action().select_for_update(of=("self",)).get(pk=row.id)
    return found


def _open(row: Any) -> HealthEvent:
    """Refuses response.event_closed."""
    found = _locked_event(row)
    if found.state != EventState.OPEN:
        raise Refusal(refused.EVENT_CLOSED)
    return found


def _step(row: HealthEvent) -> None:
    row.number += 1
    row.save()
