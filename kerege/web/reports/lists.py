"""Reports to international bodies: which there are, which forms, and opening one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries.forms import forms
from kerege.law.queries.reported import ReportLine, reports
from kerege.law.words.reports import NEVER_SENDS, REPORT_STATES, ReportState
from kerege.lib.refusal import N_
from kerege.lib.versions import text_in
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.reports import wording
from kerege.web.reports.forms import ReportForm
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address

HEADINGS = (
    *(N_("Country"), N_("Form"), N_("Year"), N_("Version"), N_("State"), N_("As on"), N_("Released on")),
    *(N_("Sent on"), N_("How"), N_("Reference number")),
)


@require_GET
@asks(form=a_line(40), status=one_of(ReportState))
def overview(request: HttpRequest) -> HttpResponse:
    """Every report that the reader may know of, by form, period and state. `?format=` is a file."""
    choice = lists.chosen(request)
    asked = request.GET.get("form", "")
    found = reports(request.viewer, owner=choice.country, form=asked, state=choice.status)
    names = lists.names_of({line.owner for line in found}, choice)
    if choice.format:
        rows = [_cells(line, names) for line in found]
        table = lists.table(request.viewer, gettext("Reports"), HEADINGS, rows, choice, gettext(NEVER_SENDS))
        return respond(request, table, filename="kerege-reports", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    known = forms()
    context = {
        "page": page,
        "rows": [wording.shown(line, names[line.owner]) for line in page],
        "waiting": [
            wording.shown(line, names[line.owner])
            for line in found
            if line.state == ReportState.PREPARED and may(request.actor, Deed.REVIEW_LAW, line.owner)
        ],
        "forms": [
            {
                "line": line,
                "title": text_in(line.form.title, choice.lang, "en"),
                "publisher": text_in(line.form.publisher, choice.lang, "en"),
            }
            for line in known
        ],
        "asked": asked,
        "states": lists.options(REPORT_STATES, choice.status),
        "may_open": bool(owners_for(request.actor, Deed.RECORD_LAW)),
        "never": gettext(NEVER_SENDS),
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "reports/reports.html", context)


def _cells(line: ReportLine, names: dict[str, Any]) -> list[Any]:
    sent = line.sent[-1] if line.sent else None
    told = [names[line.owner], wording.title(line), line.period, line.edition, gettext(REPORT_STATES[line.state])]
    told += [line.as_of, line.released_on]
    return [*told, sent.sent_on, sent.channel, sent.reference] if sent else [*told, None, "", ""]


@require_http_methods(["GET", "POST"])
@asks(form=a_line(40))
def new_report(request: HttpRequest) -> HttpResponse:
    """Open a report; for those who record law for a country."""
    owners = [owner for owner in owners_for(request.actor, Deed.RECORD_LAW) if owner != REGION]
    if not owners:
        check_may(request.actor, Deed.RECORD_LAW, REGION)
    choice = lists.chosen(request)
    names = lists.names_of(owners, choice)
    note_offered(request, names.values())
    offered = {
        "owner": [(code, str(names[code])) for code in owners],
        "form": [(line.key, text_in(line.form.title, choice.lang, "en")) for line in forms()],
    }
    initial = {"form": request.GET.get("form", ""), "period": choice.on.year, "as_of": choice.on}
    form = ReportForm(request.POST if request.method == "POST" else None, offered=offered, initial=initial)
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor))
        if made is not None:
            return redirect("report", uid=made.uid)
    context = {"form": form, "trail": trail()}
    return render(request, "reports/new.html", context, status=422 if form.errors else 200)


def trail() -> list[tuple[str, str]]:
    return [(gettext("Law"), address("law")), (gettext("Reports"), address("reports"))]
