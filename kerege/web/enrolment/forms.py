"""What is asked of whoever nominates, decides, withdraws and takes attendance. The actions judge every value."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.files.rules import received
from kerege.files.words import PICTURES, FileKind
from kerege.people.rules import Actor
from kerege.training import actions
from kerege.training.queries.enrolment import CohortPage, PersonInCourse
from kerege.training.words import INSTITUTION_TYPES, SEXES
from kerege.training.words.delivery import PRESENCES, EnrolmentState
from kerege.training.words.enrolling import NEEDS
from kerege.web.content.taking import accept, scan
from kerege.web.inventory.details import words
from kerege.web.people.finding import FoundPersons
from kerege.web.shell.forms import Offered, Typed, Whole

SHEETS = PICTURES | {FileKind.PDF}


class NominateForm(forms.Form):
    """A person, and what the employer promises."""

    person = Offered(label=_("Person"), widget=forms.RadioSelect)
    time = Typed(label=_("Time to teach"), help_text=_("For example two days a month for a year."))
    place = Typed(label=_("Place to teach"), help_text=_("A room, a bench, a seminar."))
    material = Typed(label=_("Material"), help_text=_("What is given for it: printing, gloves, a projector."))
    teaches = forms.BooleanField(required=False, label=_("The person will teach others afterwards"))
    language = Typed(required=False, label=_("Language of the person"), help_text=_("For example ru or uz-Cyrl."))
    despite = Typed(required=False, label=_("Reason to take somebody who lacks a condition"))

    def __init__(self, *args: Any, found: FoundPersons, page: CohortPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = found.choices  # type: ignore[attr-defined]
        self.fields["person"].initial = found.only
        if not (page.organises and page.needs):
            del self.fields["despite"]

    def run(self, *, by: Actor, course: str) -> Any:
        told = dict(self.cleaned_data)
        promise = actions.Promise(*(told.pop(name) for name in ("time", "place", "material", "teaches")))
        return actions.nominate_for_course(by=by, course=course, promise=promise, **told)


class StepForm(forms.Form):
    """One thing that is done with a row of the list."""

    do: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]
    done: ClassVar[Any] = ""

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        raise NotImplementedError

    def run(self, *, by: Actor, enrolment: str) -> Any:
        raise NotImplementedError


class AcceptForm(StepForm):
    do, title, button = "accept", _("Accept"), _("Give a place, or the waiting list")
    despite = Typed(required=False, label=_("Reason, where something is lacking"))

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        return page.organises and person.state in {EnrolmentState.NOMINATED, EnrolmentState.REFUSED}

    def run(self, *, by: Actor, enrolment: str) -> Any:
        return actions.accept_participant(by=by, enrolment=enrolment, despite=self.cleaned_data.get("despite", ""))


class DeclineForm(StepForm):
    do, title, button = "decline", _("Do not accept"), _("Decline with this reason")
    reason = Typed(label=_("Reason"), help_text=_("The person and whoever nominated them read it."))

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        open_ones = {EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ENROLLED}
        return page.organises and person.state in open_ones

    def run(self, *, by: Actor, enrolment: str) -> Any:
        return actions.decline_participant(by=by, enrolment=enrolment, **self.cleaned_data)


class WithdrawForm(StepForm):
    do, title, button = "withdraw", _("Withdraw"), _("Withdraw from the course")
    reason = Typed(label=_("Reason"), help_text=_("The place goes to whoever has waited longest."))

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        open_ones = {EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ENROLLED}
        return (page.organises or person.mine or person.me) and person.state in open_ones

    def run(self, *, by: Actor, enrolment: str) -> Any:
        return actions.withdraw_participant(by=by, enrolment=enrolment, **self.cleaned_data)


class ReplaceLetterForm(StepForm):
    do, title, button = "replace_letter", _("Another address"), _("Give another address")
    done = _("This place has another address now. Those that were handed over before lead nowhere.")

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        return page.keeps and any(each.uid == person.uid for each in page.unwritten)

    def run(self, *, by: Actor, enrolment: str) -> Any:
        return actions.replace_letter(by=by, enrolment=enrolment)


class WithdrawLetterForm(StepForm):
    do, title, button = "withdraw_letter", _("No address"), _("Withdraw the address")
    done = _("No address leads to the page of this place any more.")

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        return page.keeps and person.letter is not None

    def run(self, *, by: Actor, enrolment: str) -> Any:
        return actions.withdraw_letter(by=by, enrolment=enrolment)


class ReplaceSlipForm(StepForm):
    do, title, button = "replace_slip", _("Another PIN"), _("Give another PIN")
    done = _("There is another PIN now, and the slip that was handed over before signs nobody in. Print the new one.")

    @classmethod
    def offered(cls, page: CohortPage, person: PersonInCourse) -> bool:
        return page.keeps and any(each.uid == person.uid for each in page.cohort)

    def run(self, *, by: Actor, enrolment: str) -> Any:
        return actions.replace_slip(by=by, enrolment=enrolment)


SLIP_STEPS = (ReplaceSlipForm,)
LETTER_STEPS = (ReplaceLetterForm, WithdrawLetterForm)
STEPS: tuple[type[StepForm], ...] = (AcceptForm, DeclineForm, WithdrawForm)


class NeedForm(forms.Form):
    """A condition of the course."""

    do = "need"
    kind = Offered(label=_("What is asked for"))
    key = Typed(
        label=_("Key of the curriculum, scheme or framework"), help_text=_("As it stands in the address of its page.")
    )
    level = Typed(
        required=False,
        label=_("Level"),
        help_text=_("Of a scheme L1; of a framework a competence and a level: C1 2; of a curriculum nothing."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words(NEEDS)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.ask_of_participants(by=by, course=course, **self.cleaned_data)


class MarkForm(forms.Form):
    """What is told of one person in one session; empty: nothing yet. `was` is what the page showed: a row that nobody
    touched says nothing, and the action is told of all others what the page showed, so that a page that stood open
    does not write over a sign-in.
    """

    presence = forms.ChoiceField(required=False, label=_("Presence"))
    minutes = Whole(required=False, min_value=0, max_value=1440, label=_("Minutes late"))
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: PersonInCourse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["presence"].choices = [("", gettext("Nothing recorded yet")), *words(PRESENCES)]  # type: ignore[attr-defined]
        for name in ("presence", "minutes"):
            self.fields[name].widget.attrs["aria-label"] = f"{self.fields[name].label}: {person.name}"

    @property
    def shown(self) -> dict[str, tuple[str, int] | None]:
        """What the page showed, by the uid of the row; nothing where it was not said."""
        if self.add_prefix("was") not in self.data:
            return {}
        presence, _colon, minutes = self.cleaned_data.get("was", "").partition(":")
        late = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 5 else 0
        return {self.person.uid: (presence, late) if presence else None}

    @property
    def wrong(self) -> list[dict[str, str]]:
        """What is wrong, for the summary of the page: with whose it is, and where it stands."""
        fields = [(self[name], self.fields[name].widget.attrs["aria-label"]) for name in ("presence", "minutes")]
        return [
            {"field": field.id_for_label, "sentence": f"{label}: {sentence}"}
            for field, label in fields
            for sentence in field.errors
        ]

    @property
    def told(self) -> tuple[str, int] | None:
        """None where nothing was chosen, or nothing else than what the page showed."""
        presence, minutes = self.cleaned_data.get("presence", ""), self.cleaned_data.get("minutes") or 0
        untouched = self.cleaned_data.get("was") == f"{presence}:{minutes}"
        return (presence, minutes) if presence and not untouched else None


class ParticularsForm(forms.Form):
    """What the register says of a participant beside the name."""

    sex = Offered(required=False, label=_("Sex"))
    institution_type = Offered(required=False, label=_("Institution"))

    def __init__(self, *args: Any, person: PersonInCourse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for name, choices in (("sex", SEXES), ("institution_type", INSTITUTION_TYPES)):
            self.fields[name].choices = words(choices)  # type: ignore[attr-defined]
            self.fields[name].initial = "not_stated"
            self.fields[name].widget.attrs["aria-label"] = f"{self.fields[name].label}: {person.name}"

    @property
    def told(self) -> actions.Particulars:
        return actions.Particulars(**{name: value for name, value in self.cleaned_data.items() if value})


class SignForm(forms.Form):
    """Number and PIN of the slip, for whoever has no account."""

    number = Typed(label=_("Number"), widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
    pin = Typed(label=_("PIN"), widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))


class SheetForm(forms.Form):
    """The signed sheet, scanned; where it is handed in, the marks are read from it."""

    sheet = forms.FileField(
        required=False,
        label=_("Signed sheet, scanned"),
        help_text=_("PDF or picture, at most 25 MB. With it the list is recorded as read from the sheet."),
        widget=forms.FileInput(attrs={"accept": accept(SHEETS)}),
    )

    def run(self, *, by: Actor, session: str, rows: Collection[MarkForm]) -> int:
        marks = {row.person.uid: row.told for row in rows if row.told is not None}
        asked: dict[str, Any] = {"by": by, "session": session, "marks": marks}
        asked["shown"] = {uid: mark for row in rows for uid, mark in row.shown.items()}
        file = self.cleaned_data["sheet"]
        if file is None:
            return actions.take_attendance(**asked)
        taken = received(file.name, file.chunks(), kinds=SHEETS, field="sheet", scan=scan())
        return actions.hand_in_sheet(received=taken, **asked)


class CloseForm(forms.Form):
    """That the course is closed: what the refusal of the action stands at."""
