"""What is asked of whoever opens an assessment, leads it, or mends what was found. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.capacity import actions
from kerege.capacity.words import ABOUT, ASSESSMENT_KINDS, PARTS, About
from kerege.files.rules import received
from kerege.files.words import DOCUMENTS
from kerege.people.rules import Actor
from kerege.web.capacity.drafts import DraftForm
from kerege.web.content.taking import accept, scan
from kerege.web.inventory.details import Choices, words
from kerege.web.shell.forms import DayField, Offered, Typed


class OpenForm(forms.Form):
    """What is assessed with which set. Where the address names a facility, only that one is offered."""

    set_key = Offered(label=_("Question set"))
    kind = Offered(label=_("Kind"), help_text=_("Peers and outsiders work for another organisation."))
    facility = Offered(required=False, label=_("Facility"), help_text=_("For a set that asks about a facility."))
    organisation = Offered(
        required=False, label=_("Organisation"), help_text=_("For a set that asks about an organisation.")
    )
    territory = Offered(required=False, label=_("Country"), help_text=_("For a set that asks about a country."))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", "–")]
        self.fields["set_key"].choices = offered["sets"]  # type: ignore[attr-defined]
        self.fields["kind"].choices = words(ASSESSMENT_KINDS)  # type: ignore[attr-defined]
        for name in ("facility", "organisation", "territory"):
            if offered.get(name):
                self.fields[name].choices = none + offered[name]  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def run(self, *, by: Actor) -> Any:
        return actions.open_assessment(by=by, **self.cleaned_data)


class NameForm(forms.Form):
    do, title = "name", _("Name somebody for the team")
    email = Typed(label=_("E-mail address of the account"))
    part = Offered(label=_("Part"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = list(reversed(words(PARTS)))  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.name_assessor(by=by, assessment=uid, **self.cleaned_data)


class WithdrawForm(forms.Form):
    do, title = "withdraw", _("Withdraw the assessment")
    reason = Typed(label=_("Reason"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.withdraw_assessment(by=by, assessment=uid, **self.cleaned_data)


class EvidenceForm(forms.Form):
    question = Offered(label=_("Question"))
    title = Typed(label=_("What it is"), help_text=_("For example: training plan 2026"))
    reference = Typed(
        required=False,
        label=_("Where it can be looked at"),
        help_text=_("A number, a folder, an address; no place of storage of biological material."),
    )
    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("At most 25 MB and without macros; only those who read the answers read it."),
        widget=forms.FileInput(attrs={"accept": accept(DOCUMENTS)}),
    )

    def __init__(self, *args: Any, questions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = questions  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        sent = dict(self.cleaned_data)
        file = sent.pop("file", None)
        taken = received(file.name, file.chunks(), scan=scan()) if file is not None else None
        return actions.add_evidence(by=by, assessment=uid, received=taken, **sent)


class PlanForm(forms.Form):
    what = Typed(label=_("What is done"), widget=forms.Textarea(attrs={"rows": 3}))
    seat = Offered(label=_("Who does it"), help_text=_("Whoever sits on this seat gets a task."))
    due = DayField(judged=True, label=_("Due"))

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        title = gettext("Corrective action after an assessment: see your actions")
        return actions.plan_action(by=by, finding=uid, title=title, **self.cleaned_data)


class DoneForm(forms.Form):
    do, title, button = "done", _("It is done"), _("Report it as done")
    proof = Typed(label=_("What proves it"), help_text=_("A document, a record, what somebody can look at."))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.report_done(by=by, action=uid, **self.cleaned_data)


class VerifyForm(forms.Form):
    do, title, button = "verify", _("I have looked at it"), _("Record what I saw")
    convincing = Offered(label=_("Does it do what it should?"))
    note = Typed(required=False, label=_("Note"), help_text=_("Needed where it does not convince."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("yes", gettext("Yes, it is verified")), ("no", gettext("No, it is planned again"))]
        self.fields["convincing"].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        convincing = self.cleaned_data["convincing"] == "yes"
        return actions.verify_action(by=by, action=uid, convincing=convincing, note=self.cleaned_data["note"])


class WorkedForm(forms.Form):
    do, title, button = "worked", _("Did it work?"), _("Record whether it worked")
    worked = Offered(label=_("Is the cause gone?"))
    note = Typed(label=_("What you saw"), help_text=_("A record, a count, a visit: something after it was done."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("yes", gettext("Yes, it worked")), ("no", gettext("No, something else is needed"))]
        self.fields["worked"].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        worked, note = self.cleaned_data["worked"] == "yes", self.cleaned_data["note"]
        return actions.look_whether_it_worked(by=by, action=uid, worked=worked, note=note)


class DropForm(forms.Form):
    do, title, button = "drop", _("Nobody will do it"), _("Drop it")
    note = Typed(label=_("Reason"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.drop_action(by=by, action=uid, reason=self.cleaned_data["note"])


class SetForm(DraftForm):
    """An XLSForm that becomes a draft of a question set."""

    about = Offered(label=_("What it asks about"))
    key = Typed(required=False, label=_("Key"), help_text=_("Empty: the form_id of the form."))
    version = Typed(required=False, label=_("Version"), help_text=_("Empty: the version of the form."))
    file = forms.FileField(label=_("XLSForm or sheet"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    field_order = ("owner", "about", "key", "version", "rights", "label", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = words({each: ABOUT[each] for each in About})  # type: ignore[attr-defined]
