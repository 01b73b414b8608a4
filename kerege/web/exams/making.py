"""Making an exam from the bank: a new one, a change of a draft, another version of one that was released."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.training.actions import exams as actions
from kerege.training.queries import exam_bank, exams
from kerege.web.exams import forms
from kerege.web.exams.reviewing import page_of
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt

CALLED = {"title": "title_en", "rows": "row-1-count"}
"""The field of the form where the action calls it otherwise."""


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def new_exam(request: HttpRequest, uid: object) -> HttpResponse:
    """Draft an exam of a course."""
    course, _lines = exams.exams_of(by=request.actor, course=uid, lang=get_language() or "en")

    def made(plan: dict[str, Any], items: Any) -> Any:
        return actions.draft_exam(by=request.actor, course=str(uid), plan=plan, items=items)

    return _asked(request, course, made, {"languages": "en, ru"})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def change_exam(request: HttpRequest, uid: object, exam: object) -> HttpResponse:
    """Change a draft, or begin another version of an exam that was released."""
    page = page_of(request, uid, exam)

    def made(plan: dict[str, Any], items: Any) -> Any:
        if page.line.state == "draft":
            return actions.change_exam(by=request.actor, exam=str(exam), plan=plan, items=items)
        return actions.draft_exam(by=request.actor, course=str(uid), plan=plan, items=items, after=str(exam))

    return _asked(request, page.course, made, forms.planned(page.row, page.zone), page)


def _asked(request: HttpRequest, course: Any, made: Any, initial: Any, page: Any = None) -> HttpResponse:
    offer = exam_bank.offer(request.viewer, by=request.actor, course=course)
    form = forms.PlanForm(request.POST if request.method == "POST" else None, initial=initial, offer=offer)
    if form.is_valid():
        plan = form.plan()
        wanted = plan.pop("collections")
        items = exam_bank.items_for(request.viewer, by=request.actor, course=course, collections=wanted)
        done = attempt(form, lambda: made(plan, items), called=CALLED)
        if done is not None:
            return redirect("exam", uid=course.uid, exam=done.uid)
    wrong = form if form.is_bound and form.errors else None
    context = {"course": course, "form": form, "wrong": wrong, "page": page, "offer": offer}
    return render(request, "exams/new.html", context | {"zone": course.zone or "UTC"}, status=422 if wrong else 200)
