"""Reminding seats of what is overdue, by the node itself."""

from datetime import datetime, timedelta

from kerege.capacity.models import CorrectiveAction
from kerege.capacity.words import ActionState
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import stable_uid
from kerege.people import actions as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

REMINDED = "capacity.seat.reminded"
OVERDUE = "Corrective actions are overdue: see your actions"
TIME_TO_ANSWER = timedelta(days=14)


def remind_seats(*, by: Actor, at: datetime) -> int:
    """Once a month, set each seat that has overdue corrective actions one task for all of them. It says where to look
    and nothing of what was found. How many tasks were set; a seat that ends before it could answer gets none.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today, done = at.date(), 0
    with checking():
        late = CorrectiveAction.objects.inside_action().filter(state=ActionState.PLANNED, due__lt=today)
        chairs: dict[tuple[str, str], list[CorrectiveAction]] = {}
        for row in late.select_related("seat").order_by("seat__key", "id"):
            if row.seat.end is None or row.seat.end > today + TIME_TO_ANSWER:
                chairs.setdefault((row.owner, row.seat.key), []).append(row)
    for (owner, seat), rows in chairs.items():
        about = stable_uid(REMINDED, seat)
        if _month(str(about)) == f"{today:%Y-%m}":
            continue
        with act(REMINDED, by=by, owner=owner, about=about, month=f"{today:%Y-%m}", actions=len(rows)):
            example = all(row.synthetic for row in rows)
            due = today + TIME_TO_ANSWER
            people.set_task(by=by, seat=seat, title=OVERDUE, due=due, synthetic=example, today=today)
        done += 1
    return done


def _month(about: str) -> str:
    """The month of the last reminder of this seat."""
    last = journal.acts(owners=None, about=about, word_prefix=REMINDED, limit=1)
    return str(last[0].facts.get("month", "")) if last else ""
