"""Answering where there is no line: what a browser fetches before it goes there, and what it brings back.

A browser keeps the questions and what was answered sealed (`frontend/src/js/answers`). The key comes from here, belongs
to one account, and lives with the tab.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.actions import KeptAnswer, Told
from kerege.capacity.queries import AssessmentPage
from kerege.capacity.rules.answers import Standing
from kerege.capacity.words.phone import NOT_KEPT
from kerege.lib.refusal import Refusal
from kerege.web.activities import lists
from kerege.web.capacity.answering import _own, section_form
from kerege.web.capacity.sealing import key_of, known_to_device
from kerege.web.capacity.views import page_of, sections
from kerege.web.shell.middleware import problem, told

MOST, LONGEST_AGO = 2_000, timedelta(days=60)
WORKER = "text/javascript; charset=utf-8"


@never_cache
@require_GET
def key(request: HttpRequest) -> JsonResponse:
    """The key with which this account's answers are sealed on a device, and the token that sending them wants. Nothing
    for a visitor, and nothing while somebody looks with other eyes.
    """
    me = known_to_device(request)
    return JsonResponse({"me": me, "key": key_of(request), "token": get_token(request)} if me else {"me": ""})


@never_cache
@require_http_methods(["GET", "POST"])
def device(request: HttpRequest, uid: object) -> JsonResponse:
    """All sections of an assessment for whoever answers in it, with the own answers; answers that were kept, taken in.
    Refusals are problem documents.
    """
    try:
        return _brought(request, uid) if request.method == "POST" else _pages(request, uid)
    except Refusal as refusal:
        return problem(refusal)


def _pages(request: HttpRequest, uid: object) -> JsonResponse:
    page = _own(request, uid, lists.chosen(request))
    steps = sections(page)
    found, first = [], 1
    for place, step in enumerate(steps):
        after = steps[place + 1]["key"] if place + 1 < len(steps) else ""
        found.append({"key": step["key"], "title": step["title"], "html": _html(request, page, step, first, after)})
        first += step["asked"]
    return JsonResponse({"title": page.line.title, "set": page.line.set_title, "sections": found})


def _html(request: HttpRequest, page: AssessmentPage, step: Mapping[str, Any], first: int, after: str) -> str:
    here = next(each for each in page.definition.sections if each.key == step["key"])
    form = section_form(None, page, here)
    context = {"questions": form.shown(first), "line": page.line, "without_line": True}
    context["after"] = reverse("answer_section", args=[page.line.uid, after]) if after else ""
    return render_to_string("capacity/_answers.html", context, request=request)


def _brought(request: HttpRequest, uid: object) -> JsonResponse:
    if request.content_type != "application/json":
        raise Refusal(NOT_KEPT)
    came = actions.bring_answers(by=request.actor, assessment=str(uid), answers=_read(request.body))
    page = page_of(request, uid, lists.chosen(request))
    return JsonResponse(
        {
            "taken": came.taken,
            "met": came.met,
            "wrong": {question: told(refusal) for question, refusal in came.wrong.items()},
            "differ": _differ(request, page, came.taken),
            "asked": {step["key"]: step["asked"] for step in sections(page)},
        }
    )


def _differ(request: HttpRequest, page: AssessmentPage, taken: tuple[str, ...]) -> int:
    """For whoever reads everybody's answers: how many of these a colleague answered differently. Else nothing."""
    if not (page.all_answers and taken):
        return 0
    choice = lists.chosen(request)
    found = queries.result_page(request.viewer, page.line.uid, me=request.actor.uid, on=choice.on, lang=choice.lang)
    return sum(found.settled[each][0] == Standing.DISAGREED for each in taken if each in found.settled) if found else 0


def _read(body: bytes) -> dict[str, KeptAnswer]:
    """What a device kept. Refuses capacity.not_kept."""
    try:
        lines = json.loads(body)["answers"]
        found = {str(line["question"]): _kept(line) for line in lines}
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise Refusal(NOT_KEPT) from None
    if len(lines) > MOST:
        raise Refusal(NOT_KEPT)
    return found


def _kept(line: Mapping[str, Any]) -> KeptAnswer:
    ago = timedelta(seconds=float(line["ago"]))
    if not timedelta() <= ago <= LONGEST_AGO:
        raise ValueError
    return KeptAnswer(_told(line), _told(line["seen"]), ago)


def _told(line: Mapping[str, Any]) -> Told:
    value, aside, comment = line["value"], line["not_applicable"], line["comment"]
    if not (isinstance(value, str) and isinstance(aside, bool) and isinstance(comment, str)):
        raise TypeError
    return Told(value, aside, comment.replace("\r\n", "\n"))


@require_GET
def without_line(request: HttpRequest) -> HttpResponse:
    """The page that a browser shows where there is no line. It has nothing of anybody; what it shows is kept there."""
    return render(request, "capacity/without_line.html")


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens that page when there is no line. It stands here because it serves addresses below it."""
    return render(request, "shell/worker.js", {"shell": reverse("without_line")}, content_type=WORKER)
