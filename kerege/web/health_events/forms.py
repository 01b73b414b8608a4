"""What is asked of whoever records a signal, opens an event, assesses it or decides. The actions judge every value."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import Sensitivity
from kerege.response.actions.signals import Heard
from kerege.response.rules.frames import Given
from kerege.response.words.frames import Frame
from kerege.response.words.health_events import ANSWERS, DOMAINS, SOURCE_KINDS
from kerege.web.alerts.forms import LABELS, MOMENT, NONE, label_of, read_moment
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed


class SignalForm(forms.Form):
    """A signal: from whom, when by whose clock, where, who is concerned, what is known."""

    owner = Offered(label=_("Who records it"))
    exercise = forms.BooleanField(
        required=False, label=_("This is an exercise"), help_text=_("Said once: it can never be changed.")
    )
    source = Offered(label=_("From whom"))
    source_name = Typed(
        required=False, label=_("Which office, medium or service"), help_text=_("An office, not a person.")
    )
    at = Typed(label=_("When it was received"), widget=forms.TextInput(attrs=MOMENT))
    zone = Offered(label=_("Time zone"))
    domains = Several(label=_("Who or what is concerned"), widget=forms.CheckboxSelectMultiple)
    unit = Offered(required=False, label=_("Administrative unit"))
    place = Typed(required=False, label=_("Where"), help_text=_("Its name, where the unit says too little."))
    known = Typed(
        label=_("What is known"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("No names of patients, and no details of agents, quantities or methods."),
    )
    label = Offered(label=_("Who may read it"))

    def __init__(
        self, *args: Any, owners: Choices, zones: Sequence[str], units: Sequence[tuple[str, Choices]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "owner": owners,
            "source": words(SOURCE_KINDS),
            "zone": [(zone, zone) for zone in zones],
            "domains": words(DOMAINS),
            "unit": [NONE, *units],
            "label": LABELS,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def heard(self) -> Heard:
        """What was typed, for the action. Refuses response.not_a_time."""
        sent = self.cleaned_data
        return Heard(
            source=sent["source"],
            source_name=sent["source_name"],
            at=read_moment(sent["at"], sent["zone"]),
            zone=sent["zone"],
            domains=tuple(sent["domains"]),
            unit=sent["unit"],
            place=sent["place"],
            known=sent["known"],
            label=label_of(sent["label"], otherwise=Sensitivity.NATIONAL),
        )


class TitleForm(forms.Form):
    """How an event is called."""

    title = Typed(label=_("What the event is called"), help_text=_("What, where: at most 140 letters."))


class EventForm(TitleForm):
    """What is known of an event now."""

    known = Typed(label=_("What is known"), widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))


class WhyForm(forms.Form):
    """Why something is dismissed or closed."""

    reason = Typed(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))


class WhichForm(forms.Form):
    """Another record of the list."""

    which = Offered(label=_("Which one"))

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = choices  # type: ignore[attr-defined]


class AnswersForm(forms.Form):
    """The questions of one frame, each with its answer and what that rests on."""

    def __init__(self, *args: Any, frame: Frame, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frame = frame
        for number, each in enumerate(frame.questions, start=1):
            answer = Offered(
                label=f"{number}. {gettext(each.text)}",
                help_text=gettext(each.hint) if each.hint else "",
                widget=forms.RadioSelect,
            )
            answer.choices = words(ANSWERS)
            self.fields[f"answer_{each.key}"] = answer
            self.fields[f"reason_{each.key}"] = Typed(
                required=False,
                label=_("What this rests on"),
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "maxlength": 500}),
            )

    def given(self) -> dict[str, Given]:
        sent = self.cleaned_data
        return {
            each.key: Given(sent[f"answer_{each.key}"], sent[f"reason_{each.key}"]) for each in self.frame.questions
        }


class DecisionForm(WhyForm):
    """What is decided of what the answers lead to."""

    outcome = Offered(label=_("Decision"), widget=forms.RadioSelect)
    field_order = ("outcome", "reason")

    def __init__(self, *args: Any, possible: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = possible  # type: ignore[attr-defined]
