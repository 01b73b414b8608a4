"""Reports in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from kerege.law.queries.reported import FieldLine, ReportLine
from kerege.law.rules.forms.filling import Value
from kerege.law.rules.forms.template import Form
from kerege.law.rules.forms.told import said
from kerege.law.words.coverage import NO_FINDING
from kerege.law.words.reports import (
    COLUMNS,
    FEEDS,
    NEVER_SENDS,
    PROVISIONAL,
    REPORT_STATES,
    SOURCE_KINDS,
    ReportState,
    SourceKind,
)
from kerege.lib.versions import text_in
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

TONES = {ReportState.RELEASED: "good", ReportState.PREPARED: "info", ReportState.WITHDRAWN: "bad"}


def mark(form: Form, status: str, lang: str) -> str:
    """What stands in a form for a status of coverage."""
    return said(form.marks.get(status, status), lang)


def language() -> str:
    return get_language() or "en"


def title(line: ReportLine) -> str:
    return text_in(line.title, language(), "en")


def shown(line: ReportLine, country: Any) -> dict[str, Any]:
    return {
        "line": line,
        "title": title(line),
        "country": country,
        "state": word_of(REPORT_STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "sent": line.sent[-1] if line.sent else None,
    }


def notices(form: Form) -> list[str]:
    """What stands on every page of a report, as it does in its files."""
    lang = language()
    found = [text_in(form.notice, lang, "en")] if form.notice else []
    if form.provisional:
        found.append(gettext(PROVISIONAL) % {"publisher": text_in(form.publisher, lang, "en")})
    return [*found, gettext(NO_FINDING), gettext(NEVER_SENDS)]


def cells(value: Value, columns: tuple[str, ...]) -> dict[str, Any]:
    """Rows by column, and texts that stand beside a table."""
    lang = language()
    rows = [[said(row.get(name, ""), lang) for name in columns] for row in value.rows if set(row) & set(columns)]
    texts = [said(row["text"], lang) for row in value.rows if "text" in row and "text" not in columns]
    return {"headings": [gettext(COLUMNS[name]) for name in columns], "rows": rows, "texts": texts}


def field(each: FieldLine) -> dict[str, Any]:
    about = each.field
    return {
        "each": each,
        "key": about.key,
        "label": text_in(about.label, language(), "en"),
        "fed_by": word_of(FEEDS, about.fed_by),
        "leaves": cells(each.leaves, about.columns),
        "computed": cells(each.computed, about.columns),
        "own": [(gettext(COLUMNS[name]), text) for name, text in each.own.items()],
        "sources": [source(one) for one in each.sources],
        "empty": each.leaves.empty,
    }


def source(one: Mapping[str, Any]) -> dict[str, str]:
    """Where a field came from, with the page of that record."""
    kind = SourceKind(one["kind"])
    if kind == SourceKind.JUDGEMENT:
        href, name = address("coverage_workbench", one["round"], one["obligation"]), one["obligation"]
    elif kind == SourceKind.MEASURE:
        href, name = address("measure", one["uri"].removeprefix("/akn/")), one["uri"]
    else:
        href, name = address("facility", one["key"]), one["key"]
    return {"kind": word_of(SOURCE_KINDS, kind), "name": name, "href": href}


def outside(told: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What was released, for readers from outside: sections with fields, in their language or in English."""
    text = told.get(language()) or told.get("en") or next(iter(told.values()), {})
    columns = text.get("columns", {})
    return [
        {
            "label": section["label"],
            "fields": [
                {
                    **one,
                    "headings": [columns.get(name, name) for name in one["columns"]],
                    "cells": [
                        [row.get(name, "") for name in one["columns"]]
                        for row in one["rows"]
                        if set(row) & set(one["columns"])
                    ],
                    "texts": [row["text"] for row in one["rows"] if "text" in row and "text" not in one["columns"]],
                }
                for one in section["fields"]
            ],
        }
        for section in text.get("sections", [])
    ]
