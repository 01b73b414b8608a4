"""Activities where there is no line: what a browser fetches before it goes there, and the events that it brings back.

What a browser keeps is sealed, with the key that `kerege.web.capacity.device` gives (frontend/src/js/device).
"""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training import actions, queries
from kerege.training.queries import ActivityLine, Practice
from kerege.training.rules.practice_intake import moment
from kerege.training.rules.practice_plan import said
from kerege.training.words import practice_refused as refused
from kerege.web.capacity.device import WORKER
from kerege.web.practice import wording
from kerege.web.practice.marking import person_context
from kerege.web.practice.planning import activities_context
from kerege.web.practice.running import activity_context
from kerege.web.shell.middleware import problem, told


@never_cache
@require_http_methods(["GET", "POST"])
def device(request: HttpRequest, uid: object) -> JsonResponse:
    """All pages of the activities of a course for whoever has to do with them; events that a device kept, taken in.
    Refusals are problem documents.
    """
    try:
        page = wording.here(request, uid)
        return _brought(request, page) if request.method == "POST" else _pages(request, page)
    except Refusal as refusal:
        return problem(refusal)


def _pages(request: HttpRequest, page: Practice) -> JsonResponse:
    found = [{"path": path, "title": title, "html": html} for path, title, html in _rendered(request, page)]
    return JsonResponse({"title": page.title, "pages": found})


def _rendered(request: HttpRequest, page: Practice) -> Iterator[tuple[str, str, str]]:
    """The address, the heading and the content of each page."""

    def html(template: str, context: dict[str, Any]) -> str:
        return render_to_string(template, context | {"without_line": True}, request=request)

    listed = html("practice/_activities.html", activities_context(request, page))
    yield reverse("activities", args=[page.course]), gettext("Activities of the course"), listed
    for line in page.activities:
        found, title = queries.seen_in(page, line), said(line.plan.title, wording.lang())
        own = html("practice/_activity.html", activity_context(request, page, line, found))
        yield reverse("activity", args=[page.course, line.uid]), title, own
        for whom in page.people if line.plan.checklist else ():
            one = html("practice/_person.html", person_context(request, page, line, whom, found))
            yield _address(page, line, whom.uid), f"{whom.name} · {title}", one


def _address(page: Practice, line: ActivityLine, person: str) -> str:
    return reverse("activity_person", args=[page.course, line.uid, person])


def _brought(request: HttpRequest, page: Practice) -> JsonResponse:
    if request.content_type != "application/json":
        raise Refusal(refused.EVENTS_UNREADABLE)
    try:
        sent = json.loads(request.body)
        events, sent_at = list(sent["events"]), moment(sent["sent_at"], part="sent_at")
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refusal(refused.EVENTS_UNREADABLE) from None
    came = actions.record_events(by=request.actor, course=page.course, events=events, sent_at=sent_at)
    wrong = {number: {"code": each.code, "detail": told(each)} for number, each in came.refused.items()}
    return JsonResponse({"taken": came.taken, "aside": came.aside, "refused": wrong})


@require_GET
def without_line(request: HttpRequest) -> HttpResponse:
    """The page that a browser shows where there is no line. It has nothing of anybody; what it shows is kept there."""
    return render(request, "practice/without_line.html")


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens that page. It serves the activities of the courses for which somebody prepared a device."""
    return render(request, "shell/worker.js", {"shell": reverse("practice_without_line")}, content_type=WORKER)
