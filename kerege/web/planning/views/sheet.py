"""A plan taken out as a sheet, edited elsewhere and brought back: what changed, what it costs, what it breaks."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import read_grid
from kerege.planning import actions, queries
from kerege.planning.queries import ScenarioPage
from kerege.planning.queries.edited import Told, Unread, as_it_was, code_of, edited, plain, read, told_of
from kerege.planning.words import NOT_IN_PLAN, SHEET_OF_ANOTHER_PLAN
from kerege.web.content.taking import accept, scan
from kerege.web.planning import sheets, wording
from kerege.web.planning.views.plan import about
from kerege.web.planning.wording import Named, named
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused, told

KINDS = frozenset({FileKind.XLSX, FileKind.CSV})
LARGEST = 2_000_000


class SheetForm(forms.Form):
    """The edited sheet."""

    file = forms.FileField(
        label=_("The edited plan"),
        help_text=_("XLSX or CSV, at most 2 MB. It is read and not kept."),
        widget=forms.FileInput(attrs={"accept": accept(KINDS)}),
    )

    def rows(self, page: ScenarioPage, names: Named) -> tuple[list[Told], list[Unread]]:
        """What stands in it. Refuses files.*, sheets.* and planning.sheet_*."""
        assert page.plan is not None  # noqa: S101 - asked by the view
        file = self.cleaned_data["file"]
        taken = received(file.name, file.chunks(), kinds=KINDS, most=LARGEST, field="file", scan=scan())
        return read(sheets.rows_of(read_grid(taken.name, taken.content)), sheets.names(page, names), page.plan)


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, uid: object) -> HttpResponse:
    """Bring an edited sheet back: first its differences, and after a second press what can be kept of it."""
    page = queries.scenario(request.viewer, uid, request.actor)
    if page.problem is None or page.plan is None:
        raise Refusal(NOT_IN_PLAN)
    names = named(request, page)
    context = about(request, page, names, "scenario_sheet")
    if request.method == "POST" and "rows" in request.POST:
        return _taken(request, page)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    found = attempt(form, lambda: form.rows(page, names), otherwise="file") if form.is_valid() else None
    context |= {"form": form} | (_differences(page, names, *found) if found is not None else {})
    return render(request, "planning/sheet.html", context, status=422 if form.errors else 200)


def _differences(page: ScenarioPage, names: Named, rows: list[Told], unread: list[Unread]) -> dict[str, Any]:
    assert page.problem is not None  # noqa: S101 - asked by the view
    assert page.plan is not None  # noqa: S101 - asked by the view
    stay = [as_it_was(each.number, each.line, page.plan.courses[each.number - 1]) for each in unread if each.number]
    found = edited(page.problem, page.plan, [*rows, *stay])
    before = sum(held.people for held in page.plan.courses)
    wished = {row.line: row for row in rows}
    floors = {each.floor.key: each for each in queries.shares(page.problem, found.plan)}
    return {
        "result": found,
        "faults": [
            (wording.share(floors[key], names), True)
            if (key := fault.rpartition(": ")[0]) in floors
            else (fault, False)
            for fault in found.faults
        ],
        "differences": [
            sheets.difference(each, names, names.course(sheets.key_of(each, wished))) for each in found.differences
        ],
        "unread": [sheets.said(refusal, names) for each in unread for refusal in each.refused],
        "cost": (page.plan.cost, found.plan.cost),
        "people": (before, sum(held.people for held in found.plan.courses)),
        "rows": json.dumps([plain(row) for row in [*rows, *stay]], ensure_ascii=False),
        "code": code_of(page.plan),
        "ready": bool(found.good) and not found.faults,
    }


def _taken(request: HttpRequest, page: ScenarioPage) -> HttpResponse:
    """Decide what can be kept; whatever was sent is judged anew."""
    try:
        try:
            rows = [told_of(each) for each in json.loads(request.POST["rows"])]
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise Refusal(SHEET_OF_ANOTHER_PLAN, field="file", line=0) from None
        found = actions.take_edited(
            by=request.actor,
            scenario=page.line.uid,
            code=request.POST.get("code", ""),
            rows=rows,
            lang=(get_language() or "en")[:2],
        )
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
        return redirect("scenario_sheet", uid=page.line.uid)
    said = ngettext("%(count)s change is decided.", "%(count)s changes are decided.", len(found.good))
    more = gettext("Plan again: as little as possible of the rest will change.")
    messages.success(request, f"{said % {'count': len(found.good)}} {more}")
    return redirect("season_plan", uid=page.line.uid)
