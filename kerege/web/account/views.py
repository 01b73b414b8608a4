"""Signing in: the library's view with providers and demo accounts beside it, where there are any."""

from pathlib import Path
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from kerege.people import queries as people
from kerege.people.words import ROLE_NAMES, Role
from kerege.training.words.classes import HELD_IN
from kerege.web.account.sso.offer import offered
from kerege.web.account.watching import watched
from kerege.web.shell.proving import passkeys_work_here


class SignInView(LoginView):
    """Shows the providers that the node offers, and the demo accounts on a demo node only. On the laptop of a class
    there are no accounts to sign in with: everybody is led to the class and its code.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (Path(settings.DATA) / HELD_IN).exists():
            return redirect("class")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["passkeys_work_here"] = passkeys_work_here(self.request)
        context["providers"] = [(p.key, p.name(get_language() or "")) for p in offered().providers]
        if settings.KEREGE_DEMO:
            context["demo_password"] = settings.KEREGE_DEMO_PASSWORD
            context["demo_accounts"] = [
                {"role_name": gettext(ROLE_NAMES[Role(a.role)]), "owner": a.owner, "email": a.email}
                for a in people.demo_accounts(on=localdate())
            ]
        return context

    def form_invalid(self, form: Any) -> HttpResponse:
        return watched(self.request, form, super().form_invalid(form))
