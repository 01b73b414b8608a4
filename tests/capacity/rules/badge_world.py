"""An issuer with a key, one award and its lists, for tests of badges and of who checks them."""

import json
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.capacity.rules import badges
from kerege.capacity.rules.verifying import Issuer, Key

SITE = badges.Site("https://node.example.org", "Example node")
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
AWARD = badges.Award(
    number="7Q4M-9X2T-R5K0",
    holder="Әйгүл Сейітқызы",
    scheme="biorisk-trainer-1",
    title="Trainer in biorisk management",
    description="Teaches the common course.",
    criteria="Part 1 and part 2 of the scheme.",
    level="Trainer",
    scope="Common course 2; Kazakh, Russian; Kazakhstan",
    awarded=date(2026, 3, 1),
    since=date(2026, 3, 1),
    until=date(2028, 3, 1),
    place=77,
)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def key_of(private, number=1, since=FIRST, until=None):
    public = badges.public_text(private.public_key().public_bytes_raw())
    return Key(SITE.method(number), public, since, until)


ISSUER = Issuer(SITE.did, (key_of(KEY),))


def signed(document, *, key=KEY, number=1, created=AT):
    return badges.signed(document, key=key, method=SITE.method(number), created=created)


def badge(award=AWARD, **how):
    return signed(badges.credential(award, SITE), **how)


def lists(*, revoked=(), suspended=(), site=SITE, part=0, **how):
    """Both lists with these places set, by their addresses."""
    found = {}
    for purpose, places in zip(badges.PURPOSES, (revoked, suspended), strict=True):
        listed = signed(badges.status_credential(places, purpose, part=part, site=site, at=AT), **how)
        found[listed["id"]] = listed
    return found


def text(document):
    return json.dumps(document, ensure_ascii=False)
