"""Coming in by an invitation, and asking to come in without the second factor."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.core.internal import ratelimit
from allauth.mfa.stages import AuthenticateStage
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.people import actions
from kerege.people.words import ROLE_NAMES, Role
from kerege.web.account.watching import actor_of, tell
from kerege.web.shell.forms import attempt


class AcceptForm(forms.Form):
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least twelve characters. A sentence that only you would write is easy to remember."),
    )

    def __init__(self, invited: Any, data: Any = None) -> None:
        super().__init__(data)
        self.invited = invited

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        validate_password(typed, self.invited)
        return typed


@never_cache
@require_http_methods(["GET", "POST"])
@ratelimit.decorator(app="allauth.account", action="reset_password_from_key")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take an invitation: choose a password, or take it with the account that is signed in."""
    found = actions.invitation_of(by=request.actor, token=token)
    here_already = request.user.is_authenticated and request.user.email == found.email
    form = AcceptForm(found, request.POST if request.method == "POST" and not here_already else None)
    if request.method == "POST" and (here_already or form.is_valid()):
        password = "" if here_already else form.cleaned_data["password"]
        account = attempt(form, lambda: actions.accept_invitation(by=request.actor, token=token, password=password))
        if account is not None:
            tell("invitation taken", request, account)
            messages.success(request, gettext("You are in."))
            return redirect("home" if here_already else "account_login")
    context = {
        "form": form,
        "found": found,
        "role": gettext(ROLE_NAMES[Role(found.role)]),
        "here_already": here_already,
    }
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
def ask_without_factor(request: HttpRequest) -> HttpResponse:
    """After the password, instead of the factor: ask the administrators, who have to make sure who it is.

    Opened again as an address, for example from the history, it asks nothing and leads back to the factor.
    """
    if request.method == "GET":
        return redirect("mfa_authenticate")
    account = request._login_stage.login.user  # noqa: SLF001 - the library hands the half sign-in over like this
    actions.ask_without_factor(by=actor_of(account), account=account)
    tell("second factor lost", request, account)
    return render(request, "account/factor_lost.html")
