"""What a session has proved: by what, when, and with a second factor or without one.

The sign-in library keeps a list of proofs in the session; this is the only place that reads it.
"""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

FRESH_FOR = 600
"""Seconds for which a proof is enough for what must not happen on a session that somebody else took over."""


def proofs(request: HttpRequest) -> list[dict[str, object]]:
    """The proofs of the account that is signed in, oldest first; none for a visitor."""
    user = getattr(request, "user", None)
    return get_authentication_records(request, user) if user is not None and user.is_authenticated else []


def is_fresh(request: HttpRequest) -> bool:
    """Whether somebody proved who they are within FRESH_FOR."""
    newest = max((float(str(proof.get("at", 0))) for proof in proofs(request)), default=0.0)
    return 0 <= time.time() - newest < FRESH_FOR


def is_strong(request: HttpRequest) -> bool:
    """Whether the session has proved a second factor, or a passkey that stands for both."""
    return any(proof.get("method") == "mfa" for proof in proofs(request))
