"""What ends by itself: enquiries that nobody answered by the day on which help was needed, and offers that are over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kerege.inventory.actions.enquiry_tasks import finish, set_one
from kerege.inventory.models import Enquiry, Offer
from kerege.inventory.rules.enquiries import UNANSWERED
from kerege.inventory.words.enquiries import EnquiryState, Side
from kerege.inventory.words.tasks import ASK_ANEW, NOBODY, OFFER_AGAIN
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

EXPIRED, OVER = "inventory.enquiry.expired", "inventory.offer.over"
TO_DO_IN = timedelta(days=30)
LOOKED_BACK = timedelta(days=31)
"""An offer that is over for longer is told to nobody: whoever made it has let it go."""


@dataclass(frozen=True)
class Ended:
    """An enquiry or an offer that ended: the row numbers of the seats that are to be told."""

    kind: str
    uid: str
    seats: tuple[int, ...]


def end_expired(*, by: Actor, at: datetime) -> list[Ended]:
    """Close the tasks of enquiries that nobody answered in time, and set the side that asked one to ask anew; set the
    seat of an offer that is over one to offer again. Each once: the same again ends nothing.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    day = at.date()
    with checking():
        late = Enquiry.objects.inside_action().filter(state__in=[s.value for s in UNANSWERED], needed_by__lt=day)
        threads = sorted(set(late.values_list("thread", "asker")))
        over = Offer.objects.inside_action().filter(
            until__lte=day, until__gt=day - LOOKED_BACK, withdrawn_on__isnull=True, seat_id__isnull=False
        )
        offers = list(over.order_by("id"))
    ended = [_end_enquiry(by, thread, asker, day) for thread, asker in threads]
    told = [offer for offer in offers if not journal.acts(owners=None, about=str(offer.uid), word_prefix=OVER, limit=1)]
    return ended + [_end_offer(by, offer, day) for offer in told]


def _end_enquiry(by: Actor, thread: UUID, owner: str, day: date) -> Ended:
    with act(EXPIRED, by=by, owner=owner, about=thread) as done:
        found: Any = Enquiry.objects.inside_action().filter(thread=thread).select_for_update()
        rows = {Side(row.side): row for row in found}
        done.note(giver=rows[Side.GIVER].owner)
        for row in rows.values():
            if row.task is not None:
                finish(by=by, task=str(row.task), note=NOBODY, today=day)
            row.state, row.changed_on, row.task = EnquiryState.EXPIRED.value, day, None
        asker = rows[Side.ASKER]
        asker.task = set_one(by=by, record=asker, wording=ASK_ANEW, due=day + TO_DO_IN, today=day)
        for row in rows.values():
            row.save()
    return Ended("enquiry", str(thread), tuple(row.seat_id for row in rows.values() if row.seat_id))


def _end_offer(by: Actor, offer: Offer, day: date) -> Ended:
    with act(OVER, by=by, owner=offer.owner, about=offer.uid):
        set_one(by=by, record=offer, wording=OFFER_AGAIN, due=day + TO_DO_IN, today=day)
    return Ended("offer", str(offer.uid), (offer.seat_id,) if offer.seat_id else ())
