"""Reports about countries: one report with its passages, and beginning one."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Called, Refusal
from kerege.outreach.queries import country_reports as reading
from kerege.outreach.queries.report_doors import writes_about
from kerege.outreach.rules.country_reports import LONGEST_PASSAGE
from kerege.outreach.words.country_reports import (
    REPORT_NOT_NOW,
    REPORT_STATES,
    SIDES,
    ReportState,
    Side,
    TextState,
)
from kerege.people.rules import REGION, check_may, may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.country_reports import forms
from kerege.web.country_reports.turns import next_of_report
from kerege.web.shell.asked import asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import told
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import language_name, word_of

TONES = {ReportState.AGREED: "good", ReportState.COMMENTS: "warn", TextState.PUBLISHED: "good", TextState.ASKED: "warn"}


def trail() -> list[tuple[str, str]]:
    return [(gettext("Events"), address("events")), (gettext("Country reports"), address("country_reports"))]


@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Begin a report about a country of which the reader may write."""
    choice = lists.chosen(request)
    offered = written_about(request, choice)
    if not offered:
        check_may(request.actor, Deed.WRITE_REPORT, REGION)
    note_offered(request, offered)
    form = forms.NewReportForm(
        request.POST if request.method == "POST" else None,
        countries=[(c.code, str(c)) for c in offered],
        initial={"lang": get_language()},
    )
    done = attempt(form, partial(form.run, by=request.actor)) if form.is_valid() else None
    if done is not None:
        return redirect("country_report", uid=done.uid)
    context = {"form": form, "heading": gettext("Begin a report about a country"), "trail": trail()}
    return render(request, "country_reports/new.html", context, status=422 if form.errors else 200)


def written_about(request: HttpRequest, choice: lists.Choice) -> list[Any]:
    """The countries of which the reader may write."""
    return [c for c in lists.countries(choice.on, choice.lang) if writes_about(request.actor, c.code)]


@require_http_methods(["GET", "POST"])
@asks()
def report(request: HttpRequest, uid: object) -> HttpResponse:
    """One report, for its author and its country, with what the reader may do now."""
    choice = lists.chosen(request)
    page = reading.country_report(request.actor, uid)
    if page is None:
        raise lists.not_there(gettext("country report"), uid)
    whole = bound(request, forms.of_report(page))
    each = {line.number: bound(request, forms.of_passage(page, line)) for line in page.passages}
    every = [*whole, *(form for found in each.values() for form in found)]
    state = Called(page.line.state, REPORT_STATES[page.line.state])
    late = too_late(request, every, Refusal(REPORT_NOT_NOW, state=state))
    if ran(request, every):
        return redirect("country_report", uid=uid)
    wrong = next((form for form in every if form.errors), None)
    names = lists.names_of({page.line.country}, choice)
    context = {
        "page": page,
        "line": page.line,
        "country": names.get(page.line.country),
        "language": language_name(page.line.lang),
        **stands(REPORT_STATES, page.line.state),
        "whole": whole,
        "passages": [
            {
                "line": line,
                "remarks": [(word_of(SIDES, remark.side), remark) for remark in line.remarks],
                "forms": each[line.number],
            }
            for line in page.passages
        ],
        "next": next_of_report(page),
        "may_use": page.line.state == ReportState.AGREED and Side.AUTHOR in page.line.sides,
        "may_write_text": may(request.actor, Deed.WRITE_REPORT, REGION),
        "wrong": wrong,
        **late,
        "trail": trail(),
    }
    return render(request, "country_reports/report.html", context, status=status_of(late, wrong))


def bound(request: HttpRequest, kept: dict[str, forms.Kept]) -> list[forms.Step]:
    """The forms of a page; the one that was sent holds what was typed."""
    sent = request.POST if request.method == "POST" else None
    found = []
    for do, each in kept.items():
        data = sent if sent is not None and sent.get("do") == do else None
        run = partial(each.run, **each.given)
        found.append(each.form(data, do=do, run=run, initial=each.initial, **each.more))
    return found


def ran(request: HttpRequest, every: list[forms.Step]) -> bool:
    """Whether the form that was sent did what it says."""
    sent = next((form for form in every if form.is_bound and form.is_valid()), None)
    return sent is not None and attempt(sent, partial(sent.run, request.actor)) is not None


def too_late(request: HttpRequest, every: list[forms.Step], refusal: Refusal) -> dict[str, Any]:
    """What a page shows where what was sent is not possible any more: why, and the words that were typed, not lost."""
    if request.method != "POST" or any(form.is_bound for form in every):
        return {}
    typed = request.POST.get("text", "") or request.POST.get("why", "")
    return {"late": refusal, "late_told": [{"sentence": told(refusal)}], "typed": typed[:LONGEST_PASSAGE]}


def status_of(late: dict[str, Any], wrong: forms.Step | None) -> int:
    refusal = late.get("late")
    return refusal.status if refusal else 422 if wrong else 200


def stands(words: dict[Any, str], state: Any) -> dict[str, str]:
    """Where a report or a text stands, in a word and its tone."""
    return {"state": word_of(words, state), "tone": TONES.get(state, "")}
