"""How the sign-in library behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as running
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.people import queries as people
from kerege.web.account.letters import send
from kerege.web.shell.proof import is_strong

SAID = {
    "account/messages/password_changed.txt": N_("Your password is changed."),
    "mfa/messages/totp_activated.txt": N_("The app is set up. From now on it is asked for when you sign in."),
    "mfa/messages/totp_deactivated.txt": N_("The app is removed from your account."),
    "mfa/messages/webauthn_added.txt": N_("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": N_("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": N_("New recovery codes were made. Keep them where your phone is not."),
}
"""What the library says after something was done; where it only greets, nothing is said."""


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are opened by a node administrator; nobody signs up alone. Letters and sentences are ours."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": N_("Too many tries. Wait five minutes, then try again."),
        "email_password_mismatch": N_("The e-mail address or the password is not right. Check both and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Never by the library: `demand_fresh` stands before every page that wants it, and asks in our own way."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """As the library, but an address that cannot even be taken apart is not safe (and no fault of the program)."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def validation_error(self, code: str, *args: Any) -> Any:
        """In the reader's language: our sentences are plain text until now."""
        error = super().validation_error(code, *args)
        error.message = gettext(str(error.message))
        return error

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address before our own proxies. A request that came past them has its own address and no other."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META.get("REMOTE_ADDR", ""))

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        """Whoever has to set up a second factor is led there first."""
        answer: HttpResponse = super().post_login(request, user, **facts)
        if people.actor_for(user, on=timezone.localdate(), strong=is_strong(request)).owes_factor:
            answer = HttpResponseRedirect(reverse("mfa_index"))
        from kerege.web.account.sessions import begin, told_of_new_device  # models are there only once all apps are

        begin(request)
        return told_of_new_device(request, user, answer)

    def get_login_stages(self) -> list[str]:
        """The library's, with our own second factor: a trusted provider may have asked for one."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "kerege.web.account.sso.stage.SecondFactorStage"}
        return [ours.get(path, path) for path in super().get_login_stages()]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentence for what was done, or the error that the library met."""
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, gettext(said), extra_tags=extra_tags)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To the address of the account, always; the library would look for it in a table that stays empty here."""
        self.send_mail(template_prefix, email or user.email, {**(context or {}), "user": user})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter in the language of the account; for an address without one, in the language of the page."""
        language = getattr(context.get("user"), "language", "")
        ip = self.get_client_ip(running.request) if running.request else ""
        send(template_prefix, to=email, language=language, facts=context, ip=ip)
