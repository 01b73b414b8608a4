"""Which program asks, by its credential, and what it may."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.lrs.models import Credential
from kerege.lrs.rules.credentials import own_key, secret_digest
from kerege.lrs.rules.limits import NO_LIMITS, Limits
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.often import asked
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Caller:
    """A program that was let in. As `Acting` it is its credential; it reads what its owner's statements are."""

    id: int
    uid: str
    name: str
    owner: str
    scopes: frozenset[str]
    per_minute: int
    public_key: rsa.RSAPublicKey | None = None
    limits: Limits = NO_LIMITS

    @property
    def viewer(self) -> Viewer:
        """It reads restricted records of its owner, and what is open to everybody of all others."""
        return Viewer(uid=self.uid, name=self.name, by_owner=((self.owner, Sensitivity.RESTRICTED),))


@dataclass(frozen=True)
class CredentialLine:
    """A credential as those see it who keep the credentials of its owner; its secret is known to nobody."""

    uid: str
    owner: str
    purpose: str
    scopes: tuple[str, ...]
    per_minute: int
    made_on: date
    ends_on: date
    limited: bool
    revoked_on: date | None
    over: bool


def caller_of(*, key: str, secret: str, on: date) -> Caller | None:
    """Whom a key and its secret let in on the day; None for nobody, and for a credential that is over or revoked."""
    uid = uid_or_none(key)
    if uid is None or not secret:
        return None
    digest = secret_digest(secret)
    if not asked(Credential, ("id",), digest=digest, uid=uid, revoked_on=None):
        return None
    ends_on, caller = _remembered.get(digest) or _let_in(digest)
    return caller if on < ends_on else None


_remembered: dict[str, tuple[date, Caller]] = {}
"""Whom a secret lets in, by its digest, and until when. Nothing of a credential changes but that it is revoked: that is
looked up each time.
"""
MOST_REMEMBERED = 1_000


def _let_in(digest: str) -> tuple[date, Caller]:
    row = Credential.objects.get(digest=digest)
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[digest] = found = (row.ends_on, _caller(row))
    return found


def _caller(row: Credential) -> Caller:
    public = load_pem_public_key(row.public_key.encode()) if row.public_key else None
    return Caller(
        id=row.id,
        uid=str(row.uid),
        name=row.purpose,
        owner=row.owner,
        scopes=frozenset(row.scopes),
        per_minute=row.per_minute,
        public_key=public if isinstance(public, rsa.RSAPublicKey) else None,
        limits=Limits(row.agent, row.registration),
    )


def credentials_of(actor: Actor, *, owner: str, on: date) -> list[CredentialLine]:
    """The credentials of an owner, the newest first; none for somebody who may not keep them."""
    if not may(actor, Deed.KEEP_STATEMENTS, owner):
        return []
    rows = Credential.objects.filter(owner=owner).exclude(uid=own_key(owner)).order_by("-id")
    return [
        CredentialLine(
            str(r.uid),
            r.owner,
            r.purpose,
            tuple(r.scopes),
            r.per_minute,
            r.made_on,
            r.ends_on,
            r.agent is not None or r.registration is not None,
            r.revoked_on,
            _over(r, on),
        )
        for r in rows
    ]


def own_caller(owner: str, limits: Limits = NO_LIMITS) -> Caller | None:
    """The node itself, as it writes into the store of an owner what it plays, and with `limits` for content that it
    plays; None before `actions.let_in_own` was called.
    """
    row = Credential.objects.filter(uid=own_key(owner)).first()
    return replace(_caller(row), limits=limits) if row is not None else None


def authority(uid: str) -> dict[str, Any]:
    """Who vouches for a statement: the credential by which it came, as an account of this node."""
    return {"objectType": "Agent", "account": {"homePage": f"{settings.KEREGE_ADDRESS}/xapi/", "name": uid}}


def _over(row: Credential, on: date) -> bool:
    return row.revoked_on is not None or row.ends_on <= on
