"""The map of a scenario for whoever writes it: drawn, as a list, and with what is not right at each place."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.lib.versions import text_in
from kerege.training.rules.curricula import Module, Scenario
from kerege.training.rules.scenario_maps import HIGH, WIDE, drawn
from kerege.training.rules.scenarios import Fault, faults_in, start_of
from kerege.training.words import curricula_refused as refused
from kerege.training.words.scenarios import FLAWS
from kerege.web.curricula import wording
from kerege.web.shell.wording import language_name

IN_A_LINE = 24
"""So many letters of a title stand in one line of a box, and two lines at most."""


@require_GET
def scenes(request: HttpRequest, key: str) -> HttpResponse:
    """The scenes of one scenario and where their choices lead. Refuses training.curriculum_no_part for what is none."""
    page, choice = wording.shown_page(request, key)
    address = request.GET.get("part", "")[:130]
    module, found = _of(page.programme.modules, address)
    told = faults_in(found, module, page.programme)
    wrong = {part: told_faults(each for each in told if each.part == part) for part in {each.part for each in told}}
    source = page.programme.source
    names = {each.id: text_in(each.title, choice.lang, source) for each in found.scenes}
    chart, first = drawn(found), start_of(found)
    context = {
        "page": page,
        "root_title": text_in(page.programme.title, choice.lang, source),
        "title": text_in(found.title, choice.lang, source),
        "address": address,
        "chart": chart,
        "half": HIGH // 2,
        "size": {"width": WIDE, "height": HIGH},
        "boxes": [(box, _lines_of(names[box.scene.id]), box.scene.id in wrong) for box in chart.boxes],
        "scenes": [_scene(each, choice.lang, source, names, wrong) for each in found.scenes],
        "first": first.id if first else "",
        "whole": wrong.get(found.id, []),
        "stops": sum(each.stops for each in told),
        "faults": len(told),
        "may_change": wording.keeps(request, page) and wording.is_draft(page),
    }
    return render(request, "curricula/map.html", context)


def _of(modules: Iterable[Module], address: str) -> tuple[Module, Scenario]:
    for module in modules:
        for each in module.scenarios:
            if each.id == address:
                return module, each
    raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=address or "–")


def told_faults(faults: Iterable[Fault]) -> list[str]:
    """What is not right, in sentences; what is missing in several languages is one."""
    langs: dict[str, list[str]] = {}
    for each in faults:
        langs.setdefault(gettext(FLAWS[each.flaw]), []).append(each.lang)
    return [
        f"{sentence} ({', '.join(dict.fromkeys(language_name(lang) for lang in found))})" if any(found) else sentence
        for sentence, found in langs.items()
    ]


def _scene(scene: Any, lang: str, source: str, names: dict[str, str], wrong: dict[str, list[str]]) -> Any:
    ways = [
        {
            "id": way.id,
            "text": text_in(way.text, lang, source),
            "to": names.get(way.to, ""),
            "there": way.to,
            "wrong": wrong.get(way.id, []),
        }
        for way in scene.ways
    ]
    return {
        "id": scene.id,
        "title": names[scene.id],
        "ends": bool(scene.learnt),
        "wrong": wrong.get(scene.id, []),
        "ways": ways,
    }


def _lines_of(title: str) -> list[str]:
    """A title in at most two lines; what does not go in is cut, and stands whole in the list below."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > IN_A_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    kept = [line if len(line) <= IN_A_LINE else f"{line[: IN_A_LINE - 1]}…" for line in lines[:2]]
    if len(lines) > 2:
        kept[1] = f"{kept[1][: IN_A_LINE - 1]}…"
    return kept
