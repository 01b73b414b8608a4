"""Forms of an import."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kerege.files.words import SHEETS
from kerege.inventory.queries.import_settings import VOCABULARIES
from kerege.inventory.queries.imports import ImportLine
from kerege.inventory.rules.import_columns import FIELDS
from kerege.inventory.rules.import_words import StrangeWord
from kerege.inventory.words import FACILITY_KINDS, SECTORS
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import SENSITIVITIES
from kerege.web.content.taking import accept
from kerege.web.inventory.imports.wording import field_name
from kerege.web.shell.forms import Typed


class HandInForm(forms.Form):
    owner = forms.ChoiceField(label=_("Whose facilities"))
    sender = Typed(
        label=_("Who sent it"),
        help_text=_("For example a ministry. What its columns are is remembered for this sender."),
        widget=forms.TextInput(attrs={"maxlength": 120}),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "XLSX, CSV, GeoJSON, organisation units of DHIS2 as JSON, or submissions of forms as XML or as a ZIP of "
            "them; at most 25 MB, without macros."
        ),
        widget=forms.FileInput(attrs={"accept": accept(SHEETS)}),
    )
    level = forms.TypedChoiceField(
        label=_("Who may read the cards that come of it"), coerce=int, initial=int(Sensitivity.NATIONAL)
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        levels = [(int(level), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """One list of codes for each word that no vocabulary knows, beside the key that names the word."""

    def __init__(self, *, words: list[StrangeWord]) -> None:
        super().__init__()
        for n, each in enumerate(words):
            codes = [(code.value, gettext(text)) for code, text in VOCABULARIES[each.field].items()]
            self.fields[f"key_{n}"] = forms.CharField(widget=forms.HiddenInput(), initial=each.key)
            self.fields[f"code_{n}"] = forms.ChoiceField(
                label=gettext("“%(word)s” (%(field)s)") % {"word": each.word, "field": field_name(each.field)},
                help_text=ngettext("In %(count)s row.", "In %(count)s rows.", each.rows) % {"count": each.rows},
                choices=[("", gettext("It stays an error")), *codes],
                required=False,
            )


def said_of_words(sent: Mapping[str, str]) -> dict[str, str]:
    """Of what such a form sent the codes by the keys of their words; the action refuses what is none."""
    numbers = [name.removeprefix("code_") for name in sent if name.startswith("code_")]
    return {sent.get(f"key_{n}", ""): sent[f"code_{n}"] for n in numbers}


class MappingForm(forms.Form):
    """One list of fields for each column that may be taken, and what rows have that say nothing."""

    usual_kind = forms.ChoiceField(label=_("Kind of facility, where a row says none"), required=False)
    usual_sectors = forms.ChoiceField(label=_("Sector, where a row says none"), required=False)

    def __init__(self, *args: Any, line: ImportLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", gettext("Leave this column out"))]
        known = [(target, field_name(target)) for target in FIELDS]
        for column in line.columns:
            if not column["excluded"]:
                self.fields[f"column_{column['letter']}"] = forms.ChoiceField(
                    label=f"{column['letter']}: {column['name']}",
                    choices=nothing + known,
                    required=False,
                    initial=line.mapping.get(column["letter"], ""),
                )
        for name, words in (("usual_kind", FACILITY_KINDS), ("usual_sectors", SECTORS)):
            choices = [("", gettext("No default")), *((code.value, gettext(text)) for code, text in words.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].initial = line.usual.get(name.removeprefix("usual_"), "")

    def chosen(self) -> tuple[dict[str, str], dict[str, str]]:
        """Fields by the letter of their column, and what is usual."""
        given = self.cleaned_data
        fields = {name.removeprefix("column_"): value for name, value in given.items() if name.startswith("column_")}
        usual = {
            name.removeprefix("usual_"): given[name] for name in ("usual_kind", "usual_sectors") if given.get(name)
        }
        return fields, usual
