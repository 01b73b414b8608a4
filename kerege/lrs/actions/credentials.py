"""Credentials are made by those who answer for an owner's statements; their secret is shown once."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kerege.journal.actions import act
from kerege.journal.rules import Acting
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.lrs.models import Credential
from kerege.lrs.queries.callers import Caller, own_caller
from kerege.lrs.rules.credentials import LONGEST_DAYS, USUAL_PER_MINUTE, chosen, own_key, rate, secret_digest
from kerege.lrs.rules.limits import limits_of
from kerege.lrs.words import CREDENTIAL_MADE, CREDENTIAL_REVOKED, Scope
from kerege.lrs.words.access import BAD_END, BAD_KEY, NO_CREDENTIAL
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed

_OWN = "E-learning that this node plays"


def make_credential(
    *,
    by: Actor,
    owner: str,
    purpose: str,
    scopes: Collection[str],
    ends_on: date | None,
    on: date,
    per_minute: int = USUAL_PER_MINUTE,
    public_key: str = "",
    agent: str = "",
    registration: str = "",
) -> tuple[str, str]:
    """Make a credential; its key and its secret, which is kept nowhere.

    `public_key` (PEM, RSA) verifies signed statements that bring no certificate. `agent` (JSON) and `registration`
    limit it to one learner and to one registration. Refuses people.not_yours, lrs.no_scope, lrs.unknown_scope,
    lrs.bad_end, lrs.bad_rate, lrs.bad_key, lrs.bad_learner, lrs.bad_registration and text.*.
    """
    check_may(by, Deed.KEEP_STATEMENTS, owner)
    called = clean_line(purpose, field="purpose", max_length=120)
    opened, often, key = chosen(scopes), rate(per_minute), _public(public_key)
    limits = limits_of(agent=agent, registration=registration)
    if ends_on is None or not on < ends_on <= on + timedelta(days=LONGEST_DAYS):
        raise Refusal(BAD_END, field="ends_on", most=LONGEST_DAYS)
    secret = secrets.token_urlsafe(32)
    with act(CREDENTIAL_MADE, by=by, owner=owner) as done:
        made = Credential.objects.create(
            owner=owner,
            purpose=called,
            digest=secret_digest(secret),
            scopes=opened,
            per_minute=often,
            public_key=key,
            agent=limits.agent,
            registration=limits.registration,
            made_on=on,
            ends_on=ends_on,
        )
        done.about = made.uid
        done.note(purpose=called, scopes=opened, ends_on=ends_on)
    return str(made.uid), secret


def let_in_own(*, by: Acting, owner: str, on: date) -> Caller:
    """The node itself as a program that writes into an owner's store: what it plays says so there. Its credential is
    made with the first statement, its secret is told to nobody, and nobody revokes it. Refuses nothing.
    """
    found = own_caller(owner)
    if found is None:
        with act(CREDENTIAL_MADE, by=by, owner=owner, about=own_key(owner), purpose=_OWN):
            Credential.objects.get_or_create(
                uid=own_key(owner),
                defaults={
                    "owner": owner,
                    "purpose": _OWN,
                    "digest": secret_digest(secrets.token_urlsafe(32)),
                    "scopes": [str(Scope.ALL)],
                    "per_minute": USUAL_PER_MINUTE,
                    "made_on": on,
                    "ends_on": on,  # it lets nobody in from outside
                },
            )
        found = own_caller(owner)
    assert found is not None  # noqa: S101 - it was made in the lines above
    return found


def revoke_credential(*, by: Actor, uid: str, on: date) -> None:
    """Take a credential back; it opens nothing from now on, and what came by it stays.

    Refuses lrs.no_credential, also for somebody who may not keep the credentials of its owner.
    """
    key = uid_or_none(uid)
    found = Credential.objects.filter(uid=key, revoked_on__isnull=True).first() if key else None
    if found is None or found.uid == own_key(found.owner):
        raise Refusal(NO_CREDENTIAL)
    try:
        check_may(by, Deed.KEEP_STATEMENTS, found.owner)
    except Refusal:
        raise Refusal(NO_CREDENTIAL) from None
    with act(CREDENTIAL_REVOKED, by=by, about=found.uid, owner=found.owner):
        found.revoked_on = on
        found.save(update_fields=["revoked_on"])


def _public(text: str) -> str:
    """The public key as it is kept. Refuses lrs.bad_key."""
    if not text.strip():
        return ""
    try:
        key = load_pem_public_key(text.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        raise Refusal(BAD_KEY, field="public_key") from None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        raise Refusal(BAD_KEY, field="public_key")
    return text.strip()
