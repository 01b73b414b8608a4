"""Credentials of programs: a key that is no secret, and a secret of 256 random bits of which only a digest is kept.

A digest without stretching is enough for them: nobody guesses 256 bits, and a stretched one would cost every request a
third of a second.
"""

import base64
import binascii
import hashlib
from collections.abc import Collection
from uuid import NAMESPACE_URL, UUID, uuid5

from kerege.lib.refusal import Refusal
from kerege.lrs.words import Scope
from kerege.lrs.words.access import BAD_RATE, NO_SCOPE, NOT_IN_SCOPE, UNKNOWN_SCOPE

LONGEST_DAYS = 730
MOST_PER_MINUTE = 60_000
USUAL_PER_MINUTE = 6_000

OPENED_BY: dict[str, frozenset[Scope]] = {
    "write statements": frozenset({Scope.ALL, Scope.WRITE}),
    "void": frozenset({Scope.ALL, Scope.VOID}),
    "read statements": frozenset({Scope.ALL, Scope.ALL_READ, Scope.READ, Scope.READ_MINE}),
    "read everybody's": frozenset({Scope.ALL, Scope.ALL_READ, Scope.READ}),
    "write state": frozenset({Scope.ALL, Scope.STATE}),
    "read state": frozenset({Scope.ALL, Scope.ALL_READ, Scope.STATE}),
    "write profile": frozenset({Scope.ALL, Scope.PROFILE}),
    "read profile": frozenset({Scope.ALL, Scope.ALL_READ, Scope.PROFILE}),
    "define": frozenset({Scope.ALL, Scope.DEFINE}),
    "look up": frozenset(Scope),
}
"""What is done, and which scopes open it."""


def own_key(owner: str) -> UUID:
    """The key of the node's own credential for an owner's store: its secret was told to nobody."""
    return uuid5(NAMESPACE_URL, f"urn:kerege:store:{owner}")


def secret_digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(f"kerege.lrs.1:{secret}".encode()).hexdigest()


def opens(scopes: Collection[str], what: str) -> bool:
    """Whether one of the scopes opens what is to be done."""
    return not OPENED_BY[what].isdisjoint(scopes)  # type: ignore[arg-type]  # scopes are StrEnums


def check_opens(scopes: Collection[str], what: str) -> None:
    """Refuses lrs.not_in_scope (403)."""
    if not opens(scopes, what):
        raise Refusal(NOT_IN_SCOPE, scopes=", ".join(sorted(scopes)))


def chosen(scopes: Collection[str]) -> list[str]:
    """The scopes of a new credential, each once and in order. Refuses lrs.no_scope and lrs.unknown_scope."""
    if not scopes:
        raise Refusal(NO_SCOPE, field="scopes")
    for scope in scopes:
        if scope not in set(Scope):
            raise Refusal(UNKNOWN_SCOPE, field="scopes", scope=str(scope)[:40])
    return [str(scope) for scope in Scope if scope in scopes]


def rate(per_minute: int) -> int:
    """Refuses lrs.bad_rate."""
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        raise Refusal(BAD_RATE, field="per_minute", most=MOST_PER_MINUTE)
    return per_minute


def key_and_secret(header: str) -> tuple[str, str]:
    """What HTTP Basic says; two empty texts where it says nothing that can be read."""
    kind, _, packed = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        key, _, secret = base64.b64decode(packed.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return key, secret
