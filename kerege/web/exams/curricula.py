"""The exams of a curriculum for whoever keeps it: those that there are, releasing and withdrawing one, writing one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.versions import text_in
from kerege.training.actions import exams as actions
from kerege.training.queries import CurriculumPage
from kerege.training.queries import curriculum_exams as queries
from kerege.training.words.exams import EXAM_STATES, ExamState
from kerege.web.activities import lists
from kerege.web.curricula import wording
from kerege.web.exams import forms
from kerege.web.exams.keeping import TONES
from kerege.web.exams.making import CALLED
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def exams(request: HttpRequest, key: str) -> HttpResponse:
    """The exams of a curriculum, the newest first, and what can be done with each."""
    page, choice = wording.shown_page(request, key)
    sent = _sent(request)
    if sent is not None and sent.is_valid() and attempt(sent, lambda: sent.run(by=request.actor, uid=sent.of)):
        return redirect(f"{request.path}?{urlencode({'version': page.shown.version})}")
    kept = queries.kept_exams(by=request.actor, page=page, lang=choice.lang)
    names = wording.titles(page, choice.lang)
    here = {each.uid for each in queries.exams_of_version(request.viewer, page) if not each.coming}
    context = {
        "page": page,
        "title": _title(page, choice),
        "lines": [_line(each, _steps(each, sent), names, here) for each in kept],
        "wrong": sent,
    }
    return render(request, "exams/of_curriculum.html", context, status=422 if sent is not None else 200)


def _title(page: CurriculumPage, choice: lists.Choice) -> str:
    return text_in(page.programme.title, choice.lang, page.programme.source)


def _line(each: queries.KeptExam, steps: Any, names: dict[str, str], here: set[str]) -> dict[str, Any]:
    state = ExamState(each.state)
    return {
        "exam": each,
        "forms": steps,
        "state": gettext(EXAM_STATES[state]),
        "tone": TONES[state],
        "here": each.uid in here,
        "outcomes": [names.get(one, one) for one in each.outcomes],
        "blueprint": [forms.row_in_words(row) for row in each.rows],
    }


STEPS: dict[type[forms.OfMany], ExamState] = {
    forms.ReleaseMany: ExamState.DRAFT,
    forms.WithdrawMany: ExamState.RELEASED,
}
"""What can be done with an exam, in which state."""


def _sent(request: HttpRequest) -> forms.OfMany | None:
    """The form that was sent, whatever its exam is by now: its action says why it cannot be done."""
    kind = next((each for each in STEPS if each.do == request.POST.get("do")), None)
    return kind(request.POST, of=request.POST.get("exam", "")[:40]) if kind is not None else None


def _steps(exam: queries.KeptExam, sent: forms.OfMany | None) -> dict[str, forms.OfMany]:
    """The forms that an exam offers, and the one of it that was sent all the same."""
    offered = {kind.do: kind(of=exam.uid) for kind, state in STEPS.items() if exam.state == state}
    return offered | ({sent.do: sent} if sent is not None and sent.of == exam.uid else {})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def write(request: HttpRequest, key: str) -> HttpResponse:
    """Write an exam of a version; `?exam=` is a draft that is changed, or a released one that is written anew."""
    page, choice = wording.shown_page(request, key)
    uid = request.GET.get("exam", "")[:40]
    kept = queries.kept_exam(by=request.actor, page=page, uid=uid, lang=choice.lang) if uid else None
    offer, names = queries.offer(request.viewer, by=request.actor, page=page), wording.titles(page, choice.lang)
    outcomes = [(each.id, names[each.id]) for module in page.programme.modules for each in module.outcomes]
    initial = forms.written(kept.row) if kept is not None else {"languages": ", ".join(page.programme.languages)}
    sent = request.POST if request.method == "POST" else None
    form = forms.PaperForm(sent, initial=initial, offer=offer, outcomes=outcomes)
    if form.is_valid():
        plan = form.plan()
        wanted = plan.pop("collections")
        items = queries.items_for(request.viewer, by=request.actor, page=page, collections=wanted)
        told: dict[str, Any] = {"key": key, "version": page.shown.version, "exam": uid, "items": items}
        told |= {name: plan.pop(name) for name in ("outcomes", "bloom")}
        if attempt(form, lambda: actions.keep_curriculum_exam(by=request.actor, plan=plan, **told), called=CALLED):
            return redirect(f"{reverse('curriculum_exams', args=[key])}?{urlencode({'version': page.shown.version})}")
    wrong = form if form.is_bound and form.errors else None
    context = {"page": page, "title": _title(page, choice), "form": form, "wrong": wrong, "kept": kept, "offer": offer}
    return render(request, "exams/write_for_curriculum.html", context, status=422 if wrong else 200)
