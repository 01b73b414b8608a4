"""The pages of second factors: the library's views, behind a fresh proof and with our own forms and pages."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from kerege.people.rules import SECOND_FACTOR
from kerege.people.words import ROLE_NAMES
from kerege.web.account.demo import current_code
from kerege.web.account.factors import SIGNS_IN
from kerege.web.account.watching import watched
from kerege.web.shell.fresh import View, demand_fresh
from kerege.web.shell.proving import passkeys_work_here
from kerege.web.shell.views import safe_next


def guarded(view: View) -> View:
    """`view` for whoever is signed in and has just proved it; never kept by a browser or a proxy."""
    return never_cache(login_required(demand_fresh(view)))  # type: ignore[type-var, return-value]


def _now_strong(request: HttpRequest, kind: str) -> None:
    """The factor was used a moment ago, when it was set up; and the session's key was known before, so it changes."""
    newest = Authenticator.objects.filter(user=request.user, type=kind).latest("id")
    record_authentication(request, request.user, "mfa", id=newest.pk, type=kind)
    request.session.cycle_key()


class Overview(base.IndexView):
    """What this account signs in with, and what is to be done next."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = {kind: context["authenticators"].get(kind) for kind in Authenticator.Type}
        recovery = found[Authenticator.Type.RECOVERY_CODES]
        context |= {
            "app": found[Authenticator.Type.TOTP],
            "passkeys": found[Authenticator.Type.WEBAUTHN] or [],
            "codes_left": len(recovery.get_unused_codes()) if recovery else None,
            "has_factor": any(found[kind] for kind in SIGNS_IN),
            "owes_factor": self.request.actor.owes_factor,
            "obliged_roles": [gettext(name) for role, name in ROLE_NAMES.items() if role in SECOND_FACTOR],
            "passkeys_work_here": passkeys_work_here(self.request),
        }
        return context


class SecondFactor(base.AuthenticateView):
    """The second half of signing in. On a demo node it shows the code of a demo account."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["demo_code"] = current_code(self.stage.login.user)
        context["passkeys"] = Authenticator.objects.filter(user=self.stage.login.user, type="webauthn").exists()
        context["passkeys_work_here"] = passkeys_work_here(self.request)
        return context

    def form_invalid(self, form: Any) -> HttpResponse:
        return watched(self.request, form, super().form_invalid(form), self.stage.login.user)


class AddApp(totp.ActivateTOTPView):
    """Set up an app that shows codes; with it this session is a strong one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret_groups"] = [secret[n : n + 4] for n in range(0, len(secret), 4)]
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _now_strong(self.request, Authenticator.Type.TOTP)
        return answer


class AddPasskey(passkeys.AddWebAuthnView):
    """Add a passkey or a security key; with it this session is a strong one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["passkeys_work_here"] = passkeys_work_here(self.request)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _now_strong(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class RemovePasskey(passkeys.RemoveWebAuthnView):
    """Remove a passkey, unless it is the last factor of somebody who has to have one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not base.get_adapter().can_delete_authenticator(self.get_object()):
            form.add_error(None, base.get_adapter().validation_error("cannot_delete_authenticator"))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        answer: HttpResponse = super().form_valid(form)
        return answer


@login_required
@demand_fresh
def reauthenticate(request: HttpRequest) -> HttpResponseBase:
    """Confirm that it is you, then go on to `next`: the address under which the library asks for it."""
    return redirect(safe_next(request))


overview = login_required(Overview.as_view())
second_factor = never_cache(SecondFactor.as_view())
add_app, remove_app = guarded(AddApp.as_view()), guarded(totp.deactivate_totp)
recovery_codes, new_recovery_codes = guarded(codes.view_recovery_codes), guarded(codes.generate_recovery_codes)
add_passkey, remove_passkey = guarded(AddPasskey.as_view()), guarded(RemovePasskey.as_view())
rename_passkey = guarded(passkeys.edit_webauthn)
sign_in_by_passkey = never_cache(passkeys.login_webauthn)
