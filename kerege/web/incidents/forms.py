"""What is asked of whoever reports, handles and learns. The actions judge every value."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import moment
from kerege.people.rules import Actor
from kerege.response.actions import handling, lessons, reporters, reporting
from kerege.response.words import incidents as words_of
from kerege.sharing.words import SENSITIVITIES
from kerege.web.delivery.forms import MomentInput
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import Offered, Typed

NO_NAMES = _("No names of persons, no agents, no numbers of rooms or freezers.")
AREA = forms.Textarea


class ReportForm(forms.Form):
    """The report, as short as it can be: what cannot be told at once is asked later."""

    kind = Offered(label=_("What happened"))
    occurred_at = Typed(
        label=_("When it happened"), help_text=_("By the clock of the laboratory."), widget=MomentInput()
    )
    discovered_at = Typed(
        required=False,
        label=_("When it was noticed"),
        help_text=_("Only where that was later."),
        widget=MomentInput(),
    )
    room = Offered(label=_("Where"))
    activity = Offered(label=_("What was being done"))
    occurrences = Several(required=False, label=_("How it came about"))
    severity = Offered(
        label=_("How bad it was, or could have been"), help_text=_("Your own view; it can be judged otherwise later.")
    )
    risk_group = Offered(
        required=False, label=_("Risk group"), help_text=_("Of the agents that were worked with; never which agents.")
    )
    story = Typed(label=_("In a few words"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 4}))
    immediate = Typed(required=False, label=_("What was done at once"), widget=AREA(attrs={"rows": 2}))
    confidence = Offered(label=_("Who may know that you reported"), widget=forms.RadioSelect)
    once = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, zone: str, ways: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        offered: dict[str, Mapping[Any, str]] = {
            "kind": words_of.INCIDENT_KINDS,
            "room": words_of.ROOM_KINDS,
            "activity": words_of.WORKED_AT,
            "occurrences": words_of.OCCURRENCES,
            "severity": words_of.HARMS,
            "risk_group": words_of.RISK_GROUPS,
        }
        for name, known in offered.items():
            self.fields[name].choices = words(known)  # type: ignore[attr-defined]
        self.fields["confidence"].choices = ways  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        return sent | {name: self._moment(name, sent[name]) for name in ("occurred_at", "discovered_at")}

    def _moment(self, name: str, typed: str) -> datetime | None:
        if not typed and not self.fields[name].required:
            return None
        try:
            at = moment(typed, self.zone)
        except ValueError:
            at = None
        if at is None:
            self.add_error(name, _("Write the day and the time, like 2027-03-15 09:00."))
        return at

    def run(self, *, by: Actor, door: str) -> reporting.Reported:
        sent = dict(self.cleaned_data)
        how = {"confidence": sent.pop("confidence"), "once": sent.pop("once")}
        sent["discovered_at"] = sent["discovered_at"] or sent["occurred_at"]
        return reporting.report_incident(by=by, door=door, told=reporting.Told(**sent), **how)


class CodeForm(forms.Form):
    code = Typed(
        label=_("Your code"),
        help_text=_("As it was shown when you reported, with or without hyphens."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """The reporter's own words, by the code or by the account."""

    do = "answer"
    text = Typed(label=_("Your answer, or what you want to add"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 3}))


class StepForm(forms.Form):
    """One step of the handling; `do` is what its button sends."""

    do: str = ""
    title: Any = ""
    button: Any = ""

    def run(self, *, by: Actor, incident: str) -> Any:
        raise NotImplementedError


class AcknowledgeForm(StepForm):
    do, title, button = "acknowledge", _("Say that you have read it"), _("Acknowledge it")

    def run(self, *, by: Actor, incident: str) -> Any:
        return handling.acknowledge_incident(by=by, incident=incident)


class InvestigateForm(StepForm):
    do, title, button = "investigate", _("Look for the causes"), _("Begin the investigation")

    def run(self, *, by: Actor, incident: str) -> Any:
        return handling.investigate_incident(by=by, incident=incident)


class SetAsideForm(StepForm):
    do, title, button = "set_aside", _("Set it aside"), _("Set it aside")
    reason = Typed(label=_("Reason"), help_text=_("Whoever reported reads it."), widget=AREA(attrs={"rows": 2}))

    def run(self, *, by: Actor, incident: str) -> Any:
        return handling.set_incident_aside(by=by, incident=incident, reason=self.cleaned_data["reason"])


class AskForm(StepForm):
    do, title, button = "ask", _("Ask whoever reported"), _("Ask")
    text = Typed(label=_("Question"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 2}))

    def run(self, *, by: Actor, incident: str) -> Any:
        return handling.ask_reporter(by=by, incident=incident, text=self.cleaned_data["text"])


class AffectedForm(StepForm):
    do, title, button = "affected", _("Note that somebody was affected"), _("Note it")
    role = Offered(label=_("What that person does"))
    experience = Offered(label=_("Experience with such work"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = words(words_of.AFFECTED_ROLES)  # type: ignore[attr-defined]
        self.fields["experience"].choices = words(words_of.EXPERIENCES)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, incident: str) -> Any:
        return reporters.note_affected(by=by, incident=incident, **self.cleaned_data)


class ConcludeForm(StepForm):
    do, title, button = "conclude", _("Say what the investigation found"), _("Hand the causes to quality")
    method = Offered(label=_("How you looked"))
    found = Typed(label=_("What you found"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 4}))
    causes = Several(label=_("Root causes"), help_text=_("Each becomes a finding, for which actions are planned."))
    competences = Several(
        required=False,
        label=_("What people would have had to be able to do"),
        help_text=_("Where training was a cause: by this the need for training of this laboratory grows."),
    )
    clauses = Several(required=False, label=_("Which part of biorisk management (ISO 35001) it concerns"))

    def __init__(self, *args: Any, competences: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = words(words_of.METHODS)  # type: ignore[attr-defined]
        self.fields["causes"].choices = words(words_of.ROOT_CAUSES)  # type: ignore[attr-defined]
        self.fields["clauses"].choices = words(words_of.CLAUSES)  # type: ignore[attr-defined]
        self.fields["competences"].choices = competences  # type: ignore[attr-defined]

    def run(self, *, by: Actor, incident: str) -> Any:
        return handling.conclude_investigation(by=by, incident=incident, **self.cleaned_data)


class CloseForm(StepForm):
    do, title, button = "close", _("Close it"), _("Close it")
    outcome = Typed(
        label=_("What came of it"), help_text=_("Whoever reported reads it."), widget=AREA(attrs={"rows": 3})
    )

    def run(self, *, by: Actor, incident: str) -> Any:
        return handling.close_incident(by=by, incident=incident, outcome=self.cleaned_data["outcome"])


class WordsForm(forms.Form):
    """A lesson by language."""

    title_en = Typed(required=False, label=_("Title in English"))
    text_en = Typed(
        required=False,
        label=_("Text in English"),
        help_text=_("Without persons and without the name of the laboratory."),
        widget=AREA(attrs={"rows": 4}),
    )
    title_ru = Typed(required=False, label=_("Title in Russian"))
    text_ru = Typed(required=False, label=_("Text in Russian"), widget=AREA(attrs={"rows": 4}))

    def told(self) -> dict[str, dict[str, str]]:
        sent = self.cleaned_data
        return {name: {lang: sent[f"{name}_{lang}"] for lang in lessons.LANGS} for name in ("title", "text")}


class LessonForm(WordsForm, StepForm):
    do, title, button = "lesson", _("Write a lesson for others"), _("Save the lesson")

    def run(self, *, by: Actor, incident: str) -> Any:
        told = self.told()
        return lessons.draft_lesson(by=by, incident=incident, title=told["title"], text=told["text"])


class RewordLessonForm(WordsForm):
    do, title, button = "reword", _("Write it anew"), _("Save the lesson")

    def run(self, *, by: Actor, lesson: str) -> Any:
        return lessons.reword_lesson(by=by, lesson=lesson, **self.told())


class OpenNameForm(StepForm):
    do, title, button = "open", _("See who reported"), _("Show me the name")
    reason = Typed(
        required=False,
        label=_("Reason"),
        help_text=_("Whoever reported is shown that you looked, and why."),
    )


class PublishForm(forms.Form):
    do, title, button = "publish", _("Let others read it"), _("Publish it so")
    label = Offered(label=_("For whom"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].choices = [  # type: ignore[attr-defined]
            (str(int(level)), gettext(SENSITIVITIES[level]))
            for level in (Sensitivity.NATIONAL, Sensitivity.REGIONAL, Sensitivity.PUBLIC)
        ]

    def run(self, *, by: Actor, lesson: str) -> Any:
        return lessons.publish_lesson(by=by, lesson=lesson, label=chosen_level(self.cleaned_data["label"]))


class NoteForm(forms.Form):
    do = ""
    note = Typed(label=_("Reason"), widget=AREA(attrs={"rows": 2}))


class ReturnLessonForm(NoteForm):
    do, title, button = "return", _("Return it to its author"), _("Return it")

    def run(self, *, by: Actor, lesson: str) -> Any:
        return lessons.return_lesson(by=by, lesson=lesson, note=self.cleaned_data["note"])


class WithdrawLessonForm(NoteForm):
    do, title, button = "withdraw", _("Withdraw the lesson"), _("Withdraw it")

    def run(self, *, by: Actor, lesson: str) -> Any:
        return lessons.withdraw_lesson(by=by, lesson=lesson, note=self.cleaned_data["note"])


class SubmitLessonForm(forms.Form):
    do, title, button = "submit", _("Hand it to a second person"), _("Hand it in")

    def run(self, *, by: Actor, lesson: str) -> Any:
        return lessons.submit_lesson(by=by, lesson=lesson)


class DeskForm(forms.Form):
    anonymous = forms.BooleanField(
        required=False,
        label=_("Take anonymous reports"),
        help_text=_("Without an account and without a trace; whoever reports gets a code to come back with."),
    )
    days_to_answer = forms.IntegerField(label=_("Days within which you answer"), initial=3)
    health = Offered(required=False, label=_("Seat of occupational health"))

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["health"].choices = [("", "–"), *seats]  # type: ignore[attr-defined]
