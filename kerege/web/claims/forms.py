"""What is asked of somebody who records a published figure. The action judges every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.indicators.rules import DEFINITIONS, GROUPS
from kerege.indicators.rules.definitions import UNITS
from kerege.web.claims.tables import EXACTLY
from kerege.web.shell.forms import Offered, Typed

Choices = list[tuple[str, str]]
CLAIMED = ("exact", "about", "more_than")


class ClaimForm(forms.Form):
    owner = Offered(label=_("Who records it"))
    indicator = Offered(label=_("Indicator"), help_text=_("The figure will stand beside what the records prove of it."))
    value = Typed(label=_("Figure"), help_text=_("In digits, as the source has it."))
    qualifier = Offered(label=_("How exactly the source states it"))
    unit = Offered(label=_("Unit"), help_text=_("What the figure counts."))
    meaning = Typed(label=_("What the source means by it"), help_text=_("In your own words, in one sentence."))
    source = Typed(
        label=_("Source"), help_text=_("The key of the page or document that published the figure, for example S2.")
    )
    territory = Offered(
        required=False, label=_("Country of which it speaks"), help_text=_("Leave it empty for the whole region.")
    )
    project_key = Offered(required=False, label=_("Project"))
    stated_by = Typed(
        required=False, label=_("Stated by"), help_text=_("The kind of page: results page, press release, abstract.")
    )
    stated_on = Typed(required=False, label=_("Date that the page gives"), help_text=_("Empty where it gives none."))
    key = Typed(label=_("Key"), help_text=_("Short and lasting, in plain letters, for example kaz-trainers-2027."))

    def __init__(
        self, *args: Any, owners: Choices, territories: Choices, projects: list[str], sources: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        self._offer("owner", owners)
        self._offer(
            "indicator", [(d.key, f"{gettext(GROUPS[d.group].title)}: {gettext(d.title)}") for d in DEFINITIONS]
        )
        self._offer("unit", [(key, gettext(word)) for key, word in UNITS.items()])
        self._offer("qualifier", [(q, gettext(EXACTLY[q])) for q in CLAIMED])
        self._offer("territory", [("", gettext("The whole region")), *territories])
        self._offer("project_key", [*((p, p) for p in projects), ("", gettext("No project"))])
        self.fields["source"].widget.attrs["list"] = "known-sources"

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
