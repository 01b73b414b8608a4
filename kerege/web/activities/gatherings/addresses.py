"""Signed addresses of events: the one at which everybody who has it registers, and the one of each guest alone."""

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from kerege.lib.refusal import Refusal
from kerege.outreach import queries
from kerege.outreach.queries import OwnGuest, ProgrammeLine
from kerege.outreach.words.gatherings import LINK_OVER

JOIN, OWN = signing.Signer(salt="kerege.gatherings.join"), signing.Signer(salt="kerege.gatherings.own")


def join_address(request: HttpRequest, line: ProgrammeLine) -> str:
    """Where people register; empty where that is closed."""
    if not line.link:
        return ""
    token = JOIN.sign(f"{line.uid}.{line.link}")
    return request.build_absolute_uri(reverse("event_join", args=[token]))


def own_address(request: HttpRequest, guest: str) -> str:
    """The address of one guest (by uid), for whoever keeps the list to hand over."""
    return request.build_absolute_uri(reverse("event_own", args=[own_token(guest)]))


def own_token(guest: str) -> str:
    return OWN.sign(guest)


def joined(token: str) -> tuple[object, ProgrammeLine]:
    """The event and its programme for an address that was given out. Refuses outreach.link_over in the same words for
    an address that was not signed here and for one that has ended.
    """
    try:
        uid, _point, link = JOIN.unsign(token).rpartition(".")
    except signing.BadSignature:
        raise Refusal(LINK_OVER) from None
    found = queries.by_link(uid, int(link))
    if found is None:
        raise Refusal(LINK_OVER)
    return found


def owned(token: str) -> OwnGuest:
    """The guest to whom the address was given. Refuses outreach.link_over."""
    try:
        found = queries.own_guest(OWN.unsign(token))
    except signing.BadSignature:
        found = None
    if found is None:
        raise Refusal(LINK_OVER)
    return found
