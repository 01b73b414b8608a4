"""What is asked of whoever opens a consultation, responds to one, and answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.law.actions import consulting
from kerege.law.words.consulting import ANSWERS, AUDIENCES
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.law.drafting_forms import Choosing
from kerege.web.shell.forms import DayField, Offered, Typed


class OpenForm(Choosing):
    audience = Offered(label=_("Who is asked"), widget=forms.RadioSelect, initial="public")
    bodies = Typed(
        required=False,
        label=_("Named bodies"),
        help_text=_("Each on a line of its own. Where the public is asked, too, they may be named besides."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    opens = DayField(label=_("First day"))
    closes = DayField(label=_("Last day"))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, offered={"audience": words(AUDIENCES), **offered}, **kwargs)

    def run(self, *, by: Actor, task: str) -> Any:
        sent = dict(self.cleaned_data)
        return consulting.open_consultation(by=by, task=task, **{**sent, "bodies": sent["bodies"].splitlines()})


class RespondForm(Choosing):
    eid = Offered(required=False, label=_("About"))
    words = Typed(label=_("What you have to say"), widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))
    body = Typed(
        required=False,
        label=_("In the name of a body"),
        help_text=_("Only where a body says it: its name. Leave it empty if you speak for yourself."),
    )

    def run(self, *, by: Actor, consultation: str) -> Any:
        sent = self.cleaned_data
        return consulting.respond(
            by=by, consultation=consultation, words_=sent["words"], eid=sent["eid"], body=sent["body"]
        )


class EnterForm(RespondForm):
    """What somebody who works on the draft enters for a body, with the day of its letter."""

    sent_on = DayField(required=False, label=_("Day of the letter"), help_text=_("Empty for today."))

    def run(self, *, by: Actor, consultation: str) -> Any:
        sent = dict(self.cleaned_data)
        return consulting.respond(by=by, consultation=consultation, words_=sent.pop("words"), **sent)


class ReplyForm(Choosing):
    answer = Offered(label=_("Answer"), widget=forms.RadioSelect)
    reason = Typed(
        required=False,
        label=_("Reason"),
        help_text=_("It is published in the summary."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, offered={"answer": words(ANSWERS), **offered}, **kwargs)

    def run(self, *, by: Actor, response: str) -> Any:
        return consulting.answer_response(by=by, response=response, **self.cleaned_data)
