"""What is asked of somebody who records a measure, a text of it, or what happens to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.law.actions.texts import KINDS
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.measures import EVENT_KINDS, MEASURE_KINDS, MEASURE_STATES, SOURCE_KINDS
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import SENSITIVITIES
from kerege.web.content.taking import accept
from kerege.web.inventory.details import Choices
from kerege.web.measures import wording
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import DayField, Offered, Typed


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(each.value, gettext(said)) for each, said in words.items()]


class Labelled(forms.Form):
    """A form whose record has a label; empty means what the record has by itself."""

    label = Offered(
        label=_("Who may read it"),
        required=False,
        help_text=_("A draft is for the country alone unless you choose otherwise."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity]
        self.fields["label"].choices = [("", gettext("As its kind says")), *levels]  # type: ignore[attr-defined]

    def clean_label(self) -> int | None:
        return chosen_level(self.cleaned_data["label"]) if self.cleaned_data["label"] else None


class MeasureForm(Labelled):
    owner = Offered(label=_("Country"))
    uri = Typed(
        label=_("Address"),
        help_text=_("By the naming convention of Akoma Ntoso, for example /akn/kz/act/law/2022-05-21/122-vii."),
    )
    kind = Offered(label=_("Kind"))
    state = Offered(label=_("State"), initial="unknown", help_text=_("As a source says it; events decide over it."))
    title_en = Typed(label=_("Title in English"), required=False)
    title_ru = Typed(label=_("Title in Russian"), required=False)
    title_own = Typed(label=_("Title in the national language"), required=False)
    own_language = Offered(label=_("National language"), required=False)
    number = Typed(label=_("Number"), required=False)
    dates = Typed(label=_("Date"), required=False, help_text=_("A day, a month or a year: 2022-05-21, 2022-05, 2022."))
    gazette = Typed(label=_("Where it was published"), required=False)
    link = forms.URLField(label=_("Where it can be read"), required=False, assume_scheme="https", max_length=300)
    sources = Typed(label=_("Sources"), help_text=_("Keys from the list of sources, with commas between them."))
    note = Typed(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("owner", "uri", "kind", "state", "title_en", "title_ru", "title_own", "own_language")

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = dict.fromkeys(LANGUAGES.values())
        own = [("", "—"), *((tag, name) for tag, name in sorted((t, wording.named_tag(t)) for t in tags))]
        offered = {
            "owner": owners,
            "kind": _choices(MEASURE_KINDS),
            "state": _choices(MEASURE_STATES),
            "own_language": own,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def titles(self) -> dict[str, str]:
        told = self.cleaned_data
        return {"en": told["title_en"], "ru": told["title_ru"], (told["own_language"] or "und"): told["title_own"]}


class TextForm(Labelled):
    measure = Offered(label=_("Measure"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("Akoma Ntoso (XML) is kept as it is. DOCX, HTML, PDF and TXT are turned into it."),
        widget=forms.FileInput(attrs={"accept": accept(KINDS)}),
    )
    language = Offered(label=_("Language"))
    source_kind = Offered(label=_("What the text is"))
    machine = forms.BooleanField(label=_("A machine translated it"), required=False)
    start = DayField(label=_("Holds from"))
    until = DayField(label=_("Until before"), required=False)
    keep_losses = forms.BooleanField(
        label=_("Keep it also if words differ"),
        required=False,
        help_text=_("What differs is shown, and the text can be read and not edited."),
    )
    source = Typed(label=_("Source"), required=False, help_text=_("A key from the list of sources."))

    def __init__(self, *args: Any, measures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "measure": measures,
            "language": wording.languages(LANGUAGES),
            "source_kind": _choices(SOURCE_KINDS),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class EventForm(Labelled):
    measure = Offered(label=_("Measure"))
    kind = Offered(label=_("What happens"))
    on = Typed(label=_("When"), required=False, help_text=_("A day, a month or a year; it may be still to come."))
    condition = Typed(
        label=_("Or on which condition"),
        required=False,
        help_text=_("As the law says it, for example six months after publication."),
    )
    parts = Typed(
        label=_("Which parts"),
        required=False,
        help_text=_("Names of parts from the text with commas between them, as art_5; empty means the whole measure."),
    )
    by_measure = Offered(label=_("By which measure"), required=False)
    source = Typed(label=_("Source"), required=False, help_text=_("A key from the list of sources."))
    note = Typed(label=_("Note"), required=False)

    def __init__(self, *args: Any, measures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {"measure": measures, "kind": _choices(EVENT_KINDS), "by_measure": [("", "—"), *measures]}
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = Typed(label=_("Why it is withdrawn"), widget=forms.TextInput(attrs={"maxlength": 200}))
