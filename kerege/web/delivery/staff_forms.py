"""What is asked about staff, costs and materials. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.people.rules import Actor
from kerege.training import actions
from kerege.training.words.delivery import COST_KINDS, STAFF_PARTS
from kerege.training.words.planning import OUTSIDES
from kerege.web.delivery.forms import NUMBER, Part
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed


class InviteForm(Part):
    do, title, button = "invite", _("Invite somebody"), _("Invite")
    person = Offered(label=_("Person"), widget=forms.RadioSelect)
    part = Offered(label=_("What they do"))
    languages = Several(required=False, label=_("In which languages they teach, or which they interpret"))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(person=people, part=words(STAFF_PARTS), languages=languages())

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.invite_staff(by=by, course=course, **self.cleaned_data)


class ReplaceForm(Part):
    """Somebody is taken out of the course; another is invited then."""

    do, title, button = "replace", _("Somebody drops out"), _("Take out")
    staff = Offered(label=_("Who"))
    reason = Typed(label=_("Why"), help_text=_("It is kept with the name, for those who read the staff."))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(staff=people)

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.replace_staff(by=by, **self.cleaned_data)


class AssignForm(Part):
    """In which sessions somebody has their part."""

    do, title, button = "assign", _("Who teaches which session"), _("Save it")
    staff = Offered(label=_("Who"))
    sessions = Several(required=False, label=_("Sessions"), help_text=_("None ticked: in all of them."))

    def __init__(self, *args: Any, people: Choices, sessions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(staff=people, sessions=sessions)

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.assign_sessions(by=by, **self.cleaned_data)


class CostForm(Part):
    do, title, button = "cost", _("A line of the budget"), _("Record it")
    kind = Offered(label=_("Kind of cost"))
    what = Typed(required=False, label=_("What"))
    currency = Typed(label=_("Currency"), help_text=_("Three letters: KZT, UZS, EUR."))
    planned = Typed(required=False, label=_("Planned"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    spent = Typed(required=False, label=_("Spent"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    payer = Offered(required=False, label=_("Organisation that pays"))
    funder = Typed(required=False, label=_("Or another payer, by name"))
    external = Offered(required=False, label=_("Whose money it is"))
    cost = Typed(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(kind=words(COST_KINDS), external=words(OUTSIDES), payer=[("", gettext("Not stated")), *payers])

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.record_cost(by=by, course=course, **self.cleaned_data)


class MaterialForm(Part):
    do, title, button = "material", _("Something else"), _("Put it on the list")
    what = Typed(label=_("What"))
    number = Typed(label=_("How many"), widget=forms.TextInput(attrs=NUMBER))

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.add_material(by=by, course=course, **self.cleaned_data)


class CountForm(Part):
    """How many of one line are needed and there; one such form stands in each line of the list."""

    do = "count"
    number = Typed(label=_("Needed"), widget=forms.TextInput(attrs=NUMBER))
    there = Typed(label=_("There"), widget=forms.TextInput(attrs=NUMBER))

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.count_material(by=by, material=course, **self.cleaned_data)
