"""The page of a player, on a phone and a slow line: what is new, and a short answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.response.actions import playing_exercises
from kerege.response.queries import exercises as queries
from kerege.response.queries.exercises import ExerciseLine
from kerege.web.activities import lists
from kerege.web.exercises import wording
from kerege.web.exercises.forms import AnswerForm
from kerege.web.exercises.views import context_of, line_of
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt


def _mine(request: HttpRequest, uid: object) -> ExerciseLine:
    line = line_of(request, uid)
    if not line.rights.part:
        raise lists.not_there(gettext("exercise"), uid)
    return line


@require_GET
@asks()
def play_page(request: HttpRequest, uid: object) -> HttpResponse:
    """The situation, one's role, and the injects that went out to it, the latest first."""
    line = _mine(request, uid)
    return render(request, "exercises/play.html", {**context_of(request, line), **_list(request, line)})


@require_GET
@asks()
def news(request: HttpRequest, uid: object, turn: str) -> HttpResponse:
    """The injects anew, where anything changed since the turn that the phone shows; else nothing at all."""
    line = _mine(request, uid)
    if queries.turn(line, at=timezone.now()) == turn:
        return HttpResponse(status=204)
    return render(request, "exercises/_play.html", {**context_of(request, line), **_list(request, line)})


def _list(request: HttpRequest, line: ExerciseLine) -> dict[str, Any]:
    now, lang = timezone.now(), lists.chosen(request).lang
    own = {each.inject: each for each in queries.replies(request.viewer, line)} if line.rights.plays else {}
    listed = queries.injects(request.viewer, line, at=now)
    shown = [each for each in listed if each.out_at is not None and line.rights.any]
    rows = [wording.inject(each, line, lang) | {"reply": own.get(each.uid)} for each in reversed(shown)]
    return {"injects": rows, "turn": queries.turn(line, at=now), "new": sum(not each["reply"] for each in rows)}


@require_http_methods(["GET", "POST"])
def one_inject(request: HttpRequest, uid: object, inject: object) -> HttpResponse:
    """One inject: take note of it, answer it."""
    line = _mine(request, uid)
    told = _list(request, line)
    known = next((each for each in told["injects"] if each["line"].uid == str(inject)), None)
    if known is None:
        raise lists.not_there(gettext("inject"), inject)
    answers = request.method == "POST" and request.POST.get("do") == "answer"
    form = AnswerForm(request.POST if answers else None)
    own = {"by": request.actor, "exercise": line.uid, "inject": known["line"].uid}
    if request.method == "POST" and not answers:
        playing_exercises.take_note(**own)
        return redirect("exercise_inject", uid=line.uid, inject=known["line"].uid)
    if (
        form.is_valid()
        and attempt(form, lambda: playing_exercises.answer_inject(**own, **form.cleaned_data)) is not None
    ):
        messages.success(request, gettext("Your answer is in."))
        return redirect("exercise_play", uid=line.uid)
    context = {**context_of(request, line), **told, "inject": known, "form": form}
    return render(request, "exercises/play_inject.html", context, status=422 if form.errors else 200)
