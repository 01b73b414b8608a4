"""Forms of the question bank."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kerege.atlas.rules import language_tag
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import SENSITIVITIES
from kerege.web.inventory.details import Choices
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import Offered, Typed


def spoken() -> Choices:
    """The languages of the pages, by their tag."""
    return [(language_tag(code), str(name)) for code, name in settings.LANGUAGES]


class CollectionForm(forms.Form):
    owner = Offered(label=_("Whose questions they are"))
    title = Typed(label=_("Title"))
    key = Typed(label=_("Short name"), help_text=_("Latin letters, digits and hyphens, for example waste-basics."))
    about = Typed(label=_("What they are for"), required=False)
    label = Offered(
        label=_("Who may know of it"),
        help_text=_("In any case only whoever keeps curricula reads the questions, because they tell what is right."),
        initial=str(int(Sensitivity.NATIONAL)),
    )

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        levels = [(str(int(level)), str(_(SENSITIVITIES[level]))) for level in Sensitivity]
        self.fields["label"].choices = levels  # type: ignore[attr-defined]

    def clean_label(self) -> int:
        return chosen_level(self.cleaned_data["label"])


class RetireForm(forms.Form):
    reason = Typed(label=_("Why it is retired"), widget=forms.TextInput(attrs={"maxlength": 500}))


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File with questions"),
        help_text=_("QTI, Moodle XML, GIFT, a Common Cartridge or a course backup of Moodle, of at most 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".xml,.gift,.txt,.zip,.imscc,.qti,.mbz"}),
    )
    language = Offered(label=_("Language"), help_text=_("Of texts that do not say theirs."))
    licence = Typed(label=_("Licence"), required=False, help_text=_("For example CC BY 4.0."))
    by_person = forms.BooleanField(
        label=_("Take questions that cannot be marked here, and let a person mark them"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = spoken()  # type: ignore[attr-defined]
