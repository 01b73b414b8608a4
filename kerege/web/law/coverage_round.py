"""A round: its heat map, its obligations, and for whoever keeps it freezing and publishing."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.law.actions import rounds
from kerege.law.queries import covered
from kerege.law.queries.covered import RoundPage
from kerege.law.words.coverage import COVERAGE_STATUSES, ROUND_STATES, CoverageStatus, RoundState
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.law import coverage_wording as wording
from kerege.web.law.coverage import trail
from kerege.web.law.coverage_forms import PublishForm
from kerege.web.law.coverage_tables import judgements_table
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


@require_http_methods(["GET", "POST"])
@asks(topic=a_line(40), instrument=a_line(40), status=one_of(CoverageStatus))
def round_page(request: HttpRequest, uid: object) -> HttpResponse:
    """The heat map of topics and instruments, each cell opening its obligations. `?format=` is a file."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    form, done = _pressed(request, page) if request.method == "POST" else (PublishForm(), False)
    if done:
        return redirect("coverage_round", uid=page.line.uid)
    asked = {name: request.GET.get(name, "") for name in ("topic", "instrument", "status")}
    rows = [r for r in page.within(asked["topic"], asked["instrument"]) if asked["status"] in {"", r.status}]
    if choice.format:
        table = judgements_table(request.viewer, page, rows, choice)
        return respond(request, table, filename=f"kerege-coverage-{page.line.key}", format=choice.format)
    shown = Paginator(rows, lists.SHOWN).get_page(choice.page)
    owner = page.line.owner
    context = {
        "page": shown,
        "line": page.line,
        "country": lists.names_of({owner}, choice)[owner],
        "state": word_of(ROUND_STATES, page.line.state),
        "whole": wording.figure(page.whole),
        "shared": page.whole.applicable + page.whole.perhaps,
        "total": len(rows),
        **heat_map(page, choice.lang),
        "rows": [wording.row(each, choice.lang) for each in shown.object_list],
        "asked": asked,
        "statuses": lists.options(COVERAGE_STATUSES, asked["status"]),
        "form": form,
        "may_freeze": page.line.state == RoundState.OPEN
        and not page.line.judged_at
        and may(request.actor, Deed.RECORD_LAW, owner),
        "may_publish": page.line.state != RoundState.OPEN and may(request.actor, Deed.LABEL, owner),
        "works": may(request.actor, Deed.RECORD_LAW, owner) or may(request.actor, Deed.REVIEW_LAW, owner),
        "history": history(request.viewer, page.line.uid),
        "no_finding": wording.no_finding(),
        "trail": trail(),
    }
    return render(request, "law/round.html", context, status=422 if form.errors else 200)


def page_of(request: HttpRequest, uid: object, choice: lists.Choice) -> RoundPage:
    """The round that the reader may know of. Refuses people.unknown_key in the same words where there is none."""
    found = covered.round_page(request.viewer, uid, on=choice.on)
    if found is None:
        raise lists.not_there(gettext("round"), uid)
    return found


def _pressed(request: HttpRequest, page: RoundPage) -> tuple[PublishForm, bool]:
    if request.POST.get("do") == "freeze":
        rounds.freeze_round(by=request.actor, round=page.line.uid)
        return PublishForm(), True
    form = PublishForm(request.POST)
    done = form.is_valid() and attempt(form, lambda: form.run(by=request.actor, round=page.line.uid)) is not None
    return form, done


def heat_map(page: RoundPage, lang: str) -> dict[str, Any]:
    """The table: a row for each topic, a column for each instrument; a cell without obligations is empty."""
    topics: dict[str, str] = {}
    instruments: list[str] = []
    for row in page.rows:
        topics.setdefault(row.topic, wording.said(row.topic_label, lang) or row.topic)
        if row.instrument not in instruments:
            instruments.append(row.instrument)
    grid = [
        {
            "key": topic,
            "label": label,
            "cells": [
                {"instrument": key, "figure": wording.figure(page.cells[topic, key], alone=True)}
                if (topic, key) in page.cells
                else {"instrument": key, "figure": None}
                for key in instruments
            ],
            "whole": wording.figure(page.figure(topic)),
        }
        for topic, label in sorted(topics.items(), key=lambda pair: pair[1])
    ]
    totals = [(key, wording.figure(page.figure(instrument=key), alone=True)) for key in instruments]
    return {"grid": grid, "instruments": instruments, "totals": totals}
