"""Gaps of national law: the list, a new one on a judgement, and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries import covered, judged
from kerege.law.queries import gaps as queries
from kerege.law.queries.gaps import GapLine
from kerege.law.rules.drafting import LEAVES_A_GAP, kinds_left
from kerege.law.rules.grounds import Grounds
from kerege.law.words.coverage import JudgementState
from kerege.law.words.drafting import CLOSES_NOTHING, GAP_KINDS, GAP_STATES, GapKind, GapState
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.people.rules import check_may, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.law import coverage_wording as wording
from kerege.web.law.drafting_forms import CloseForm, EntrustForm, GapForm
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.asof import up_to_today
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

HEADINGS = (
    *(N_("Obligation"), N_("What it asks"), N_("Country"), N_("What is missing"), N_("In words"), N_("State")),
    *(N_("Who sees to it"), N_("Until"), N_("Opened on"), N_("Closed on"), N_("Drafts")),
)


@require_GET
@asks(kind=one_of(GapKind), status=one_of(GapState), text=a_line(200))
def gap_list(request: HttpRequest) -> HttpResponse:
    """Every gap that the reader may know of, and for drafters the judgements on which none was opened yet."""
    choice = lists.chosen(request)
    found = queries.gaps(request.viewer, owner=choice.country, kind=choice.kind, state=choice.status, text=choice.text)
    if choice.format:
        return respond(request, _table(request, found, choice), filename="kerege-gaps", format=choice.format)
    shown = Paginator(found, lists.SHOWN).get_page(choice.page)
    names = lists.names_of({line.owner for line in found}, choice)
    waiting = queries.without_gap(
        request.viewer, on=up_to_today(choice.on), owners=owners_for(request.actor, Deed.RECORD_LAW)
    )
    context = {
        "page": shown,
        "total": len(found),
        "rows": [{**gap_words(line, choice), "country": names[line.owner]} for line in shown.object_list],
        "waiting": [{**wording.judgement(line), "statement": _asks(line.obligation, choice.lang)} for line in waiting],
        "choice": choice,
        "kinds": lists.options(GAP_KINDS, choice.kind),
        "states": lists.options(GAP_STATES, choice.status),
        "may_draft": bool(owners_for(request.actor, Deed.RECORD_LAW)),
        "no_finding": wording.no_finding(),
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/gaps.html", context)


def gap_words(line: GapLine, choice: lists.Choice) -> dict[str, Any]:
    return {
        "line": line,
        "kind": word_of(GAP_KINDS, line.kind),
        "state": word_of(GAP_STATES, line.state),
        "open": line.state == GapState.OPEN,
        "late": line.state == GapState.OPEN and line.target_on is not None and line.target_on < choice.on,
        "statement": _asks(line.obligation, choice.lang),
    }


def _asks(obligation: str, lang: str) -> str:
    row = covered.obligation_row(obligation)
    return wording.said(row.statement, lang) if row is not None else ""


def _table(request: HttpRequest, found: list[GapLine], choice: lists.Choice) -> Table:
    names = lists.names_of({line.owner for line in found}, choice)
    rows = [
        (
            *(line.obligation, _asks(line.obligation, choice.lang), names[line.owner]),
            *(word_of(GAP_KINDS, line.kind), line.missing, word_of(GAP_STATES, line.state), line.keeper),
            *(line.target_on, line.opened_on, line.closed_on, "\n".join(title for _uid, title in line.tasks)),
        )
        for line in found
    ]
    told = (wording.no_finding(), gettext(CLOSES_NOTHING))
    return lists.table(request.viewer, gettext("Gaps in law"), HEADINGS, rows, choice, *told)


@require_http_methods(["GET", "POST"])
def new_gap(request: HttpRequest, judgement: object) -> HttpResponse:
    """Open a gap on an approved judgement; for those who record its country's law."""
    choice = lists.chosen(request)
    line = queries.judgement_line(request.viewer, judgement, on=up_to_today(choice.on))
    if line is None or line.state != JudgementState.APPROVED or line.status not in LEAVES_A_GAP:
        raise lists.not_there(gettext("judgement"), judgement)
    check_may(request.actor, Deed.RECORD_LAW, line.owner)
    grounds = line.grounds if isinstance(line.grounds, Grounds) else Grounds()
    left = kinds_left(line.status, grounds.chain)
    initial = {"missing": grounds.missing, "keeper": request.actor.uid, "kind": left[0].value if left else ""}
    form = GapForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        offered={"keeper": keepers(line.owner, choice)},
    )
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor, judgement=line.uid))
        if made is not None:
            return redirect("gap", uid=made.uid)
    context = {
        "form": form,
        **wording.judgement(line),
        "statement": _asks(line.obligation, choice.lang),
        "no_finding": wording.no_finding(),
        "trail": trail(),
    }
    return render(request, "law/new_gap.html", context, status=422 if form.errors else 200)


def keepers(owner: str, choice: lists.Choice) -> list[tuple[str, str]]:
    """Who records the law of a country, by uid and name."""
    return [(str(each.uid), each.name) for each in people.who_may(Deed.RECORD_LAW, owner, on=up_to_today(choice.on))]


@require_http_methods(["GET", "POST"])
def gap_page(request: HttpRequest, uid: object) -> HttpResponse:
    """A gap: what is missing, what is next, the drafts on it, and the judgement that may close it."""
    choice = lists.chosen(request)
    line = queries.gap(request.viewer, uid)
    if line is None:
        raise lists.not_there(gettext("gap"), uid)
    forms = _forms(request, line, choice)
    wrong = None
    if request.method == "POST":
        form = forms.get(request.POST.get("do", ""))
        if form is not None and form.is_valid():
            if attempt(form, lambda: form.run(by=request.actor, gap=line.uid)) is not None:
                return redirect("gap", uid=line.uid)
        wrong = form if form is not None and form.errors else None
    before, after = queries.rests_on(request.viewer, line, on=choice.on)
    rounds = {each.id: each for each in judged.rounds(request.viewer)}
    records = may(request.actor, Deed.RECORD_LAW, line.owner)
    context = {
        **gap_words(line, choice),
        "country": lists.names_of({line.owner}, choice)[line.owner],
        "before": _judged(before, rounds),
        "after": _judged(after, rounds),
        "closing": queries.closing(request.viewer, line, on=choice.on) if line.state == GapState.OPEN else [],
        "may_draft": records and line.state == GapState.OPEN,
        "forms": forms,
        "wrong": wrong,
        "closes_nothing": gettext(CLOSES_NOTHING),
        "history": history(request.viewer, line.uid),
        "no_finding": wording.no_finding(),
        "trail": trail(),
    }
    return render(request, "law/gap.html", context, status=422 if wrong else 200)


def _judged(line: judged.JudgementLine | None, rounds: dict[int, judged.RoundLine]) -> dict[str, Any] | None:
    if line is None:
        return None
    return {**wording.judgement(line), "round": rounds.get(line.round)}


def _forms(request: HttpRequest, line: GapLine, choice: lists.Choice) -> dict[str, Any]:
    """The forms that somebody is offered now; the actions refuse whatever else is sent."""
    if line.state != GapState.OPEN:
        return {}
    found: dict[str, Any] = {}
    sent = request.POST if request.method == "POST" else None
    do = request.POST.get("do", "")
    if may(request.actor, Deed.REVIEW_LAW, line.owner):
        ready = queries.closing(request.viewer, line, on=choice.on)
        offered = [(each.uid, f"{wording.judgement(each)['status']}, {each.reviewed_on}") for each in ready]
        if offered:
            data = sent if do == CloseForm.do else None
            found[CloseForm.do] = CloseForm(data, offered={"judgement": offered}, auto_id="close_%s")
    if may(request.actor, Deed.RECORD_LAW, line.owner):
        data = sent if do == EntrustForm.do else None
        offered = keepers(line.owner, choice)
        initial = {"target_on": line.target_on, "keeper": next((u for u, name in offered if name == line.keeper), "")}
        found[EntrustForm.do] = EntrustForm(data, offered={"keeper": offered}, initial=initial, auto_id="entrust_%s")
    return found


def trail() -> list[tuple[str, str]]:
    return [(gettext("Law"), address("law")), (gettext("Gaps"), address("gaps"))]
