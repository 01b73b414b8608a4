"""Forms of tools of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import SENSITIVITIES
from kerege.web.inventory.details import Choices
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import Offered, Typed

_LTR = {"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}


def _written() -> forms.TextInput:
    """The control of an address: its letters run from left to right on every page."""
    return forms.TextInput(attrs=_LTR)


class ToolForm(forms.Form):
    owner = Offered(label=_("Who keeps it"))
    title = Typed(label=_("Name of the tool"))
    about = Typed(label=_("What it is for"), required=False)
    login_url = Typed(
        label=_("Address at which a sign-in is begun"), help_text=_("Login initiation URL."), widget=_written()
    )
    launch_url = Typed(label=_("Address that is opened"), help_text=_("Target link URI."), widget=_written())
    redirect_uris = Typed(
        label=_("Addresses to which the sign-in may come back"),
        help_text=_("Redirect URIs, one a line, each exactly as the tool says it."),
        widget=forms.Textarea(attrs={**_LTR, "rows": 3}),
    )
    choose_url = Typed(
        label=_("Address at which something of it is chosen"),
        required=False,
        help_text=_("Deep linking URL. Empty: what there is of it is written down by hand."),
        widget=_written(),
    )
    keys_url = Typed(label=_("Address of its public keys"), required=False, help_text=_("JWKS URL."), widget=_written())
    keys = Typed(
        label=_("Or the public key itself"),
        required=False,
        help_text=_("PEM, JWK or JWKS, where the tool has no such address or this node may not ask there."),
        widget=forms.Textarea(attrs={**_LTR, "rows": 4}),
    )
    with_name = forms.BooleanField(label=_("Tell it the names of learners"), required=False)
    with_mail = forms.BooleanField(label=_("Tell it their e-mail addresses"), required=False)
    with_list = forms.BooleanField(
        label=_("Let it ask who is in a course"),
        required=False,
        help_text=_("By names drawn for it, with roles. Real names only where staff of the course lets it, too."),
    )
    why = Typed(
        label=_("Why it has to know these"), required=False, help_text=_("Learners read it before they open the tool.")
    )
    label = Offered(label=_("Who may know of it"), initial=str(int(Sensitivity.PUBLIC)))

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["label"].choices = levels  # type: ignore[attr-defined]

    def clean_label(self) -> int:
        return chosen_level(self.cleaned_data["label"])


class ChangeForm(forms.Form):
    """What of a tool is said anew. A pasted key takes the place of those there are; empty, they stay."""

    title, about, login_url, launch_url, redirect_uris, choose_url, keys_url, keys = (
        ToolForm.base_fields[name]
        for name in (
            *("title", "about", "login_url", "launch_url", "redirect_uris"),
            *("choose_url", "keys_url", "keys"),
        )
    )
    with_name, with_mail, with_list, why = (
        ToolForm.base_fields[name] for name in ("with_name", "with_mail", "with_list", "why")
    )


class SuspendForm(forms.Form):
    reason = Typed(label=_("Why it is suspended"), widget=forms.TextInput(attrs={"maxlength": 500}))


class LinkForm(forms.Form):
    tool = Offered(label=_("Tool"))
    title = Typed(label=_("What learners read"))
    url = Typed(
        label=_("Address in the tool"),
        required=False,
        help_text=_("Empty: where the tool begins."),
        widget=_written(),
    )
    maximum = forms.FloatField(
        label=_("Points at most"), required=False, help_text=_("Empty: the tool tells no results of it.")
    )

    def __init__(self, *args: Any, tools: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tool"].choices = tools  # type: ignore[attr-defined]
