"""Two or three plans side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_, Refusal
from kerege.planning import queries
from kerege.planning.queries import Beside, Compared, Inputs, ScenarioPage
from kerege.planning.rules.goals import shown_share
from kerege.planning.words import FAMILIES, GOALS, NO_PLAN_YET, NO_SUCH_SCENARIO
from kerege.web.planning.views.plan import goal_told
from kerege.web.planning.wording import Named, named, rows_told, season, state
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.figures import figure

PLACES = ("first", "second", "third")
INPUTS = {
    "people": N_("People who need a course"),
    "topics": N_("Courses to offer"),
    "trainers": N_("Trainers"),
    "part_two": N_("of them with part 2"),
    "rooms": N_("Rooms"),
    "starts": N_("Days on which a course may begin"),
    "money": N_("Money that there is"),
}


@require_GET
@asks(**dict.fromkeys(PLACES, a_line(36)))
def compare(request: HttpRequest) -> HttpResponse:
    """Plans of which each was found, chosen by the reader among those that they may see. Refuses
    planning.no_such_scenario and .no_plan_yet at the field.
    """
    offered = [line for line in queries.scenarios(request.viewer, request.actor) if line.courses]
    chosen = {place: request.GET.get(place, "") for place in PLACES}
    pages = [_page(request, place, uid) for place, uid in chosen.items() if uid]
    names = named(request)
    context: dict[str, Any] = {
        "fields": [(place, label, chosen[place]) for place, label in zip(PLACES, _labels(), strict=True)],
        "offered": [(line.uid, f"{line.title} ({names.country(line.owner)}, {state(line.state)})") for line in offered],
        "chosen": len(pages),
    }
    if len({page.line.uid for page in pages}) > 1:
        found = queries.compared(list({page.line.uid: page for page in pages}.values()))
        context |= _side_by_side(request, found)
    return render(request, "planning/compare.html", context)


def _labels() -> tuple[str, str, str]:
    return gettext("First plan"), gettext("Second plan"), gettext("Third plan, if you like")


def _page(request: HttpRequest, place: str, uid: str) -> ScenarioPage:
    try:
        page = queries.scenario(request.viewer, uid, request.actor)
    except Refusal as refusal:
        raise Refusal(NO_SUCH_SCENARIO, field=place) from refusal
    if page.plan is None or page.problem is None:
        raise Refusal(NO_PLAN_YET, field=place)
    return page


def _side_by_side(request: HttpRequest, found: Compared) -> dict[str, Any]:
    called = [named(request, plan.page) for plan in found.plans]
    names, heads = called[0], [_head(plan) for plan in found.plans]
    return {
        "found": found,
        "plans": heads,
        "goals": [(gettext(GOALS[goal]), [_goal(plan, goal) for plan in found.plans]) for goal in found.goals],
        "sums": _sums(found),
        "needs": [
            (names.country(country), names.topic(topic), [plan.covered.get((country, topic)) for plan in found.plans])
            for country, topic in found.needs
        ],
        "only": [
            (
                head,
                [
                    (course, each.topic(course.topic), ", ".join(map(each.country, course.cohort)))
                    for course in plan.only
                ],
            )
            for head, plan, each in zip(heads, found.plans, called, strict=True)
        ],
        "money": [_money(plan) for plan in found.plans],
        "inputs": [(gettext(INPUTS[line.what]), _counts(line, found)) for line in found.inputs if line.differ],
        "other_inputs": not all(plan.same_inputs for plan in found.plans),
        "settings": list(zip(heads, _settings(found, called), strict=True)),
    }


def _counts(line: Inputs, found: Compared) -> list[str]:
    """Figures as they are read; money with the currency of its plan."""
    currency = [f" {plan.page.currency}" if line.what == "money" else "" for plan in found.plans]
    return [f"{figure(count)}{code}" for count, code in zip(line.counts, currency, strict=True)]


def _head(plan: Beside) -> dict[str, Any]:
    return {"line": plan.page.line, "season": season(plan.page), "state": state(plan.page.line.state)}


def _goal(plan: Beside, goal: str) -> dict[str, Any] | None:
    told = next((each for each in plan.told.goals if each.goal == goal), None)
    return None if told is None else goal_told(told, plan.page)


def _sums(found: Compared) -> list[tuple[str, list[int]]]:
    return [
        (gettext("People with a seat"), [plan.told.people for plan in found.plans]),
        (gettext("Courses"), [len(plan.told.courses) for plan in found.plans]),
        (gettext("Free seats in these courses"), [plan.told.unused.seats for plan in found.plans]),
        (gettext("Trainers who teach nothing"), [len(plan.told.unused.trainers) for plan in found.plans]),
    ]


def _money(plan: Beside) -> dict[str, Any]:
    funders = {f"funds-{row['no']}": row["funder"] for row in plan.page.rows.get("funds", [])}
    return {
        "cost": plan.told.cost,
        "currency": plan.page.currency,
        "funds": [(funders.get(key, key), spent, amount) for key, spent, amount in plan.told.unused.money],
    }


def _settings(found: Compared, called: list[Named]) -> list[list[str]]:
    """What was told to one of the plans and not to all of them, in words."""
    said = [_in_words(plan.page, names) for plan, names in zip(found.plans, called, strict=True)]
    everywhere = set(said[0]).intersection(*said[1:])
    return [[line for line in lines if line not in everywhere] for lines in said]


def _in_words(page: ScenarioPage, names: Named) -> list[str]:
    goals = ", ".join(f"{gettext(GOALS[goal])} ({shown_share(give)} %)" for goal, give in page.goals)
    lines = [
        gettext("Season: %(season)s") % {"season": season(page)},
        gettext("Goals and what each may give: %(goals)s") % {"goals": goals},
        gettext("The computed needs are used") if page.use_needs else gettext("The computed needs are not used"),
        gettext("Currency: %(currency)s") % {"currency": page.currency},
    ]
    lines += [
        gettext("Everybody can be taught in: %(languages)s")
        % {"languages": names.told("languages", " ".join(page.also))}
    ]
    for family, rows in rows_told(page, names).items():
        for row in rows:
            cells = "; ".join(f"{label}: {value}" for label, value in row["cells"] if value)
            lines.append(f"{gettext(FAMILIES[family])}: {cells}")
    return lines
