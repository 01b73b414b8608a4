"""The table of parties: countries and instruments, each status with its source, its day and when it was known."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.law import queries as law
from kerege.law.words.parties import CONSENTS, STANDINGS
from kerege.law.words.releases import UNKNOWN_INSTRUMENT
from kerege.lib.refusal import N_, Refusal
from kerege.web.activities import lists
from kerege.web.shell.asked import a_day, a_line, asks
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import days
from kerege.web.shell.wording import word_of

HEADINGS = (
    *(N_("Country"), N_("Instrument"), N_("Version"), N_("Status"), N_("Since"), N_("Until"), N_("Expressed by")),
    *(N_("On"), N_("Source"), N_("As of"), N_("Known since"), N_("Verified"), N_("Note")),
)


@require_GET
@asks(instrument=a_line(30), known=a_day(2000, 2100))
def parties(request: HttpRequest) -> HttpResponse:
    """How countries stand on the day, as it is known now or was known on `known`. `?format=` is a file."""
    choice = lists.chosen(request)
    about, known = request.GET.get("instrument", ""), request.GET.get("known", "")
    titles = {each.key: each.name for each in law.instruments(on=choice.on, lang=choice.lang)}
    if about and about not in titles:
        raise Refusal(UNKNOWN_INSTRUMENT, field="instrument", key=about)
    found = law.standings(
        on=choice.on,
        known_on=date.fromisoformat(known) if known else None,
        territories=[choice.country] if choice.country else (),
        instrument=about,
        lang=choice.lang,
    )
    names = lists.names_of({line.territory for line in found}, choice)
    found.sort(key=lambda line: names[line.territory].sort_key)
    if choice.format:
        rows = [_cells(line, names, titles) for line in found]
        table = lists.table(request.viewer, gettext("Parties to instruments"), HEADINGS, rows, choice)
        return respond(request, table, filename="kerege-parties", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    context = {
        "page": page,
        "rows": [_shown(line, names, titles) for line in page],
        "choice": choice,
        "about": about,
        "known": known,
        "countries": lists.countries(choice.on, choice.lang),
        "instruments": sorted(titles.items(), key=lambda each: each[1]),
    }
    return render(request, "law/parties.html", context)


def _shown(line: law.StandingLine, names: Any, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "line": line,
        "country": names[line.territory],
        "instrument": titles[line.instrument],
        "status": word_of(STANDINGS, line.status),
        "consent": word_of(CONSENTS, line.expression) if line.expression else "",
        "since": _since(line),
    }


def _since(line: law.StandingLine) -> str:
    return days(line.first_day, line.last_day, line.precision) if line.first_day else ""


def _cells(line: law.StandingLine, names: Any, titles: dict[str, str]) -> list[Any]:
    return [
        *(names[line.territory], titles[line.instrument], line.version_label, word_of(STANDINGS, line.status)),
        *(_since(line), line.until, word_of(CONSENTS, line.expression) if line.expression else "", line.expressed_on),
        *(line.source, line.source_as_of, line.known_from),
        gettext("yes")
        if line.verified
        else gettext("stated by the country")
        if line.stated
        else gettext("provisional"),
        line.note,
    ]
