"""One test of a course: its results, entered by hand or from a sheet, and what its questions tell."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.people import queries as people
from kerege.training.actions.evaluation import Taken
from kerege.training.queries import evaluation as queries
from kerege.training.queries import evaluation_tests
from kerege.training.queries.evaluation_tests import Items, TestLine
from kerege.training.rules.evaluation_tests import ENOUGH
from kerege.training.words.evaluation import ITEM_FLAGS, TEST_KINDS, TestKind
from kerege.web.activities import lists
from kerege.web.evaluation import forms, plots
from kerege.web.evaluation.course import course_of
from kerege.web.evaluation.reading import chosen
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import told

FORMS: tuple[type[forms.Step], ...] = (forms.SheetForm, forms.ResultForm, forms.CorrectForm, forms.CloseTestForm)


@require_http_methods(["GET", "POST"])
def course_test(request: HttpRequest, uid: object, test: object) -> HttpResponse:
    """A test with its results, as far as the reader may read them; what a sheet brought stands above them."""
    choice = chosen(request)
    course = course_of(request, uid, choice)
    rights = queries.allowed(request.viewer, request.actor, course)
    line, names = _found(request, course, test, rights, choice)
    sent = request.POST.get("do", "") if request.method == "POST" else ""
    offered = rights.grades and line.closed_on is None
    made = {kind.do: forms.sent(request, kind) for kind in FORMS if offered or kind.do == sent}
    if sent == forms.CountForm.do or (rights.grades and line.closed_on is not None and line.kind == TestKind.POST):
        made["count"] = forms.sent(request, forms.CountForm)
    if "correct" in made:
        made["correct"].fields["result"].choices = [(each.uid, names.get(each.uid, "")) for each in line.results]
    form = next((each for each in made.values() if each.is_bound), None)
    taken: Taken | None = None
    if form is not None and form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor, uid=str(test)), otherwise=_otherwise(form))
        if done is not None and not isinstance(done, Taken):
            return redirect("course_test", uid=uid, test=test)
        taken = done
        line, names = _found(request, course, test, rights, choice)
    wrong = form if form is not None and form.errors else None
    context = {
        "course": course,
        "rights": rights,
        "test": line,
        "kind": gettext(TEST_KINDS[line.kind]),
        "results": [(names[each.uid], each) for each in line.results],
        "forms": made,
        "wrong": wrong,
        "taken": taken,
        "bad": [(each, told(each.refusal)) for each in taken.bad] if taken is not None else [],
        "items": _items(evaluation_tests.items_of(request.viewer, course, rights, line.uid, on=choice.on)),
    }
    return render(request, "evaluation/test.html", context, status=422 if wrong else 200)


def _otherwise(form: forms.Step) -> str:
    """The field at which a refusal is told that is about none of the form: the sheet whose rows are wrong."""
    return "pasted" if isinstance(form, forms.SheetForm) else ""


def _found(
    request: HttpRequest, course: Any, test: object, rights: queries.Allowed, choice: lists.Choice
) -> tuple[TestLine, dict[str, str]]:
    learnt = evaluation_tests.learning(request.viewer, course, rights, by=request.actor, on=choice.on)
    line = next((each for each in learnt.tests if each.uid == str(test)), None)
    if line is None:
        raise lists.not_there(gettext("test"), test)
    called = people.person_names(request.viewer, [each.person for each in line.results if each.person])
    return line, {each.uid: each.code or _called(called, each.person) for each in line.results}


def _called(names: Any, person: int | None) -> str:
    """A name as far as the reader may read it."""
    found = names.get(person)
    return found if isinstance(found, str) else gettext("a participant")


def _items(found: Items | None) -> dict[str, Any]:
    """The questions of a test, in words."""
    if found is None:
        return {}
    lines = [{"item": each, "flags": [gettext(ITEM_FLAGS[flag]) for flag in each.flags]} for each in found.lines]
    points = [
        (each.id, each.difficulty, each.discrimination, bool(each.flags))
        for each in found.lines
        if each.difficulty is not None and each.discrimination is not None
    ]
    told = {"papers": found.papers, "enough": ENOUGH, "alpha": found.alpha}
    return {"lines": lines, **told, "plot": plots.item_map(points)}
