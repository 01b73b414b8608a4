"""What stands beside a plan: the need before and after it, and who travels where."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.planning import queries
from kerege.planning.queries import Journey, NeedBeside, ScenarioPage
from kerege.planning.words import NOT_IN_PLAN
from kerege.web.activities import lists
from kerege.web.planning import wording
from kerege.web.planning.views.plan import about
from kerege.web.planning.wording import Named, named
from kerege.web.shell import months
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.figures import figure
from kerege.web.shell.map_ways import Way
from kerege.web.shell.maps import MapValue
from kerege.web.shell.words import NOT_OFFERED


@require_GET
@asks(of=a_line(3))
def need(request: HttpRequest, uid: object) -> HttpResponse:
    """The need by country and competence: before the plan, by the plan, and left after it."""
    page = queries.scenario(request.viewer, uid, request.actor)
    choice = lists.chosen(request)
    found = queries.need_beside(request.viewer, page, request.actor, on=choice.on, lang=choice.lang)
    names, of = named(request, page), request.GET.get("of", "")
    if of and of not in {line.country for line in found.lines}:
        raise Refusal(NOT_OFFERED, field="of", value=of)
    lines = [line for line in found.lines if of in {"", line.country}]
    context = about(request, page, names, "scenario_need") | {
        "told": found,
        "lines": [_line(line, page, names) for line in lines],
        "others": [(names.country(e.country), names.topic(e.topic), e) for e in found.told if of in {"", e.country}],
        "of": of,
        "countries": [(code, names.country(code)) for code in sorted({line.country for line in found.lines})],
        "whole": [_whole(code, found.lines, names) for code in sorted({line.country for line in found.lines})],
        "teaching": _teaching(page, names),
    }
    return render(request, "planning/need.html", context)


@require_GET
def calendar(request: HttpRequest, uid: object) -> HttpResponse:
    """The months in which the plan has courses, week by week."""
    page = queries.scenario(request.viewer, uid, request.actor)
    if page.problem is None or page.plan is None:
        raise Refusal(NOT_IN_PLAN)
    names = named(request, page)
    courses = queries.plan_told(page.problem, page.plan).courses
    told = [wording.told_course(each, names) | {"cancelled": each.number in page.cancelled} for each in courses]
    firsts = sorted({day.replace(day=1) for each in told for day in each["told"].days})
    shown = [months.shown(first, lambda day, first=first: _on(day, first, told)) for first in firsts]  # type: ignore[misc]
    return render(
        request, "planning/calendar.html", about(request, page, names, "scenario_calendar") | {"months": shown}
    )


def _on(day: date, first: date, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The courses on a day; on one that only fills the weeks of a month, none."""
    return [each for each in told if day in each["told"].days] if day.month == first.month else []


def _line(line: NeedBeside, page: ScenarioPage, names: Named) -> dict[str, Any]:
    return {
        "told": line,
        "country": names.country(line.country),
        "needs": f"{reverse('needs')}?{urlencode({'country': line.country, 'competence': line.competence})}",
        "topic": line.topics[0] if line.topics else "",
        "seats": bool(line.planned),
    }


def _whole(code: str, lines: Iterable[NeedBeside], names: Named) -> dict[str, Any]:
    """All competences of a country together: people counted once for each competence."""
    own = [line for line in lines if line.country == code]
    sums = {
        part: sum(getattr(line, part) for line in own) for part in ("needed", "before", "planned", "unknown", "left")
    }
    return {"code": code, "country": names.country(code), **sums}


def _teaching(page: ScenarioPage, names: Named) -> list[dict[str, Any]]:
    """The courses of the plan by what they teach: what a covered figure opens."""
    if page.problem is None or page.plan is None:
        return []
    told = queries.plan_told(page.problem, page.plan).courses
    return [
        {
            "key": key,
            "title": names.topic(key),
            "courses": [
                (c.number, c.people, ", ".join(names.country(code) for code in c.cohort), c)
                for c in told
                if c.topic == key
            ],
        }
        for key in sorted({course.topic for course in told})
    ]


@require_GET
def journeys(request: HttpRequest, uid: object) -> HttpResponse:
    """Who travels where, on the map and in a table. Refuses planning.not_in_plan where there is no plan yet."""
    page = queries.scenario(request.viewer, uid, request.actor)
    if page.problem is None or page.plan is None:
        raise Refusal(NOT_IN_PLAN)
    names = named(request, page)
    found = queries.travel(page.problem, page.plan)
    held = dict(found.held)
    codes = {code for journey in found.journeys for code in (journey.origin, journey.there)}
    context = about(request, page, names, "scenario_travel") | {
        "values": {code: MapValue(*_held(code, held.get(code, 0), names)) for code in sorted(codes)},
        "ways": [Way(j.origin, j.there, j.count, sentence(j, names), _look(j)) for j in found.journeys if j.count],
        "rows": [
            {"told": j, "who": _who(j), "origin": names.country(j.origin), "there": names.country(j.there)}
            for j in found.journeys
            if j.count
        ],
        "abroad": _abroad(found.journeys),
        "interpreted": [(names.country(there), numbers) for there, numbers in found.interpreted],
        "legend": [
            (3, gettext("Courses of the plan are held there")),
            (1, gettext("People or trainers come from there")),
        ],
    }
    return render(request, "planning/travel.html", context)


def _held(code: str, courses: int, names: Named) -> tuple[int, str, str, str]:
    """How a country looks, without a way to open, and what it says."""
    name = names.country(code)
    said = ngettext("%(country)s: %(count)s course", "%(country)s: %(count)s courses", courses)
    return (3 if courses else 1), "", said % {"country": name, "count": figure(courses)}, name


def _abroad(found: Iterable[Journey]) -> dict[str, int]:
    """How many leave their country, by kind."""
    counted = {"people": 0, "trainers": 0}
    for journey in found:
        counted[journey.kind] += journey.count if journey.abroad else 0
    return counted


def _who(journey: Journey) -> str:
    return gettext("People who are trained") if journey.kind == "people" else gettext("Trainers")


def _look(journey: Journey) -> str:
    return "" if journey.kind == "people" else "dashed"


def sentence(journey: Journey, names: Named) -> str:
    """A journey in words, as the arrow of the map says it."""
    said = {
        "count": figure(journey.count),
        "origin": names.country(journey.origin),
        "there": names.country(journey.there),
    }
    if journey.kind == "people":
        if not journey.abroad:
            return gettext("%(origin)s: %(count)s people are trained in their country") % said
        return gettext("%(count)s people from %(origin)s to %(there)s") % said
    if not journey.abroad:
        return gettext("%(origin)s: %(count)s times a trainer teaches in their country") % said
    return gettext("%(count)s times a trainer from %(origin)s to %(there)s") % said
