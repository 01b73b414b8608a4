"""Forms about the badges of a course."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from kerege.capacity.words.course_badges import BADGE_LANGUAGES, BadgeKind
from kerege.people.rules import Actor
from kerege.training.actions import badges as actions
from kerege.training.queries.badges import BadgeOfCourse
from kerege.web.shell.forms import Offered, Typed


def _criteria(label: Any, lang: str) -> Typed:
    area = forms.Textarea(attrs={"rows": 3, "maxlength": 1000, "lang": lang, "dir": "ltr"})
    return Typed(label=label, widget=area)


class BadgeForm(forms.Form):
    """What a badge is given for, in two languages; of a pass also the exam on which it rests."""

    criteria_en = _criteria(_("What it is given for, in English"), "en")
    criteria_ru = _criteria(_("What it is given for, in Russian"), "ru")

    def __init__(self, data: Any, *, of: BadgeOfCourse, exams: tuple[tuple[str, str], ...]) -> None:
        before = of.badge.criteria if of.badge else {}
        initial = {f"criteria_{lang}": text for lang, text in before.items()}
        exam = of.badge.basis if of.badge else ""
        super().__init__(data, initial=initial | {"exam": exam}, prefix=of.kind.value)
        self.of = of
        if of.kind == BadgeKind.PASSED:
            offered = [("", gettext("Choose an exam")), *exams]
            self.fields["exam"] = Offered(label=_("The exam on which it rests"), choices=offered)
            self.order_fields(["exam", "criteria_en", "criteria_ru"])

    def run(self, *, by: Actor, course: str) -> Any:
        told = self.cleaned_data
        criteria = {lang: told[f"criteria_{lang}"] for lang in BADGE_LANGUAGES}
        return actions.decide_course_badge(
            by=by, course=course, kind=self.of.kind, criteria=criteria, exam=told.get("exam", "")
        )


class TakeBackForm(forms.Form):
    """Why a badge is taken back."""

    number = forms.CharField(widget=forms.HiddenInput, max_length=20)
    reason = Typed(
        label=_("Why it is taken back"),
        widget=forms.TextInput(attrs={"maxlength": 500, "dir": "auto"}),
        help_text=_("Its holder reads it. Name nobody else."),
    )

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.take_back_course_badge(by=by, course=course, **self.cleaned_data)


DONE = {
    "decide": gettext_noop("The course gives this badge from now on. Give it below to those who earned it."),
    "end": gettext_noop("The badge is given to nobody any more. Whoever has it keeps it."),
    "take_back": gettext_noop("Taken back. Whoever verifies the number is told so."),
}
