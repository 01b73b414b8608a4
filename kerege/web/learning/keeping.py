"""Lessons where there is no line: what a device fetches, the page and the script that open it, and what it sends
when the line is back (frontend/src/js/learning).

Only lessons that everybody may open are kept. Answers are their learner's: they wait sealed, and come in once.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.records.viewers import PUBLIC
from kerege.training.actions.lessons import finish_lesson
from kerege.training.actions.scenarios import keep_walk
from kerege.training.queries import lessons as queries
from kerege.training.words import learning as words
from kerege.web.activities import lists
from kerege.web.capacity.device import WORKER
from kerege.web.capacity.sealing import known_to_device
from kerege.web.learning.home import home_context
from kerege.web.learning.parts import LOW, TEXT, content_of, parts_of
from kerege.web.lessons.reading import Reading, sent_answers
from kerege.web.shell.middleware import note_refused, problem, told
from kerege.web.shell.wording import language_name

MOST, LONGEST_AGO, MOST_WAYS, MOST_VALUES = 100, timedelta(days=60), 200, 200


@never_cache
@require_GET
def pack(request: HttpRequest, curriculum: str, module: str) -> JsonResponse:
    """What a lesson is made of: every part with its SHA-256, size and tiers. Refusals are problem documents."""
    try:
        return JsonResponse(_pack(request, _lesson(request, curriculum, module)))
    except Refusal as refusal:
        return problem(refusal)


@never_cache
@require_GET
def course(request: HttpRequest, curriculum: str) -> JsonResponse:
    """The same of all lessons of a curriculum, so that a slow line is asked once."""
    choice = lists.chosen(request)
    shelves = queries.shelves(PUBLIC, on=timezone.localdate(), lang=choice.lang)
    shelf = next((each for each in shelves if each.key == curriculum), None)
    if shelf is None:
        return problem(lists.not_there(gettext("lesson"), curriculum))
    return JsonResponse({"lessons": [_pack(request, _lesson(request, curriculum, each.id)) for each in shelf.lessons]})


def _pack(request: HttpRequest, found: queries.Lesson) -> dict[str, Any]:
    named = {"curriculum": found.programme.key, "module": found.module.id}
    return named | {
        "address": reverse("learning_pack", kwargs=named),
        "version": found.programme.version,
        "title": found.line.title,
        "languages": [{"tag": tag, "name": language_name(tag)} for tag, _state in found.line.languages],
        "parts": [each.told() for each in parts_of(found)],
        "tier": TEXT if request.headers.get("Save-Data", "").lower() == "on" else LOW,
    }


@require_GET
def part(request: HttpRequest, curriculum: str, module: str, name: str) -> HttpResponse:
    """The bytes of one part. They are no page: no browser shows or runs what comes from here."""
    try:
        content = content_of(_lesson(request, curriculum, module), name)
    except Refusal as refusal:
        return problem(refusal)
    if content is None:
        return problem(lists.not_there(gettext("lesson"), name))
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = "attachment"
    return answer


def _lesson(request: HttpRequest, curriculum: str, module: str, version: str = "") -> queries.Lesson:
    """A lesson that everybody may open. Refuses people.unknown_key and, for one that only some may open,
    training.lesson_not_to_keep.
    """
    choice = lists.chosen(request)
    asked: dict[str, Any] = {"on": timezone.localdate(), "lang": choice.lang, "version": version}
    found = queries.lesson(PUBLIC, curriculum, module, **asked)
    if found is None:
        if queries.lesson(request.viewer, curriculum, module, **asked) is not None:
            raise Refusal(words.LESSON_NOT_TO_KEEP)
        raise lists.not_there(gettext("lesson"), f"{curriculum} {module}")
    return found


@never_cache
@require_GET
def own(request: HttpRequest) -> JsonResponse:
    """Who is signed in, by a name that tells nothing, the token that sending wants, and the reader's own page as it is
    kept sealed. Nothing for a visitor.
    """
    me = known_to_device(request)
    if not me:
        return JsonResponse({"me": ""})
    html = render_to_string("learning/_own.html", home_context(request) | {"without_line": True}, request=request)
    return JsonResponse({"me": me, "token": get_token(request), "html": html})


@never_cache
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Take what a device kept: for each its own answer, so that one that is refused keeps nothing else back."""
    try:
        sent = _read(request)
    except Refusal as refusal:
        return problem(refusal)
    found: dict[str, Any] = {}
    for each in sent:
        try:
            found[each["id"]] = _take(request, each)
        except Refusal as refusal:
            note_refused(refusal)
            found[each["id"]] = {"refused": refusal.code, "why": told(refusal)}
    return JsonResponse({"me": known_to_device(request), "attempts": found})


def _take(request: HttpRequest, each: Mapping[str, Any]) -> dict[str, Any]:
    """One attempt, or one walk. It is judged by the version that was read; how long ago it was stands for a clock. The
    answers are the fields of its form, questions of the bank by the names that the page gave them.
    """
    try:
        lesson = _lesson(request, each["curriculum"], each["module"], each["version"])
    except Refusal:
        raise Refusal(words.LESSON_GONE) from None
    ago = timedelta(seconds=min(max(each["ago"], 0), LONGEST_AGO.total_seconds()))
    tags = [tag for tag, _state in lesson.line.languages]
    language = each["language"] if each["language"] in tags else tags[0]
    moment = timezone.now() - ago
    if each["scenario"]:
        return {"taken": str(_walked(request, each, lesson, language, moment).uid)}
    form = QueryDict(mutable=True)
    for name, values in each["answers"].items():
        form.setlist(name, values)
    answers = sent_answers(form, Reading(lesson, language))
    told: dict[str, Any] = {"lesson": lesson, "language": language, "answers": answers}
    row = finish_lesson(by=request.actor, **told, opened=moment, now=moment, sent_as=uid_or_none(each["id"]))
    return {"taken": str(row.uid), "right": row.right, "asked": row.asked}


def _walked(request: HttpRequest, each: Mapping[str, Any], lesson: queries.Lesson, language: str, at: datetime) -> Any:
    """How far somebody came in a scenario of a lesson."""
    scenario = next((one for one in lesson.module.scenarios if one.id == each["scenario"]), None)
    if scenario is None:
        raise Refusal(words.LESSON_GONE)
    told: dict[str, Any] = {"lesson": lesson, "scenario": scenario, "language": language, "path": each["path"]}
    return keep_walk(by=request.actor, **told, now=at)


def _read(request: HttpRequest) -> list[dict[str, Any]]:
    """Refuses training.learning_sent_unreadable."""
    if request.content_type != "application/json":
        raise Refusal(words.LEARNING_SENT_UNREADABLE)
    try:
        lines = list(json.loads(request.body)["attempts"])
        found = [_attempt(line) for line in lines]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refusal(words.LEARNING_SENT_UNREADABLE) from None
    if len(found) > MOST:
        raise Refusal(words.LEARNING_SENT_UNREADABLE)
    return found


def _attempt(line: Any) -> dict[str, Any]:
    texts = {name: line[name] for name in ("id", "curriculum", "module", "version", "language")}
    texts["scenario"] = line.get("scenario", "")
    path = [str(each)[:61] for each in line.get("path", [])][:MOST_WAYS]
    answers = {
        str(name): [str(each) for each in chosen][:MOST_VALUES]
        for name, chosen in dict({} if texts["scenario"] else line["answers"]).items()
    }
    known = all(isinstance(each, str) and len(each) <= 60 and "\0" not in each for each in texts.values())
    ago = float(line["ago"])
    if not known or uid_or_none(line["id"]) is None or not isfinite(ago):
        raise ValueError
    return texts | {"answers": answers, "ago": ago, "path": path}


@require_GET
def without_line(request: HttpRequest) -> HttpResponse:
    """The page that a browser shows where there is no line. It has nothing of anybody; what it shows is kept there."""
    return render(request, "learning/without_line.html")


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens that page. It serves the addresses beside it."""
    return render(request, "learning/worker.js", {"shell": reverse("learning_without_line")}, content_type=WORKER)


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """With which a browser installs the node as a program of the device, in the reader's language and direction."""
    icons = [
        {"src": static("kerege/icon.svg"), "type": "image/svg+xml", "sizes": "any", "purpose": "any"},
        *(
            {"src": static(f"kerege/icon-{side}.png"), "type": "image/png", "sizes": f"{side}x{side}", "purpose": what}
            for side, what in ((192, "any"), (512, "any"), (512, "maskable"))
        ),
    ]
    told = {
        "id": reverse("learning"),
        "name": gettext("Kerege: my learning"),
        "short_name": "Kerege",
        "lang": get_language() or settings.LANGUAGE_CODE,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("learning"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0a3540",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")
