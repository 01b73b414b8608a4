"""What is asked about occasions, duties and modes. The actions judge every value."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.law.words.duties import MODES
from kerege.response.words.clocks import BY_PERSON
from kerege.web.alerts.forms import MOMENT
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed


class OccasionForm(forms.Form):
    """What started clocks. Whether it is an exercise is asked of what is told by hand alone."""

    owner = Offered(label=_("Country"))
    exercise = forms.BooleanField(
        required=False, label=_("This is an exercise"), help_text=_("Said once: it can never be changed.")
    )
    title = Typed(label=_("What it is called"), help_text=_("At most 140 letters; no names of people."))
    at = Typed(label=_("Detected"), widget=forms.TextInput(attrs=MOMENT))
    zone = Offered(label=_("Time zone"))

    def __init__(self, *args: Any, owners: Choices, zones: Sequence[str], by_hand: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        if not by_hand:
            del self.fields["exercise"]


class StartForm(forms.Form):
    """Which duties an occasion starts."""

    duties = Several(label=_("Which duties it starts"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duties"].choices = offered  # type: ignore[attr-defined]


class ClockForm(forms.Form):
    """From when a clock runs."""

    at = Typed(label=_("Since when it runs"), widget=forms.TextInput(attrs=MOMENT))


class DoneForm(forms.Form):
    """When it was told, and how that is proved."""

    at = Typed(label=_("When it was told"), widget=forms.TextInput(attrs=MOMENT))
    proof = Typed(label=_("By which channel, and under which reference"))


class EndForm(forms.Form):
    """Why a duty is not done here."""

    because = Offered(label=_("What became of it"), widget=forms.RadioSelect)
    reason = Typed(label=_("Why, or to whom"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = words(BY_PERSON)  # type: ignore[attr-defined]


class ModeForm(forms.Form):
    """A switch of the mode of a country."""

    mode = Offered(label=_("Mode"))
    body = Offered(label=_("Which body switched it"), help_text=_("Only bodies that may by law stand here."))
    act_name = Typed(label=_("By which act"), help_text=_("Its name, number and day."))
    at = Typed(label=_("From when"), widget=forms.TextInput(attrs=MOMENT))
    zone = Offered(label=_("Time zone"))

    def __init__(self, *args: Any, bodies: Choices, zones: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {"mode": words(MODES), "body": bodies, "zone": [(zone, zone) for zone in zones]}
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
