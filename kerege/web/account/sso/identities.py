"""The pages on which the owner of an account says which identities open it, and the operator's page of providers."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people import actions
from kerege.people import queries as people
from kerege.people.queries import IdentityLine
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.web.account.letters import send_about_identity
from kerege.web.account.second_factor import guarded
from kerege.web.account.sso import words
from kerege.web.account.sso.arriving import WAITING, waiting
from kerege.web.account.sso.offer import offered, provider_of
from kerege.web.account.sso.providers import OIDC, SAML, Provider
from kerege.web.account.watching import actor_of, tell
from kerege.web.shell.forms import attempt

PROTOCOLS = {OIDC: "OpenID Connect", SAML: "SAML 2.0"}


@dataclass(frozen=True)
class Line:
    """A provider with the identity of this account there; a provider that is not offered any more has `offered` off."""

    key: str
    name: str
    offered: bool
    linked: IdentityLine | None


class Confirm(forms.Form):
    """`number` is that of the identity which the page showed: what was looked at is what is linked."""

    number = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, shown: str, data: Any = None) -> None:
        super().__init__(data, initial={"number": shown})
        self.shown = shown

    def clean_number(self) -> str:
        if self.cleaned_data["number"] != self.shown:
            raise forms.ValidationError(gettext("Another identity came meanwhile. Look at it once more, then confirm."))
        return self.shown


@require_GET
@login_required
def identities(request: HttpRequest) -> HttpResponse:
    """What opens this account. Refuses sso.unknown_provider on a node that offers no single sign-on."""
    offer, account = offered(), request.user
    if not offer.providers or not account.is_authenticated:
        raise Refusal(words.UNKNOWN_PROVIDER)
    linked = {line.provider: line for line in people.identities_of(account)}
    lines = [Line(p.key, _name(p), True, linked.pop(p.key, None)) for p in offer.providers]
    lines += [Line(key, key, False, line) for key, line in linked.items()]
    return render(request, "account/sso/identities.html", {"lines": lines})


@guarded
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Look at the identity that came back, and say that it is to open this account. Refuses sso.nothing_offered.

    Refuses sso.unknown_provider where the provider is not offered any more.
    """
    if not offered().providers:
        raise Refusal(words.UNKNOWN_PROVIDER)
    kept = waiting(request)
    provider, account = provider_of(kept["provider"]), request.user
    form = Confirm(kept["number"], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = {"provider": provider.key, "subject": kept["subject"], "label": kept["label"]}
        if attempt(form, lambda: _link(account, facts)):
            del request.session[WAITING]
            _noted(request, provider.key, _name_for(account, provider), "linked")
            messages.success(request, gettext("From now on you can sign in with this identity."))
            return redirect("identities")
    context = {"form": form, "name": _name(provider), "label": kept["label"]}
    return render(request, "account/sso/confirm.html", context, status=422 if form.errors else 200)


def _link(account: Any, facts: dict[str, str]) -> bool:
    actions.link_identity(by=actor_of(account), account=account, **facts)
    return True


@guarded
@require_http_methods(["GET", "POST"])
def unlink(request: HttpRequest, key: str) -> HttpResponse:
    """Take the link back, also of a provider that is not offered any more. Refuses sso.unknown_provider without one."""
    account: Any = request.user
    line = next((each for each in people.identities_of(account) if each.provider == key), None)
    if line is None or not offered().providers:
        raise Refusal(words.UNKNOWN_PROVIDER)
    provider = offered().get(key)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _unlink(account, key)):
        _noted(request, key, _name_for(account, provider) if provider else key, "unlinked")
        messages.success(request, gettext("This identity does not open your account any more."))
        return redirect("identities")
    context = {"form": form, "name": _name(provider) if provider else key, "label": line.label}
    return render(request, "account/sso/unlink.html", context, status=422 if form.errors else 200)


def _unlink(account: Any, key: str) -> bool:
    keys = [p.key for p in offered().providers]
    actions.unlink_identity(by=actor_of(account), account=account, provider=key, offered=keys)
    return True


def _noted(request: HttpRequest, key: str, name: str, change: str) -> None:
    tell(f"identity {change}", request, request.user, provider=key)
    send_about_identity(request, request.user, change=change, provider=name)


@require_GET
def providers(request: HttpRequest) -> HttpResponse:
    """For the operator: what is offered, who is trusted for what, and what the ministry has to be given."""
    offer = offered()
    if not (offer.providers or offer.faults):
        raise Refusal(words.UNKNOWN_PROVIDER)
    check_may(request.actor, Deed.OPERATE, settings.KEREGE_NODE)
    counts = people.linked_counts(p.key for p in offer.providers)
    lines = [(p, _name(p), PROTOCOLS[p.kind], counts[p.key], _for_the_ministry(request, p)) for p in offer.providers]
    return render(request, "account/sso/providers.html", {"lines": lines, "faults": offer.faults})


def _for_the_ministry(request: HttpRequest, provider: Provider) -> str:
    """The one address that the provider has to know."""
    name = "sso_metadata" if provider.kind == SAML else "sso_callback"
    return request.build_absolute_uri(reverse(name, args=[provider.key]))


def _name(provider: Provider) -> str:
    return provider.name(get_language() or "")


def _name_for(account: Any, provider: Provider) -> str:
    """In the language in which the account is written to."""
    return provider.name(account.language or get_language() or "")
