"""Trained trainers by name for whoever may list them, with when they last taught and what can be done; for everybody
else how many they are.
"""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.training.queries import cascade as sums
from kerege.training.queries import cascade_trainers as queries
from kerege.training.queries.cascade_trainers import TrainedLine, Trainers
from kerege.training.words.cascade import STANDINGS, Standing
from kerege.training.words.followup import OUTCOMES
from kerege.web.activities import lists
from kerege.web.cascade.asking import FILTERS, Asked, asked_so_far, frame, names_for
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond

AT_ONCE = 100_000
COLUMNS = (
    *(N_("Person"), N_("Teaching now"), N_("Last one over on"), N_("Courses taught since"), N_("Trained in")),
    *(N_("Trained on"), N_("Generation"), N_("Country"), N_("Asked on"), N_("What they said")),
)


@never_cache
@require_GET
@asks(**FILTERS, standing=one_of(Standing))
def trainers(request: HttpRequest) -> HttpResponse:
    """`?standing=` is one of the three; `?format=` is a file of the whole list."""
    question, typed = asked_so_far(request), request.GET.get("standing", "")
    only = Standing(typed) if typed in set(Standing) else None
    ask: dict[str, Any] = {"on": question.choice.on, "chosen": question.chosen, "only": only}
    if question.choice.format:
        found = queries.trainers(request.viewer, **ask, size=AT_ONCE)
        table = _table(request, found, question)
        return respond(request, table, filename="kerege-trainers", format=question.choice.format)
    found = queries.trainers(request.viewer, **ask, page=question.choice.page, size=lists.SHOWN)
    names = names_for(question, {line.country for line in found.page.rows})
    context = frame(request, question, "cascade_trainers") | {
        "found": found,
        "used": sums.overview(request.viewer, on=question.choice.on, chosen=question.chosen).used,
        "standings": [(each, gettext(STANDINGS[each]), n, each == only) for each, n in _in_order(found)],
        "only": only or "",
        "rows": [
            (line, names.get(line.country), gettext(STANDINGS[line.standing]), _said(line), _with(line))
            for line in found.page.rows
        ],
        "page": Paginator(range(found.page.total), lists.SHOWN).get_page(question.choice.page),
        "may_plan": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)),
    }
    return render(request, "cascade/trainers.html", context)


def _in_order(found: Trainers) -> list[tuple[Standing, int]]:
    return [(each, found.counts[each]) for each in queries.FIRST]


def _said(line: TrainedLine) -> str:
    return gettext(OUTCOMES[line.said]) if line.said in OUTCOMES else ""  # type: ignore[index]


def _with(line: TrainedLine) -> str:
    """What a plan with somebody begins from: whose people it is for, and whom to invite, where the name is read."""
    name = line.name if isinstance(line.name, str) else ""
    told = {name: value for name, value in (("country", line.country), ("who", name)) if value}
    return f"?{urlencode(told)}" if told else ""


def _table(request: HttpRequest, found: Trainers, question: Asked) -> Table:
    names = names_for(question, {line.country for line in found.page.rows})
    rows: list[list[Any]] = [
        [
            *(lists.cell(line.name), gettext(STANDINGS[line.standing]), line.last, line.taught, line.course),
            *(line.trained_on, line.generation, names.get(line.country), line.asked_on, _said(line)),
        ]
        for line in found.page.rows
    ]
    return lists.table(request.viewer, gettext("Trained trainers"), COLUMNS, rows, question.choice)
