"""What is done about findings: planned for a seat, reported with its proof, verified by another person."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import answered, check_answers, check_knows, mending
from kerege.capacity.models import CorrectiveAction
from kerege.capacity.rules.quality import check_due
from kerege.capacity.rules.states import check_step
from kerege.capacity.words import ActionState, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import actions as people
from kerege.people.queries import capacities_of, seats
from kerege.people.rules import SYSTEM, Actor, check_may
from kerege.people.words import TASK_CLOSED, Deed
from kerege.records.viewers import PUBLIC


def plan_action(
    *, by: Actor, finding: str, what: str, seat: str, due: date, title: str, today: date | None = None
) -> CorrectiveAction:
    """Plan what is done about a finding: by whoever sits on a seat of the same owner, by a day. The seat gets a task
    with `title`, which says where to look and nothing of the finding. The same again changes nothing.

    Refuses records.nothing_there, capacity.not_in_team, .due_in_past, .due_before_finding, .no_such_seat,
    people.seat_ended and text.*.
    """
    day = today or localdate()
    found = answered(by=by, finding=finding)
    told = clean_line(what, field="what", max_length=500)
    chair = next((each for each in seats(PUBLIC, on=day, owner=found.owner) if each.key == seat), None)
    if chair is None:
        raise Refusal(refused.NO_SUCH_SEAT, field="seat", owner=found.owner, seat=seat[:60])
    check_due(due, found_on=found.found_on, today=day)
    with checking():
        rows = CorrectiveAction.objects.inside_action().filter(finding=found, what=told, seat_id=chair.number, due=due)
        same = rows.exclude(state=ActionState.DROPPED).first()
    if same is not None:
        return same  # type: ignore[no-any-return]
    with transaction.atomic():
        with act("capacity.action.planned", by=by, owner=found.owner) as done:
            action = CorrectiveAction(
                assessment=found.assessment,
                finding=found,
                owner=found.owner,
                label=Sensitivity.RESTRICTED,
                synthetic=found.synthetic,
                what=told,
                seat_id=chair.number,
                due=due,
                planned_on=day,
            )
            action.save()
            done.about = action.uid
            done.note(seat=seat, due=due)
        task = people.set_task(
            by=SYSTEM,
            seat=seat,
            title=title,
            due=due,
            about=str(action.uid),
            synthetic=found.synthetic,
            today=day,
        )
        with act("capacity.action.tasked", by=by, owner=found.owner, about=action.uid):
            action.task = task.uid
            action.save()
    return action


def report_done(*, by: Actor, action: str, proof: str, today: date | None = None) -> CorrectiveAction:
    """Report an action as done, with what proves it: whoever sits on its seat, or leads the assessment.

    Refuses records.nothing_there, capacity.not_your_action, .not_now, .no_proof and text.*.
    """
    day = today or localdate()
    found = mending(by=by, action=action)
    _check_hand(by, found, day)
    check_step(found.state, ActionState.DONE)
    if not proof.strip():
        raise Refusal(refused.NO_PROOF, field="proof")
    told = clean_line(proof, field="proof", max_length=1000)
    with transaction.atomic():
        with act("capacity.action.done", by=by, owner=found.owner, about=found.uid):
            found.state, found.proof, found.done_on = ActionState.DONE, told, day
            found.reported_by, found.note = known_as(by.uid), ""
            found.save()
        _finish_task(by, found, day)
    return found


def verify_action(
    *, by: Actor, action: str, convincing: bool, note: str = "", today: date | None = None
) -> CorrectiveAction:
    """Verify that an action was done and does what it should: another person than the one who reported it, who may
    assess for the owner. What does not convince is planned again, with the reason.

    Refuses people.not_yours, records.nothing_there, capacity.own_verification, .not_now, .no_reason and text.*.
    """
    found = mending(by=by, action=action)
    check_may(by, Deed.ASSESS, found.owner)
    check_knows(by=by, row=found)
    then = ActionState.VERIFIED if convincing else ActionState.PLANNED
    if found.state == ActionState.PLANNED:
        raise Refusal(refused.NOT_NOW, field="state", state=found.state)
    check_step(found.state, then)
    if known_as(by.uid) == found.reported_by:
        raise Refusal(refused.OWN_VERIFICATION)
    if not convincing and not note.strip():
        raise Refusal(refused.NO_REASON, field="note")
    told = clean_line(note, field="note", max_length=1000) if note.strip() else ""
    word = "capacity.action.verified" if convincing else "capacity.action.returned"
    with act(word, by=by, owner=found.owner, about=found.uid):
        found.state, found.note = then, told
        if convincing:
            found.verified_on, found.verified_by = today or localdate(), known_as(by.uid)
        found.save()
    return found


def drop_action(*, by: Actor, action: str, reason: str, today: date | None = None) -> CorrectiveAction:
    """Drop an action that nobody will do, with the reason; the finding stays.

    Refuses records.nothing_there, capacity.not_in_team, .not_now, .no_reason and text.*.
    """
    found = mending(by=by, action=action)
    check_answers(by=by, row=found)
    check_step(found.state, ActionState.DROPPED)
    if not reason.strip():
        raise Refusal(refused.NO_REASON, field="note")
    told = clean_line(reason, field="note", max_length=1000)
    with transaction.atomic():
        with act("capacity.action.dropped", by=by, owner=found.owner, about=found.uid):
            found.state, found.note = ActionState.DROPPED, told
            found.save()
        _finish_task(by, found, today or localdate())
    return found


def _check_hand(by: Actor, found: CorrectiveAction, day: date) -> None:
    """Whoever sits on the seat reports; or whoever leads, for a seat that is vacant."""
    if not by.owes_factor and capacities_of(by.uid, seat=found.seat_id, on=day):
        return
    try:
        check_answers(by=by, row=found)
    except Refusal as refusal:
        if refusal.word is refused.NOT_IN_TEAM:
            raise Refusal(refused.NOT_YOUR_ACTION, seat=found.seat.title) from None
        raise


def _finish_task(by: Actor, found: CorrectiveAction, day: date) -> None:
    """Close the task of the seat; one that somebody has closed by hand stays as it is."""
    if found.task is None:
        return
    try:
        people.finish_task(by=SYSTEM, task=str(found.task), note=found.state, today=day)
    except Refusal as refusal:
        if refusal.word is not TASK_CLOSED:
            raise
