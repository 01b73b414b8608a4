"""Quality at a glance: what has to be done next about findings, by country and facility."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.capacity import queries
from kerege.capacity.queries import FoundChoice, FoundLine
from kerege.capacity.words import SEVERITIES, ActionState
from kerege.capacity.words.quality import CAUSES, FINDING_STANDINGS, SOURCES, URGENT
from kerege.lib.refusal import N_
from kerege.web.activities import lists
from kerege.web.capacity import wording
from kerege.web.capacity.tables import findings_table
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import respond

FILTERS: dict[str, dict[Any, str]] = {
    "standing": FINDING_STANDINGS,
    "severity": SEVERITIES,
    "cause": CAUSES,
    "source": SOURCES,
}
FILTER_NAMES = {
    "standing": N_("How it stands"),
    "severity": N_("Grade"),
    "cause": N_("Cause"),
    "source": N_("Where it comes from"),
}


@require_GET
@asks(**{name: one_of(FILTERS[name]) for name in FILTERS}, facility=a_line(20))
def quality(request: HttpRequest) -> HttpResponse:
    """Findings that the reader may read, the most urgent first, and the actions that wait for the reader's own seats.
    `?format=` is a file.
    """
    choice = lists.chosen(request)
    typed = {name: request.GET.get(name, "") for name in FILTERS}
    facility = request.GET.get("facility", "")
    wanted = FoundChoice(owner=choice.country, facility=facility, open=not typed["standing"], **typed)
    found = queries.found(request.viewer, me=request.actor, on=choice.on, lang=choice.lang, choice=wanted)
    if choice.format:
        table = findings_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-findings", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    names = lists.names_of({line.owner for line in page.object_list}, choice)
    context = {
        "lines": [_line(line, names) for line in page.object_list],
        "page": page,
        "total": len(found),
        "choice": choice,
        "facility": facility,
        "urgent": [wording.found(line) for line in found if line.standing in URGENT and line.keeps][:10],
        "todo": _todo(request, choice),
        "filters": [
            (name, gettext(label), lists.options(FILTERS[name], typed[name])) for name, label in FILTER_NAMES.items()
        ],
        "countries": lists.countries(choice.on, choice.lang),
    }
    return render(request, "capacity/quality.html", context)


def _line(line: FoundLine, names: dict[str, Any]) -> dict[str, Any]:
    return wording.found(line) | {"found": line, "country": names.get(line.owner, line.owner)}


def _todo(request: HttpRequest, choice: lists.Choice) -> list[Any]:
    """The actions that wait for the reader: planned ones of the own seats, teams and facilities."""
    own = queries.own_facilities(request.actor, on=choice.on)
    me = request.actor.uid
    return queries.actions(request.viewer, me=me, on=choice.on, state=ActionState.PLANNED, own=own)[:10] if me else []
