"""Running an exercise: the page of its controllers, which asks now and then whether there is anything new."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.response.actions import evaluating_exercises, exercises, running_exercises
from kerege.response.queries import exercises as queries
from kerege.response.queries.exercises import ExerciseLine
from kerege.response.rules.exercises.clock import elapsed
from kerege.web.activities import lists
from kerege.web.exercises import wording
from kerege.web.exercises.forms import ReasonForm
from kerege.web.exercises.views import context_of, done, line_of
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt


def _steered(request: HttpRequest, uid: object) -> ExerciseLine:
    line = line_of(request, uid)
    if not line.rights.controls:
        raise lists.not_there(gettext("exercise"), uid)
    return line


@require_GET
@asks()
def run_page(request: HttpRequest, uid: object) -> HttpResponse:
    """The clock, the list of events with what comes next, and how many answered."""
    line = _steered(request, uid)
    return render(request, "exercises/run.html", {**context_of(request, line), **_list(request, line)})


@require_GET
@asks()
def news(request: HttpRequest, uid: object, turn: str) -> HttpResponse:
    """The list anew, where anything changed since the turn that the page shows; else nothing."""
    line = _steered(request, uid)
    told = _list(request, line)
    if told["turn"] == turn:
        return HttpResponse(status=204)
    return render(request, "exercises/_run.html", {**context_of(request, line), **told})


def _list(request: HttpRequest, line: ExerciseLine) -> dict[str, Any]:
    """The list of events with what was answered; its turn changes with each answer and each minute of the clock too."""
    now, lang = timezone.now(), lists.chosen(request).lang
    listed, replies = queries.injects(request.viewer, line, at=now), queries.replies(request.viewer, line)
    waiting = next((each.number for each in listed if each.state == "planned"), 0)
    answered = sum(bool(each.answer) for each in replies)
    rows = [
        wording.inject(each, line, lang)
        | {
            "read": sum(r.number == each.number for r in replies),
            "answered": sum(r.number == each.number and bool(r.answer) for r in replies),
            "next": each.number == waiting,
        }
        for each in listed
    ]
    minute = elapsed(line.run, now) // timedelta(minutes=1)
    return {"injects": rows, "turn": f"{queries.turn(line, at=now)}.{len(replies)}.{answered}.{minute}"}


@require_http_methods(["GET", "POST"])
def one_inject(request: HttpRequest, uid: object, inject: object) -> HttpResponse:
    """One inject with its answers; released or dropped with a reason here."""
    line = _steered(request, uid)
    lang, listed = lists.chosen(request).lang, queries.injects(request.viewer, line, at=timezone.now())
    known = next((each for each in listed if each.uid == str(inject)), None)
    if known is None:
        raise lists.not_there(gettext("inject"), inject)
    name = request.POST.get("do", "") if request.method == "POST" else ""
    form = ReasonForm(request.POST if name in WITH_REASON else None)
    if form.is_valid():
        told = {"by": request.actor, "exercise": line.uid, "inject": known.uid, **form.cleaned_data}
        if attempt(form, lambda: WITH_REASON[name](**told)) is not None:
            messages.success(request, gettext(SAID[name]))
            return redirect("exercise_run", uid=line.uid)
    answers = [each for each in queries.replies(request.viewer, line) if each.number == known.number]
    context = {
        **context_of(request, line),
        "inject": wording.inject(known, line, lang),
        "replies": [wording.reply(each, line, lang) for each in answers],
        "form": form,
    }
    return render(request, "exercises/run_inject.html", context, status=422 if form.errors else 200)


WITH_REASON: dict[str, Callable[..., Any]] = {
    "release": running_exercises.release_inject,
    "drop": running_exercises.drop_inject,
}


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Do what a button of a page says, and go where it leads."""
    line, name = line_of(request, uid), request.POST.get("do", "")
    own = {"by": request.actor, "exercise": line.uid}
    if name == "release":
        own["inject"] = request.POST.get("inject", "")[:36]
    if name not in DEEDS:
        return redirect("exercise", uid=line.uid)
    if not done(request, lambda: DEEDS[name](**own)):
        return redirect(
            "exercise_report" if name == "adopt" and line.over else BACK.get(name, "exercise"), uid=line.uid
        )
    messages.success(request, gettext(SAID[name]))
    return redirect(LEADS.get(name, "exercise"), uid=line.uid)


DEEDS: dict[str, Callable[..., Any]] = {
    "start": running_exercises.start_exercise,
    "pause": running_exercises.pause_exercise,
    "resume": running_exercises.resume_exercise,
    "end": running_exercises.end_exercise,
    "release": running_exercises.release_inject,
    "cancel": exercises.cancel_exercise,
    "adopt": evaluating_exercises.adopt_report,
}
BACK = dict.fromkeys(("pause", "resume", "release"), "exercise_run") | {"start": "exercise_plan"}
LEADS = dict.fromkeys(("start", "pause", "resume", "release"), "exercise_run") | {"adopt": "exercise_report"}
SAID = {
    "start": _("The exercise runs. Injects by the clock go out by themselves."),
    "pause": _("The clock stands. Nothing goes out by it until you go on."),
    "resume": _("The clock goes on from where it stood."),
    "end": _("The exercise is over. Hold the hot wash now, while everybody remembers."),
    "cancel": _("The exercise is cancelled."),
    "adopt": _("The report is adopted. Its corrective actions go on until each is closed with proof."),
    "release": _("The inject is out."),
    "drop": _("The inject is dropped."),
}
