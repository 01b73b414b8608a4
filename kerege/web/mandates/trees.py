"""The call tree, on the page and on paper: for the day on which nothing else works."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.lib.papers import WRITERS, Paper, Part
from kerege.web.activities import lists
from kerege.web.mandates.views import rows_of, trail
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import attached


@require_GET
@asks()
def call_tree(request: HttpRequest) -> HttpResponse:
    """Whom to call, in which order, by country."""
    rows = rows_of(request, lists.chosen(request))
    groups = [
        {"country": some[0]["country"], "rows": some}
        for _code, each in groupby(rows, key=lambda row: row["line"].owner)
        if (some := list(each))
    ]
    return render(request, "mandates/tree.html", {"groups": groups, "formats": ("docx", "xlsx"), "trail": trail()})


@require_GET
@asks()
def paper(request: HttpRequest, format: str) -> HttpResponse:
    """The same as a file."""
    if format not in WRITERS:
        raise lists.not_there(gettext("file"), format)
    choice = lists.chosen(request)
    told = _paper(rows_of(request, choice), choice)
    media, write = WRITERS[format]
    return attached(request, lambda: write(told), media_type=media, filename=f"kerege-call-tree-{choice.on}.{format}")


def _paper(rows: list[dict[str, Any]], choice: lists.Choice) -> Paper:
    headings = [
        *(
            gettext("Kind of mandate"),
            gettext("Whom to call, in this order"),
            gettext("Contact"),
            gettext("Has to inform"),
        ),
        gettext("Contact last checked"),
    ]
    by: dict[str, list[list[str]]] = {}
    notes: dict[str, str] = {}
    for row in rows:
        line, country = row["line"], row["country"]
        who = "; ".join(f"{n}. {each['level']}: {each['name']}" for n, each in enumerate(row["order"], start=1))
        contact = " · ".join(part for part in (line.telephone, line.email, line.hours) if part)
        checked = " ".join(part for part in (row["freshness"], row["last"]) if part)
        by.setdefault(str(country), []).append(
            [row["kind"], who or gettext("nobody is named"), contact, "; ".join(row["tells"]), checked]
        )
        if country.note:
            notes[str(country)] = country.footnote
    synthetic = [gettext("An example with made-up records.")] if any(row["line"].synthetic for row in rows) else []
    return Paper(
        title=gettext("Call tree"),
        kicker=gettext("Directory of mandates"),
        facts=[(gettext("As on"), choice.on.isoformat())],
        notes=[*synthetic, *dict.fromkeys(notes.values())],
        parts=[Part(name, headings=headings, rows=told) for name, told in by.items()],
        foot=gettext("As on %(day)s") % {"day": choice.on.isoformat()},
        lang=get_language() or "en",
        sheet="Call tree",
    )
