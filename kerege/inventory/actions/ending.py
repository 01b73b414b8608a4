"""What ends by itself: enquiries that nobody answered by the day on which help was needed, and offers that are over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kerege.inventory.actions.enquiry_tasks import finish
from kerege.inventory.models import Enquiry, Offer
from kerege.inventory.rules.enquiries import UNANSWERED
from kerege.inventory.words.enquiries import EnquiryState, Side
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import REGION, SYSTEM, Actor, check_may
from kerege.people.words import Deed

EXPIRED, OVER = "inventory.enquiry.expired", "inventory.offer.over"
NOBODY = "Nobody answered by the day on which help was needed."
ASK_ANEW = "Nobody answered in time; ask anew if help is still needed: %s"
OFFER_AGAIN = "This offer is over; offer it again if the help goes on: %s"
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
        asker.task = _task(asker.seat_id, ASK_ANEW, asker, day)
        for row in rows.values():
            row.save()
    return Ended("enquiry", str(thread), tuple(row.seat_id for row in rows.values() if row.seat_id))


def _end_offer(by: Actor, offer: Offer, day: date) -> Ended:
    with act(OVER, by=by, owner=offer.owner, about=offer.uid):
        _task(offer.seat_id, OFFER_AGAIN, offer, day)
    return Ended("offer", str(offer.uid), (offer.seat_id,) if offer.seat_id else ())


def _task(seat: int | None, wording: str, record: Enquiry | Offer, day: date) -> UUID | None:
    """The task of a seat that will be there to do it; none where there is no such seat."""
    chair, due = seats.chairs([seat]).get(seat or 0), day + TO_DO_IN
    if chair is None or (chair.end is not None and chair.end <= due):
        return None
    label = Sensitivity(max(record.label, Sensitivity.NATIONAL))
    told = people.set_task(
        by=SYSTEM,
        seat=chair.key,
        title=(wording % record.title)[:200],
        due=due,
        about=str(record.uid),
        label=label,
        synthetic=record.synthetic,
        today=day,
    )
    return told.uid
