"""Figures of incidents by year: the own facilities in full, the country where they are large enough."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.people.rules import REGION
from kerege.response.queries import incident_statistics as reading
from kerege.response.words.incidents import HARMS, INCIDENT_KINDS, OCCURRENCES, ROOT_CAUSES, WORKED_AT
from kerege.web.activities import lists
from kerege.web.incidents import wording
from kerege.web.shell.asked import a_number, asks
from kerege.web.shell.exports import respond

BREAKDOWNS = (
    ("kinds", INCIDENT_KINDS, N_("What happened")),
    ("severities", HARMS, N_("How bad it was")),
    ("activities", WORKED_AT, N_("What was being done")),
    ("occurrences", OCCURRENCES, N_("How it came about")),
    ("causes", ROOT_CAUSES, N_("Root causes")),
)


HEADINGS = (
    *(N_("Country"), N_("Whose"), N_("Year"), N_("Table"), N_("Value")),
    *(N_("Incidents"), N_("Per cent"), N_("From"), N_("To")),
)


@require_GET
@asks(year=a_number(reading.FIRST_YEAR, 2200))
def years(request: HttpRequest) -> HttpResponse:
    """One year. `?format=` is a file in which no person, facility or text stands."""
    choice = lists.chosen(request)
    day = localdate()
    typed = request.GET.get("year", "")
    year = int(typed) if typed else day.year
    found = reading.of_own(request.actor, year, on=day)
    for owner in sorted({key for key, _ in request.viewer.by_owner if key != REGION}):
        if (line := reading.of_country(request.viewer, owner, year, on=day)) is not None:
            found.append(line)
    names = lists.names_of({line.owner for line in found}, choice)
    shown = [_shown(line, names) for line in found]
    if choice.format:
        rows = [row for each in shown for row in _rows(each)]
        table = lists.table(request.viewer, gettext("Incidents in laboratories"), HEADINGS, rows, choice)
        return respond(request, table, filename=f"kerege-incidents-{year}", format=choice.format)
    context = {
        "shown": shown,
        "year": year,
        "years": list(range(day.year, day.year - 6, -1)),
        "trail": wording.trail(),
    }
    return render(request, "incidents/statistics.html", context)


def _shown(line: reading.YearLine, names: dict[str, Any]) -> dict[str, Any]:
    told = line.figures
    return {
        "line": line,
        "country": names.get(line.owner, line.owner),
        "figures": told,
        "rate": (float(told.rate.value), told.rate.low, told.rate.high) if told.rate is not None else None,
        "tables": [
            (gettext(label), wording.cells(getattr(told, name), known, told.count)) for name, known, label in BREAKDOWNS
        ],
    }


def _rows(each: dict[str, Any]) -> list[tuple[Any, ...]]:
    line = each["line"]
    whose = gettext("Own facilities") if line.own else gettext("Whole country")
    head = (each["country"], whose, line.year)
    rows = [(*head, gettext("All"), "", line.figures.count, None, None, None)]
    for label, cells in each["tables"]:
        for cell in cells:
            share = [round(n, 1) for n in cell["share"]] if cell["share"] else [None, None, None]
            rows.append((*head, label, cell["word"], cell["n"], *share))
    return rows
