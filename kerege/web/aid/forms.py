"""What is asked when countries help each other. The actions judge every value."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.people.rules import Actor
from kerege.response.actions import aid
from kerege.response.words.aid import AID_STATUSES, BEARERS, AidStatus, AidStep, Bearer
from kerege.web.inventory.details import Choices, words
from kerege.web.shell.forms import DayField, Offered, Typed

NO_NAMES = _("No names of persons, no agents.")
AREA = forms.Textarea


class TermsForm(forms.Form):
    """What is sent, when, and on which terms."""

    what = Typed(label=_("What is sent"), help_text=_("People, equipment, and how many. No names of persons."))
    start = DayField(label=_("Needed from"))
    until = DayField(label=_("Not needed any more from"))
    bearer = Offered(label=_("Who bears the costs"), initial=Bearer.OPEN.value)
    cost = Typed(required=False, label=_("Costs, estimated"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = Typed(required=False, label=_("Currency"), help_text=_("Three letters, such as USD."))
    cost_note = Typed(required=False, label=_("Remark about the costs"), widget=AREA(attrs={"rows": 2}))
    customs = Typed(
        required=False,
        label=_("Customs, permits, visas, insurance"),
        help_text=_("Which papers the border needs, who asks for them, and what has to come back."),
        widget=AREA(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bearer"].choices = words(BEARERS)  # type: ignore[attr-defined]

    def terms(self) -> aid.Terms:
        return aid.Terms(**{name: self.cleaned_data[name] for name in TermsForm.base_fields})


class BeginForm(TermsForm):
    """A case that begins. `run` asks or offers; which of the two is for whoever made the form."""

    giver = Offered(label=_("Country"))
    facility = Offered(required=False, label=_("Facility"))
    status = Offered(label=_("Actual or exercise"), initial=AidStatus.ACTUAL.value)
    field_order = ("status", "giver", "facility")

    def __init__(self, *args: Any, givers: Choices, facilities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver"].choices = givers  # type: ignore[attr-defined]
        self.fields["facility"].choices = [("", "–"), *facilities]  # type: ignore[attr-defined]
        self.fields["status"].choices = words(AID_STATUSES)  # type: ignore[attr-defined]

    def run(self, begin: Callable[..., Any], *, by: Actor, request: str) -> Any:
        told = {name: self.cleaned_data[name] for name in ("giver", "facility", "status")}
        return begin(by=by, request=request, terms=self.terms(), **told)


class CommitForm(TermsForm):
    """The promise."""

    step = AidStep.COMMIT
    note = Typed(required=False, label=_("Remark"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 2}))

    def run(self, *, by: Actor, case: str) -> Any:
        return aid.commit_aid(by=by, case=case, terms=self.terms(), note=self.cleaned_data["note"])


class StepForm(forms.Form):
    """Any other step."""

    note = Typed(required=False, label=_("Remark"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 2}))
    day = DayField(required=False, label=_("Day"), help_text=_("Today, where it is left empty."))
    spent = Typed(required=False, label=_("Costs in the end"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))

    def __init__(self, *args: Any, step: AidStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        if step != AidStep.RETURN:
            del self.fields["spent"]

    def run(self, *, by: Actor, case: str) -> Any:
        sent = self.cleaned_data
        told = {"note": sent["note"], "day": sent["day"], "spent": sent.get("spent", "")}
        return aid.take_aid_step(by=by, case=case, step=self.step.value, **told)
