"""What is asked of whoever opens a gap, drafts on it, moves its procedure and records the adoption."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.law.actions import drafting, gaps, versions
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.drafting import GAP_KINDS, STEP_RESULTS
from kerege.law.words.measures import MEASURE_KINDS
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.measures.wording import languages
from kerege.web.shell.forms import DayField, Offered, Typed


class Choosing(forms.Form):
    """A form some of whose lists depend on what there is to choose from."""

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class GapForm(Choosing):
    kind = Offered(label=_("What is missing"), widget=forms.RadioSelect)
    missing = Typed(label=_("In words"), widget=forms.Textarea(attrs={"rows": 3}))
    keeper = Offered(label=_("Who sees to it"))
    target_on = DayField(required=False, label=_("Until"))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, offered={"kind": words(GAP_KINDS), **offered}, **kwargs)

    def run(self, *, by: Actor, judgement: str) -> Any:
        return gaps.open_gap(by=by, judgement=judgement, **self.cleaned_data)


class EntrustForm(Choosing):
    do, title, button = "entrust", _("Give it to somebody else"), _("Save")
    keeper = Offered(label=_("Who sees to it"))
    target_on = DayField(required=False, label=_("Until"))

    def run(self, *, by: Actor, gap: str) -> Any:
        return gaps.entrust_gap(by=by, gap=gap, **self.cleaned_data)


class CloseForm(Choosing):
    do, title, button = "close", _("Close the gap by a new judgement"), _("Close the gap")
    judgement = Offered(label=_("The judgement that says so"), widget=forms.RadioSelect)

    def run(self, *, by: Actor, gap: str) -> Any:
        return gaps.close_gap(by=by, gap=gap, judgement=self.cleaned_data["judgement"])


class TaskForm(Choosing):
    gaps = forms.MultipleChoiceField(label=_("Gaps that it shall close"), widget=forms.CheckboxSelectMultiple)
    title = Typed(label=_("Title of the act"))
    key = Typed(label=_("Key"), help_text=_("Short, in plain letters, for example kgz-biosafety-2027."))
    kind = Offered(label=_("Kind of act"))
    language = Offered(label=_("Language of the draft"))
    amends = Offered(
        required=False,
        label=_("Measure that it amends"),
        help_text=_("Nothing for a new act. Its text in force is then revised, and the instructions are made from it."),
    )
    due_on = DayField(required=False, label=_("Until"))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        more = {"kind": words(MEASURE_KINDS), "language": languages(LANGUAGES)}
        super().__init__(*args, offered={**more, **offered}, **kwargs)

    def run(self, *, by: Actor) -> Any:
        return drafting.open_task(by=by, **self.cleaned_data)


class StepForm(Choosing):
    do, title, button = "step", _("Record the next step"), _("Record it")
    step = Offered(label=_("Step"))
    on = DayField(label=_("Taken on"))
    result = Offered(label=_("How it ended"), widget=forms.RadioSelect, initial="passed")
    note = Typed(required=False, label=_("Note"), help_text=_("Number of the order, result of a vote, what was said."))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, offered={"result": words(STEP_RESULTS), **offered}, **kwargs)

    def run(self, *, by: Actor, task: str) -> Any:
        return drafting.take_step(by=by, task=task, **self.cleaned_data)


class AdoptForm(Choosing):
    do, title, button = "adopt", _("Record the adoption"), _("Record the adoption")
    version = Offered(label=_("Version that was adopted"))
    on = DayField(label=_("Adopted on"))
    number = Typed(label=_("Number of the act"))
    holds_from = DayField(required=False, label=_("Its text holds from"), help_text=_("Empty for the day of adoption."))
    source = Typed(label=_("Source"), help_text=_("A key from the list of sources."))
    note = Typed(required=False, label=_("Note"))

    def run(self, *, by: Actor, task: str) -> Any:
        sent = dict(self.cleaned_data)
        version = sent.pop("version")
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 6 else 0
        return versions.adopt_draft(by=by, task=task, version=number, **sent)


class GiveUpForm(forms.Form):
    do, title, button = "give_up", _("Give the draft up"), _("Give it up")
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def run(self, *, by: Actor, task: str) -> Any:
        return drafting.give_up_task(by=by, task=task, reason=self.cleaned_data["reason"])


class WriteForm(forms.Form):
    text = Typed(
        label=_("Text"),
        help_text=_("Each article, paragraph and point on a line of its own: Article 1. Heading; 1. Text; 1) text."),
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
    )
    note = Typed(required=False, label=_("What changed and why"))
    machine = forms.BooleanField(required=False, label=_("A machine translated it"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def run(self, *, by: Actor, task: str) -> Any:
        sent = dict(self.cleaned_data)
        seen = sent.pop("seen")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0
        return versions.write_version(by=by, task=task, seen=number, **sent)
