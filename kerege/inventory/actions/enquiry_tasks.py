"""What the seats of enquiries and offers have to do: of an enquiry only the side whose turn it is has a task."""

from datetime import date, timedelta
from uuid import UUID

from kerege.inventory.models import Enquiry, Offer
from kerege.inventory.rules.enquiries import AGREED, TURN
from kerege.inventory.words.enquiries import EnquiryState, Side
from kerege.inventory.words.tasks import TO_DO, WENT_ON
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM, Actor
from kerege.people.words import TASK_CLOSED

LATEST = timedelta(days=14)
"""So long a side has for its turn at most, and never longer than until the day by which help is needed."""


def set_tasks(*, by: Actor, rows: dict[Side, Enquiry], today: date) -> None:
    """Close what a side had to do, and set its seat what the side whose turn it is has to do now. Refuses nothing."""
    for row in rows.values():
        if row.task is not None:
            finish(by=by, task=str(row.task), note=WENT_ON, today=today)
            row.task = None
            row.save()
    state = EnquiryState(next(iter(rows.values())).state)
    side = TURN.get(state)
    if side is None:
        return
    row = rows[side]
    due = max(today, row.needed_by) if state in AGREED else max(today, min(row.needed_by, today + LATEST))
    row.task = set_one(by=by, record=row, wording=TO_DO[state], due=due, today=today)
    if row.task is not None:
        row.save()


def set_one(*, by: Actor, record: Enquiry | Offer, wording: str, due: date, today: date) -> UUID | None:
    """Set the seat of a record one task about it, as the node; None where no seat is there long enough to do it.

    Refuses nothing.
    """
    chair = seats.chairs([record.seat_id]).get(record.seat_id or 0)
    if chair is None or (chair.end is not None and chair.end <= due):
        return None
    task = people.set_task(
        by=SYSTEM,
        seat=chair.key,
        title=(wording % {"title": record.title})[:200],
        due=due,
        about=str(record.uid),
        label=max(Sensitivity(record.label), Sensitivity.NATIONAL),
        synthetic=record.synthetic,
        today=today,
    )
    return task.uid


def finish(*, by: Actor, task: str, note: str, today: date) -> None:
    """Close a task, unless somebody has closed it by hand; the node does, whoever acts. Refuses nothing."""
    try:
        people.finish_task(by=SYSTEM, task=task, note=note, today=today)
    except Refusal as refusal:
        if refusal.word is not TASK_CLOSED:
            raise
