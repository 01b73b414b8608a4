"""The list of reports and of texts of the region, as far as the reader may read them, filtered and ordered."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lib.text import fold
from kerege.outreach.queries import country_reports as reading
from kerege.outreach.queries import regional_texts
from kerege.outreach.queries.report_doors import speaks_for
from kerege.outreach.words.country_reports import REPORT_STATES, TEXT_STATES
from kerege.people.rules import REGION, may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.country_reports.views import stands, trail, written_about
from kerege.web.shell.asked import a_line, an_order, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.wording import language_name, word_of

STATES: dict[Any, str] = {**REPORT_STATES, **TEXT_STATES}
ORDERS: dict[str, Callable[[Any], Any]] = {
    "title": lambda line: fold(line.title),
    "state": lambda line: word_of(STATES, line.state),
    "begun": lambda line: line.begun_on,
}
HEADINGS = (
    *(N_("Kind"), N_("Title"), N_("Country"), N_("Language"), N_("Where it stands"), N_("Begun on")),
    *(N_("Agreed on"), N_("Published on")),
)


@require_GET
@asks(text=a_line(200), status=one_of(STATES), sort=an_order(ORDERS))
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, the reports in which the reader has a part, and the texts of the region. `?format=` is
    a file of both. `?country=` leaves the reports about that country.
    """
    choice = lists.chosen(request)
    mine, all_texts = reading.country_reports(request.actor), regional_texts.regional_texts(request.actor)
    reports = [each for each in _chosen(mine, choice) if choice.country in ("", each.country)]
    texts = _chosen(all_texts, choice)
    names = lists.names_of({line.country for line in reports}, choice)
    if choice.format:
        rows = [_of_report(line, names) for line in reports] + [_of_text(line) for line in texts]
        table = lists.table(request.viewer, gettext("Country reports"), HEADINGS, rows, choice)
        return respond(request, table, filename="kerege-country-reports", format=choice.format)
    context = {
        "reports": [
            {"line": line, "country": names.get(line.country), **stands(REPORT_STATES, line.state)} for line in reports
        ],
        "texts": [
            {"line": line, "language": language_name(line.lang), **stands(TEXT_STATES, line.state)} for line in texts
        ],
        "choice": choice,
        "states": lists.options(STATES, choice.status),
        "filtered": bool(choice.text or choice.status or choice.country),
        "some": bool(mine or all_texts),
        "may_write": bool(written_about(request, choice)),
        "may_write_text": may(request.actor, Deed.WRITE_REPORT, REGION),
        "speaks": bool(speaks_for(request.actor)),
        "trail": trail()[:1],
    }
    return render(request, "country_reports/overview.html", context)


def _chosen(lines: Sequence[Any], choice: lists.Choice) -> list[Any]:
    """Those with this title and state, in the order that was chosen; else first what waits for the reader."""
    wanted = fold(choice.text)
    found = [each for each in lines if wanted in fold(each.title) and choice.status in ("", each.state)]
    if order := ORDERS.get(choice.sort.removeprefix("-")):
        found.sort(key=order, reverse=choice.sort.startswith("-"))
    return found


def _of_report(line: reading.ReportLine, names: dict[str, Any]) -> list[Any]:
    state = word_of(REPORT_STATES, line.state)
    told = [gettext("Country report"), line.title, names.get(line.country), language_name(line.lang), state]
    return [*told, line.begun_on, line.agreed_on, None]


def _of_text(line: regional_texts.TextLine) -> list[Any]:
    state = word_of(TEXT_STATES, line.state)
    told = [gettext("Text of the region"), line.title, gettext("The region"), language_name(line.lang), state]
    return [*told, line.begun_on, None, line.published_on]
