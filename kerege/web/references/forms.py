"""What is asked of somebody who records an association or a reference function. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.inventory import actions
from kerege.inventory.words.training import REACHES, REFERENCE_AREAS
from kerege.people.rules import Actor
from kerege.privacy.words.experts import EXPERTISE
from kerege.web.centres.forms import FACILITY, ORGANISATION
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import DayField, Offered, Typed

Choices = list[tuple[str, str]]
SOURCES = _("Keys of recorded sources, with spaces between: S1 S2")


class AssociationForm(forms.Form):
    owner = Offered(label=_("Whose record it is"))
    organisation = Offered(label=_("Association"), help_text=_("Organisations whose kind is association."))
    members = Typed(
        required=False,
        label=_("How many members"),
        help_text=_("A number, no names."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
    )
    members_on = DayField(required=False, label=_("On which day"))
    topics = Several(required=False, label=_("Topics"))
    spoken = Several(required=False, label=_("Working languages"))
    web = Typed(required=False, label=_("Website"), help_text=_("Beginning with https://"))
    sources = Typed(label=_("Sources"), help_text=SOURCES)

    def __init__(self, *args: Any, owners: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("owner", owners),
            ("organisation", bodies),
            ("topics", words(EXPERTISE)),
            ("spoken", languages()),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        return actions.record_association(by=by, sources=told.pop("sources").split(), **told)


class FunctionForm(forms.Form):
    owner = Offered(label=_("Whose record it is"))
    territory = Offered(label=_("Country"))
    reach = Offered(label=_("For whom"))
    area = Offered(label=_("Which work"), help_text=_("By the work that is done for others, never by an agent."))
    holder = Offered(label=_("Who does it"))
    start = DayField(label=_("From"))
    until = DayField(required=False, label=_("Until"))
    mandate = Typed(label=_("Order or decision"), help_text=_("Its kind, number and day."))
    sources = Typed(label=_("Sources"), help_text=SOURCES)

    def __init__(self, *args: Any, owners: Choices, countries: Choices, holders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("owner", owners),
            ("territory", countries),
            ("reach", words(REACHES)),
            ("area", words(REFERENCE_AREAS)),
            ("holder", holders),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        kind, _colon, key = told.pop("holder").partition(":")
        who = {kind: key} if kind in {FACILITY, ORGANISATION} else {}
        return actions.record_reference_function(by=by, sources=told.pop("sources").split(), **who, **told)


CALLED = {FACILITY: "holder", ORGANISATION: "holder", "source": "sources", "end": "until"}
"""Where the form calls a field otherwise than the action does."""
