"""Sending invitations of an event by mail, each with the own address of its guest."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.zones import at_place
from kerege.outreach.actions.gatherings import _programme
from kerege.outreach.models import Guest, Programme
from kerege.outreach.queries.gatherings import DOOR, GuestLine, guests
from kerege.outreach.words import Status
from kerege.outreach.words import gatherings as words
from kerege.people.rules import Actor


def mail_invitations(
    *, by: Actor, event: str, send: Callable[[GuestLine], None], now: datetime | None = None
) -> list[GuestLine]:
    """Write to everybody of the list who was invited with an address and was not written to; to whom. `send` puts a
    letter into the outgoing mail: all of them go and are noted, or none.

    Refuses people.not_yours, records.nothing_there, outreach.no_programme, .called_off, .event_over and
    .nobody_to_mail.
    """
    when, at = _programme(by, event), now or timezone.now()
    if when.event.status == Status.CANCELLED:
        raise Refusal(words.CALLED_OFF)
    if when.ends < at:
        raise Refusal(words.EVENT_OVER)
    day = at_place(at, when.zone).date()
    with act("outreach.guests.mailed", by=by, owner=when.owner, about=when.event.uid) as done:
        Programme.objects.inside_action().select_for_update(of=("self",)).get(pk=when.pk)  # pressed twice, sent once
        waiting = [line for line in guests(DOOR, event) if line.waits_for_mail]
        if not waiting:
            raise Refusal(words.NOBODY_TO_MAIL)
        for row in Guest.objects.inside_action().filter(uid__in=[line.uid for line in waiting]):
            row.mailed_on = day
            row.save()
        for line in waiting:
            send(line)
        done.note(people=len(waiting))
    return waiting
