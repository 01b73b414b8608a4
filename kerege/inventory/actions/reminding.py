"""Reminding those who answer for cards that nobody has confirmed for a year."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from kerege.inventory.models import Facility
from kerege.inventory.rules.standing import FRESH_FOR, SOON
from kerege.inventory.words import Standing
from kerege.inventory.words.tasks import CONFIRM
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import stable_uid
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed, SeatKind
from kerege.records.viewers import PUBLIC

REMINDED = "inventory.keepers.reminded"


def remind_keepers(*, by: Actor, at: datetime) -> int:
    """Once a month, set each country's focal point one task for all cards that are stale or become so within a month.

    How many tasks were set. Cards of closed facilities are left alone; a country without such a seat gets none. Refuses
    people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today, done = at.date(), 0
    with checking():
        stale = Q(confirmed_on__lte=today - FRESH_FOR + SOON) & ~Q(standing=Standing.CLOSED.value)
        rows = Facility.objects.inside_action().filter(stale).order_by()
        counts = dict(rows.values_list("owner").annotate(n=Count("id")))
    for owner, cards in sorted(counts.items()):
        seat = _seat(owner, today)
        if seat and _month(owner) != f"{today:%Y-%m}":
            about = stable_uid("inventory.reminder", owner)
            with act(REMINDED, by=by, owner=owner, about=about, month=f"{today:%Y-%m}", cards=cards):
                people.set_task(by=by, seat=seat, title=CONFIRM, due=today + timedelta(days=30), today=today)
            done += 1
    return done


def _seat(owner: str, on: date) -> str:
    """The seat of the owner's focal point that somebody can sit on for a month more; empty where there is none."""
    found = seats.seats(PUBLIC, on=on, owner=owner)
    standing = (
        s for s in found if s.kind == SeatKind.FOCAL_POINT and (s.end is None or s.end > on + timedelta(days=31))
    )
    return next((s.key for s in standing), "")


def _month(owner: str) -> str:
    """The month of the last reminder of this owner."""
    last = journal.acts(owners=None, about=str(stable_uid("inventory.reminder", owner)), word_prefix=REMINDED, limit=1)
    return str(last[0].facts.get("month", "")) if last else ""
