"""The activities of a course: what there is, what the curriculum offers, what is needed for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training import actions, queries
from kerege.training.queries import ActivityLine, Practice, SessionLine
from kerege.training.rules.practice_plan import said
from kerege.training.words import practice_refused as refused
from kerege.web.capacity.sealing import known_to_device
from kerege.web.practice import wording
from kerege.web.practice.forms import ActivityForm, sessions_of
from kerege.web.shell.figures import moment_at
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused, told

WHERE_TAUGHT = "taught"
"""What the form says instead of a session: the one in which the module of the activity is taught."""


@require_http_methods(["GET", "POST"])
def activities(request: HttpRequest, uid: object) -> HttpResponse:
    """All activities of a course, session by session."""
    page = wording.here(request, uid)
    errors = []
    if request.method == "POST":
        try:
            _post(request, page)
            return redirect("activities", uid=uid)
        except Refusal as refusal:
            note_refused(refusal)
            errors = [{"field": "plan" if request.POST.get("do") == "take" else "", "sentence": told(refusal)}]
    context = activities_context(request, page) | {"errors": errors}
    return render(request, "practice/activities.html", context, status=422 if errors else 200)


def _post(request: HttpRequest, page: Practice) -> None:
    """Take an activity out of the curriculum, put one into a session, or drop one."""
    what, session = request.POST.get("activity", "")[:60], request.POST.get("session", "")[:40]
    do = request.POST.get("do")
    if do == "take":
        place: dict[str, Any] = {"where_taught": True} if session == WHERE_TAUGHT else {"session": session}
        actions.plan_activity(by=request.actor, course=page.course, activity=what, **place)
    elif do == "drop":
        actions.drop_activity(by=request.actor, activity=what)
        messages.success(request, gettext("The activity is taken off the course."))
    else:
        actions.place_activity(by=request.actor, activity=what, session=session)


def activities_context(request: HttpRequest, page: Practice) -> dict[str, Any]:
    """What the list shows, with a network and without."""
    lang = wording.lang()
    parts = [
        (each, moment_at(each.starts, page.zone), [_row(line, lang) for line in page.inside(each)], _takes(page, each))
        for each in page.sessions
    ]
    return {
        "page": page,
        "parts": parts,
        "bare": [(session, starts) for session, starts, rows, _over in parts if not rows],
        "loose": [_row(line, lang) for line in page.inside(None)],
        "offered": queries.offered(page, lang) if page.rights.plans else [],
        "sessions": sessions_of(page),
        "materials": queries.materials_of(page, lang),
        "me": known_to_device(request),
    }


def _takes(page: Practice, session: SessionLine) -> int:
    """The minutes of all activities of a session together, where they are more than the session has; else 0."""
    minutes = sum(line.plan.takes for line in page.inside(session))
    return minutes if minutes > session.minutes else 0


def _row(line: ActivityLine, lang: str) -> tuple[ActivityLine, str, str]:
    return line, said(line.plan.title, lang), wording.kind_of(line)


@require_http_methods(["GET", "POST"])
def new_activity(request: HttpRequest, uid: object) -> HttpResponse:
    """Setting up an activity by hand, for whoever plans."""
    page = wording.here(request, uid)
    if not page.rights.plans:
        raise Refusal(refused.NOT_YOUR_ACTIVITY)
    posted = request.POST if request.method == "POST" else None
    form = ActivityForm(posted, sessions=sessions_of(page))
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.set_up_activity(
                by=request.actor, course=page.course, lang=wording.lang().split("-")[0], **form.told()
            ),
        )
        if made is not None:
            return redirect("activity", uid=uid, activity=made.uid)
    return render(request, "practice/new.html", {"page": page, "form": form}, status=422 if form.errors else 200)
