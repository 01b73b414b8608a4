"""Sending invitations of an event by mail, each with the own address of its guest."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.zones import at_place
from kerege.outreach.models import Event, Guest, Programme
from kerege.outreach.queries.gatherings import DOOR, GuestLine, guests
from kerege.outreach.words import Status
from kerege.outreach.words import gatherings as words
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named


def mail_invitations(
    *, by: Actor, event: str, send: Callable[[GuestLine], None], now: datetime | None = None
) -> list[GuestLine]:
    """Write to everybody of the list who was invited with an address and was not written to; to whom. `send` puts a
    letter into the outgoing mail: all of them go and are noted, or none.

    Refuses people.not_yours, records.nothing_there, outreach.no_programme, .called_off, .event_over, .names_over and
    .nobody_to_mail.
    """
    of = named(Event, whose=partial(may, by, Deed.KEEP_GUESTS), uid=uid_or_none(event))
    check_may(by, Deed.KEEP_GUESTS, of.owner)
    at = now or timezone.now()
    with checking():
        when = Programme.objects.inside_action().filter(event=of).first()
    if when is None:
        raise Refusal(words.NO_PROGRAMME)
    if of.status == Status.CANCELLED:
        raise Refusal(words.CALLED_OFF)
    if when.ends < at:
        raise Refusal(words.EVENT_OVER)
    day = at_place(at, when.zone).date()
    waiting = [line for line in guests(DOOR, event) if line.waits_for_mail]
    if not waiting:
        raise Refusal(words.NOBODY_TO_MAIL)
    with transaction.atomic(), act("outreach.guests.mailed", by=by, owner=of.owner, about=of.uid, people=len(waiting)):
        for row in Guest.objects.inside_action().filter(uid__in=[line.uid for line in waiting]):
            row.mailed_on = day
            row.save()
        for line in waiting:
            send(line)
    return waiting
