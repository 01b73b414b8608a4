"""What is asked of somebody who registers a learning platform. The action judges every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.training.words.lti_platforms import TELLINGS, Tells
from kerege.web.inventory.details import Choices
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed

_LTR = {"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}


class PlatformForm(forms.Form):
    title = Typed(label=_("Name of the platform"), help_text=_("For example: Moodle of Al-Farabi University."))
    issuer = Typed(label=_("Issuer (platform ID)"), widget=forms.TextInput(attrs=_LTR))
    client_id = Typed(label=_("Client ID"), widget=forms.TextInput(attrs=_LTR))
    deployments = Typed(
        label=_("Deployment IDs"),
        help_text=_("One on each line, as the platform shows them."),
        widget=forms.Textarea(attrs={**_LTR, "rows": 2}),
    )
    auth_url = Typed(label=_("Authentication request URL"), widget=forms.TextInput(attrs=_LTR))
    token_url = Typed(label=_("Access token URL"), widget=forms.TextInput(attrs=_LTR))
    keys_url = Typed(label=_("Public keyset URL"), widget=forms.TextInput(attrs=_LTR))

    def __init__(self, *args: Any, owners: Choices | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owners is not None:
            self.fields["owner"] = Offered(label=_("Who registers it"))
            self.fields["owner"].choices = owners  # type: ignore[attr-defined]
            self.order_fields(["owner"])


class AllowForm(forms.Form):
    packages = Several(label=_("Packages that it may open"), required=False)
    exams = forms.BooleanField(
        label=_("Exams of our courses may be launched from there"),
        help_text=_(
            "Sat by whoever has a place in the course, with their own account; the platform is told the result."
        ),
        required=False,
    )

    tells = Offered(label=_("Which result it is told where there are several"), required=False)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["packages"].choices = offered  # type: ignore[attr-defined]
        self.fields["tells"].choices = [(each.value, gettext(TELLINGS[each])) for each in Tells]  # type: ignore[attr-defined]
        if not offered and not (self.is_bound and "packages" in self.data):  # what nobody offered is refused, and told
            del self.fields["packages"]
