"""What is asked of whoever plans a course. The actions judge every value."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.sharing.words import MEANINGS, SENSITIVITIES
from kerege.training import actions
from kerege.training.words import COURSE_KINDS
from kerege.training.words.delivery import ANSWERS, ENTRIES, USUAL_LEAST, USUAL_MOST, Answer
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices, words
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import DayField, Offered, Typed

NUMBER = {"inputmode": "numeric", "size": 6}
WHEN = _("Day and time by the clock of the venue, like 2027-03-15 09:00.")


class MomentInput(forms.DateTimeInput):
    """A day and time, picked or typed; what was typed wrong stays as it was."""

    input_type = "datetime-local"


class Part(forms.Form):
    """One form of a page; `do` is its prefix and what its button sends."""

    do: str = ""
    title: Any = ""
    button: Any = _("Record it")

    def ask_anyway(self) -> None:
        """After training.participants_busy: the form is asked once more, and says that somebody settles it."""
        self.fields["anyway"] = forms.BooleanField(required=False, label=_("All the same: I settle it with them"))

    def choose(self, **choices: Choices) -> None:
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.add_prefix("anyway") in self.data:
            self.ask_anyway()

    def run(self, *, by: Actor, course: str) -> Any:
        """The action of the form."""
        raise NotImplementedError


class CohortFields(forms.Form):
    least = Typed(label=_("At least so many people"), widget=forms.TextInput(attrs=NUMBER), initial=USUAL_LEAST)
    most = Typed(label=_("At most so many people"), widget=forms.TextInput(attrs=NUMBER), initial=USUAL_MOST)
    cohort_reason = Typed(
        required=False, label=_("Why more or fewer than usual"), help_text=_("Only for fewer than 10 or more than 14.")
    )
    entry = Offered(label=_("How people come to a place"))
    enrol_from = DayField(required=False, label=_("Enrolment from"))
    enrol_until = DayField(required=False, label=_("Enrolment until"))


class PlanForm(CohortFields, Part):
    """A new course: what, for whom, where, when. `key` is drawn once, so that pressing twice plans one course."""

    owner = Offered(label=_("Whose record it is"))
    title = Typed(label=_("Title"), help_text=_("What participants will read."))
    kind = Offered(label=_("Kind"))
    curriculum = Offered(
        required=False, label=_("Curriculum"), help_text=_("Its modules become the sessions, its activities the list.")
    )
    trainees_from = Offered(required=False, label=_("Country that the trainees come from"))
    centre = Offered(required=False, label=_("Training centre"), help_text=_("Its country and its clock hold then."))
    venue = Offered(required=False, label=_("Country where it is held"), help_text=_("Only without a training centre."))
    venue_place = Typed(required=False, label=_("Town or place"))
    zone = Offered(required=False, label=_("Clock of the place"), help_text=_("Only where the country has several."))
    first_day = DayField(label=_("First day"))
    language = Offered(required=False, label=_("Language of teaching"))
    project_key = Offered(required=False, label=_("Project"))
    note = Typed(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    readers = Offered(label=_("Who reads it"))
    key = Typed(widget=forms.HiddenInput())
    field_order = (
        *("owner", "title", "kind", "curriculum", "trainees_from", "centre", "venue", "venue_place", "zone"),
        *("first_day", "language", "least", "most", "cohort_reason", "entry", "enrol_from", "enrol_until"),
        *("project_key", "note", "readers", "key"),
    )

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(**offered, kind=words(COURSE_KINDS), entry=words(ENTRIES))
        self.choose(language=[("", gettext("Not stated")), *languages()], readers=levels())

    def run(self, *, by: Actor, course: str = "") -> Any:
        told = dict(self.cleaned_data)
        level: Any = chosen_level(told.pop("readers") or str(int(Sensitivity.PUBLIC)))
        return actions.plan_course(by=by, label=level, **told)


def levels() -> Choices:
    return [(str(int(level)), f"{gettext(SENSITIVITIES[level])}: {gettext(MEANINGS[level])}") for level in Sensitivity]


class CohortForm(CohortFields, Part):
    do, title, button = "cohort", _("Cohort and enrolment"), _("Save it")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(entry=words(ENTRIES))

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.change_cohort(by=by, course=course, **self.cleaned_data)


class PostponeForm(Part):
    do, title, button = "postpone", _("Put it off"), _("Move all sessions")
    days = Typed(
        label=_("By how many days"),
        help_text=_(
            "Sessions keep their times by the clock of the venue, and their rooms move along, or nothing moves."
        ),
        widget=forms.TextInput(attrs={"inputmode": "text", "size": 6}),
    )

    def run(self, *, by: Actor, course: str) -> Any:
        typed = self.cleaned_data["days"].replace("\u2212", "-")
        number = int(typed) if typed.lstrip("-").isascii() and typed.lstrip("-").isdigit() and len(typed) < 6 else 0
        return actions.postpone_course(by=by, course=course, days=number, anyway=bool(self.cleaned_data.get("anyway")))


class CancelForm(Part):
    do, title, button = "cancel", _("Cancel the course"), _("Cancel it")
    reason = Typed(label=_("Why"), help_text=_("Participants and staff will read it."))

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.cancel_course(by=by, course=course, **self.cleaned_data)


class HeldForm(Part):
    do, title, button = "held", _("The course was held"), _("Record that it was held")

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.declare_held(by=by, course=course)


class LayForm(Part):
    """The sessions of the curriculum at once."""

    do, title, button = "lay", _("Lay the sessions of the curriculum"), _("Lay the sessions")
    first_day = DayField(label=_("First day"))
    begins = forms.TimeField(
        label=_("Each day begins at"), initial=time(9), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    room = Offered(required=False, label=_("Room"))
    weekends = forms.BooleanField(required=False, label=_("Also on the weekend"))

    def __init__(self, *args: Any, rooms: Choices, off: frozenset[int], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.off, self.lang = off, lang
        self.choose(room=[("", gettext("No room yet")), *rooms])

    def run(self, *, by: Actor, course: str) -> Any:
        told = dict(self.cleaned_data)
        off: frozenset[int] = frozenset() if told.pop("weekends") else self.off
        return actions.lay_sessions(by=by, course=course, off=off, lang=self.lang, **told)


class SessionForm(Part):
    do, title, button = "add", _("Add a session"), _("Add it")
    name = Typed(label=_("Title"))
    starts = Typed(label=_("From"), help_text=WHEN, widget=MomentInput())
    ends = Typed(label=_("Until"), help_text=WHEN, widget=MomentInput())
    room = Offered(required=False, label=_("Room"), help_text=_("It is booked for the largest cohort."))
    place = Typed(required=False, label=_("Or another place"))

    def __init__(self, *args: Any, rooms: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(room=[("", gettext("No room of the centre")), *rooms])
        if not rooms:
            del self.fields["room"]
            self.fields["place"].label = _("Place")

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"title": told.pop("name"), **told}

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.add_session(by=by, course=course, **self.told())


class MoveForm(SessionForm):
    do, title, button = "move", _("Change it"), _("Save it")

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.move_session(by=by, session=course, **self.told())


class CallOffForm(Part):
    do, title, button = "call_off", _("Call it off"), _("Call it off")
    reason = Typed(label=_("Why"), help_text=_("Participants and staff will read it."))

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.call_off_session(by=by, session=course, **self.cleaned_data)


class AnswerForm(Part):
    """One's own invitation."""

    do, title, button = "answer", _("Your answer"), _("Send the answer")
    answer = Offered(label=_("Your answer"), widget=forms.RadioSelect)
    reason = Typed(required=False, label=_("What the organiser should know"))
    staff = Typed(widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(answer=words({each: ANSWERS[each] for each in (Answer.CONFIRMED, Answer.DECLINED)}))

    def run(self, *, by: Actor, course: str = "") -> Any:
        return actions.answer_invitation(by=by, **self.cleaned_data)
