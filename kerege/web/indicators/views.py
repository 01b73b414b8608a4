"""The log-frame and the page of one indicator. Nothing here can be typed: figures come from records."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.indicators import actions, queries
from kerege.indicators.rules import BY_TRAINEES, BY_VENUE, OBJECTIVES, Reading
from kerege.indicators.words import State
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.web.indicators import wording
from kerege.web.indicators.asking import COUNTED_BY_COURSE, Asked, asked, everything, project_tabs
from kerege.web.indicators.breakdowns import labelled, protection
from kerege.web.indicators.countries import country_rows
from kerege.web.indicators.records import PAGES, READ_AT_ONCE, records_of
from kerege.web.indicators.tables import indicator_table, logframe_table
from kerege.web.shell.exports import respond

PEOPLE = {"trainers.active": "cascade_trainers"}
"""Indicators whose figure is of people whom a page lists for those who may."""


@require_GET
def logframe(request: HttpRequest) -> HttpResponse:
    """Four objectives, ten groups, every indicator: claimed, evidenced, difference. `?format=` takes it along."""
    question = asked(request)
    groups = queries.logframe(request.viewer, on=question.on, scope=question.scope)
    if format := request.GET.get("format"):
        return respond(
            request, logframe_table(request.viewer, groups, question), filename="kerege-indicators", format=format
        )
    readings = [r for group in groups for r in group.readings]
    context = {
        "objectives": _objectives(groups, question),
        "tabs": _tabs(question),
        "project": question.scope.project,
        "conflicts": sum(bool(r.conflicts) for r in readings),
        "proved": sum(r.evidence.state == State.RECORDED for r in readings),
        "bare": sum(bool(r.claims) and r.evidence.state != State.RECORDED for r in readings),
        "total": len(readings),
        "may_claim": bool(owners_for(request.actor, Deed.RECORD_CLAIM)),
        "may_record": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)),
    }
    return render(request, "indicators/logframe.html", context)


def _objectives(groups: list[Any], question: Asked) -> list[dict[str, Any]]:
    """The objectives with the project's own text, and under each its groups in their order."""
    texts: dict[int, Any] = {}
    if question.scope.project:
        page = atlas.project_page(question.scope.project, on=question.on, lang=question.lang)
        texts = dict(enumerate(page.part("objective"), start=1))
    return [
        {
            "number": number,
            "title": gettext(title),
            "text": texts.get(number),
            "groups": [
                {"title": gettext(g.group.title), "number": g.group.number, "lines": [_line(r) for r in g.readings]}
                for g in sorted(groups, key=lambda g: g.group.number)
                if g.group.objective == number
            ],
        }
        for number, title in OBJECTIVES.items()
    ]


def _line(reading: Reading) -> dict[str, Any]:
    about = reading.indicator
    return {
        "key": about.key,
        "title": gettext(about.title),
        "unit": wording.unit(about.unit),
        "reading": reading,
        "recorded": reading.evidence.state == State.RECORDED,
        "evidence": wording.evidence_of(reading, about.unit),
        "difference": wording.difference(reading),
        "missing": gettext(reading.missing) if reading.missing else "",
        "last": wording.last_record(reading),
        "most": max((c.value for c in reading.claims), default=None),
    }


def _tabs(question: Asked) -> list[tuple[str, str, bool]]:
    words = gettext("Everything recorded here")
    return [
        (gettext("Project %(number)s") % {"number": key.removeprefix("P")} if key else words, href, current)
        for key, href, current in project_tabs(question)
    ]


def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator opened down to its records. Whoever sends a value here is refused: computed, not typed."""
    if request.method not in {"GET", "HEAD"}:
        actions.type_value(by=request.actor, indicator=key, value=request.POST.get("value", ""))
    question, found, nothing_of = _opened(request, key)
    context = _claims_and_evidence(found, question) | _countries(request, found, question)
    context |= {
        "tabs": _tabs(question),
        "records": records_of(
            request.viewer,
            found,
            question,
            page=request.GET.get("page", ""),
            sort=request.GET.get("sort", ""),
        ),
        "cells": labelled(found.breakdown, question) if found.breakdown else None,
        "protection": protection(found.breakdown) if found.breakdown else (),
        "may_claim": bool(owners_for(request.actor, Deed.RECORD_CLAIM)),
        "nothing_of": nothing_of,
        "people_address": f"{reverse(PEOPLE[key])}{question.address(standing='active')}" if key in PEOPLE else "",
    }
    return render(request, "indicators/indicator.html", context)


def _opened(request: HttpRequest, key: str) -> tuple[Asked, Reading, str]:
    """What was asked and its reading. Where the address names no project and the node's first one has neither claim nor
    record, all that is recorded here is read, and that project is named.
    """
    question = asked(request)
    found = _reading(request, key, question)
    first = "" if "project" in request.GET else question.scope.project
    if first and found.evidence.state == State.NO_RECORDS and not (found.claims or found.country_claims):
        wider = everything(question)
        read = _reading(request, key, wider)
        if read.evidence.state in {State.RECORDED, State.WITHHELD}:
            return wider, read, first
    return question, found, ""


def _reading(request: HttpRequest, key: str, question: Asked) -> Reading:
    return queries.reading(request.viewer, key, on=question.on, scope=question.scope, size=READ_AT_ONCE)


def _claims_and_evidence(found: Reading, question: Asked) -> dict[str, Any]:
    about = found.indicator
    codes = {c.territory for c in (*found.claims, *found.country_claims)} | {c for c, *_ in found.by_territory}
    codes |= {code for code, _ in found.no_data_since} | set(question.scope.territories)
    names = atlas.display_names(sorted(codes - {""}), lang=question.lang, on=question.on)
    return _line(found) | {
        "names": names,
        "definition": gettext(about.evidence) if about.evidence else "",
        "inference": gettext(about.inference) if about.inference else "",
        "protected": gettext(found.protected) if found.protected else "",
        "withheld": found.evidence.state == State.WITHHELD,
        "scope_country": names.get(question.scope.territory),
        "conflicts": wording.disagreements(
            found.conflicts,
            (*found.claims, *found.country_claims),
            names,
            pages={r.uid: PAGES.get(r.kind, "course") for r in found.records},
        ),
        "project": question.scope.project,
        "export_query": question.address(),
        "claims_differ": len({c.value for c in found.claims}) > 1,
    }


def _countries(request: HttpRequest, found: Reading, question: Asked) -> dict[str, Any]:
    """The figure by country; where records are courses, by trainees and by venue: two tables, both right."""
    by = question.scope.by
    about = found.indicator
    both = about.group in COUNTED_BY_COURSE and not found.missing and not about.one_country
    readings = {by: found}
    if both:
        other = BY_TRAINEES if by == BY_VENUE else BY_VENUE
        scope = replace(question.scope, by=other)
        readings[other] = queries.reading(request.viewer, found.indicator.key, on=question.on, scope=scope, size=0)
    titles = {BY_TRAINEES: gettext("By country of the trainees"), BY_VENUE: gettext("By country of the venue")}
    tables = [
        {
            "by": each,
            "title": titles[each] if both else gettext("By country"),
            "href": question.address(by=each),
            "current": each == by,
            "rows": country_rows(readings[each], question),
        }
        for each in (BY_TRAINEES, BY_VENUE)
        if each in readings
    ]
    return {"country_tables": [t for t in tables if t["rows"]], "switch": both, "by": by}


@require_GET
def indicator_export(request: HttpRequest, key: str, format: str) -> HttpResponse:
    """The same as a file, for this viewer and this day."""
    question = asked(request)
    found = queries.reading(request.viewer, key, on=question.on, scope=question.scope, size=READ_AT_ONCE)
    table = indicator_table(request.viewer, found, question)
    return respond(request, table, filename=f"kerege-{found.indicator.key}", format=format)
