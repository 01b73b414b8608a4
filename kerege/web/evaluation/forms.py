"""What is asked on the pages of evaluation. Each form calls one action; these judge."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Grid, read_grid
from kerege.people.rules import Actor
from kerege.training.actions import evaluation as actions
from kerege.training.queries.evaluation_practice import Asked
from kerege.training.rules.evaluation_forms import EvaluationForm, Question
from kerege.training.words.evaluation import DRIVERS, OBSERVING, SEEN, TEST_KINDS
from kerege.training.words.evaluation_refused import ANSWER_MISSING, NOTHING_TO_ENTER, OBSERVATION_INCOMPLETE
from kerege.web.content.taking import accept, scan
from kerege.web.shell.forms import DayField, Numeral, Offered, Typed, Whole
from kerege.web.shell.middleware import told

SHEETS = frozenset({FileKind.XLSX, FileKind.CSV, FileKind.TXT})
LARGEST = 2_000_000
NUMBERS = [(str(n), str(n)) for n in range(1, 6)]


class Step(forms.Form):
    """One thing to do on a page; `do` is the button that sends it."""

    do: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]

    def run(self, *, by: Actor, uid: str) -> Any:
        raise NotImplementedError


def sent(request: HttpRequest, kind: type[Step], **more: Any) -> Any:
    """The form, filled in where the request sent it."""
    mine = request.method == "POST" and request.POST.get("do") == kind.do
    return kind(request.POST if mine else None, request.FILES if mine else None, prefix=kind.do, **more)


class AskForm(Step):
    do, title, button = "ask", _("Ask the participants"), _("Begin")
    participants = Whole(label=_("How many people took part"))
    until = DayField(
        required=False,
        label=_("Last day for answers"),
        help_text=_("Two weeks from now if you leave it empty. What was said is told after it, never before."),
    )

    delivery = Offered(
        required=False,
        label=_("It is also a delivery for a certificate"),
        help_text=_("One answer then counts for the course and for the trainer's case, and nobody is asked twice."),
    )

    def __init__(self, *args: Any, deliveries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivery"].choices = [("", "–"), *deliveries]  # type: ignore[attr-defined]
        if not deliveries:
            del self.fields["delivery"]

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.ask_participants(by=by, course=uid, **self.cleaned_data)


class LinksForm(Step):
    do, title, button = "links", _("Links to hand out"), _("Make the links")
    links = Whole(label=_("How many"), help_text=_("One for each participant. Each takes one answer."))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.hand_out_links(by=by, course=uid, **self.cleaned_data)


class CloseForm(Step):
    do, title, button = "close", _("End the asking now"), _("End it")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.close_asking(by=by, course=uid)


class AnswerForm(Step):
    """The questions of a form, as a participant answers them."""

    do, title, button = "say", _("How was the course?"), _("Send")

    def __init__(self, *args: Any, form: EvaluationForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "en"
        for each in form.questions:
            widget = forms.RadioSelect(attrs={"class": "scale"})
            self.fields[each.key] = Offered(label=each.told(lang), choices=NUMBERS, widget=widget)
        for each in form.texts:
            area = forms.Textarea(attrs={"rows": 2, "maxlength": 280})
            self.fields[each.key] = Typed(required=False, label=each.told(lang), widget=area)

        self.asked = [each.key for each in form.questions]
        self.questions = [*self.asked, *(each.key for each in form.texts)]

    def clean(self) -> dict[str, Any]:
        """All that is missing is told at once, in the words of the action."""
        for key in self.asked:
            if not self.cleaned_data.get(key):
                self.add_error(key, told(Refusal(ANSWER_MISSING, field=key)))
        return self.cleaned_data

    def given(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in self.questions}


class PaperForm(AnswerForm):
    do, title, button = "paper", _("Enter one paper form"), _("Enter it")
    sheet = Whole(
        label=_("Number on the sheet"),
        help_text=_("Write it on the paper when you enter it. A sheet with a number that was entered is refused."),
    )

    def __init__(self, *args: Any, sheet: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].initial = sheet

    def run(self, *, by: Actor, uid: str) -> Any:
        actions.enter_paper(by=by, course=uid, sheet=self.cleaned_data.get("sheet"), given=self.given())
        return True


class ObserveForm(Step):
    """What somebody saw of one participant, practice by practice."""

    do, title, button = "observe", _("Record what you saw at the workplace"), _("I saw this, and sign")
    person = Typed(label=_("Participant"), help_text=_("The name or key, as in the list of participants."))
    on = DayField(judged=True, label=_("Day on which you looked"))
    relation = Offered(label=_("What you are to this person"))

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "en"
        self.fields["relation"].choices = _choices(OBSERVING)  # type: ignore[attr-defined]
        self.asked: list[tuple[Question, Mapping[Any, str]]] = [
            *((each, SEEN) for each in asked.practices),
            *((each, DRIVERS) for each in asked.conditions),
        ]
        for question, words in self.asked:
            self.fields[question.key] = Offered(label=question.told(lang), choices=[("", "–"), *_choices(words)])

    def clean(self) -> dict[str, Any]:
        """All that is missing is told at once, in the words of the action."""
        for question, _words in self.asked:
            if not self.cleaned_data.get(question.key):
                item = question.told(get_language() or "en")
                self.add_error(question.key, told(Refusal(OBSERVATION_INCOMPLETE, field=question.key, item=item)))
        return self.cleaned_data

    def run(self, *, by: Actor, uid: str) -> Any:
        named = {name: self.cleaned_data[name] for name in ("person", "on", "relation")}
        given = {question.key: self.cleaned_data.get(question.key, "") for question, _words in self.asked}
        return actions.observe_practice(by=by, course=uid, given=given, **named)


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(code.value, gettext(word)) for code, word in words.items()]


class NewTestForm(Step):
    do, title, button = "test", _("Record a test"), _("Record the test")
    kind = Offered(label=_("Which test"))
    on = DayField(judged=True, label=_("Day on which it was written"))
    most = Numeral(required=False, label=_("Highest score"), help_text=_("Leave it empty if you give the questions."))
    items = Typed(
        required=False,
        label=_("Questions, one a line"),
        help_text=_(
            "Number, right answer, answers to choose from, points: 7 b abcd. Where there is no right answer: 8 - 4. "
            "With questions you see later which of them are good."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = Typed(required=False, label=_("What it is called"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _choices(TEST_KINDS)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        named = dict(self.cleaned_data)
        return actions.record_test(by=by, course=uid, title=named.pop("name"), **named)


class ResultForm(Step):
    do, title, button = "result", _("One result"), _("Record the result")
    person = Typed(
        required=False, label=_("Participant"), help_text=_("The name or key, as in the list of participants.")
    )
    code = Typed(required=False, label=_("Or the code on the paper"), help_text=_("Where papers have no names."))
    score = Numeral(label=_("Score"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.record_result(by=by, test=uid, **self.cleaned_data)


class SheetForm(Step):
    do, title, button = "sheet", _("Many results at once"), _("Take the results")
    pasted = Typed(
        required=False,
        label=_("Pasted from a sheet"),
        help_text=_("A column with the participants, and one with the scores or one for each question."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    sheet = forms.FileField(
        required=False,
        label=_("Or a file"),
        help_text=_("XLSX or CSV, at most 2 MB. It is read and not kept."),
        widget=forms.FileInput(attrs={"accept": accept(SHEETS)}),
    )

    def grid(self) -> Grid:
        """What was handed in. Refuses training.nothing_to_enter, files.* and sheets.*."""
        pasted, file = self.cleaned_data["pasted"], self.cleaned_data["sheet"]
        if file is not None:
            taken = received(file.name, file.chunks(), kinds=SHEETS, most=LARGEST, field="sheet", scan=scan())
            return read_grid(taken.name, taken.content)
        if not pasted.strip():
            raise Refusal(NOTHING_TO_ENTER, field="pasted")
        return read_grid("pasted.txt", pasted.encode())

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.take_results(by=by, test=uid, sheet=self.grid())


class CorrectForm(Step):
    do, title, button = "correct", _("Correct a score"), _("Correct it")
    result = Offered(label=_("Result"))
    score = Numeral(label=_("Right score"))
    reason = Typed(label=_("Why it was wrong"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.correct_result(by=by, **self.cleaned_data)


class CountForm(Step):
    do, title, button = "count", _("Let the results count for certificates"), _("Record them in the cases")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.count_for_cases(by=by, test=uid)


class CloseTestForm(Step):
    do, title, button = "close_test", _("The results are complete"), _("Close them")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.close_test(by=by, test=uid)
