"""As whom somebody wants to look."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.people.words import ROLE_NAMES


class ViewAsForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    owner = forms.ChoiceField(
        label=_("Country or region"), help_text=_("The country, or the region, for which the role is held.")
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(r.value, gettext(name)) for r, name in ROLE_NAMES.items()]  # type: ignore[attr-defined]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
