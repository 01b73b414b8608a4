"""What is asked of whoever prepares, releases and sends reports. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.law.actions import releasing, reports
from kerege.law.rules.forms.template import MARKED, SCORE, STATUSES, Field, Form
from kerege.law.words.coverage import COVERAGE_STATUSES
from kerege.law.words.reports import COLUMNS
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices
from kerege.web.reports.wording import mark
from kerege.web.shell.forms import DayField, Offered, Typed, Whole

LEVELS = [
    (str(Sensitivity.PUBLIC.value), _("Everybody")),
    (str(Sensitivity.REGIONAL.value), _("Regional partners")),
    (str(Sensitivity.NATIONAL.value), _("Only readers of national records")),
]


def number(text: str) -> int | None:
    """What a form carried; nothing where somebody made something else of it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


class ReportForm(forms.Form):
    owner = Offered(label=_("Country"))
    form = Offered(label=_("Form"))
    period = Whole(label=_("Year that the report covers"), min_value=1990, max_value=2100)
    as_of = DayField(label=_("As things stand on"), help_text=_("Judgements of rounds up to this day fill it."))
    audience = Offered(
        label=_("Who may read it once it is released"),
        choices=LEVELS,
        help_text=_(
            "A facility that they may not read is left out, and stops the release until you say what stands there."
        ),
    )

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        sent = dict(self.cleaned_data)
        level = number(sent.pop("audience"))
        return reports.open_report(by=by, audience=level if level is not None else -1, **sent)


class FieldForm(forms.Form):
    """The columns of one field, and whether what was filled in stays away."""

    instead = forms.BooleanField(required=False, label=_("Send only what I write; leave out what was filled in"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: Form, about: Field, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        for name in about.own_columns:
            self.fields[f"own_{name}"] = _asked(form, name, lang)
        self.order_fields([*(f"own_{name}" for name in about.own_columns), "instead", "seen"])

    def run(self, *, by: Actor, report: str) -> Any:
        own = {name: self.cleaned_data.get(f"own_{name}") or "" for name in self.about.own_columns}
        return reports.write_field(
            by=by,
            report=report,
            key=self.about.key,
            own=own,
            instead=self.cleaned_data["instead"],
            seen=number(self.cleaned_data["seen"]),
        )


def _asked(form: Form, name: str, lang: str) -> forms.Field:
    label = gettext(COLUMNS[name])
    if name in MARKED:
        said = [(each, f"{mark(form, each, lang)} ({gettext(COVERAGE_STATUSES[each])})") for each in STATUSES]  # type: ignore[index]
        return Offered(required=False, label=label, choices=[("", gettext("As it was filled in")), *said])
    if name == SCORE:
        return Offered(required=False, label=label, choices=[("", "–"), *((each, each) for each in form.scale)])
    return Typed(required=False, label=label, widget=forms.Textarea(attrs={"rows": 3}))


class Step(forms.Form):
    """A step that carries which state of the report somebody has read."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def run(self, *, by: Actor, report: str) -> Any:
        seen = number(self.cleaned_data["seen"])
        return self.deed(by=by, report=report, seen=seen)


class FillForm(Step):
    do, button = "fill", _("Fill it again")
    deed = staticmethod(reports.fill_again)


class PrepareForm(Step):
    do, button = "prepare", _("Put it before a second person")
    deed = staticmethod(reports.prepare_report)


class ReleaseForm(Step):
    do, button = "release", _("Release it")
    deed = staticmethod(releasing.release_report)


class CorrectForm(Step):
    do, button = "correct", _("Correct it: begin a new version")

    def run(self, *, by: Actor, report: str) -> Any:
        return releasing.correct_report(by=by, report=report)


class ReasonForm(Step):
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def run(self, *, by: Actor, report: str) -> Any:
        seen, reason = number(self.cleaned_data["seen"]), self.cleaned_data["reason"]
        return self.deed(by=by, report=report, reason=reason, seen=seen)


class ReturnForm(ReasonForm):
    do, title, button = "return", _("Take it back into work"), _("Return it")
    deed = staticmethod(reports.return_report)


class WithdrawForm(ReasonForm):
    do, title, button = "withdraw", _("Withdraw the report"), _("Withdraw it")
    deed = staticmethod(reports.withdraw_report)


class SentForm(forms.Form):
    do, title, button = "sent", _("Record that it was sent"), _("Record it")
    sent_on = DayField(label=_("Sent on"))
    channel = Typed(label=_("How"), help_text=_("For example: note verbale, electronic system of the body."))
    reference = Typed(required=False, label=_("Reference number"))

    def run(self, *, by: Actor, report: str) -> Any:
        return releasing.record_sent(by=by, report=report, **self.cleaned_data)
