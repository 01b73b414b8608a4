"""Evaluating an exercise: observations, the hot wash, findings, corrective actions and their proof."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.response.actions import evaluating_exercises as evaluating
from kerege.response.queries import exercises as queries
from kerege.response.queries.exercises import ExerciseLine
from kerege.response.words.exercises import ExerciseState, NoteKind
from kerege.web.activities import lists
from kerege.web.exercises import forms, wording
from kerege.web.exercises.planning import objectives
from kerege.web.exercises.views import context_of, line_of
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def evaluate_page(request: HttpRequest, uid: object) -> HttpResponse:
    """The sheet of an evaluator: what one sees, against an objective, with a rating."""
    line, lang = line_of(request, uid), lists.chosen(request).lang
    if not line.rights.sees_plan:
        raise lists.not_there(gettext("exercise"), uid)
    listed = queries.injects(request.viewer, line, at=timezone.now())
    form = forms.ObservationForm(
        _sent(request),
        objectives=objectives(line, lang),
        injects=[(i.uid, str(i.number)) for i in listed if i.out_at is not None],
    )
    done = _done(request, form, lambda sent: evaluating.observe(by=request.actor, exercise=line.uid, **sent))
    if done:
        messages.success(request, gettext("The observation is kept."))
        return redirect("exercise_evaluate", uid=line.uid)
    context = {
        **context_of(request, line),
        "form": form,
        "notes": [wording.note(each, line) for each in reversed(queries.notes(request.viewer, request.actor, line))],
        "injects": [wording.inject(each, line, lang) for each in listed],
        "may": line.rights.evaluates and line.state in {"running", "paused", "ended"},
    }
    return render(request, "exercises/evaluate.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hot_wash(request: HttpRequest, uid: object) -> HttpResponse:
    """What everybody with a part says right after the play."""
    line, lang = line_of(request, uid), lists.chosen(request).lang
    if not line.rights.any:
        raise lists.not_there(gettext("exercise"), uid)
    if request.method == "GET" and line.state != ExerciseState.ENDED:
        return redirect("exercise", uid=line.uid)
    form = forms.HotWashForm(_sent(request), objectives=objectives(line, lang))
    if _done(request, form, lambda sent: evaluating.note_hot_wash(by=request.actor, exercise=line.uid, **sent)):
        messages.success(request, gettext("It is kept. Say more, or go back."))
        return redirect("exercise_hot_wash", uid=line.uid)
    told = [each for each in queries.notes(request.viewer, request.actor, line) if each.kind == NoteKind.HOT_WASH]
    context = {
        **context_of(request, line),
        "form": form,
        "heading": gettext("Hot wash"),
        "back": "exercise",
        "notes": [wording.note(each, line) for each in reversed(told)],
    }
    return render(request, "exercises/small_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_finding(request: HttpRequest, uid: object) -> HttpResponse:
    """A finding, resting on observations that are ticked."""
    line, lang = line_of(request, uid), lists.chosen(request).lang
    if not (line.rights.directs or line.rights.evaluates):
        raise lists.not_there(gettext("exercise"), uid)
    if request.method == "GET" and line.state != ExerciseState.ENDED:
        return redirect("exercise", uid=line.uid)
    seen = queries.notes(request.viewer, request.actor, line)
    offered = [(n.uid, f"{n.objective} {n.rating} · {n.text[:80]}".strip()) for n in seen if not n.finding]
    form = forms.FindingForm(_sent(request), objectives=objectives(line, lang), observations=offered)

    def write(sent: dict[str, Any]) -> Any:
        return evaluating.write_finding(by=request.actor, exercise=line.uid, told=evaluating.Found(**sent))

    return _small(request, line, form, write, title=gettext("Write a finding"))


@require_http_methods(["GET", "POST"])
def new_action(request: HttpRequest, uid: object, finding: object) -> HttpResponse:
    """A corrective action for an area for improvement."""
    line = line_of(request, uid)
    known = next((each for each in queries.findings(request.viewer, line) if each.uid == str(finding)), None)
    if known is None or not line.rights.directs:
        raise lists.not_there(gettext("finding"), finding)
    form = forms.ActionForm(_sent(request))

    def write(sent: dict[str, Any]) -> Any:
        return evaluating.plan_action(by=request.actor, finding=known.uid, **sent)

    return _small(request, line, form, write, title=gettext("Plan a corrective action"), about=known.title)


@require_http_methods(["GET", "POST"])
def close_action(request: HttpRequest, uid: object, action: object) -> HttpResponse:
    """Close a corrective action with proof."""
    line = line_of(request, uid)
    every = [act for each in queries.findings(request.viewer, line) for act in each.actions]
    known = next((act for act in every if act.uid == str(action)), None)
    if known is None or not line.rights.directs:
        raise lists.not_there(gettext("action"), action)
    form = forms.ProofForm(_sent(request))

    def write(sent: dict[str, Any]) -> Any:
        return evaluating.close_action(by=request.actor, action=known.uid, **sent)

    return _small(request, line, form, write, title=gettext("Close the action with proof"), about=known.text)


def _small(
    request: HttpRequest,
    line: ExerciseLine,
    form: Any,
    write: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    about: str = "",
) -> HttpResponse:
    """A page with one form that leads back to the report."""
    if _done(request, form, write):
        messages.success(request, gettext("It is kept."))
        return redirect("exercise_report", uid=line.uid)
    context = {**context_of(request, line), "form": form, "heading": title, "about": about, "back": "exercise_report"}
    return render(request, "exercises/small_form.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(request: HttpRequest, form: Any, write: Callable[[dict[str, Any]], Any]) -> bool:
    return bool(form.is_valid() and attempt(form, lambda: write(dict(form.cleaned_data))) is not None)
