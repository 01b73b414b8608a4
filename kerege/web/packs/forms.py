"""Forms of toolkit packages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.files.words import PACKAGES
from kerege.training.words.packs import Signed
from kerege.web.content.taking import accept
from kerege.web.inventory.details import Choices
from kerege.web.shell.forms import Offered, Typed


class HandInForm(forms.Form):
    owner = Offered(label=_("Whose curriculum it becomes"))
    file = forms.FileField(
        label=_("Package"),
        help_text=_(
            "A file with the ending .kpack of at most 25 MB, or the folder that you unpacked from one, packed as ZIP. "
            "Larger ones are brought in by whoever looks after the node: kerege toolkit import."
        ),
        widget=forms.FileInput(attrs={"accept": accept(PACKAGES)}),
    )

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]


class MakeForm(forms.Form):
    curriculum = Offered(label=_("Curriculum"))

    def __init__(self, *args: Any, curricula: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["curriculum"].choices = curricula  # type: ignore[attr-defined]


class _Confirmed(forms.Form):
    """Whoever made it is asked about only where nobody here knows them."""

    def __init__(self, *args: Any, signed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed != Signed.KNOWN:
            self.fields["unknown_signer"] = forms.BooleanField(
                label=_("I asked whoever gave it to me, and want it in although nobody here knows who made it"),
                required=False,
            )


class BringForm(_Confirmed):
    publish = forms.BooleanField(
        label=_("Teach by it from today; the version before it is superseded"), required=False, initial=True
    )


class DraftForm(_Confirmed):
    key = Typed(
        label=_("Key of your own curriculum"),
        help_text=_("Plain letters, digits and hyphens. What was changed becomes a draft under it."),
        widget=forms.TextInput(attrs={"maxlength": 60}),
    )
