"""The pages of imports: the list, one import step by step, its rows, and the report to send back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.files.rules import received
from kerege.files.words import SHEETS
from kerege.inventory import actions
from kerege.inventory.queries import imports as queries
from kerege.inventory.queries.imports import ImportLine, RowLine
from kerege.inventory.rules.facility_form import FORM, VERSION
from kerege.inventory.rules.import_states import SETTLED, WORKED_ON
from kerege.inventory.rules.keepers import keeps
from kerege.inventory.words.importing import (
    DONE,
    IMPORT_STATES,
    NO_SUCH_IMPORT,
    OUTCOMES,
    ImportState,
    Outcome,
)
from kerege.lib.refusal import N_, Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.tables import FORMATS
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.web.content.taking import scan
from kerege.web.inventory.imports import wording
from kerege.web.inventory.imports.forms import HandInForm, MappingForm, WordsForm, said_of_words
from kerege.web.inventory.imports.reporting import report_of
from kerege.web.inventory.imports.xlsform import xlsform
from kerege.web.sharing.views import owner_choices
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

AT_ONCE = 50
MOST = 25_000_000
"""Bytes of a file; also of an archive of submissions, of which other rooms take larger ones."""


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The imports that the reader may see, and the form to hand another sheet in."""
    owners = _owners(request)
    sent = request.method == "POST"
    form = HandInForm(request.POST if sent else None, request.FILES if sent else None, owners=owners)
    if sent and form.is_valid():
        batch = attempt(form, lambda: _handed_in(request, form.cleaned_data))
        if batch is not None:
            return redirect("import", uid=batch.uid)
    names = dict(owner_choices(request))
    lines = [_shown(line, names) for line in queries.imports(request.viewer)]
    context = {"lines": lines, "form": form, "may_hand_in": bool(owners)}
    return render(request, "imports/imports.html", context, status=422 if sent else 200)


def _handed_in(request: HttpRequest, told: dict[str, Any]) -> Any:
    taken = received(told["file"].name, told["file"].chunks(), kinds=SHEETS, most=MOST, scan=scan())
    return actions.hand_in(
        by=request.actor,
        owner=told["owner"],
        sender=told["sender"],
        received=taken,
        level=Sensitivity(told["level"]),
    )


def _owners(request: HttpRequest) -> list[tuple[str, str]]:
    owners = [o for o in owners_for(request.actor, Deed.RECORD_RESOURCE) if keeps(request.actor, o, "")]
    names = dict(owner_choices(request))
    return [(owner, str(names.get(owner, owner))) for owner in owners]


@require_GET
def facility_form(request: HttpRequest) -> HttpResponse:
    """The card as an XLSForm, for everybody: it holds questions and no answers."""
    answer = HttpResponse(xlsform(), content_type=FORMATS["xlsx"].media_type)
    answer["Content-Disposition"] = f'attachment; filename="{FORM}-{VERSION}.xlsx"'
    return answer


@require_http_methods(["GET", "POST"])
def sheet_import(request: HttpRequest, uid: object) -> HttpResponse:
    """One import: what the columns are, how far the node is, what was found, or what became of it."""
    line = queries.sheet_import(request.viewer, uid)
    works = keeps(request.actor, line.owner, "")
    form = MappingForm(request.POST or None, line=line)
    if request.method == "POST":
        if not works:
            raise Refusal(NO_SUCH_IMPORT)
        if form.is_valid():
            fields, usual = form.chosen()
            sheet = request.POST.get("sheet", "") if "other_sheet" in request.POST else ""
            done = attempt(
                form,
                lambda: actions.map_columns(by=request.actor, uid=uid, fields=fields, usual=usual, sheet=sheet),
            )
            if done is not None:
                return redirect("import", uid=uid)
    shown = _shown(line, dict(owner_choices(request)))
    faults = queries.fault_groups(request.viewer, uid)
    doubts = queries.fault_groups(request.viewer, uid, doubts=True)
    context = {
        **shown,
        "shown": shown,
        "works": works,
        "form": form,
        "columns": [_column(column, form) for column in line.columns],
        "notices": [wording.notice(*notice) for notice in line.notices],
        "faults": [(group, wording.field_name(group.field), _told(group)) for group in faults],
        "doubts": [(group, wording.field_name(group.field), _told(group)) for group in doubts],
        "words": _words(request, line) if works else None,
    }
    # A page that looks again by itself takes this part alone: the browser lets no script put a whole page into another.
    part = request.headers.get("HX-Request") == "true"
    page = "imports/_standing.html" if part else "imports/import.html"
    answer = render(request, page, context, status=422 if form.errors else 200)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _words(request: HttpRequest, line: ImportLine) -> WordsForm | None:
    """The form for words that are not known, as long as the rows can be checked again."""
    found = queries.words_not_known(request.viewer, line.uid) if line.state == ImportState.CHECKED else []
    return WordsForm(words=found) if found else None


def _told(group: queries.FaultGroup) -> str:
    return wording.sentence(group.field, group.code, group.data)


def _column(column: dict[str, Any], form: MappingForm) -> dict[str, Any]:
    name = f"column_{column['letter']}"
    return column | {
        "why": [wording.why(r) for r in column["reasons"]],
        "box": form[name] if name in form.fields else None,
    }


def _shown(line: ImportLine, names: dict[str, str]) -> dict[str, Any]:
    outcomes = [(o.value, gettext(OUTCOMES[o]), line.outcomes[o]) for o in Outcome if line.outcomes.get(o)]
    return {
        "line": line,
        "owner": names.get(line.owner, line.owner),
        "state": gettext(IMPORT_STATES[line.state]),
        "outcomes": outcomes,
        "done": [(gettext(DONE[d]), line.done[d.value]) for d in DONE if line.done.get(d.value)],
        "moves": line.state in WORKED_ON,
        "choosing": line.state == ImportState.UPLOADED,
        "deciding": line.state in {ImportState.CHECKED, ImportState.PARTLY_APPLIED},
        "settled": line.state in SETTLED,
        "finished": line.finished_at is not None,
        "steps": _steps(line),
        "percent": _percent(line),
    }


def _percent(line: ImportLine) -> int:
    """How far the node is with what it does now."""
    records = line.state == ImportState.APPLYING
    done, whole = (line.ready or 0, line.waits) if records else (line.checked, line.rows_found)
    return round(100 * done / whole) if whole else 0


STEPS: tuple[tuple[str, frozenset[ImportState]], ...] = (
    (N_("Hand in"), frozenset()),
    (N_("Say what the columns are"), frozenset({ImportState.UPLOADED})),
    (N_("Check"), frozenset({ImportState.MAPPED})),
    (N_("Look and decide"), frozenset({ImportState.CHECKED})),
    (N_("Record"), frozenset({ImportState.APPLYING, ImportState.PARTLY_APPLIED})),
    (N_("Done"), frozenset({ImportState.APPLIED, ImportState.UNDOING, ImportState.UNDONE})),
)


def _steps(line: ImportLine) -> list[tuple[str, str]]:
    """Every step with how it stands: done, now, or empty for those to come."""
    at = next(place for place, (_, states) in enumerate(STEPS) if line.state in states)
    return [(gettext(name), "now" if n == at else "done" if n < at else "") for n, (name, _) in enumerate(STEPS)]


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Record the good rows, undo the import, say what words mean, or decide all rows that wait in one way."""
    what = request.POST.get("do", "")
    if what == "apply":
        actions.apply_import(by=request.actor, uid=uid)
    elif what == "undo":
        actions.undo_import(by=request.actor, uid=uid)
    elif what == "words":
        actions.say_words(by=request.actor, uid=uid, meanings=said_of_words(request.POST))
    else:
        decided = actions.decide_all(by=request.actor, uid=uid, decision=what)
        messages.success(request, gettext("Rows decided: %(count)s.") % {"count": decided})
    return redirect("import", uid=uid)


@require_GET
@asks(outcome=one_of(Outcome))
def rows(request: HttpRequest, uid: object) -> HttpResponse:
    """The rows of an import, or those that would do one thing, with what is wrong and what they may be."""
    line = queries.sheet_import(request.viewer, uid)
    outcome = request.GET.get("outcome", "")
    page = Paginator(queries.import_rows(request.viewer, uid, outcome=outcome), AT_ONCE).get_page(
        request.GET.get("page")
    )
    cards = queries.titles(request.viewer, {m[0] for row in page for m in row.matches} | {row.facility for row in page})
    context = {
        **_shown(line, dict(owner_choices(request))),
        "page": page,
        "rows": [_row(row, cards) for row in page],
        "outcome": outcome,
        "works": keeps(request.actor, line.owner, ""),
    }
    return render(request, "imports/rows.html", context)


def _row(row: RowLine, cards: dict[str, tuple[str, str]]) -> dict[str, Any]:
    matches = [
        {"uid": m[0], "card": cards.get(m[0]), "percent": round(m[1] * 100), "why": [wording.because(r) for r in m[2]]}
        for m in row.matches
    ]
    return {
        "row": row,
        "outcome": gettext(OUTCOMES[row.outcome]),
        "done": gettext(DONE[row.done]) if row.done else "",
        "faults": [(f[0], wording.field_name(f[1]), wording.sentence(*f[1:])) for f in row.faults],
        "doubts": [(d[0], wording.field_name(d[1]), wording.sentence(*d[1:])) for d in row.doubts],
        "matches": matches,
        "card": cards.get(row.facility),
    }


@require_POST
def decide(request: HttpRequest, uid: object, number: int) -> HttpResponse:
    """Say of one row whether it is a card that is there."""
    decision, _, facility = request.POST.get("decision", "").partition(" ")
    actions.decide_row(by=request.actor, uid=uid, row=number, decision=decision, facility=facility)
    return redirect(f"{reverse('import_rows', args=[uid])}?outcome={Outcome.ASKED.value}")


@require_GET
def report(request: HttpRequest, uid: object, format: str) -> HttpResponse:
    """Every row with what is wrong with it, cell by cell, to be sent back."""
    line = queries.sheet_import(request.viewer, uid)
    table = report_of(line, queries.import_rows(request.viewer, uid))
    return respond(request, table, filename=f"import-{line.handed_in:%Y-%m-%d}", format=format)
