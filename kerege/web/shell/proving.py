"""The ways in which somebody who is signed in proves again who they are."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PREFIX = "proof"


class PasswordProof(forms.Form):
    """The password of the account; tries count as tries to sign in, for the account and for the address."""

    name = "password"
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.request = request
        self.account: Any = request.user

    def clean_password(self) -> str:
        adapter = get_adapter(self.request)
        typed: str = self.cleaned_data["password"]
        found = adapter.authenticate(self.request, email=self.account.email, password=typed)
        if found is None or found.pk != self.account.pk:
            raise forms.ValidationError(gettext("The password is not right. Try again."), code="wrong")
        return typed

    def take_in(self) -> None:
        """Keep in the session that the proof was given now."""
        reauthenticate_by_password(self.request)


def proving_forms(request: HttpRequest) -> list[Any]:
    """The ways that this account has; the one that was sent is bound to what was sent."""
    return [PasswordProof(request, request.POST if f"{PREFIX}-password" in request.POST else None)]
