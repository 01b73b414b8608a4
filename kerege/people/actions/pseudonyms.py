"""Giving accounts and persons the key of their pseudonym."""

import secrets
from uuid import UUID

from kerege.people.models import PseudonymKey
from kerege.people.rules import pseudonym


def _give_key(uid: UUID) -> None:
    """Inside the act that makes the account or person, so that the very first act about them has the pseudonym."""
    key = secrets.token_hex(32)
    PseudonymKey.objects.create(subject=uid, key=key, pseudonym=pseudonym(str(uid), key))
