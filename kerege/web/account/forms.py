"""The library's forms in the shell's shape; what they check is unchanged."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.web.shell.proving import Code, checked_code, plain_digits


class SignIn(LoginForm):
    """E-mail and password. The shell draws labels and errors itself, so placeholders are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].label = gettext("E-mail")
        self.fields["password"].label = gettext("Password")
        self.fields["password"].help_text = ""  # the page has its own link for a forgotten password
        self.fields.pop("remember", None)


class SecondFactorForm(AuthenticateForm):
    """A code of the app or a recovery code; each is good once for as long as it is valid, also beyond one period."""

    code = Code(label=_("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        self.authenticator = checked_code(context.request, self.user, typed)
        return typed


class AddAppForm(ActivateTOTPForm):
    code = Code(label=_("The code that the app shows now"))

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain_digits(self.cleaned_data["code"])
        code: str = super().clean_code()
        return code


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name"), required=False, max_length=80, help_text=_("So that you recognise it: “my phone”, “blue key”.")
    )
    passwordless = forms.BooleanField(
        label=_("Signs in alone, without the password"),
        required=False,
        initial=True,
        help_text=_("The device then asks for your finger, face or PIN. Old security keys cannot do this."),
    )


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=80)
