"""Going to a provider and coming back."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from allauth.core.internal import ratelimit
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.lib.refusal import Refusal
from kerege.web.account.second_factor import guarded
from kerege.web.account.sso import oidc, words
from kerege.web.account.sso.arriving import LINK, SIGN_IN, arrived, state_for
from kerege.web.account.sso.faults import BadAnswer
from kerege.web.account.sso.identity import Identity
from kerege.web.account.sso.offer import provider_of
from kerege.web.account.sso.providers import OIDC, SAML, Provider
from kerege.web.account.watching import tell
from kerege.web.shell.views import safe_next

HANDED_OVER = 120
Found = TypeVar("Found")
limited = ratelimit.decorator(app="allauth.account", action="login")
"""As often as signing in may be tried from one address: each of these asks the provider something, or checks much.

The ways back need no limit of their own: they do nothing without something that was begun, once for each.
"""


@never_cache
@require_http_methods(["GET", "POST"])
@limited
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """To the provider, to sign in. Refuses sso.unknown_provider, sso.unreachable and sso.bad_answer.

    Opened as an address it leads to the page with the button.
    """
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    if request.method == "GET":
        return redirect("account_login")
    return _lead_on(request, provider_of(key), state_for(request, SIGN_IN, safe_next(request)))


@guarded
@require_http_methods(["GET", "POST"])
@limited
def link(request: HttpRequest, key: str) -> HttpResponse:
    """To the provider, to fetch an identity that is then confirmed here. Refuses as `sign_in` does.

    Opened as an address, after signing in again for example, it leads to the page with the button.
    """
    if request.method == "GET":
        return redirect("identities")
    return _lead_on(request, provider_of(key), state_for(request, LINK))


def _lead_on(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> HttpResponse:
    """A page that leads on. A redirect of a form would want the provider's host in the policy of our own pages."""
    where = _asked(request, provider, lambda: _begin(request, provider, state))
    context = {"where": where, "name": provider.name(get_language() or "")}
    return render(request, "account/sso/on_the_way.html", context)


def _begin(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> str:
    if provider.kind == OIDC:
        return oidc.begin(request, provider, state)
    from kerege.web.account.sso import saml  # a node without such providers runs without the library

    return saml.begin(request, provider, state)


@never_cache
@require_GET
def callback(request: HttpRequest, key: str) -> HttpResponse:
    """Back from a provider of OpenID Connect. Refuses sso.no_state, sso.cancelled, sso.bad_answer, sso.unreachable."""
    provider = provider_of(key, OIDC)
    state = _state(request, provider, request.GET.get("state", ""))
    if request.GET.get("error"):
        _tell_of(request, provider, "the provider answered with an error")
        name = provider.name(get_language() or "")
        denied = request.GET["error"] == "access_denied"
        raise Refusal(words.CANCELLED if denied else words.BAD_ANSWER, name=name)
    identity = _asked(request, provider, lambda: oidc.identity(request, provider, state))
    return arrived(request, provider, identity, state)


@csrf_exempt  # it comes from the provider's page; `finish` finds out to whose request it belongs
@never_cache
@require_POST
@limited
def consume(request: HttpRequest, key: str) -> HttpResponse:
    """A SAML response, checked in full before anything is kept of it. Refuses sso.bad_answer.

    The browser sends no session along from another site, so it is led back here once more, with a number for what was
    found out. The number is of use in the browser that began, once, for two minutes.
    """
    from kerege.web.account.sso import saml  # as above

    provider = provider_of(key, SAML)
    request_id, identity = _asked(request, provider, lambda: saml.consume(request, provider))
    number = secrets.token_urlsafe(32)
    cache.set(_kept_as(provider, number), {"request": request_id, **asdict(identity)}, timeout=HANDED_OVER)
    answer = HttpResponseRedirect(f"{reverse('sso_finish', args=[key])}?number={number}")
    answer.status_code = 303
    return answer


@never_cache
@require_GET
def finish(request: HttpRequest, key: str) -> HttpResponse:
    """The second half of `consume`, with the session. Refuses sso.no_state for what was not begun in this browser."""
    provider = provider_of(key, SAML)
    place = _kept_as(provider, request.GET.get("number", ""))
    kept = cache.get(place)
    if kept is None or not cache.delete(place):
        raise _stateless(request, provider)
    state = _state(request, provider, kept.pop("request"))
    return arrived(request, provider, Identity(**kept), state)


@never_cache
@require_GET
def not_linked(request: HttpRequest, key: str) -> HttpResponse:
    """How to link, for whoever came back with an identity that nobody linked: the same page for every one of them."""
    provider = provider_of(key)
    if request.user.is_authenticated:
        return redirect("identities")
    return render(request, "account/sso/not_linked.html", {"name": provider.name(get_language() or "")}, status=403)


@require_GET
def metadata(request: HttpRequest, key: str) -> HttpResponse:
    """For the ministry to load. It holds our addresses and no secret."""
    from kerege.web.account.sso import saml  # as above

    content = saml.metadata(request, provider_of(key, SAML))
    return HttpResponse(content, content_type="application/samlmetadata+xml")


def _kept_as(provider: Provider, number: str) -> str:
    return f"kerege.sso.arrived.{provider.key}.{number[:64]}"


def _state(request: HttpRequest, provider: Provider, state_id: str) -> dict[str, Any]:
    """What was begun under this id in this browser, once. Refuses sso.no_state."""
    state = statekit.unstash_state(request, provider_id=provider.key, state_id=state_id)
    if state is None:
        raise _stateless(request, provider)
    return state


def _stateless(request: HttpRequest, provider: Provider) -> Refusal:
    _tell_of(request, provider, "the answer belongs to nothing that was begun here")
    return Refusal(words.NO_STATE)


def _asked(request: HttpRequest, provider: Provider, ask: Callable[[], Found]) -> Found:
    """What `ask` finds out; a fault of the provider's answer becomes one sentence, and its reason a line of the log."""
    name = provider.name(get_language() or "")
    try:
        return ask()
    except BadAnswer as fault:
        _tell_of(request, provider, str(fault))
        raise Refusal(words.BAD_ANSWER, name=name) from None
    except Refusal as refusal:  # of the door outwards
        _tell_of(request, provider, refusal.code)
        raise Refusal(words.UNREACHABLE, name=name) from None
    except (OAuth2Error, OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        _tell_of(request, provider, type(fault).__name__)
        raise Refusal(words.BAD_ANSWER, name=name) from None


def _tell_of(request: HttpRequest, provider: Provider, why: str) -> None:
    tell("single sign-on failed", request, provider=provider.key, why=why)
