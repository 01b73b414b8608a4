"""This node as an issuer: its keys, what it signs, and its status lists.

A badge is signed when it is fetched and is not kept. What is kept is its place in the status lists; the rest follows
from the certificate, so that a node never has two truths about one.
"""

import base64
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from kerege.capacity.queries import badges as queries
from kerege.capacity.rules import badges
from kerege.capacity.rules.badges import Site
from kerege.capacity.rules.verifying import Issuer, Key, moment
from kerege.capacity.words import credentials as words
from kerege.capacity.words.certification import CertificateState
from kerege.lib.refusal import Refusal
from kerege.records.keeping import Words, kept_until_written
from kerege.upkeep.queries import keys

STATES = {
    "revocation": frozenset({CertificateState.REVOKED}),
    "suspension": frozenset({CertificateState.SUSPENDED}),
}
"""Which state of a certificate sets its bit in which list."""
CHANGES = Words(of=("capacity.", "people.somebody"), but_not=())


def site() -> Site:
    return Site(settings.KEREGE_ADDRESS, settings.KEREGE_ISSUER)


def issuer() -> Issuer:
    """This node with every key that it ever signed with, each up to the day on which the next one came."""
    here, known = site(), keys.public_keys(settings.DATA, keys.ISSUING)
    ends = [moment(key.at) for key in known[1:]] + [None]
    made = [
        Key(here.method(key.number), badges.public_text(base64.b64decode(key.public)), moment(key.at), until)
        for key, until in zip(known, ends, strict=False)
    ]
    return Issuer(here.did, tuple(made))


def sign(document: dict[str, Any], *, at: datetime | None = None) -> dict[str, Any]:
    """The document with this node's proof. Refuses capacity.no_issuing_key."""
    known = keys.public_keys(settings.DATA, keys.ISSUING)
    if not known:
        raise Refusal(words.NO_ISSUING_KEY)
    number = known[-1].number
    key = keys.private_key(settings.DATA, number, keys.ISSUING)
    return badges.signed(document, key=key, method=site().method(number), created=at or timezone.now())


def status_list(purpose: str, part: int) -> dict[str, Any]:
    """A signed status list as it is now. It is made anew when something happened, and at least once an hour.

    Refuses capacity.no_issuing_key.
    """
    now = timezone.now()
    ring = ",".join(key.public for key in issuer().keys)
    what = f"badges.{ring}.{purpose}.{part}.{now:%Y%m%d%H}"

    def made() -> dict[str, Any]:
        places = queries.places_with(STATES[purpose], on=timezone.localdate(now))
        return sign(badges.status_credential(places, purpose, part=part, site=site(), at=now), at=now)

    return kept_until_written(what, made, by=CHANGES)


def all_status_lists() -> dict[str, dict[str, Any]]:
    """Every list in which a certificate of this node can stand, by its address. Refuses capacity.no_issuing_key."""
    return status_lists(set(range(queries.last_place() // badges.PLACES + 1)))


def status_lists(parts: set[int]) -> dict[str, dict[str, Any]]:
    """The lists of these parts by their addresses."""
    lists = [status_list(purpose, part) for part in sorted(parts) for purpose in badges.PURPOSES]
    return {str(each["id"]): each for each in lists}
