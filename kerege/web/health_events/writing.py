"""Every button on the page of an event."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods, require_POST

from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.response.actions import assessing
from kerege.response.queries import health_events as queries
from kerege.response.queries.health_events import AssessmentLine, EventLine
from kerege.response.words.frames import UNVERIFIED
from kerege.response.words.health_events import EventState
from kerege.web.activities import lists
from kerege.web.health_events import wording
from kerege.web.health_events.forms import AnswersForm, DecisionForm, EventForm, WhyForm
from kerege.web.health_events.views import event_of, may_answer, shown, trail
from kerege.web.shell.forms import attempt

SAID = {
    "open": _("The assessment is begun. Two persons answer now, each without seeing the other."),
    "decide": _("It is kept. Nothing was sent to anybody."),
    "agree": _("It is decided by both. Nothing was sent to anybody."),
    "close": _("The event is closed."),
    "reopen": _("The event is open again."),
}


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Do what a button of the page says."""
    line, name = event_of(request, uid), request.POST.get("do", "")
    if name in {"decide", "close"}:
        form, action, pressed = _decision(request, line) if name == "decide" else _closing(request, line)
        if not (form.is_valid() and attempt(form, action)):
            return shown(request, line, form=form, pressed=pressed)
    elif name == "open":
        assessing.open_assessment(by=request.actor, event=line.uid, frame_key=request.POST.get("frame", ""))
    elif name == "agree":
        assessing.agree_to_decision(by=request.actor, assessment=request.POST.get("assessment", ""))
    elif name == "reopen":
        assessing.reopen_event(by=request.actor, event=line.uid)
    if name in SAID:
        messages.success(request, gettext(SAID[name]))
    return redirect("health_event", uid=line.uid)


def _decision(request: HttpRequest, line: EventLine) -> Any:
    found = assessment_of(request, line, request.POST.get("assessment", ""))
    possible = wording.assessment(found, line.zone)["possible"]
    form = DecisionForm(request.POST, possible=possible, prefix=found.uid)

    def decide() -> Any:
        return assessing.decide_assessment(by=request.actor, assessment=found.uid, **form.cleaned_data)

    return form, decide, f"decide-{found.uid}"


def _closing(request: HttpRequest, line: EventLine) -> Any:
    form = WhyForm(request.POST, prefix="close")
    return form, lambda: assessing.close_event(by=request.actor, event=line.uid, **form.cleaned_data), "close"


def assessment_of(request: HttpRequest, line: EventLine, uid: object) -> AssessmentLine:
    """Refuses people.unknown_key in the same words where there is none that the reader may know of."""
    found = [each for each in queries.assessments(request.viewer, line, me=request.actor.uid) if each.uid == str(uid)]
    if not found:
        raise lists.not_there(gettext("assessment"), uid)
    return found[0]


@require_http_methods(["GET", "POST"])
def edit_event(request: HttpRequest, uid: object) -> HttpResponse:
    """Write what is known of an event now."""
    line = event_of(request, uid)
    if not may(request.actor, Deed.RECORD_SIGNAL, line.owner):
        raise lists.not_there(gettext("event"), uid)
    if request.method == "GET" and line.state != EventState.OPEN:
        return redirect("health_event", uid=line.uid)
    initial = {"title": line.title, "known": line.known}
    form = EventForm(request.POST if request.method == "POST" else None, initial=initial)
    done: Any = form.is_valid() and attempt(
        form, lambda: assessing.change_event(by=request.actor, event=line.uid, **form.cleaned_data)
    )
    if done:
        messages.success(request, gettext("What is known is kept."))
        return redirect("health_event", uid=line.uid)
    context = {
        "form": form,
        "title": gettext("What is known now"),
        "event": line,
        "banner": wording.banner() if line.exercise else "",
        "trail": trail(line),
    }
    return render(request, "health_events/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, uid: object, assessment: object) -> HttpResponse:
    """Answer the questions of one frame. Whoever is not asked them, or not any more, is led to the event."""
    line = event_of(request, uid)
    found = assessment_of(request, line, assessment)
    if request.method == "GET" and not may_answer(request.actor, line, found):
        return redirect("health_event", uid=line.uid)
    form = AnswersForm(request.POST if request.method == "POST" else None, frame=found.frame)
    done: Any = form.is_valid() and attempt(
        form, lambda: assessing.give_answers(by=request.actor, assessment=found.uid, given=form.given())
    )
    if done:
        messages.success(request, gettext("Your answers are kept. They are shown when two persons have answered."))
        return redirect("health_event", uid=line.uid)
    context = {
        "form": form,
        "title": gettext(found.frame.title),
        "event": line,
        "source": gettext(found.frame.source),
        "unverified": gettext(UNVERIFIED) if found.frame.unverified else "",
        "banner": wording.banner() if line.exercise else "",
        "trail": trail(line),
    }
    return render(request, "health_events/assess.html", context, status=422 if form.errors else 200)
