"""The page of a registration for a course of cmi5: its blocks and units, what comes next, and the unit that is open."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.training.queries import cmi5 as queries
from kerege.training.queries import elearning
from kerege.training.queries.cmi5 import CourseOfUnits, UnitLine
from kerege.training.words.cmi5 import MOVE_ONS, UNIT_STATES, LaunchMode, MoveOn, UnitState
from kerege.training.words.elearning import PackageState
from kerege.web.cmi5.launching import launch
from kerege.web.content import playing
from kerege.web.content.ended import OVER
from kerege.web.content.hosts import content_origin
from kerege.web.player.weighing import is_light, weighed

_MARKS = {
    UnitState.NOT_BEGUN: "info",
    UnitState.BEGUN: "warn",
    UnitState.FAILED: "bad",
    UnitState.SATISFIED: "good",
    UnitState.WAIVED: "good",
}


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def units(request: HttpRequest, uid: object) -> HttpResponse:
    """One's own registration. A unit is launched by sending its id, which begins a session; loading the page of a unit
    anew begins another one, since an address is good for one launch.
    """
    line, _ = elearning.own_registration(request.viewer, request.actor, str(uid))
    found = queries.course_of(request.actor, str(uid))
    if request.method == "POST":
        return _opened(request, line, found)
    context = {"line": line, "found": found, "rows": list(_rows(found)), "next": _next(found)}
    context |= {"waits": line.state == PackageState.HANDED_IN, "light": is_light(request)}
    return render(request, "cmi5/units.html", context | {"weight": weighed(request, line)})


def _opened(request: HttpRequest, line: Any, found: CourseOfUnits) -> HttpResponse:
    """A unit in a frame of this page; one that wants a window of its own by a link that leads there."""
    part = request.POST.get("part", "")
    here = next((each for each in found.units if each.part.id == part), None)
    own_window = here is not None and _own_window(here)
    language = get_language() or "en"
    page = request.build_absolute_uri(reverse("elearning_units", args=[found.registration]))
    back = page if own_window else f"{content_origin(request)}{playing.AROUND}{OVER}/{language}"
    mode = _mode(line, here)
    made = launch(
        request, line, registration=found.registration, part=part, mode=mode, returns_to=back, language=language
    )
    context = {
        "line": line,
        "found": found,
        "title": title_of(here.part.settings.get("titles", {}), here.part.title) if here else "",
        "address": made.address,
        "own_window": own_window,
        "light": is_light(request),
        "looks": mode != LaunchMode.NORMAL,
        "sandbox": playing.SANDBOX,
    }
    return render(request, "cmi5/unit.html", context)


def _own_window(unit: UnitLine) -> bool:
    """Whether a unit takes the whole window: it wants to, or it comes from another site, which no page here frames."""
    settings = unit.part.settings
    return settings["launch_method"] == "OwnWindow" or bool(settings["outside"])


def _mode(line: Any, here: UnitLine | None) -> LaunchMode:
    """What waits for its review is only looked at; what is done is looked at again."""
    if line.state == PackageState.HANDED_IN:
        return LaunchMode.BROWSE
    return LaunchMode.REVIEW if here is not None and here.state == UnitState.SATISFIED else LaunchMode.NORMAL


def _next(found: CourseOfUnits) -> dict[str, Any] | None:
    here = next((each for each in found.units if each.part.id == found.next), None)
    return shown(here) if here else None


def _rows(found: CourseOfUnits) -> Iterator[dict[str, Any]]:
    """Headings of blocks where one begins, and the units below them."""
    tree = found.what.tree
    titles = dict(zip(tree["blocks"], tree.get("block_titles", ()), strict=False))
    above: list[str] = []
    for each in found.units:
        blocks = list(each.part.settings["blocks"])
        same = next((n for n, (one, other) in enumerate(zip(above, blocks, strict=False)) if one != other), None)
        first = min(len(above), len(blocks)) if same is None else same
        for depth, block in enumerate(blocks[first:], start=first):
            name = title_of(titles.get(block, {}), gettext("Section"))
            yield {"block": name, "level": min(depth + 3, 6), "done": block in found.blocks}
        above = blocks
        yield shown(each)


def shown(unit: UnitLine) -> dict[str, Any]:
    """A unit with how it stands, in words."""
    settings = unit.part.settings
    return {
        "part": unit.part.id,
        "title": title_of(settings.get("titles", {}), unit.part.title),
        "state": gettext(UNIT_STATES[unit.state]),
        "mark": _MARKS[unit.state],
        "reason": unit.unit.waived,
        "score": None if unit.unit.score is None else round(unit.unit.score * 100),
        "minutes": (unit.unit.seconds + 59) // 60,
        "wants": gettext(MOVE_ONS[MoveOn(settings["move_on"])]),
        "done": unit.state in {UnitState.SATISFIED, UnitState.WAIVED},
        "begun": unit.unit.begun,
    }


def title_of(titles: dict[str, str], otherwise: str) -> str:
    """The title in the language of the page, else one that begins alike, English, or the one that comes first."""
    spoken = get_language() or "en"
    for wanted in (spoken, spoken.split("-")[0], "en"):
        for tag, text in titles.items():
            if text and (tag.lower() == wanted or tag.lower().split("-")[0] == wanted):
                return text
    return next((text for text in titles.values() if text), "") or otherwise
