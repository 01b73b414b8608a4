"""What is asked of whoever holds an event, and of its guests. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.lib.ids import new_uid
from kerege.outreach.words.gatherings import GENDERS
from kerege.web.shell.forms import Agreed, DayField, Offered, Typed
from kerege.web.shell.wording import word_of

Choices = list[tuple[str, str]]


class ProgrammeForm(forms.Form):
    starts = Typed(label=_("Starts"), help_text=_("Day and time by the clock there, as 2027-03-15 09:00."))
    ends = Typed(label=_("Ends"), help_text=_("As 2027-03-15 17:30; also on a later day."))
    zone = Offered(label=_("Time zone"))
    languages = forms.MultipleChoiceField(
        required=False, label=_("Languages"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    text = Typed(required=False, label=_("Programme"), widget=forms.Textarea(attrs={"rows": 8}))
    purpose = Typed(
        label=_("What names are used for"), help_text=_("Whoever registers reads it and agrees to this alone.")
    )
    names_until = DayField(label=_("Names are kept until"))
    register_until = DayField(required=False, label=_("Last day to register"))

    def __init__(self, *args: Any, zones: Choices, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones  # type: ignore[attr-defined]
        self.fields["languages"].choices = languages  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    people = Typed(
        label=_("People"),
        help_text=_(
            "One on each line: name; mail address; country as KGZ; organisation. All but the name may be left out."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class JoinForm(forms.Form):
    number = forms.CharField(required=False, widget=forms.HiddenInput)
    name = Typed(label=_("Your name"))
    email = Typed(required=False, label=_("Mail address"), widget=forms.EmailInput)
    works_at = Typed(required=False, label=_("Organisation"))
    country = Offered(required=False, label=_("Country"))
    gender = Offered(required=False, label=_("Gender"), help_text=_("Only to count the women among those who came."))
    language = Offered(required=False, label=_("Language that you prefer"))
    agreed = Agreed(label=_("I agree to what my name is used for."))

    def __init__(self, *args: Any, countries: Choices, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].initial = str(new_uid())
        self.fields["country"].choices = [("", "–"), *countries]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", "–"), *languages]  # type: ignore[attr-defined]
        genders = [(key.value, word_of(GENDERS, key)) for key in GENDERS]
        self.fields["gender"].choices = [("", "–"), *genders]  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    code = Typed(label=_("Code on the screen"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))


class SameForm(forms.Form):
    """`same` is the button that was pressed."""

    guest = forms.CharField(widget=forms.HiddenInput)
    other = forms.CharField(widget=forms.HiddenInput)
    reason = Typed(label=_("Reason"), help_text=_("For example: same mail address, written in Cyrillic and in Latin."))


class FollowUpForm(forms.Form):
    title = Typed(label=_("What has to be done"))
    seat = Offered(label=_("Who does it"), help_text=_("A seat, so that it stays when the person leaves."))
    due = DayField(judged=True, label=_("By"))

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
