"""A scenario as plain pages: one scene, its choices as buttons, the way so far. It needs neither script nor account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training.actions import scenarios as actions
from kerege.training.queries import lessons as queries
from kerege.training.queries.scenarios import Walked, scenarios
from kerege.training.rules.scenarios import Walk, still_walked, walk
from kerege.web.activities import lists
from kerege.web.curricula.attaching import files_to_learn_from
from kerege.web.lessons import reading
from kerege.web.lessons.offering import kept_here
from kerege.web.lessons.reading import Reading
from kerege.web.shell.asked import a_language, asks
from kerege.web.shell.middleware import note_refused, told

APART, LONGEST = ".", 12_400
"""Ids of choices stand in an address with this between them; 200 of 61 characters are the most."""


def _a_path(typed: str, _field: str) -> str:
    """Choices that are not there in this version are left out by whoever walks them."""
    return typed[:LONGEST]


@require_http_methods(["GET", "POST"])
@asks(lesson=a_language, path=_a_path)
def scenario(request: HttpRequest, curriculum: str, module: str, scenario: str) -> HttpResponse:
    """One scene of a scenario. Choices are kept for whoever has an account; for others they stand in the address."""
    choice = lists.chosen(request)
    lesson = queries.lesson(request.viewer, curriculum, module, on=choice.on, lang=choice.lang)
    there = scenarios(request.viewer, lesson) if lesson else []
    found = next((each for each in there if each.scenario.id == scenario), None)
    if lesson is None or found is None:
        raise lists.not_there(gettext("scenario"), f"{curriculum} {module} {scenario}")
    sent = request.POST if request.method == "POST" else request.GET
    now = reading.read(lesson, asked=sent.get("lesson", ""), beside="", here=choice.lang)
    if request.method == "POST":
        return _chosen(request, now, found)
    if not request.actor.uid:
        typed = _parted(request.GET.get("path", ""))
        return _shown(request, now, found, still_walked(found.scenario, typed) or found.walk)
    return _shown(request, now, found, found.walk)


def _parted(path: str) -> list[str]:
    return [name for name in path[:LONGEST].split(APART) if name]


def _chosen(request: HttpRequest, now: Reading, found: Walked) -> HttpResponse:
    """Go on, go back a step, or begin anew, from where the page stood. A choice that is refused is told there."""
    path, deed = _parted(request.POST.get("path", "")), request.POST.get("do", "")
    there = {"back": path[:-1], "again": []}.get(deed, [*path, request.POST.get("way", "")[:61]])
    try:
        if request.actor.uid:
            kept: dict[str, Any] = {"lesson": now.lesson, "scenario": found.scenario, "language": now.lang}
            actions.keep_walk(by=request.actor, path=there, **kept)
            asked = {"lesson": now.lang}
        else:
            asked = {"lesson": now.lang, "path": APART.join(walk(found.scenario, there).path)}
    except Refusal as refusal:
        note_refused(refusal)
        return _shown(request, now, found, still_walked(found.scenario, path) or found.walk, refusal)
    return redirect(f"{request.path}?{urlencode(asked)}#scene")


def _shown(request: HttpRequest, now: Reading, found: Walked, at: Walk, refused: Refusal | None = None) -> HttpResponse:
    scenario = found.scenario
    context = {
        "reading": now,
        "lesson": now.lesson,
        "lesson_title": now.text(now.lesson.module.title),
        "title": now.text(scenario.title),
        "intro": "" if at.steps else now.text(scenario.text),
        "scene": scene_told(request, now, at),
        "walk": at,
        "path": APART.join(at.path),
        "steps": [(now.text(step.scene.title), now.text(step.way.text)) for step in at.steps],
        "ends": found.ends,
        "met": len({*found.endings, at.here.id} if at.over else found.endings),
        "number": len(at.steps) + 1,
        "signed_in": bool(request.actor.uid),
        **kept_here(request, now.lesson),
        "errors": [{"field": "ways", "sentence": told(refused)}] if refused else [],
    }
    return render(request, "lessons/scenario.html", context, status=refused.status if refused else 200)


def scene_told(request: HttpRequest, now: Reading, at: Walk) -> dict[str, Any]:
    """A scene in the language in which the lesson is read, with what came of the choice before."""
    scene, by = at.here, at.arrived_by
    module = now.lesson.module
    shown = next((each for each in module.attachments if each.id == scene.picture), None)
    files = files_to_learn_from(request, now.lesson.page, module, now.lang) if shown else []
    return {
        "title": now.text(scene.title),
        "text": now.text(scene.text),
        "after": now.text(by.after) if by else "",
        "learnt": now.text(scene.learnt),
        "alt": now.text(scene.alt),
        "picture": next((each["address"] for each in files if each["id"] == scene.picture), ""),
        "ways": [(way.id, now.text(way.text)) for way in scene.ways],
    }


def offered(request: HttpRequest, now: Reading) -> list[dict[str, Any]]:
    """The scenarios of a lesson, for its page."""
    named = [now.lesson.programme.key, now.lesson.module.id]
    return [
        {
            "title": now.text(each.scenario.title),
            "text": now.text(each.scenario.text),
            "address": reverse("scenario", args=[*named, each.scenario.id]),
            "waits": each.waits,
            "met": len(each.endings),
            "ends": each.ends,
        }
        for each in scenarios(request.viewer, now.lesson)
    ]
