"""What becomes of somebody who comes back from a provider: signed in, led to confirm a link, or told how to link."""

import secrets
import time
from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.web.account.sso import words
from kerege.web.account.sso.identity import Identity
from kerege.web.account.sso.providers import Provider
from kerege.web.account.sso.stage import ELSEWHERE
from kerege.web.account.watching import tell

SIGN_IN, LINK = "sign-in", "link"
WAITING, LASTS = "kerege_identity", 600


def state_for(request: HttpRequest, purpose: str, where: str = "") -> dict[str, Any]:
    """What is kept while somebody is at the provider: for what, for whom, and where to go on afterwards."""
    return {"purpose": purpose, "account": _uid(request), "where": where}


def _uid(request: HttpRequest) -> str:
    """The uid of whoever is signed in; an empty text for a visitor."""
    return str(request.user.uid) if request.user.is_authenticated else ""


def arrived(request: HttpRequest, provider: Provider, identity: Identity, state: dict[str, Any]) -> HttpResponse:
    """Go on with what was begun. An identity that opens no account opens none by coming here, whatever it says."""
    if state.get("purpose") == LINK:
        return _to_confirm(request, provider, identity, state)
    return _signed_in(request, provider, identity, str(state.get("where") or ""))


def _signed_in(request: HttpRequest, provider: Provider, identity: Identity, where: str) -> HttpResponse:
    account = people.account_of_identity(provider=provider.key, subject=identity.subject)
    if account is None:
        tell("identity opens nothing", request, provider=provider.key)
        return redirect("sso_not_linked", key=provider.key)
    if request.user.is_authenticated:
        logout(request, show_message=False)
    proof = {"provider": provider.key, "at": identity.proved_at}
    record_authentication(request, account, "socialaccount", **proof)
    if identity.strong:
        record_authentication(request, account, "mfa", type=ELSEWHERE, **proof)
    tell("identity shown", request, account, provider=provider.key, strong=identity.strong)
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=where or None))
    return answer


def _to_confirm(request: HttpRequest, provider: Provider, identity: Identity, state: dict[str, Any]) -> HttpResponse:
    """Nothing is linked by coming back: the identity waits in the session for its owner to look and say yes."""
    check_same(request, str(state.get("account") or ""))
    request.session[WAITING] = {
        **asdict(identity),
        "provider": provider.key,
        "account": _uid(request),
        "number": secrets.token_urlsafe(12),
        "since": time.time(),
    }
    return redirect("sso_confirm")


def check_same(request: HttpRequest, account: str) -> None:
    """Refuse sso.not_the_same unless this account is signed in here now."""
    if not account or _uid(request) != account:
        raise Refusal(words.NOT_THE_SAME)


def waiting(request: HttpRequest) -> dict[str, Any]:
    """The identity that waits to be confirmed by whoever is signed in. Refuses sso.nothing_offered."""
    kept = request.session.get(WAITING)
    if not isinstance(kept, dict) or time.time() - kept["since"] > LASTS:
        raise Refusal(words.NOTHING_OFFERED)
    check_same(request, kept["account"])
    return kept
