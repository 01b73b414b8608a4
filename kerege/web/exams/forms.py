"""What is asked on the pages of exams. Each form calls one action; these judge."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from kerege.atlas.rules import language_tag
from kerege.lib.zones import at_place
from kerege.people.rules import Actor
from kerege.training.actions import exams as actions
from kerege.training.queries.exam_bank import Offer
from kerege.training.rules.exam_blueprint import BY, Row
from kerege.training.words.curricula import BLOOMS
from kerege.training.words.exams import OUTCOMES, SHOWN_AFTER, WAYS, Outcome, ShownAfter
from kerege.training.words.items import INTERACTIONS, Interaction
from kerege.web.shell.forms import Numeral, Offered, Typed

ROWS = 8
MOMENT = {"type": "datetime-local"}
DIFFICULTIES = {"easy": gettext_noop("easy"), "middle": gettext_noop("in between"), "hard": gettext_noop("hard")}


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
    return kind(request.POST if mine else None, prefix=kind.do, **more)


class ReleaseForm(Step):
    do, title, button = "release", _("Release the exam"), _("Release it")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.release_exam(by=by, exam=uid)


class WithdrawForm(Step):
    do, title, button = "withdraw", _("Take no more attempts"), _("Withdraw it")
    reason = Typed(label=_("Why"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.withdraw_exam(by=by, exam=uid, reason=self.cleaned_data["reason"])


class OfMany(Step):
    """One thing to do with one of several exams; `of` is its uid."""

    def __init__(self, sent: Any = None, *, of: str, **kwargs: Any) -> None:
        super().__init__(sent, prefix=f"{self.do}-{of}", **kwargs)
        self.of = of


class ReleaseMany(OfMany):
    do, title, button = "release", _("Release the exam"), _("Release it")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.release_curriculum_exam(by=by, exam=uid)


class WithdrawMany(OfMany):
    do, title, button = "withdraw", _("Let no further course use it"), _("Withdraw it")
    reason = Typed(label=_("Why"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.withdraw_curriculum_exam(by=by, exam=uid, reason=self.cleaned_data["reason"])


class TakeForm(OfMany):
    """The window of a course for an exam of its curriculum."""

    do, title, button = "take", _("Use the exam of the curriculum"), _("Let it open then")
    opens = Typed(label=_("Opens, by the clock at the place of the course"), widget=forms.TextInput(attrs=MOMENT))
    closes = Typed(label=_("Closes"), widget=forms.TextInput(attrs=MOMENT))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.take_exam(by=by, course=uid, exam=self.of, **self.cleaned_data)


class CloseForm(Step):
    do, title, button = "close", _("The results are complete"), _("Close them")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.close_results(by=by, exam=uid)


class PlanForm(forms.Form):
    """An exam as it is planned. Rows of the blueprint are fields `row-<n>-<what>`."""

    title_en = Typed(required=False, label=_("Title in English"))
    title_ru = Typed(required=False, label=_("Title in Russian"))
    languages = Typed(
        label=_("Languages of the questions"),
        help_text=_("Their codes, such as en, ru, kk. Learners choose one of them."),
    )
    collections = forms.MultipleChoiceField(
        required=False, label=_("Questions are drawn from"), widget=forms.CheckboxSelectMultiple
    )
    opens = Typed(label=_("Opens, by the clock at the place of the course"), widget=forms.TextInput(attrs=MOMENT))
    closes = Typed(label=_("Closes"), widget=forms.TextInput(attrs=MOMENT))
    minutes = Numeral(label=_("Minutes for one attempt"), initial="60")
    pass_mark = Numeral(label=_("Passed from, in percent"), initial="70")
    tries = Typed(label=_("Attempts"), initial="1")
    wait = Numeral(label=_("Minutes between two attempts"), initial="0")
    shuffled = forms.BooleanField(required=False, initial=True, label=_("Questions in another order for everybody"))
    shown = Offered(label=_("What a learner is shown afterwards"))
    markers = Typed(label=_("Persons who mark a text (1 or 2)"), initial="1")
    gap = Typed(
        label=_("By how many percent two marks may differ"),
        initial="20",
        help_text=_("Where they differ by more, a third person decides."),
    )
    appeal_days = Typed(label=_("Days in which a result can be disputed"), initial="7")
    counts = forms.BooleanField(
        required=False,
        label=_("Certificates ask for this exam"),
        help_text=_("Then no other test of the course counts as the knowledge test of part 1."),
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collections"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.title} ({each.released})") for each in offer.shelves
        ]
        self.fields["collections"].initial = [each.key for each in offer.shelves]
        self.fields["shown"].choices = _choices(SHOWN_AFTER)  # type: ignore[attr-defined]
        self.offer = offer
        for number in range(1, ROWS + 1):
            self._row(number)

    def _row(self, number: int) -> None:
        count = Typed(required=False, label=_("How many"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
        self.fields[f"row-{number}-count"] = count
        self.fields[f"row-{number}-points"] = Typed(required=False, label=_("Points each"))
        for name, there in BY.items():
            found = [(word, f"{_word(name, word)} ({n})") for word, n in self.offer.by[there].items()]
            self.fields[f"row-{number}-{name}"] = Offered(
                required=False, label=LABELS[name], choices=[("", _("any")), *found]
            )

    @property
    def plain(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith("row-")]

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        names = ("count", "points", *BY)
        return [(n, [self[f"row-{n}-{name}"] for name in names]) for n in range(1, ROWS + 1)]

    def plan(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        names = ("count", "points", *BY)
        rows = [{name: told.pop(f"row-{n}-{name}", "") for name in names} for n in range(1, ROWS + 1)]
        title = {tag: told.pop(f"title_{tag}", "") for tag in ("en", "ru")}
        told["languages"] = told["languages"].replace(",", " ").split()
        return told | {"rows": rows, "title": title}


class PaperForm(PlanForm):
    """An exam of a curriculum: without times, which each course gives, and with the outcomes that it proves."""

    outcomes = forms.MultipleChoiceField(
        required=False, label=_("Outcomes that it proves"), widget=forms.CheckboxSelectMultiple
    )
    bloom = Offered(required=False, label=_("Level that its questions reach"))

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens", "closes"):
            del self.fields[name]
        levels = [(code.value, gettext(word)) for code, word in BLOOMS.items()]
        self.fields["outcomes"].choices = outcomes  # type: ignore[attr-defined]
        self.fields["bloom"].choices = [("", gettext("not said")), *levels]  # type: ignore[attr-defined]
        shown = {code: word for code, word in SHOWN_AFTER.items() if code != ShownAfter.ANSWERS}
        self.fields["shown"].choices = _choices(shown)  # type: ignore[attr-defined]


def written(exam: Any) -> dict[str, Any]:
    """What an exam of a curriculum has, for the form that writes it anew."""
    return _paper(exam) | {"outcomes": exam.outcomes, "bloom": exam.bloom}


def planned(exam: Any, zone: str) -> dict[str, Any]:
    """What an exam has, for the form that changes it."""
    return _paper(exam) | {"opens": _local(exam.opens, zone), "closes": _local(exam.closes, zone)}


def _paper(exam: Any) -> dict[str, Any]:
    names = ("minutes", "pass_mark", "tries", "wait", "shuffled", "shown", "markers", "gap", "appeal_days", "counts")
    found = {name: getattr(exam, name) for name in names}
    found |= {f"title_{tag}": text for tag, text in exam.title.items()}
    found["languages"] = ", ".join(exam.languages)
    for number, row in enumerate(exam.blueprint[:ROWS], start=1):
        found |= {f"row-{number}-{name}": value for name, value in row.items()}
    return found


def _local(at: datetime, zone: str) -> str:
    return f"{at_place(at, zone):%Y-%m-%dT%H:%M}"


LABELS = {"outcome": _("Outcome"), "topic": _("Topic"), "kind": _("Kind"), "difficulty": _("Difficulty")}


def _word(name: str, word: str) -> str:
    if name == "kind" and word in set(Interaction):
        return gettext(INTERACTIONS[Interaction(word)])
    return gettext(DIFFICULTIES[word]) if name == "difficulty" and word in DIFFICULTIES else word


def row_in_words(row: Row) -> dict[str, Any]:
    """A row of a blueprint as people read it."""
    words = {name: _word(name, word) if (word := getattr(row, name)) else "" for name in BY}
    return {"count": row.count, "points": row.points} | words


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(code.value, gettext(word)) for code, word in words.items()]


class NeedForm(Step):
    """What somebody needs to sit an exam."""

    do, title, button = "ask", _("Ask for an accommodation"), _("Ask for it")
    extra_time = Numeral(required=False, label=_("More time, in percent"), help_text=_("For example 25. At most 200."))
    extra_tries = Typed(required=False, label=_("More attempts"))
    opens = Typed(required=False, label=_("Opens for me"), widget=forms.TextInput(attrs=MOMENT))
    closes = Typed(required=False, label=_("Closes for me"), widget=forms.TextInput(attrs=MOMENT))
    language = Offered(required=False, label=_("Another language"))
    reader = forms.BooleanField(required=False, label=_("Somebody who reads the questions to me"))
    reason = Typed(
        label=_("What it is for"),
        help_text=_("Say what you need, in a few words. Do not write about your health: nobody here asks for it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "–"), *((language_tag(code), str(name)) for code, name in settings.LANGUAGES)]
        self.fields["language"].choices = offered  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        wanted = dict(self.cleaned_data)
        return actions.ask_allowance(by=by, exam=uid, reason=wanted.pop("reason"), wanted=wanted)


class GrantForm(NeedForm):
    do, title, button = "grant", _("Grant an accommodation"), _("Grant it")
    person = Typed(label=_("Participant"), help_text=_("The name or key, as in the list of participants."))
    field_order = ("person",)

    def run(self, *, by: Actor, uid: str) -> Any:
        wanted = dict(self.cleaned_data)
        who, why = wanted.pop("person"), wanted.pop("reason")
        return actions.grant_allowance(by=by, exam=uid, person=who, reason=why, wanted=wanted)


class MarkForm(Step):
    do, button = "mark", _("Keep the mark")
    points = Typed(label=_("Points"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    note = Typed(required=False, label=_("Reason, shown to the learner"))


class AppealForm(Step):
    do, title, button = "appeal", _("Dispute a question or a mark"), _("Dispute it")
    place = Offered(label=_("What"))
    reason = Typed(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = gettext("Question %(number)s")
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("0", gettext("The whole attempt")),
            *((str(n), one % {"number": n}) for n in range(1, places + 1)),
        ]

    def run(self, *, by: Actor, uid: str) -> Any:
        place = self.cleaned_data["place"]
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else -1
        return actions.appeal(by=by, attempt=uid, place=number, reason=self.cleaned_data["reason"])


class DecideForm(Step):
    do, button = "decide", _("Decide it")
    outcome = Offered(label=_("Decision"))
    points = Numeral(required=False, label=_("Points, where the mark is changed"))
    answer = Typed(label=_("Reason, told to the learner"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {each: word for each, word in OUTCOMES.items() if each != Outcome.OPEN}
        self.fields["outcome"].choices = _choices(offered)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.decide_appeal(by=by, appeal=uid, **self.cleaned_data)


class VoidForm(Step):
    do, title, button = "void", _("Grade everybody anew"), _("Grade anew")
    ref = Offered(label=_("Question"))
    way = Offered(label=_("What counts then"))
    reason = Typed(label=_("Why"))
    everywhere = forms.BooleanField(required=False, label=_("Also in the other versions that ask it"))

    def __init__(self, *args: Any, refs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ref"].choices = refs  # type: ignore[attr-defined]
        self.fields["way"].choices = _choices(WAYS)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        actions.void_item(by=by, exam=uid, **self.cleaned_data)
        return True


class ProposeKeyForm(Step):
    do, title, button = "key", _("Grade anew with a corrected key"), _("Propose it to a second person")
    ref = Offered(label=_("Question"))
    reason = Typed(label=_("Why"))

    def __init__(self, *args: Any, refs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ref"].choices = refs  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.propose_key(by=by, exam=uid, **self.cleaned_data)


class DecideKeyForm(Step):
    """Two buttons: `key_yes` grades everybody anew, `key_no` needs the reason. `which` is the correction."""

    do = "key_yes"
    which = Typed(widget=forms.HiddenInput())
    answer = Typed(required=False, label=_("Why not, where it is not taken over"))
    confirmed = False

    def run(self, *, by: Actor, uid: str) -> Any:
        told = {"correction": self.cleaned_data["which"], "answer": self.cleaned_data["answer"]}
        actions.decide_key(by=by, confirmed=self.confirmed, **told)
        return True
