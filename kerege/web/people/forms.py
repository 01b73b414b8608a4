"""What is asked of somebody who creates a seat or appoints to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.people.words import CAPACITIES, SEAT_KINDS
from kerege.web.shell.forms import DayField


class SeatForm(forms.Form):
    owner = forms.ChoiceField(label=_("Country"))
    kind = forms.ChoiceField(label=_("Kind of seat"))
    title = forms.CharField(label=_("Title of the seat"), max_length=200)
    key = forms.SlugField(
        label=_("Key"), max_length=60, help_text=_("Short and lasting, for example kaz-nte-veterinary.")
    )
    mandate = forms.CharField(
        label=_("Mandate"), max_length=400, help_text=_("The order or decision that creates the seat.")
    )
    mandate_on = DayField(label=_("Date of the mandate"), judged=True)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(k.value, gettext(v)) for k, v in SEAT_KINDS.items()]  # type: ignore[attr-defined]


class AppointForm(forms.Form):
    person = forms.ChoiceField(label=_("Person"))
    capacity = forms.ChoiceField(label=_("Capacity"))
    start = DayField(label=_("First day"))
    end = DayField(label=_("First day without the seat"), required=False, help_text=_("Empty where the term is open."))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["capacity"].choices = [(k.value, gettext(v)) for k, v in CAPACITIES.items()]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    capacity = forms.ChoiceField(label=_("Capacity"))
    on = DayField(label=_("First day without the seat"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = [(k.value, gettext(v)) for k, v in CAPACITIES.items()]  # type: ignore[attr-defined]
