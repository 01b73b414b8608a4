"""What the seats of an enquiry have to do: a task for the side whose turn it is, and none for the other."""

from datetime import date, timedelta
from typing import Any

from kerege.inventory.models import Enquiry
from kerege.inventory.rules.enquiries import AGREED, TURN
from kerege.inventory.words.enquiries import EnquiryState, Side
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM, Actor
from kerege.people.words import TASK_CLOSED

LATEST = timedelta(days=14)
"""So long a side has for its turn at most, and never longer than until the day by which help is needed."""
TO_DO = {
    EnquiryState.SENT: "Answer a request for help: %s",
    EnquiryState.QUESTION: "Answer a question about your request for help: %s",
    EnquiryState.ACCEPTED: "Confirm when help was given: %s",
    EnquiryState.DECLINED: "Ask somebody else for help, or withdraw the request: %s",
    EnquiryState.CALLED_OFF: "Ask somebody else for help, or withdraw the request: %s",
    EnquiryState.SAID_BY_ASKER: "Confirm that you gave help: %s",
    EnquiryState.SAID_BY_GIVER: "Confirm that you were given help: %s",
}


def set_tasks(*, by: Actor, rows: dict[Side, Enquiry], today: date) -> None:
    """Close what a side had to do, and set its seat what the side whose turn it is has to do now. Refuses nothing."""
    for row in rows.values():
        if row.task is not None:
            finish(by=by, task=str(row.task), note="The enquiry went on.", today=today)
            row.task = None
            row.save()
    state = EnquiryState(next(iter(rows.values())).state)
    side = TURN.get(state)
    if side is None:
        return
    row = rows[side]
    due = max(today, row.needed_by) if state in AGREED else max(today, min(row.needed_by, today + LATEST))
    chair = seats.chairs([row.seat_id]).get(row.seat_id or 0)
    if chair is None or (chair.end is not None and chair.end <= due):
        return
    title = (TO_DO[state] % row.title)[:200]
    told: dict[str, Any] = {"seat": chair.key, "title": title, "due": due, "about": str(row.uid)}
    told |= {"label": Sensitivity(row.label), "synthetic": row.synthetic}
    row.task = people.set_task(by=SYSTEM, today=today, **told).uid
    row.save()


def finish(*, by: Actor, task: str, note: str, today: date) -> None:
    """Close a task, unless somebody has closed it by hand; the node does, whoever acts. Refuses nothing."""
    try:
        people.finish_task(by=SYSTEM, task=task, note=note, today=today)
    except Refusal as refusal:
        if refusal.word is not TASK_CLOSED:
            raise
