"""The library's forms in the shell's shape; what they check is unchanged."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext


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
