"""Activities where there is no line: what a browser fetches before it goes there, and the events that it brings back.

What a browser keeps is sealed, with the key that `kerege.web.capacity.device` gives (frontend/src/js/device).
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training import actions, queries
from kerege.training.queries import Practice
from kerege.training.queries.practice_events import person_subject
from kerege.training.rules.practice_intake import moment
from kerege.training.rules.practice_plan import said
from kerege.training.words import practice_refused as refused
from kerege.web.capacity.device import WORKER
from kerege.web.practice import wording
from kerege.web.practice.marking import person_context
from kerege.web.practice.packing import CUT, Packed, Piece
from kerege.web.practice.planning import activities_context
from kerege.web.practice.rounds import rounds_context
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
    packed = Packed()
    found = list(_rendered(request, page, packed))
    now = round(timezone.now().timestamp() * 1000)
    told = {"title": page.title, "now": now, "pages": found, **packed.all()}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def _rendered(request: HttpRequest, page: Practice, packed: Packed) -> Iterator[dict[str, Any]]:
    """The address below the activities, the heading and the content of each page. Of people of whom nothing was seen
    yet one page is made for all of them.
    """

    def html(template: str, context: dict[str, Any]) -> str:
        return render_to_string(template, context | {"without_line": True, "cut": CUT}, request=request)

    root = reverse("activities", args=[page.course])
    same = {page.course, *(line.uid for line in page.activities)}
    listed = packed.page(html("practice/_activities.html", activities_context(request, page)), same=same)
    yield {"path": "", "title": gettext("Activities of the course"), "parts": listed}
    for session in page.sessions:
        context = rounds_context(request, page, session)
        if context["ways"]:
            title = f"{gettext('Where the groups are')} · {session.title}"
            rounds = packed.page(html("practice/_rounds.html", context), same=same)
            yield {"path": f"groups/{session.uid}/", "title": title, "parts": rounds}
    for line in page.activities:
        found, title = queries.seen_in(page, line), said(line.plan.title, wording.lang())
        own = html("practice/_activity.html", activity_context(request, page, line, found))
        yield {"path": f"{line.uid}/", "title": title, "parts": packed.page(own, same=same)}
        seen, bare = {each.subject for each in found.events}, list[Piece]()
        for whom in page.people if line.plan.checklist else ():
            alike = not whom.me and person_subject(whom.number) not in seen
            one = bare if alike and bare else _one(html, packed, person_context(request, page, line, whom, found), same)
            bare = one if alike else bare
            address = reverse("activity_person", args=[page.course, line.uid, whom.uid]).removeprefix(root)
            yield {"path": address, "title": f"{whom.name} · {title}", "parts": one}


def _one(
    html: Callable[[str, dict[str, Any]], str], packed: Packed, context: dict[str, Any], same: set[str]
) -> list[Piece]:
    return packed.page(html("practice/_person.html", context), who=context["whom"].uid, same=same)


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
