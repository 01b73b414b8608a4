"""As whom somebody wants to look, with whom a record is shared, and how sensitive it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.people.words import ROLE_NAMES
from kerege.records.shares import WHOLE
from kerege.sharing.rules import WORKING_ROLES
from kerege.sharing.words import SENSITIVITIES
from kerege.web.shell.forms import DayField, Offered, Typed

Choices = list[tuple[str, str]]
FIELDS = {"note": _("The note"), "name": _("The name"), "value_text": _("The value as the source says it")}


def field_name(field: str) -> str:
    """What a labelled field is called on pages; WHOLE is the record itself."""
    return gettext("The whole record") if field == WHOLE else str(FIELDS.get(field, field))


def role_name(role: str) -> str:
    """What a reader's role is called on pages."""
    known = {r.value: gettext(name) for r, name in ROLE_NAMES.items()}
    return gettext("Every working role") if role == ANY_ROLE else known.get(role, role)


class ViewAsForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    owner = forms.ChoiceField(
        label=_("Country or region"), help_text=_("The country, or the region, for which the role is held.")
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(r.value, gettext(name)) for r, name in ROLE_NAMES.items()]  # type: ignore[attr-defined]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    reader = Offered(label=_("With whom"), help_text=_("A country, or the region. Share again to add another."))
    role = Offered(label=_("Role there"))
    field = Offered(label=_("What"))
    level = Offered(label=_("Up to"), help_text=_("What is more sensitive than this stays closed."))
    start = DayField(label=_("From"))
    end = DayField(label=_("Until"), help_text=_("The first day on which it is closed again; two years at most."))
    purpose = Typed(label=_("What for"), help_text=_("In one sentence. The readers see it."))

    def __init__(self, *args: Any, owners: Choices, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted((role_name(r.value), r.value) for r in WORKING_ROLES)
        levels = (Sensitivity.NATIONAL, Sensitivity.RESTRICTED)
        self._offer("reader", owners)
        self._offer("role", [(ANY_ROLE, role_name(ANY_ROLE)), *((value, name) for name, value in roles)])
        self._offer("field", [(f, field_name(f)) for f in (WHOLE, *fields)])
        self._offer("level", [(str(int(level)), gettext(SENSITIVITIES[level])) for level in levels])

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_level(self) -> int:
        return chosen_level(self.cleaned_data["level"])


class LabelForm(forms.Form):
    field = Offered(label=_("Of what"))
    level = Offered(label=_("Sensitivity"))

    def __init__(self, *args: Any, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(f, field_name(f)) for f in (WHOLE, *fields)]  # type: ignore[attr-defined]
        offered = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["level"].choices = offered  # type: ignore[attr-defined]

    def clean_level(self) -> int:
        return chosen_level(self.cleaned_data["level"])


def chosen_level(text: str) -> int:
    """The number of a level as a form sends it; -1, which every action refuses, for anything else."""
    return int(text) if text in {str(int(level)) for level in Sensitivity} else -1
