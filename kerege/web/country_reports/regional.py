"""Texts of the region: beginning one, writing its passages, deciding for a country, and reading what is published."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import N_, Called, Refusal
from kerege.outreach.queries import country_reports, regional_texts
from kerege.outreach.queries.regional_texts import RegionalLine
from kerege.outreach.words.country_reports import APPROVALS, TEXT_NOT_NOW, TEXT_STATES, Approval, TextState
from kerege.people.rules import REGION, check_may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.country_reports import forms
from kerege.web.country_reports.turns import next_of_text
from kerege.web.country_reports.views import TONES, bound, ran, status_of, too_late, trail
from kerege.web.shell.asked import asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import language_name, word_of

APPROVAL_TONES = {
    Approval.APPROVED: "good",
    Approval.REFUSED: "bad",
    Approval.WITHDRAWN: "bad",
    Approval.WAITING: "warn",
}
HEADINGS = (N_("No."), N_("What the passage says"))


@require_http_methods(["GET", "POST"])
def new_text(request: HttpRequest) -> HttpResponse:
    """Begin a text of the region."""
    check_may(request.actor, Deed.WRITE_REPORT, REGION)
    form = forms.NewTextForm(request.POST if request.method == "POST" else None, initial={"lang": get_language()})
    done = attempt(form, partial(form.run, by=request.actor)) if form.is_valid() else None
    if done is not None:
        return redirect("regional_text", uid=done.uid)
    context = {"form": form, "heading": gettext("Begin a text of the region"), "trail": trail()}
    return render(request, "country_reports/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@asks()
def text(request: HttpRequest, uid: object) -> HttpResponse:
    """One text as far as the reader may read it, with what the reader may do now. `?format=` is what is published."""
    choice = lists.chosen(request)
    page = regional_texts.regional_text(request.actor, uid)
    if page is None:
        raise lists.not_there(gettext("text of the region"), uid)
    published = page.line.state == TextState.PUBLISHED
    if choice.format and published:
        rows = [(line.number, line.text or gettext("This passage was withdrawn.")) for line in page.passages]
        table = lists.table(request.viewer, page.line.title, HEADINGS, rows, choice)
        return respond(request, table, filename="kerege-regional-text", format=choice.format)
    offered = _offered(request, choice) if page.line.writes and not published else {}
    whole = bound(request, forms.of_text(page, offered))
    each = {line.number: bound(request, forms.of_regional_passage(page, line, offered)) for line in page.passages}
    every = [*whole, *(form for found in each.values() for form in found)]
    state = Called(page.line.state, TEXT_STATES[page.line.state])
    late = too_late(request, every, Refusal(TEXT_NOT_NOW, state=state))
    if ran(request, every):
        return redirect("regional_text", uid=uid)
    wrong = next((form for form in every if form.errors), None)
    codes = {a.country for line in page.passages for a in line.approvals} | set(page.left)
    names = lists.names_of(codes, choice)
    context = {
        "page": page,
        "line": page.line,
        "published": published,
        "language": language_name(page.line.lang),
        "state": word_of(TEXT_STATES, page.line.state),
        "tone": TONES.get(page.line.state, ""),
        "whole": whole,
        "passages": [
            {"line": line, "approvals": _approvals(line, names), "forms": each[line.number]} for line in page.passages
        ],
        "left": [names.get(code) for code in page.left],
        "next": next_of_text(page),
        "wrong": wrong,
        **late,
        "trail": trail(),
    }
    return render(request, "country_reports/text.html", context, status=status_of(late, wrong))


def _approvals(line: RegionalLine, names: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "line": each,
            "country": names.get(each.country),
            "state": word_of(APPROVALS, each.state),
            "tone": APPROVAL_TONES[each.state],
        }
        for each in line.approvals
    ]


def _offered(request: HttpRequest, choice: lists.Choice) -> dict[str, Any]:
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    usable = country_reports.usable_passages(request.actor)
    sources = [(p.uid, f"{names.get(r.country, r.country)}: {p.text[:120]}") for r, p in usable]
    return {"countries": [(c.code, str(c)) for c in countries], "sources": sources}
