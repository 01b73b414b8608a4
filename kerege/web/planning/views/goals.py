"""The goals of a plan: their order, what each may give to those after it, and what that buys."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.planning import actions, queries
from kerege.planning.queries import GoalPrice, ScenarioPage, Step
from kerege.planning.rules.goals import Goals, moved, read_share, shown_share, with_share
from kerege.planning.words import GOALS
from kerege.web.planning.outcomes import differences, proof
from kerege.web.planning.views.plan import about
from kerege.web.planning.wording import named
from kerege.web.shell.middleware import note_refused, told

USUAL = ("need", "fairness", "cost")


@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, uid: object) -> HttpResponse:
    """Goals with a slider each, and the price of what each gives. Any press keeps what was typed."""
    page = queries.scenario(request.viewer, uid, request.actor)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _done(request, page)
        if not wrong:
            return redirect("scenario_goals", uid=uid)
    names = named(request, page)
    prices = {price.goal: price for price in queries.prices(page)}
    context = about(request, page, names, "scenario_goals") | {
        "goals": [
            _goal(request, page, number, goal, give, prices.get(goal), wrong)
            for number, (goal, give) in enumerate(_shown(page), start=1)
        ],
        "wrong": wrong,
        "tries": page.tries,
        "untried": queries.to_be_priced(page),
        "other_order": page.plan is not None and _without_change(page.given) != _without_change(page.goals),
    }
    part = request.headers.get("HX-Request") == "true"
    answer = render(
        request, "planning/_tried.html" if part else "planning/goals.html", context, status=422 if wrong else 200
    )
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _without_change(goals: Iterable[tuple[str, int]]) -> Goals:
    """The goals that people put in order: to change little is sought wherever one plans again."""
    return [(goal, give) for goal, give in goals if goal in USUAL]


def _shown(page: ScenarioPage) -> Goals:
    """The goals in their order; one that does not count at the end, with a share below nothing."""
    return [*page.goals, *((goal, -1) for goal in USUAL if goal not in dict(page.goals))]


def _goal(
    request: HttpRequest,
    page: ScenarioPage,
    number: int,
    goal: str,
    give: int,
    price: GoalPrice | None,
    wrong: dict[str, str],
) -> dict[str, Any]:
    last = number == len(page.goals)
    return {
        "key": goal,
        "number": number,
        "name": gettext(GOALS[goal]),
        "counts": give >= 0,
        "give": request.POST.get(f"give-{goal}", shown_share(max(0, give))) if wrong else shown_share(max(0, give)),
        "first": number == 1,
        "last": last,
        "wrong": wrong.get(f"give-{goal}", ""),
        "steps": [_step(price, step, page) for step in price.steps] if price is not None and not last else [],
    }


def _step(price: GoalPrice, step: Step, page: ScenarioPage) -> dict[str, Any]:
    base = price.base
    lost, won = differences(base, step.outcome, page.currency) if base is not None and step.outcome.done else ([], [])
    return {
        "give": step.give,
        "percent": shown_share(step.give),
        "stands": step.stands,
        "whole": step.give == 0 or base is None,
        "outcome": step.outcome,
        "lost": lost,
        "won": won,
        "same": base is not None and step.outcome.done and not lost and not won and step.give > 0,
        "proof": proof(base, step.outcome),
    }


def _done(request: HttpRequest, page: ScenarioPage) -> dict[str, str]:
    """Keep the goals, or let their prices be tried; what is wrong, by field."""
    do, _space, rest = request.POST.get("do", "").partition(" ")
    try:
        if do == "prices":
            actions.ask_prices(by=request.actor, scenario=page.line.uid)
            messages.success(request, gettext("The node tries it now. The page shows each figure as it comes."))
            return {}
        wanted = _typed(request, page)
        goal, _space, share = rest.partition(" ")
        if do in {"earlier", "later"}:
            wanted = moved(wanted, goal, 1 if do == "later" else -1)
        elif do == "take" and share.isascii() and share.isdigit() and len(share) < 5:
            wanted = with_share(wanted, goal, int(share))
        actions.order_goals(by=request.actor, scenario=page.line.uid, goals=wanted)
        messages.success(request, gettext("Recorded. Plan again, and the search goes by it."))
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        if not (refusal.field or "").startswith("give-"):
            messages.error(request, told(refusal))
            return {}
        return {str(refusal.field): told(refusal)}
    return {}


def _typed(request: HttpRequest, page: ScenarioPage) -> Goals:
    """The goals that count, in the order in which they stand on the page. Refuses planning.not_a_number."""
    order = [goal for goal in request.POST.getlist("goal") if goal in GOALS] or [goal for goal, _ in _shown(page)]
    counts = set(request.POST.getlist("counts"))
    return [
        (goal, read_share(request.POST.get(f"give-{goal}", ""), f"give-{goal}")) for goal in order if goal in counts
    ]
