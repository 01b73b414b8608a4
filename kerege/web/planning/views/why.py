"""Why a course is in a plan as it is, why it is not otherwise, and why somebody is left out; pinning and forbidding."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.planning import actions, queries
from kerege.planning.queries import CourseWhy, Elsewhere, LeftTold, ScenarioPage
from kerege.planning.words import FAMILIES, NOT_IN_PLAN, SEXES
from kerege.web.planning import what_if, wording
from kerege.web.planning.views.plan import about
from kerege.web.planning.wording import Named, named
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.figures import figure
from kerege.web.shell.middleware import note_refused, told


@require_http_methods(["GET", "POST"])
def course(request: HttpRequest, uid: object, number: int) -> HttpResponse:
    """One course of a plan: why it is as it is, what else was possible, and what is decided of it."""
    page = queries.scenario(request.viewer, uid, request.actor)
    if page.problem is None or page.plan is None:
        raise Refusal(NOT_IN_PLAN)
    why = queries.course_why(page.problem, page.plan, number)
    if request.method == "POST":
        return _decided(request, page, why)
    names = named(request, page)
    told_of = queries.plan_told(page.problem, page.plan, page.earlier).courses[number - 1]
    funds = {f"funds-{row['no']}": row["funder"] for row in page.rows.get("funds", [])}
    context = about(request, page, names, "") | {
        "course": wording.told_course(told_of, names),
        "why": why,
        "seats": [(_people(page, key, names), key, n) for key, n in sorted(why.held.seats.items())],
        "paid": [(funds.get(key, key), amount) for key, amount in told_of.paid],
        "staff": [(key, names.trainer(key), key in why.held.leads) for key in told_of.leads + told_of.locals],
        "others": [_other(each, names) for each in why.others],
        "rooms": [(names.room(each.room), each, _elsewhere(each, page.currency)) for each in why.rooms],
        "days": [(each, _elsewhere(each, page.currency)) for each in why.days],
        "what_if": what_if.shown(page, why, names),
        "tries": page.tries,
        "may_try": not page.works,
        "course_uid": page.accepted.get(number, ""),
    }
    part = request.headers.get("HX-Request") == "true"
    answer = render(request, "planning/_what_if.html" if part else "planning/course.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _people(page: ScenarioPage, key: str, names: Named) -> str:
    """Of which country people of a group are, and women or men where that was told."""
    assert page.problem is not None  # noqa: S101 - asked by whoever calls
    group = next((each for each in page.problem.groups if each.key == key), None)
    if group is None:
        return key
    return names.country(group.country) + (f" ({gettext(SEXES[group.sex])})" if group.sex else "")


def _elsewhere(each: Elsewhere, currency: str) -> str:
    """Why a course is not in another room or on another day, or what that would cost."""
    if each.taken:
        return gettext("another course of the plan is there")
    if each.bars:
        return wording.bars(each.bars)
    if each.more is None:
        return gettext("it could be, but not with these people and trainers beside the rest of the plan")
    if each.more == 0:
        return gettext("it could be, with the same people and trainers at the same cost: the plan would be as good")
    money = {"money": f"{figure(abs(each.more))} {currency}".strip()}
    if each.more > 0:
        return gettext("it could be, with the same people and trainers; that costs %(money)s more") % money
    return gettext("it could be, with the same people and trainers; that costs %(money)s less") % money


def _other(each: Any, names: Named) -> dict[str, Any]:
    return {
        "key": each.trainer,
        "name": names.trainer(each.trainer),
        "lead": wording.bars(each.lead),
        "local": wording.bars(each.local),
        "could": not each.lead or not each.local,
        "taken": each.taken,
    }


def _decided(request: HttpRequest, page: ScenarioPage, why: CourseWhy) -> HttpResponse:
    """Pin the course (with or without its staff), forbid it, forbid somebody in it; the next search keeps to it."""
    do, who = request.POST.get("do", ""), request.POST.get("trainer", "")
    held = why.held
    pin = {
        "topic": held.course.topic,
        "language": held.course.language,
        "room": held.course.room,
        "day": held.course.days[0].isoformat(),
        "countries": " ".join(sorted(held.course.cohort)),
    }
    staff = {"leads": " ".join(sorted(held.leads)), "locals": " ".join(sorted(held.locals))}
    rows: dict[str, tuple[str, dict[str, Any]]] = {
        "pin": ("pins", pin),
        "pin_staff": ("pins", {**pin, **staff}),
        "pin_room": ("pins", {**pin, "room": request.POST.get("room", "")}),
        "pin_day": ("pins", {**pin, "day": request.POST.get("day", "")}),
        "forbid": ("forbidden", {"course": held.course.key}),
        "forbid_trainer": ("forbidden", {"course": held.course.key, "trainer": who}),
        "away": ("away", {"person": who, "since": held.course.days[0], "until": held.course.days[-1]}),
    }
    family, row = rows.get(do, ("", {}))
    asked = do in {what_if.COURSE, what_if.THERE, what_if.ANYWHERE}
    try:
        if asked:
            what_if.ask(do, who, by=request.actor, page=page, key=held.course.key)
            return redirect(f"{request.path}#what-if")
        actions.add_row(by=request.actor, scenario=page.line.uid, family=family, told=row)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
    else:
        messages.success(request, gettext("Recorded. Plan again: as little as possible of the plan will change."))
    return redirect("season_plan", uid=page.line.uid)


@require_GET
@asks(country=a_line(3), topic=a_line(60))
def left(request: HttpRequest, uid: object) -> HttpResponse:
    """Why people of a country do not get a course."""
    page = queries.scenario(request.viewer, uid, request.actor)
    if page.problem is None or page.plan is None:
        raise Refusal(NOT_IN_PLAN)
    country, topic = request.GET.get("country", ""), request.GET.get("topic", "")
    known = {(group.country, group.topic) for group in page.problem.groups}
    if (country, topic) not in known:
        raise Refusal(NOT_IN_PLAN)
    found = queries.left_told(page.problem, page.plan, country, topic)
    names = named(request, page)
    context = about(request, page, names, "") | {
        "left": found,
        "country": names.country(country),
        "topic": names.topic(topic),
        "bars": [(wording.bar(code), count) for code, count in found.bars] if found is not None else [],
        "before": [(names.country(each.country), each) for each in found.before] if found is not None else [],
        "leads": [(names.trainer(key), count) for key, count in found.leads] if found is not None else [],
        "code": country,
        "visas": [(names.country(each.there), each) for each in found.visas] if found is not None else [],
        "correct": [(family, gettext(FAMILIES[family])) for family in _families(found)],
    }
    return render(request, "planning/left.html", context)


def _families(found: LeftTold | None) -> list[str]:
    """What people told a plan that may be corrected where no course at all can be held, most in the way first."""
    bars = [code for code, _count in found.bars] if found is not None and not found.possible else []
    return list(dict.fromkeys(family for code in bars for family in CORRECTED.get(code, ())))


CORRECTED = {
    "no_working_days": ("holidays",),
    "room_closed": ("rooms",),
    "no_way": ("ways",),
    "border_closed": ("borders",),
    "visa_too_late": ("ways",),
    "too_few_trainers": ("staff", "interpreters"),
    "too_few_people": ("wanted", "cohorts"),
    "nobody_pays": ("funds",),
}
