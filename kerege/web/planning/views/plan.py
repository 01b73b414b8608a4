"""The page of a plan: how far it is, what it rests on, its courses, and what may be done with it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from kerege.inventory import queries as inventory
from kerege.inventory.queries import RoomRequestLine
from kerege.lib.refusal import Refusal
from kerege.planning import actions, queries
from kerege.planning.queries import Gathered, ScenarioPage
from kerege.planning.rules.states import silent_for
from kerege.planning.words import GOALS, State
from kerege.web.activities import lists
from kerege.web.centres.requested import requested
from kerege.web.planning import wording
from kerege.web.planning.changing import changed_said
from kerege.web.planning.wording import Named, named
from kerege.web.shell.figures import figure
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.months import month_in_short


@require_GET
def plan(request: HttpRequest, uid: object) -> HttpResponse:
    """One plan, for whoever plans for its owner."""
    choice = lists.chosen(request)
    page = queries.scenario(request.viewer, uid, request.actor)
    names = named(request, page)
    context = about(request, page, names, "season_plan")
    if request.headers.get("HX-Request") == "true" and page.works:
        answer = render(request, "planning/_moving.html", context)
    else:
        now = None
        if not page.works and page.line.state != State.ACCEPTED:
            now = queries.gathered_now(request.viewer, uid, request.actor, on=choice.on, lang=choice.lang)
        context |= _rests_on(page, now, names) | _found(request, page, names)
        answer = render(request, "planning/plan.html", context)
        if request.headers.get("HX-Request") == "true":
            answer["HX-Refresh"] = "true"
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def about(request: HttpRequest, page: ScenarioPage, names: Named, here: str) -> dict[str, Any]:
    """What every page of a plan says of it."""
    tabs = [("season_plan", gettext("Plan")), ("scenario_goals", gettext("Goals and their price"))]
    tabs += [("scenario_need", gettext("Need before and after"))]
    if page.plan is not None:
        tabs += [("scenario_travel", gettext("Who travels where")), ("scenario_calendar", gettext("Calendar"))]
    tabs += [("scenario_settings", gettext("What it rests on")), ("scenario_sources", gettext("Where it comes from"))]
    said, goal = page.progress, GOALS.get(page.progress.get("goal", ""), "")
    return {
        "page": page,
        "line": page.line,
        "state": wording.state(page.line.state),
        "owner": names.country(page.line.owner),
        "centre": names.centres.get(page.line.centre, page.line.centre),
        "season": wording.season(page),
        "tabs": [(label, name, name == here) for name, label in tabs],
        "open": not page.works and page.line.state != State.ACCEPTED,
        "progress": {
            "goal": gettext(goal) if goal else "",
            "value": said.get("value"),
            "bound": said.get("bound"),
            "seconds": said.get("seconds", 0),
            "of": said.get("of") or page.seconds,
            "silent": silent_for(said, timezone.now()),
        },
    }


def _rests_on(page: ScenarioPage, now: Gathered | None, names: Named) -> dict[str, Any]:
    """What has to be corrected, what could not be seen, and whether the plan still rests on what there is."""
    notes = now.told if now is not None else page.notes
    changed, late = False, list[str]()
    if now is not None and page.plan is not None:
        late = queries.overtaken(now.problem, page.plan) if now.digest == page.digest else []
        changed = now.digest != page.digest or bool(late)
    return {
        "to_correct": [wording.refused(each, page, names) for each in now.refused] if now is not None else [],
        "notes": unseen(notes, names),
        "seated": seated(notes),
        "changed": changed,
        "changes": _changes(now, page, names, late) if changed and now is not None else [],
        "ready": now is not None and not now.refused,
        "sizes": _sizes(now, page),
    }


def _changes(now: Gathered, page: ScenarioPage, names: Named, late: Iterable[str]) -> list[str]:
    """What happened to that on which a plan rests, and for which courses it is too late by now."""
    found = changed_said(queries.changes(page.problem, now.problem), page, names) if page.problem is not None else []
    return [*found, *(f"{names.course(key)}: {wording.bar('visa_too_late')}" for key in late)]


def unseen(notes: Iterable[tuple[str, dict[str, Any]]], names: Named) -> list[str]:
    """What could not be seen, each once. What countries stated is seen, as are people who have a seat already: other
    places tell of these.
    """
    return list(dict.fromkeys(wording.note(word, data, names) for word, data in notes if word not in SEEN))


SEEN = frozenset({"stated", "seated"})


def seated(notes: Iterable[tuple[str, dict[str, Any]]]) -> str:
    """What courses that were accepted before have taken of what is planned; nothing where none was."""
    data = next((data for word, data in notes if word == "seated"), None)
    if data is None:
        return ""
    said = gettext(
        "This plan is of what is left. Courses accepted before that stand: %(courses)s; people with a seat in them: "
        "%(people)s. Neither these people nor this money is planned for again."
    )
    return said % {"people": figure(data["people"]), "courses": figure(data["courses"])}


def _sizes(now: Gathered | None, page: ScenarioPage) -> list[tuple[str, int]]:
    problem = now.problem if now is not None else page.problem
    if problem is None:
        return []
    return [
        (gettext("People who need a course"), sum(group.people for group in problem.groups)),
        (gettext("Courses to offer"), len(problem.topics)),
        (gettext("Trainers"), len(problem.trainers)),
        (gettext("of them with part 2"), sum(t.part_two for t in problem.trainers)),
        (gettext("Rooms"), len(problem.rooms)),
        (gettext("Days on which a course may begin"), len(problem.starts)),
    ]


def _found(request: HttpRequest, page: ScenarioPage, names: Named) -> dict[str, Any]:
    """What came of the search: the plan as people read it, or what contradicts itself."""
    if page.problem is None:
        return {}
    if page.contradiction is not None:
        requirements = queries.requirements_told(page.problem)
        return {
            "contradiction": page.contradiction,
            "against": [
                wording.requirement(key, requirements, names, page.contradiction.bars.get(key, ()))
                for key in page.contradiction.requirements
            ],
        }
    if page.plan is None:
        return {}
    found = queries.plan_told(page.problem, page.plan, page.earlier)
    funds = {f"funds-{row['no']}": row["funder"] for row in page.rows.get("funds", [])}
    rooms = inventory.requests_for(request.viewer, page.accepted.values(), acting=request.actor)
    return {
        "found": found,
        "courses": [_shown(page, course, names, rooms) for course in found.courses],
        "gone": [names.course(key) for key in found.gone],
        "cancelled": [names.course(c.key) for c in found.courses if c.number in page.cancelled],
        "covered": [(names.country(c.country), names.topic(c.topic), c) for c in found.covered],
        "money": [(funds.get(key, key), spent, amount, amount - spent) for key, spent, amount in found.unused.money],
        "idle": [names.trainer(key) for key in found.unused.trainers],
        "empty": [names.room(key) for key in found.unused.rooms],
        "goals": [goal_told(goal, page) for goal in found.goals],
        "floors": [(wording.share(each, names), each.reached) for each in found.shares],
        "width": WIDTH,
        "months": _months(page),
    }


WIDTH = 365


def _shown(
    page: ScenarioPage, course: queries.CourseTold, names: Named, rooms: Mapping[str, RoomRequestLine]
) -> dict[str, Any]:
    uid = page.accepted.get(course.number, "")
    beside = {"strip": _strip(page, course), "uid": uid, "requested": requested(rooms.get(uid))}
    return wording.told_course(course, names) | beside | {"cancelled": course.number in page.cancelled}


def _strip(page: ScenarioPage, course: queries.CourseTold) -> tuple[int, int]:
    """Where a course lies in the season, for its bar."""
    return _at(page, course.first), max(4, _at(page, course.last + timedelta(days=1)) - _at(page, course.first))


def _at(page: ScenarioPage, day: date) -> int:
    """Where a day lies among those of the season and the two weeks after it."""
    return WIDTH * (day - page.line.first).days // max(1, (page.line.last - page.line.first).days + 14)


def _months(page: ScenarioPage) -> list[tuple[int, str]]:
    """Where each month of the season begins, with its short name; the first begins with the season."""
    day, found = page.line.first, []
    while day <= page.line.last + timedelta(days=13):
        found.append((_at(page, day), month_in_short(day)))
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return [each for n, each in enumerate(found) if n + 1 == len(found) or found[n + 1][0] - each[0] > SHORT]


SHORT = 14
"""Of a month that begins with less room than this before the next one, the name is left out."""


def goal_told(goal: Any, page: ScenarioPage) -> dict[str, Any]:
    """What a plan is worth for a goal and how sure it is that none is better, as a page shows it."""
    share, money = goal.goal == "fairness", goal.goal == "cost"
    shown = (lambda value: f"{figure(value // 10)} %") if share else figure
    sure = gettext("proved: no plan is better")
    if not goal.proved or goal.gave:
        gap = f"{figure(goal.gap / 10)} %"
        sure = gettext("no plan is better than %(bound)s; %(gap)s open") % {"bound": shown(goal.bound), "gap": gap}
    if goal.proved and goal.gave:
        sure = gettext("proved: no plan is better than %(bound)s") % {"bound": shown(goal.bound)}
    if goal.gave:
        sure += "; " + gettext("%(gave)s given to the goals after it") % {"gave": shown(goal.gave)}
    return {
        "name": gettext(GOALS[goal.goal]),
        "value": shown(goal.value),
        "currency": page.currency if money else "",
        "proved": goal.proved,
        "sure": sure,
    }


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Search, search afresh, stop, cancel, accept, or make another plan of this one, or of what is left of it."""
    what, by = request.POST.get("do", ""), request.actor
    scenario = str(uid)
    try:
        if what in {"search", "afresh"}:
            actions.ask_search(by=by, scenario=scenario, afresh=what == "afresh")
        elif what == "stop":
            actions.stop_search(by=by, scenario=scenario)
        elif what == "cancel":
            actions.cancel_search(by=by, scenario=scenario)
        elif what == "accept":
            made = actions.accept_plan(by=by, scenario=scenario, lang=(get_language() or "en")[:2])
            messages.success(request, gettext("Accepted: %(count)s courses are planned now.") % {"count": len(made)})
            if inventory.requests_for(request.viewer, [str(each.course) for each in made], acting=by):
                messages.info(
                    request,
                    gettext("Rooms of centres that others keep are asked for; the answer is told at each course."),
                )
        elif what == "copy":
            title = request.POST.get("title", "")
            copied = actions.copy_scenario(by=by, scenario=scenario, title=title)
            return redirect("scenario_settings", uid=copied.uid)
        elif what == "left":
            title = request.POST.get("title", "")
            left = actions.copy_scenario(by=by, scenario=scenario, title=title)
            messages.info(request, gettext("First say what is different now, on “What it rests on”; then search."))
            return redirect("season_plan", uid=left.uid)
        else:
            queries.scenario(request.viewer, uid, by)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, _why(refusal))
    return redirect("season_plan", uid=uid)


def _why(refusal: Refusal) -> str:
    """A refusal in words; of an acceptance with the course at which it stopped."""
    said = told(refusal)
    if "planned_day" not in refusal.data:
        return said
    where = {"day": refusal.data["planned_day"], "room": refusal.data["planned_room"], "why": said}
    return gettext("Nothing was accepted, because of the course from %(day)s in %(room)s: %(why)s") % where
