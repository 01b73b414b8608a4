"""The page that plays a package, and the two addresses to which it speaks."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.actions import elearning_playing as actions
from kerege.training.queries import elearning as queries
from kerege.training.queries.elearning import PackageLine, RegistrationLine
from kerege.training.queries.elearning_libraries import check_libraries
from kerege.training.rules.elearning.results import outcome
from kerege.training.rules.elearning.shapes import WHOLE, Part
from kerege.training.words import elearning as words
from kerege.training.words.elearning import COMPLETIONS, LAUNCHED, PLAYED, STANDARDS, Standard
from kerege.web.content import playing
from kerege.web.content.hosts import content_origin
from kerege.web.player.showing import result
from kerege.web.player.weighing import LIGHT, is_light, weighed
from kerege.web.shell.middleware import problem


@require_GET
@login_required
@never_cache
def play(request: HttpRequest, uid: object) -> HttpResponse:
    """One registration of the reader, with the parts of the package and the frame that plays one of them."""
    line, mine = queries.own_registration(request.viewer, request.actor, str(uid))
    if line.standard in LAUNCHED:
        return redirect("elearning_units", uid=mine.uid)
    here = _part(line, request.GET.get("part", "") or mine.part)
    context = _context(request, line, here, mine)
    context["open"] = reverse("elearning_window", args=[mine.uid]) + _tier(request)
    context["commits"] = reverse("elearning_commits", args=[mine.uid])
    return render(request, "player/play.html", context)


@require_GET
@login_required
@never_cache
def preview(request: HttpRequest, uid: object) -> HttpResponse:
    """The package as learners will play it, for whoever keeps or reviews it; nothing of it is kept."""
    line = _kept(request, uid)
    here = _part(line, request.GET.get("part", ""))
    context = _context(request, line, here, None)
    context["open"] = reverse("elearning_preview_window", args=[line.uid]) + _tier(request)
    return render(request, "player/play.html", context)


@require_POST
@never_cache
def window(request: HttpRequest, uid: object) -> JsonResponse:
    """A window goes on with a registration: where its frame is, and what the package kept. Refusals are problem
    documents.
    """
    try:
        sent = request.POST
        opened = actions.open_window(
            by=request.actor, registration=str(uid), session=sent.get("session", ""), part=sent.get("part", "")
        )
        line, mine = queries.own_registration(request.viewer, request.actor, str(uid))
        here = _part(line, opened.part)
        told = _start(request, line, here, use=mine.uid, data=mine.data, wanted=sent.get("part", ""))
        return JsonResponse(told | {"number": max(opened.numbers.values(), default=0)})
    except Refusal as refusal:
        return problem(refusal)


@require_POST
@never_cache
def preview_window(request: HttpRequest, uid: object) -> JsonResponse:
    """The same for a preview."""
    try:
        line = _kept(request, uid)
        here = _part(line, request.POST.get("part", ""))
        told = _start(request, line, here, use="preview", data={}, wanted=request.POST.get("part", ""))
        return JsonResponse(told | {"number": 0})
    except Refusal as refusal:
        return problem(refusal)


@require_POST
@never_cache
def commits(request: HttpRequest, uid: object) -> JsonResponse:
    """Take in what the package keeps. Refusals are problem documents."""
    sent = request.POST
    try:
        kept = actions.commit(
            by=request.actor,
            registration=str(uid),
            session=sent.get("session", ""),
            number=_number(sent.get("number", "")),
            part=sent.get("part", ""),
            data=_data(sent.get("data", "")),
        )
        return JsonResponse({"number": kept.numbers.get(sent.get("part", ""), 0)})
    except Refusal as refusal:
        return problem(refusal)


def _tier(request: HttpRequest) -> str:
    return f"?tier={LIGHT}" if is_light(request) else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _data(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(words.ELEARNING_BAD_COMMIT, why="it is no JSON") from None


def _kept(request: HttpRequest, uid: object) -> PackageLine:
    """A package that waits or is open, for whoever keeps curricula of its owner."""
    line = queries.package(request.viewer, request.actor, str(uid))
    check_may(request.actor, Deed.KEEP_CURRICULA, line.owner)
    if line.state == words.PackageState.WITHDRAWN:
        raise Refusal(words.ELEARNING_WITHDRAWN)
    return line


def _part(line: PackageLine, wanted: str) -> Part:
    """The part that is meant, else the first one."""
    return next((part for part in line.what.parts if part.id == wanted), line.what.parts[0])


def _start(
    request: HttpRequest, line: PackageLine, here: Part, *, use: str, data: Mapping[str, Mapping[str, Any]], wanted: str
) -> dict[str, Any]:
    _check_played(request, line)
    whose: dict[str, Any] = {"uid": line.uid, "owner": line.owner, "label": line.label, "standard": line.standard}
    address = playing.address_of(request, **whose, use=use, light=is_light(request))
    start = {
        "standard": line.standard,
        "part": here.id,
        "title": here.title,
        "language": line.what.language or "und",
        "path": here.path,
        "query": here.query,
        "settings": dict(here.settings),
        "data": dict(data.get(here.id, {})),
        "learner": use,
        "called": gettext("Learner"),  # a package learns no name
    }
    if line.what.sequenced:
        start |= _sequenced(line, data, wanted)
    return {"address": address, "origin": content_origin(request), "start": start}


def _sequenced(line: PackageLine, data: Mapping[str, Mapping[str, Any]], wanted: str) -> dict[str, Any]:
    """What the run-time needs to decide which part comes: the rules, where they were, and what all parts kept."""
    parts = line.what.parts
    return {
        "sequencing": line.what.tree["sequencing"],
        "state": data.get(WHOLE, {}).get("kerege.sequencing", ""),
        "parts": {
            each.id: {"path": each.path, "query": each.query, "title": each.title, "settings": dict(each.settings)}
            for each in parts
        },
        "order": [each.id for each in parts],
        "all": {name: dict(kept) for name, kept in data.items() if name != WHOLE},
        "whole": WHOLE,
        "wanted": wanted,
    }


def _check_played(request: HttpRequest, line: PackageLine) -> None:
    if line.standard not in PLAYED:
        raise Refusal(words.ELEARNING_NOT_PLAYED, kind=STANDARDS[Standard(line.standard)])
    check_libraries(line.what)
    if not content_origin(request):
        raise Refusal(words.ELEARNING_NO_CONTENT_HOST)


def _context(request: HttpRequest, line: PackageLine, here: Part, mine: RegistrationLine | None) -> dict[str, Any]:
    _check_played(request, line)
    places = [part.id for part in line.what.parts]
    place = places.index(here.id)
    data = mine.data if mine else {}
    return {
        "line": line,
        "sequenced": line.what.sequenced,
        "wanted": request.GET.get("part", "") if line.what.sequenced else here.id,
        "title": line.title if line.what.sequenced else here.title,
        "mine": mine,
        "result": result(mine.standing) if mine else None,
        "light": is_light(request),
        "weight": weighed(request, line),
        "part": here,
        "parts": [
            {
                "part": each,
                "here": each.id == here.id,
                "state": gettext(COMPLETIONS[outcome(data.get(each.id)).completion]),
            }
            for each in line.what.parts
        ],
        "before": line.what.parts[place - 1] if place else None,
        "after": line.what.parts[place + 1] if place + 1 < len(places) else None,
        "language": line.what.language or (line.languages[0] if line.languages else get_language()),
        "sandbox": playing.SANDBOX,
    }
