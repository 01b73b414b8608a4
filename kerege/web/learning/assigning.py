"""What a course asks its participants to take alone, as its staff sets it; and who took it, and when, nothing more."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.people.rules import Actor
from kerege.training.actions import learning as actions
from kerege.training.queries import learning as queries
from kerege.training.queries.learning import CourseLearning, to_assign
from kerege.training.words.learning import LEARNT
from kerege.web.activities import lists
from kerege.web.shell.forms import DayField, Offered, Typed, attempt


class AssignForm(forms.Form):
    """A lesson or package, and the day by which it is to be taken."""

    what = Offered(label=_("Lesson or package"))
    until = DayField(label=_("To be done by"))
    note = Typed(
        required=False,
        label=_("What for"),
        help_text=_("For example: before the first session. Participants read it; name nobody."),
        widget=forms.TextInput(attrs={"maxlength": 300, "dir": "auto"}),
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = offered  # type: ignore[attr-defined]

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.assign_learning(by=by, course=course, **self.cleaned_data)


@require_http_methods(["GET", "POST"])
def course_learning(request: HttpRequest, uid: object) -> HttpResponse:
    """What a course asks for, with a form to ask for more; for whoever keeps its list."""
    choice = lists.chosen(request)
    page = queries.course_learning(request.viewer, uid, by=request.actor, on=choice.on, lang=choice.lang)
    if page is None:
        raise lists.not_there(gettext("course"), uid)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "take_off":
        actions.take_off_learning(by=request.actor, course=page.uid, assigned=request.POST.get("assigned", "")[:40])
        messages.success(request, gettext("Taken off. Participants are not asked for it any more."))
        return redirect("course_learning", uid=page.uid)
    form = AssignForm(request.POST if do == "assign" else None, offered=_offered(choice))
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor, course=page.uid), otherwise="what"):
        messages.success(request, gettext("Every participant with a place finds it on their page “My learning”."))
        return redirect("course_learning", uid=page.uid)
    context = {"page": page, "lines": _lines(page), "people": _people(page), "form": form, "today": choice.on}
    return render(request, "learning/course.html", context, status=422 if form.errors else 200)


def _offered(choice: lists.Choice) -> list[tuple[str, str]]:
    return [
        (name, f"{gettext(LEARNT[kind])}: {title}") for name, kind, title in to_assign(on=choice.on, lang=choice.lang)
    ]


def _lines(page: CourseLearning) -> list[dict[str, Any]]:
    return [
        {
            "line": each,
            "kind": gettext(LEARNT[each.kind]),
            "done": page.done(each.uid),
            "of": len(page.people),
        }
        for each in page.assigned
    ]


def _people(page: CourseLearning) -> list[dict[str, Any]]:
    return [{"who": each, "days": [each.days.get(one.uid) for one in page.assigned]} for each in page.people]
