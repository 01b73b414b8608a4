"""One obligation in a round: what it asks, the judgement with its evidence, and what somebody may do about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.law.actions import judging, staling
from kerege.law.queries import citable, judged
from kerege.law.queries.covered import RoundPage, Row
from kerege.law.queries.judged import JudgementLine
from kerege.law.rules.grounds import Grounds
from kerege.law.words.coverage import REVIEW_KINDS, JudgementState, RoundState
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.law import coverage_wording as wording
from kerege.web.law.coverage import trail
from kerege.web.law.coverage_forms import (
    ApproveForm,
    CiteForm,
    CiteHereForm,
    JudgeForm,
    OverrideForm,
    ReturnForm,
    WithdrawForm,
)
from kerege.web.law.coverage_round import page_of
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

OF_JUDGEMENT = (CiteForm, ReturnForm, ApproveForm, OverrideForm, WithdrawForm)


@require_http_methods(["GET", "POST"])
def workbench(request: HttpRequest, uid: object, obligation: str) -> HttpResponse:
    """The workbench; whoever may not judge reads what is shared, down to article and hash."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    row = next((each for each in page.rows if each.key == obligation), None)
    if row is None:
        raise lists.not_there(gettext("obligation"), obligation)
    line = row.open or row.approved
    if request.method == "POST" and request.POST.get("do") in PRESSED:
        _press(request, line)
        return redirect("coverage_workbench", uid=page.line.uid, obligation=row.key)
    forms = _forms(request, page, row)
    here = _here(request, page, row, choice) if "cite" in forms else None
    if here is not None and here["form"] is not None:
        forms["cite_here"] = here["form"]
    wrong = None
    if request.method == "POST":
        form = next((each for each in forms.values() if each.is_bound), None)
        if form is not None and form.is_valid() and attempt(form, lambda: _run(request, form, page, row)) is not None:
            return redirect("coverage_workbench", uid=page.line.uid, obligation=row.key)
        wrong = form if form is not None and form.errors else None
    context = {
        **wording.row(row, choice.lang),
        "line": page.line,
        "country": lists.names_of({page.line.owner}, choice)[page.line.owner],
        "shown": [_shown(request, each) for each in (row.open, row.approved) if each is not None],
        "forms": forms,
        "judge": forms.pop("judge", None),
        "citable": here,
        "cite_here": forms.pop("cite_here", None),
        "wrong": wrong,
        "no_finding": wording.no_finding(),
        "trail": [*trail(), (page.line.title, address("coverage_round", page.line.uid))],
    }
    return render(request, "law/workbench.html", context, status=422 if wrong else 200)


PRESSED = ("submit", "drop")


def _press(request: HttpRequest, line: JudgementLine | None) -> None:
    """Do what a button says."""
    if request.POST["do"] == "drop":
        staling.drop_evidence(by=request.actor, evidence=request.POST.get("evidence", ""))
    else:
        judging.submit_judgement(by=request.actor, judgement=line.uid if line is not None else "")


def _run(request: HttpRequest, form: Any, page: RoundPage, row: Row) -> Any:
    if isinstance(form, JudgeForm):
        return form.run(by=request.actor, round=page.line.uid, obligation=row.key)
    return form.run(by=request.actor, judgement=row.open.uid if row.open is not None else "")


def _forms(request: HttpRequest, page: RoundPage, row: Row) -> dict[str, Any]:
    """The forms that somebody is offered now; the actions refuse whatever else is sent."""
    by, owner, line = request.actor, page.line.owner, row.open
    if page.line.state != RoundState.OPEN or page.line.judged_at:
        return {}
    mine, cited = judged.wrote(request.viewer, by.uid, line) if line is not None else (False, False)
    records, reviews = may(by, Deed.RECORD_LAW, owner), may(by, Deed.REVIEW_LAW, owner)
    drafted = line is not None and line.state in {JudgementState.DRAFT, JudgementState.RETURNED}
    waiting = line is not None and line.state == JudgementState.SUBMITTED
    offered = {
        JudgeForm: records and (line is None or (mine and drafted)),
        CiteForm: records and drafted,
        ApproveForm: reviews and waiting and not mine and not cited,
        ReturnForm: reviews and waiting and not mine and not cited,
        OverrideForm: reviews and drafted and not mine and not cited,
        WithdrawForm: mine and (drafted or waiting),
    }
    return {kind.do: _bound(request, kind, row) for kind, wanted in offered.items() if wanted}


def _here(request: HttpRequest, page: RoundPage, row: Row, choice: lists.Choice) -> dict[str, Any]:
    """The texts of the country's law, and of the one that was chosen the provisions with the form that cites them."""
    text = (request.GET.get("text") or request.POST.get("text") or "")[:40]
    found = citable.texts(request.viewer, owner=page.line.owner, on=page.line.as_of, lang=choice.lang)
    parts = citable.parts_of(request.viewer, text, owner=page.line.owner) if text else []
    sent = request.POST if request.method == "POST" and request.POST.get("do") == CiteHereForm.do else None
    offered = [(part.uid, " ".join(filter(None, (part.num, part.heading))) or part.text[:60]) for part in parts]
    form = CiteHereForm(sent, parts=offered, auto_id="here_%s") if parts else None
    return {"texts": found, "text": text, "parts": parts, "form": form}


def _bound(request: HttpRequest, kind: Any, row: Row) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    line, initial = row.open, {}
    if line is not None:
        grounds = line.grounds if isinstance(line.grounds, Grounds) else Grounds()
        initial = JudgeForm.of(grounds, line.status, line.number)
    elif row.approved is not None and isinstance(row.approved.grounds, Grounds):
        initial = JudgeForm.of(row.approved.grounds, row.approved.status, 0) | {"seen": ""}
    return kind(sent, initial=initial, auto_id=f"{kind.do}_%s")


def _shown(request: HttpRequest, line: JudgementLine) -> dict[str, Any]:
    mine, _cited = judged.wrote(request.viewer, request.actor.uid, line)
    return {
        **wording.judgement(line),
        "evidence": [wording.evidence(each) for each in judged.evidence_of(request.viewer, line.id)],
        "reviews": [(each, word_of(REVIEW_KINDS, each.kind)) for each in judged.reviews_of(request.viewer, line.id)],
        "mine": mine,
        "broken": judged.seal_holds(request.viewer, line.id) is False,
        "history": history(request.viewer, line.uid),
    }
