"""What becomes of sign-ins and factors: a line for whoever guards the node, and an act where something changed.

A line holds the account's uid and the address that asked, never a name, an e-mail address or anything that was typed.
"""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse

from kerege.people import actions as people
from kerege.people.rules import Actor
from kerege.web.shell.proving import locked, wait_if_locked

security = logging.getLogger("kerege.security")


def listen() -> None:
    """Connect every signal with its line; weak references would be dropped at once."""
    for signal, heard in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (authentication_failed, _factor_failed),
        (authenticator_added, _factor_added),
        (authenticator_removed, _factor_removed),
        (authenticator_reset, _factor_renewed),
        (password_changed, _password_changed),
        (password_reset, _password_changed),
    ):
        signal.connect(heard, weak=False, dispatch_uid=f"kerege.security.{heard.__name__}.{id(signal)}")


def tell(event: str, request: HttpRequest | None, account: Any = None, **more: Any) -> None:
    """One line of the security log: the event, the account's uid, the address, and what else is said."""
    address = get_adapter().get_client_ip(request) if request is not None and request.META.get("REMOTE_ADDR") else ""
    facts = {"account": str(getattr(account, "uid", "")), "address": address, **more}
    level = logging.WARNING if event.endswith(("failed", "locked")) else logging.INFO
    security.log(level, event, extra={"security": facts})


def watched(request: HttpRequest, form: Any, answer: HttpResponse, account: Any = None) -> HttpResponse:
    """The answer to a sign-in that was not right; after too many tries with a line, 429 and when to try again."""
    if locked(form):
        tell("sign-in locked", request, account)
    return wait_if_locked(form, answer)


def actor_of(account: Any) -> Actor:
    """The account as the one who acts upon itself: for this no role is needed."""
    return Actor(uid=str(account.uid), name=account.name)


def _signed_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    proved = [str(proof.get("type") or proof.get("method")) for proof in get_authentication_records(request, user)]
    tell("signed in", request, user, by=" ".join(proved))


def _signed_out(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        tell("signed out", request, user)


def _failed(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    tell("sign-in failed", request)


def _factor_failed(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    tell("second factor failed", request, user)


def _factor_added(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    people.note_factor(by=actor_of(user), account=user, change="added", kind=authenticator.type)
    tell("factor added", request, user, kind=authenticator.type)


def _factor_removed(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    people.note_factor(by=actor_of(user), account=user, change="removed", kind=authenticator.type)
    tell("factor removed", request, user, kind=authenticator.type)


def _factor_renewed(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    people.note_factor(by=actor_of(user), account=user, change="renewed", kind=authenticator.type)
    tell("factor renewed", request, user, kind=authenticator.type)


def _password_changed(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    people.note_password(by=actor_of(user), account=user)
    tell("password changed", request, user)
