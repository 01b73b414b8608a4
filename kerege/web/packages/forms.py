"""Forms of e-learning packages."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.atlas.rules import language_tag
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import SENSITIVITIES
from kerege.web.inventory.details import Choices
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import Offered, Typed


class HandInForm(forms.Form):
    owner = Offered(label=_("Whose package it is"))
    file = forms.FileField(
        label=_("Package"),
        help_text=_(
            "A ZIP file of SCORM 1.2, SCORM 2004 or cmi5, an .h5p file, or a course backup of Moodle (.mbz) with "
            "such packages, of at most 25 MB. Larger ones are brought in by whoever looks after the node: kerege "
            "elearning import."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,.h5p,.mbz"}),
    )
    label = Offered(
        label=_("Who may play it"),
        help_text=_(
            "With an account, and once another person has reviewed it. Learners read what is open to everybody."
        ),
        initial=str(int(Sensitivity.PUBLIC)),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What learners read in it."),
    )
    licence = Typed(label=_("Licence"), required=False, help_text=_("For example CC BY 4.0."))
    rights = Typed(
        label=_("Whose work it is"),
        required=False,
        help_text=_("Who made it, and what allows you to use it here."),
    )

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["label"].choices = levels  # type: ignore[attr-defined]
        spoken = [(language_tag(code), str(name)) for code, name in settings.LANGUAGES]
        self.fields["languages"].choices = spoken  # type: ignore[attr-defined]

    def clean_label(self) -> int:
        return chosen_level(self.cleaned_data["label"])


class WithdrawForm(forms.Form):
    reason = Typed(label=_("Why it is withdrawn"), widget=forms.TextInput(attrs={"maxlength": 500}))
