"""What is asked of somebody who offers help or asks for it. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.inventory import actions
from kerege.inventory.words.equipment import EQUIPMENT_KINDS, STANDARDS
from kerege.inventory.words.helping import AUDIENCES, HELP_KINDS, URGENCIES, Audience
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import DayField, Offered, Typed

NUMBER = {"attrs": {"inputmode": "numeric", "size": 6}}
LANGUAGES = _("Codes with spaces between: ru ky en. Empty: those of the card.")


class OfferForm(forms.Form):
    """An offer of one facility."""

    facility = Offered(label=_("Facility"))
    kind = Offered(label=_("What you can help with"))
    title = Typed(label=_("In one line"), help_text=_("For example: ten places in the course on biosafety cabinets"))
    start = DayField(label=_("From"))
    until = DayField(label=_("Until, this day not included"), help_text=_("Two years at most."))
    audience = Offered(label=_("Who may read it"))
    countries = Several(
        required=False,
        label=_("Countries"),
        help_text=_("Only for named countries. They read it once the focal point has shared it."),
    )
    languages = Typed(required=False, label=_("Languages"), help_text=LANGUAGES)
    amount = Typed(required=False, label=_("How many places, items or visits"), widget=forms.TextInput(**NUMBER))
    equipment = Several(required=False, label=_("For which equipment"), help_text=_("Nothing chosen: for any."))
    note = Typed(
        required=False,
        label=_("Note"),
        help_text=_("What it costs, who pays the travel, how to prepare. No strains, quantities or storage places."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, facilities: Choices, countries: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "facility": facilities,
            "kind": [("", _("Choose one")), *words(HELP_KINDS)],
            "audience": words(AUDIENCES),
            "countries": countries,
            "equipment": words({kind: EQUIPMENT_KINDS[kind] for kind in STANDARDS}),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.offer_help(by=by, **self.cleaned_data)


class RequestForm(forms.Form):
    """A request for help."""

    owner = Offered(label=_("Whose request it is"))
    kind = Offered(label=_("What you need"))
    title = Typed(label=_("In one line"), help_text=_("For example: certify two cabinets before the season"))
    needed_by = DayField(label=_("Needed by"))
    urgency = Offered(label=_("How urgent"))
    facility = Offered(required=False, label=_("Where: the facility"))
    place = Offered(required=False, label=_("Or the town"))
    audience = Offered(label=_("Who may read it"))
    languages = Typed(
        required=False, label=_("Languages"), help_text=_("In which you can work together, as codes: ru ky en.")
    )
    equipment = Offered(
        required=False, label=_("For which equipment"), help_text=_("Only for certification and repair.")
    )
    amount = Typed(required=False, label=_("How many places, items or visits"), widget=forms.TextInput(**NUMBER))
    note = Typed(
        required=False,
        label=_("Note"),
        help_text=_("What the others have to know. No strains, quantities or storage places."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, owners: Choices, facilities: Choices, towns: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = {a: w for a, w in AUDIENCES.items() if a != Audience.COUNTRIES}
        offered: dict[str, Any] = {
            "owner": owners,
            "kind": [("", _("Choose one")), *words(HELP_KINDS)],
            "urgency": words(URGENCIES),
            "facility": [("", _("None")), *facilities],
            "place": [("", _("Not stated")), *towns],
            "audience": words(shown),
            "equipment": [("", _("None")), *words(EQUIPMENT_KINDS)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.ask_for_help(by=by, **self.cleaned_data)


class WithdrawForm(forms.Form):
    """Taking back an offer or a request."""

    why = Typed(required=False, label=_("Why"), help_text=_("Others who may read it read this too."))


class EnquireForm(forms.Form):
    """Putting a request to one facility."""

    facility = Typed(label=_("Key of the facility"), help_text=_("It stands on its card, for example KZ-F-1204711-8."))
    offer = Typed(required=False, label=_("Key of its offer"))
    text = Typed(
        required=False, label=_("What you want to tell them"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class StepForm(forms.Form):
    """The next step of an enquiry; the button says which."""

    text = Typed(
        required=False,
        label=_("What you tell the other side"),
        help_text=_("Needed to decline, to ask back, to answer and to call off."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
