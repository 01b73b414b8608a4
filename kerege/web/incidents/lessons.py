"""Lessons: those that the reader may read, and one with what its author and its second reader do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import N_
from kerege.response.queries import lessons as reading
from kerege.response.words.incidents import INCIDENT_KINDS, LessonState
from kerege.web.activities import lists
from kerege.web.incidents import forms, wording
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

HEADINGS = (N_("Country"), N_("What happened"), N_("Root causes"), N_("Title"), N_("Text"), N_("Published"))


@require_GET
@asks(kind=one_of(INCIDENT_KINDS))
def overview(request: HttpRequest) -> HttpResponse:
    """Published lessons, the newest first. `?format=` is a file."""
    choice = lists.chosen(request)
    found = reading.lessons(request.viewer, request.actor, on=choice.on, owner=choice.country, kind=choice.kind)
    names = lists.names_of({line.owner for line in found}, choice)
    shown = [wording.lesson(line, choice.lang) | {"country": names.get(line.owner, line.owner)} for line in found]
    if choice.format:
        rows = [
            (e["country"], e["kind"], "; ".join(e["causes"]), e["title"], e["text"], e["line"].published_on)
            for e in shown
        ]
        table = lists.table(request.viewer, gettext("Lessons from incidents"), HEADINGS, rows, choice)
        return respond(request, table, filename="kerege-lessons", format=choice.format)
    context = {
        "lessons": shown,
        "kinds": lists.options(dict(INCIDENT_KINDS), choice.kind),
        "choice": choice,
        "countries": lists.countries(choice.on, choice.lang),
        "trail": wording.trail(),
    }
    return render(request, "incidents/lessons.html", context)


@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, uid: object) -> HttpResponse:
    """One lesson; for its author and for a second person with the next step."""
    line = reading.lesson(request.viewer, request.actor, uid, on=localdate())
    if line is None:
        raise lists.not_there(gettext("lesson"), uid)
    bound = [_bound(request, line, kind) for kind in _offered(request, line)]
    sent = next((form for form in bound if form.is_bound and form.is_valid()), None)
    if sent is not None and attempt(sent, lambda: sent.run(by=request.actor, lesson=line.uid)) is not None:
        return redirect("incident_lesson", uid=line.uid)
    names = lists.names_of({line.owner}, lists.chosen(request))
    wrong = next((form for form in bound if form.errors), None)
    context = wording.lesson(line, request.LANGUAGE_CODE) | {
        "country": names.get(line.owner),
        "forms": bound,
        "wrong": wrong,
        "withdrawn": line.state == LessonState.WITHDRAWN,
        "trail": [*wording.trail(), (gettext("Lessons"), "")],
    }
    return render(request, "incidents/lesson.html", context, status=422 if wrong else 200)


def _offered(request: HttpRequest, line: reading.LessonLine) -> list[Any]:
    """The next step first. What was offered before somebody else went on is asked too: the action says why not."""
    drafts = line.handled and line.state == LessonState.DRAFT
    offered = {
        forms.SubmitLessonForm: drafts,
        forms.RewordLessonForm: drafts,
        forms.PublishForm: line.checks and not line.mine,
        forms.ReturnLessonForm: line.checks and not line.mine,
        forms.WithdrawLessonForm: line.handled and line.state != LessonState.WITHDRAWN,
    }
    return [kind for kind, wanted in offered.items() if wanted or kind.do == request.POST.get("do")]


def _bound(request: HttpRequest, line: reading.LessonLine, kind: Any) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    initial = {f"{name}_{lang}": told for name in ("title", "text") for lang, told in getattr(line, name).items()}
    return kind(sent, auto_id=f"{kind.do}_%s", initial=initial)
