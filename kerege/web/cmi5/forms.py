"""The form by which staff lets a unit count as done."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.web.shell.forms import Typed


class WaiveForm(forms.Form):
    registration = forms.ChoiceField(widget=forms.HiddenInput)
    part = forms.CharField(widget=forms.HiddenInput, max_length=250)
    reason = Typed(
        label=_("Why it counts as done"),
        widget=forms.TextInput(attrs={"maxlength": 500}),
        help_text=_("The learner reads it, and it stands in the learning record."),
    )

    def __init__(self, *args: Any, registrations: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registration"].choices = [(each, each) for each in registrations]  # type: ignore[attr-defined]
