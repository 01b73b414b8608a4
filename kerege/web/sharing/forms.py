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
FIELDS = {
    "note": _("The note"),
    "name": _("The name"),
    "value_text": _("The value as the source says it"),
    "position": _("The exact position"),
    "address": _("The address"),
    "contacts": _("The contacts"),
    "staff": _("The numbers of staff"),
}


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


MOST_READERS = 12
CALLED = {"readers": "reader", "owner": "reader"}
"""What the actions call the fields of a share that its forms name after the first reader."""


class TermsForm(forms.Form):
    """For whom, on which days and what for. A row for each reader; the rows after the first may stay empty."""

    def __init__(self, *args: Any, owners: Choices, rows: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted((role_name(r.value), r.value) for r in WORKING_ROLES)
        offered = [(ANY_ROLE, role_name(ANY_ROLE)), *((value, name) for name, value in roles)]
        self.rows = max(1, min(rows, MOST_READERS))
        for row in range(1, self.rows + 1):
            end = "" if row == 1 else f"-{row}"
            self.fields[f"reader{end}"] = Offered(
                label=_("With whom") if row == 1 else _("And with whom"),
                help_text=_("A country, or the region.") if row == 1 else "",
                choices=[("", "—"), *owners],  # nobody by default: a share goes to whom it was meant for
                required=row == 1,
            )
            self.fields[f"role{end}"] = Offered(label=_("Role there"), choices=offered)
        self.fields["start"] = DayField(label=_("From"))
        self.fields["end"] = DayField(
            label=_("Until"), help_text=_("The first day on which it is closed again; two years at most.")
        )
        self.fields["purpose"] = Typed(label=_("What for"), help_text=_("In one sentence. The readers see it."))
        self.order_fields([*self.first, *(name for name in self.fields if name not in self.first)])

    first: tuple[str, ...] = ()
    """Fields of the concrete form that stand before the readers."""

    def readers(self) -> tuple[tuple[str, str], ...]:
        """Pairs of owner and role, of the rows that name somebody."""
        said = self.cleaned_data
        ends = ["" if row == 1 else f"-{row}" for row in range(1, self.rows + 1)]
        return tuple((said[f"reader{end}"], said[f"role{end}"]) for end in ends if said[f"reader{end}"])


class ShareForm(TermsForm):
    """One record, or one field of it."""

    first = ("field", "level")
    field = Offered(label=_("What"))
    level = Offered(label=_("Up to"), help_text=_("What is more sensitive than this stays closed."))

    def __init__(self, *args: Any, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = (Sensitivity.NATIONAL, Sensitivity.RESTRICTED)
        self.fields["field"].choices = [(f, field_name(f)) for f in (WHOLE, *fields)]  # type: ignore[attr-defined]
        offered = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in levels]
        self.fields["level"].choices = offered  # type: ignore[attr-defined]

    def clean_level(self) -> int:
        return chosen_level(self.cleaned_data["level"])


class ShareListForm(TermsForm):
    """All records of a kind."""

    first = ("whose", "kind", "project")
    whose = Offered(label=_("Whose records"))
    kind = Offered(label=_("Which records"), help_text=_("Those that are recorded later are shared too."))
    project = Offered(label=_("Of which project"))

    def __init__(self, *args: Any, whose: Choices, kinds: Choices, projects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = (WHOLE, gettext("Of every project, and of none"))
        offered = {"whose": whose, "kind": kinds, "project": [every, *((key, key) for key in projects)]}
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


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
