"""Coverage: rounds that the reader may know of, what waits for review, and one obligation beside other countries."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries import binding, covered, judged
from kerege.law.rules.coverage import shows_total
from kerege.law.words.coverage import ROUND_STATES, JudgementState
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.law import coverage_wording as wording
from kerege.web.law.coverage_forms import RoundForm
from kerege.web.shell.asked import asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of


@require_GET
@asks()
def overview(request: HttpRequest) -> HttpResponse:
    """Every round that the reader may know of, the countries that share none beside it, and what waits for review."""
    choice = lists.chosen(request)
    found = judged.rounds(request.viewer, owner=choice.country)
    countries = lists.countries(choice.on, choice.lang)
    names = lists.names_of({line.owner for line in found}, choice)
    sharing = {line.owner for line in found}
    wholes = covered.wholes(request.viewer, found)
    context = {
        "rounds": [
            {
                "line": line,
                "country": names[line.owner],
                "state": word_of(ROUND_STATES, line.state),
                "figure": wording.figure(wholes[line.id]),
            }
            for line in found
        ],
        "without": [c for c in countries if c.code not in sharing and choice.country in {"", c.code}],
        "waiting": len(_waiting(request, choice)),
        "may_open": bool(owners_for(request.actor, Deed.RECORD_LAW)),
        "reviews": bool(owners_for(request.actor, Deed.REVIEW_LAW)),
        "no_finding": wording.no_finding(),
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/coverage.html", context)


@require_http_methods(["GET", "POST"])
def new_round(request: HttpRequest) -> HttpResponse:
    """Open a round; for those who record law for a country."""
    owners = [owner for owner in owners_for(request.actor, Deed.RECORD_LAW) if owner != REGION]
    if not owners:
        check_may(request.actor, Deed.RECORD_LAW, REGION)
    choice = lists.chosen(request)
    form = RoundForm(request.POST if request.method == "POST" else None, offered=_offered(request, choice, owners))
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor))
        if made is not None:
            return redirect("coverage_round", uid=made.uid)
    context = {"form": form, "no_finding": wording.no_finding(), "trail": trail()}
    return render(request, "law/new_round.html", context, status=422 if form.errors else 200)


def _offered(request: HttpRequest, choice: lists.Choice, owners: list[str]) -> dict[str, list[tuple[str, str]]]:
    names = lists.names_of(owners, choice)
    note_offered(request, names.values())
    rows = binding.in_scope({})
    topics = {row.topic.key: wording.said(row.topic.label, choice.lang) or row.topic.key for row in rows}
    instruments = {row.instrument.key: row.instrument.title for row in rows}
    every = [("", gettext("All"))]
    return {
        "owner": [(code, str(names[code])) for code in owners],
        "topic": every + sorted(topics.items(), key=lambda pair: pair[1]),
        "instrument": every + sorted(instruments.items(), key=lambda pair: pair[1]),
    }


@require_GET
@asks()
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for review, the oldest first; for those who review the law of a country."""
    if not owners_for(request.actor, Deed.REVIEW_LAW):
        check_may(request.actor, Deed.REVIEW_LAW, REGION)
    choice = lists.chosen(request)
    waiting = _waiting(request, choice)
    known = {line.id: line for line in judged.rounds(request.viewer)}
    names = lists.names_of({line.owner for line in waiting}, choice)
    context = {
        "lines": [
            {
                **wording.judgement(line),
                "round": known[line.round],
                "country": names[line.owner],
                "days": (choice.on - line.submitted_on).days if line.submitted_on else 0,
                "own": any(judged.wrote(request.viewer, request.actor.uid, line)),
            }
            for line in waiting
            if line.round in known
        ],
        "no_finding": wording.no_finding(),
        "trail": trail(),
    }
    return render(request, "law/inbox.html", context)


def _waiting(request: HttpRequest, choice: lists.Choice) -> list[judged.JudgementLine]:
    found = judged.judgements(request.viewer, on=choice.on, states=[JudgementState.SUBMITTED])
    return [line for line in found if may(request.actor, Deed.REVIEW_LAW, line.owner)]


@require_GET
@asks()
def obligation(request: HttpRequest, key: str) -> HttpResponse:
    """One obligation in each country, as far as these share it: in the order of their names, without a rank."""
    choice = lists.chosen(request)
    row = covered.obligation_row(key)
    if row is None:
        raise lists.not_there(gettext("obligation"), key)
    names = {country.code: country for country in lists.countries(choice.on, choice.lang)}
    more = {line.owner for line in judged.rounds(request.viewer)} - set(names)
    names |= lists.names_of(more, choice)
    found = covered.beside(request.viewer, key, owners=list(names), on=choice.on)
    shared = [each for each in found if each.judgement is not None]
    context = {
        **wording.row(row, choice.lang),
        "beside": [_beside(each, names[each.owner]) for each in found],
        "sharing": len(shared),
        "counts": _counts(shared) if shows_total(sharing=len(shared), own=False) else [],
        "no_finding": wording.no_finding(),
        "trail": trail(),
    }
    return render(request, "law/covered_obligation.html", context)


def _beside(each: covered.Beside, country: Any) -> dict[str, Any]:
    told = wording.judgement(each.judgement) if each.judgement is not None else {}
    return {"country": country, "round": each.round, **told}


def _counts(shared: list[covered.Beside]) -> list[tuple[str, int]]:
    statuses = [wording.judgement(each.judgement)["status"] for each in shared if each.judgement is not None]
    return [(status, statuses.count(status)) for status in sorted(set(statuses))]


def trail() -> list[tuple[str, str]]:
    return [(gettext("Law"), address("law")), (gettext("Coverage"), address("coverage"))]
