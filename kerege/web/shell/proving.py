"""The ways in which somebody who is signed in proves again who they are."""

import ipaddress
import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa import app_settings as mfa
from allauth.mfa import signals
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PREFIX = "proof"


def plain_digits(code: str) -> str:
    """The digits of a code without spaces, whatever the keyboard: ۱۲۳ ۴۵۶ is 123456. Other signs stay."""
    signs = (sign for sign in code if not sign.isspace() and sign != "-")
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in signs)


def _used_key(account: Any, code: str) -> str:
    return f"kerege.totp.used.{account.pk}.{code}"


def code_was_used(account: Any, code: str) -> bool:
    """Whether this code was given already while it was valid."""
    return cache.get(_used_key(account, code)) is not None


def matching_factor(account: Any, typed: str) -> Authenticator | None:
    """The app or the recovery codes to which this code belongs; a code is good once, for as long as it is valid."""
    code = plain_digits(typed)[:32]
    valid_for = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
    for factor in Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN):
        if factor.type == Authenticator.Type.TOTP:
            good = validate_totp_code(decrypt(factor.data["secret"]), code)
            good = good and cache.add(_used_key(account, code), 1, timeout=valid_for)
        else:
            good = factor.wrap().validate_code(code)
        if good:
            return factor
    return None


def passkeys_work_here(request: HttpRequest) -> bool:
    """Whether this page has a host name: browsers bind passkeys to names, never to numbers."""
    host = request.get_host()
    try:
        ipaddress.ip_address(host.rpartition(":")[0].strip("[]") or host)
    except ValueError:
        return True
    return False


class Code(forms.CharField):
    """A code as an app shows it, or a recovery code."""

    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"})


def checked_code(request: HttpRequest, account: Any, typed: str) -> Authenticator:
    """The factor to which the code belongs. Tries count; a wrong one is told with the clock by which it was judged."""
    forget_tries = check_rate_limit(account)
    factor = matching_factor(account, typed)
    if factor is None:
        main = Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN).first()
        if main is not None:
            signals.authentication_failed.send(
                sender=Authenticator, request=request, user=account, authenticator=main, reauthentication=False
            )
        told = gettext(
            "The code is not right or was used already. Wait for the next one. Codes depend on the clock: here it is "
            "%(time)s UTC."
        ) % {"time": timezone.now().strftime("%H:%M:%S")}
        raise forms.ValidationError(told, code="incorrect_code")
    factor.user = account
    forget_tries()
    return factor


class Proof(forms.Form):
    """One way to prove. `name` says which, for the page."""

    name = ""

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.request = request
        self.account: Any = request.user

    def take_in(self) -> None:
        """Keep in the session that the proof was given now."""
        raise NotImplementedError


class PasswordProof(Proof):
    """The password of the account; tries count as tries to sign in, for the account and for the address."""

    name = "password"
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )

    def clean_password(self) -> str:
        adapter = get_adapter(self.request)
        typed: str = self.cleaned_data["password"]
        found = adapter.authenticate(self.request, email=self.account.email, password=typed)
        if found is None or found.pk != self.account.pk:
            raise forms.ValidationError(gettext("The password is not right. Try again."), code="wrong")
        return typed

    def take_in(self) -> None:
        reauthenticate_by_password(self.request)


class CodeProof(Proof):
    """A code of the app, or a recovery code."""

    name = "code"
    code = Code(label=_("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        self.factor = checked_code(self.request, self.account, typed)
        return typed

    def take_in(self) -> None:
        post_authentication(self.request, self.factor, reauthenticated=True)


class PasskeyProof(ReauthenticateWebAuthnForm):
    """A passkey. The browser answers a question that the page brings along."""

    name = "passkey"

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX, user=request.user)
        self.request = request

    @property
    def options(self) -> dict[str, Any]:
        """The question; asked anew for every page."""
        return webauthn.begin_authentication(self.request.user)

    def take_in(self) -> None:
        super().save()


FIELDS = {"password": PasswordProof, "code": CodeProof, "credential": PasskeyProof}


def proving_forms(request: HttpRequest) -> list[Any]:
    """The ways that this account has; the one that was sent is bound to what was sent."""
    account: Any = request.user
    kinds = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    has = {"password": account.has_usable_password(), "credential": Authenticator.Type.WEBAUTHN in kinds}
    has["code"] = bool(kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES})
    return [
        form(request, request.POST if f"{PREFIX}-{field}" in request.POST else None)
        for field, form in FIELDS.items()
        if has[field]
    ]


WAIT = 300
"""Seconds after which somebody who tried too often may try again."""


def locked(form: Any) -> bool:
    """Whether a form was refused because of too many tries."""
    return any(fault.code == "too_many_login_attempts" for faults in form.errors.as_data().values() for fault in faults)


def wait_if_locked(form: Any, answer: HttpResponse) -> HttpResponse:
    """The answer to a form; after too many tries it is 429 and says when to try again."""
    if form is not None and form.is_bound and locked(form):
        answer.status_code = 429
        answer["Retry-After"] = str(WAIT)
    return answer
