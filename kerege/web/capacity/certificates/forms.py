"""What is asked in a case, step by step. Each form says when it is offered and which action it calls; these judge."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.capacity import actions
from kerege.capacity.queries.cases import CasePage
from kerege.capacity.words.certification import (
    CaseState,
    InCase,
    RecordKind,
    Todo,
)
from kerege.files.rules import received
from kerege.files.words import DOCUMENTS
from kerege.people.rules import Actor
from kerege.web.capacity.certificates.wording import choices_of, hours_told
from kerege.web.content.taking import accept, scan
from kerege.web.shell.figures import day
from kerege.web.shell.forms import DayField, Numeral, Offered, Typed, Whole

Choices = list[tuple[str, str]]


class StepForm(forms.Form):
    """One step. `todos` are those that it takes; it is offered to whoever does one of them while it is open."""

    do: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]
    todos: ClassVar[tuple[Todo, ...]] = ()

    def __init__(self, *args: Any, page: CasePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.offer(page)

    def offer(self, page: CasePage) -> None:
        """Fill the lists to choose from."""

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return any(todo in page.todos and page.is_mine(todo) for todo in cls.todos)

    @classmethod
    def shown(cls, request: HttpRequest, page: CasePage) -> bool:
        """Whether it stands on the page: where it is offered, and where it was sent all the same, from a page that was
        opened before the case went on. The action then says why it cannot be done, and what was typed stays.
        """
        return cls.offered(page) or (request.method == "POST" and request.POST.get("do") == cls.do)

    def run(self, *, by: Actor, uid: str) -> Any:
        raise NotImplementedError


def _part_one(page: CasePage) -> bool:
    straight = bool(page.scheme.level(page.line.level).after)
    trains = page.line.parts & {InCase.TRAINER.value, InCase.CENTRE.value} and "trainee" not in page.line.parts
    return bool(trains) and not straight and page.line.state in {CaseState.ENROLLED, CaseState.PART_ONE}


class EnrolForm(StepForm):
    do, title, button, todos = "enrol", _("Enrol"), _("Enrol the trainee"), (Todo.ENROL,)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.enrol(by=by, case=uid)


class HoursForm(StepForm):
    do, title, button = "hours", _("Record hours"), _("Record the hours")
    day = DayField(judged=True, label=_("Day"))
    start = Typed(required=False, label=_("From"), help_text=_("As the clock there showed it, for example 09:00."))
    end = Typed(required=False, label=_("Until"))
    zone = Typed(required=False, label=_("Time zone"), initial="Asia/Almaty")
    pause = Whole(required=False, min_value=0, max_value=600, label=_("Breaks, in minutes"))
    hours = Numeral(required=False, label=_("Or hours of the whole day"), help_text=_("Where no times are known: 7.5"))
    note = Typed(required=False, label=_("Where this is from"), help_text=_("Course, attendance sheet, its number."))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return _part_one(page)

    def run(self, *, by: Actor, uid: str) -> Any:
        given = {**self.cleaned_data, "pause": self.cleaned_data["pause"] or 0}
        return actions.record_hours(by=by, case=uid, **given)


class TakeBackForm(StepForm):
    """Hours that were recorded wrongly: the day is free again for what is right."""

    do, title, button = "hours_back", _("Take hours back"), _("Take them back")
    record = Offered(label=_("Which entry"))

    def offer(self, page: CasePage) -> None:
        entries = page.of_kind(RecordKind.HOURS)
        told = [(e.uid, " · ".join((day(e.on), hours_told(e), *e.text.split(" · ")[-1:]))) for e in entries]
        self.fields["record"].choices = told  # type: ignore[attr-defined]

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return _part_one(page) and bool(page.of_kind(RecordKind.HOURS))

    def run(self, *, by: Actor, uid: str) -> Any:
        actions.withdraw_hours(by=by, case=uid, **self.cleaned_data)
        return True


class KnowledgeForm(StepForm):
    do, title, button = "knowledge", _("Record the knowledge test"), _("Record the result")
    on = DayField(judged=True, label=_("Day"))
    percent = Numeral(label=_("Result in percent"))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return _part_one(page)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.record_knowledge(by=by, case=uid, **self.cleaned_data)


class ChecklistForm(StepForm):
    do, title, button = "practical", _("Sign the practical checklist"), _("I saw this, and sign")
    on = DayField(judged=True, label=_("Day"))
    done = forms.MultipleChoiceField(
        required=False, label=_("What was shown"), widget=forms.CheckboxSelectMultiple, choices=()
    )

    def offer(self, page: CasePage) -> None:
        self.fields["done"].choices = choices_of(page.scheme.checklist)  # type: ignore[attr-defined]

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return _part_one(page)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.sign_checklist(by=by, case=uid, **self.cleaned_data)


class RubricForm(StepForm):
    """A rubric: one field for each criterion."""

    def offer(self, page: CasePage) -> None:
        marks = [("", "–"), *((str(n), str(n)) for n in (1, 2, 3, 4))]
        for key, text in choices_of(page.scheme.rubric):
            self.fields[key] = Offered(label=text, choices=marks)

    @property
    def judged(self) -> dict[str, str]:
        return {item.key: self.cleaned_data.get(item.key, "") for item in self.page.scheme.rubric}


class TeachBackForm(RubricForm):
    do, title, button = "teach_back", _("Judge the teach-back"), _("Record the judgement")
    on = DayField(judged=True, label=_("Day"), help_text=_("Criteria from 1 (not yet) to 4 (fully)."))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return _part_one(page)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.judge_teach_back(by=by, case=uid, on=self.cleaned_data["on"], given=self.judged)


class CloseOneForm(StepForm):
    do, title, button, todos = "close", _("Close part 1"), _("Part 1 is passed"), (Todo.CLOSE_PART_ONE,)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.close_part_one(by=by, case=uid)


class OpenTwoForm(StepForm):
    do, title, button, todos = "open", _("Open part 2"), _("Open part 2"), (Todo.OPEN_PART_TWO,)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.open_part_two(by=by, case=uid)


def _file() -> Any:
    return forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("At most 25 MB and without macros; only those with a part in the case read it."),
        widget=forms.FileInput(attrs={"accept": accept(DOCUMENTS)}),
    )


def _taken(file: Any) -> Any:
    return received(file.name, file.chunks(), scan=scan()) if file is not None else None


class HandInForm(StepForm):
    kind_of: ClassVar[RecordKind]
    text = Typed(label=_("Text"), widget=forms.Textarea(attrs={"rows": 5}))
    file = _file()

    def run(self, *, by: Actor, uid: str) -> Any:
        told = self.cleaned_data
        return actions.hand_in_text(
            by=by, case=uid, kind=self.kind_of.value, text=told["text"], received=_taken(told["file"])
        )


class AdaptationForm(HandInForm):
    do, title, button = "adaptation", _("What I adapted to my own setting"), _("Hand it in")
    todos, kind_of = (Todo.ADAPT,), RecordKind.ADAPTATION


class ReflectionForm(HandInForm):
    do, title, button = "reflection", _("What went well, what did not, what I change"), _("Hand it in")
    todos, kind_of = (Todo.REFLECT,), RecordKind.REFLECTION


class DeliveryForm(StepForm):
    do, title, button = "delivery", _("Record a delivery"), _("Record the delivery")
    on = DayField(judged=True, label=_("Day"))
    place = Typed(label=_("Place"), help_text=_("The town or institution."))
    territory = Offered(label=_("Country"))
    language = Typed(label=_("Language"), help_text=_("For example ru or uz-Cyrl."))
    version = Typed(label=_("Version of the curriculum"))
    participants = Whole(min_value=0, max_value=500, label=_("Participants"))
    attendance = Typed(required=False, label=_("Where the attendance record is kept"))
    present = Typed(
        required=False,
        label=_("Numbers or keys of the participants, one a line"),
        help_text=_("Kept as digests that nobody can read: only to see whether the same people were in two places."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = _file()

    def offer(self, page: CasePage) -> None:
        self.fields["version"].initial = page.versions[0] if page.versions else ""
        told = {"curriculum": page.line.curriculum, "versions": ", ".join(page.versions)}
        self.fields["version"].help_text = gettext("Of %(curriculum)s these count: %(versions)s.") % told
        self.fields["language"].initial = page.line.languages.split()[0]

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        own = page.line.parts & {"trainee", InCase.CENTRE.value}
        return bool(own) and page.line.state in {CaseState.PART_TWO, CaseState.CERTIFIED}

    def run(self, *, by: Actor, uid: str) -> Any:
        told = dict(self.cleaned_data)
        file, present = told.pop("file"), told.pop("present")
        return actions.record_delivery(by=by, case=uid, received=_taken(file), present=present.splitlines(), **told)
