"""What trained trainers say months later: the sums, who is silent, links to hand on, and the two short forms."""

from typing import Any
from urllib.parse import urlencode

import segno
from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.capacity.rules.numbers import token_digest
from kerege.lib.refusal import Refusal
from kerege.lib.tables import Table
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.records.labels import WITHHELD
from kerege.training import actions
from kerege.training.queries import cascade_followup as queries
from kerege.training.queries.cascade_followup import FollowUpLine, Invitation
from kerege.training.rules.followup import MONTHS, Followed, unanswered
from kerege.training.words.followup import (
    CONFIRMATIONS,
    FOLLOWUP_CLOSED,
    FOLLOWUP_INCOMPLETE,
    FOLLOWUP_TOO_OFTEN,
    OUTCOMES,
    QUESTIONS,
    SUPERVISED,
    Question,
    Side,
    Supervised,
)
from kerege.web.activities import lists
from kerege.web.cascade.asking import FILTERS, Asked, asked_so_far, frame
from kerege.web.cascade.tables import followed_table
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import between
from kerege.web.shell.forms import Offered, attempt
from kerege.web.shell.middleware import told as sentence

RATES = {"followup": "30/m/ip"}
ADDRESSES = {Side.TRAINER: "followup_answer", Side.SUPERVISOR: "followup_confirm"}
SIDES = tuple(Side)
SAID: dict[str, str] = {**{str(k): v for k, v in OUTCOMES.items()}, **{str(k): v for k, v in SUPERVISED.items()}}
MOST_BEHIND = 200


@never_cache
@require_http_methods(["GET", "POST"])
@asks(**FILTERS, months=one_of(map(str, MONTHS)), said=one_of(SAID))
def followups(request: HttpRequest) -> HttpResponse:
    """The rate and the shares after 6, 12, 24 and 36 months; and for whoever answers for them, who is silent."""
    question = asked_so_far(request)
    on = question.choice.on
    found = queries.sums(request.viewer, on=on, chosen=question.chosen)
    if question.choice.format:
        table: Table = followed_table(request.viewer, found, question)
        return respond(request, table, filename="kerege-followup", format=question.choice.format)
    made = _made(request) if request.method == "POST" else None
    waiting = queries.waiting(
        request.viewer, on=on, chosen=question.chosen, page=question.choice.page, size=lists.SHOWN
    )
    lists_rows = queries.lists_any(request.viewer)
    context = frame(request, question, "cascade_followup") | {
        "rows": [_row(each, question if lists_rows else None) for each in found],
        "behind": _behind(request, question) if lists_rows else None,
        "elsewhere": bool(question.chosen.project or question.choice.country),
        "any": any(each.people or each.left_out for each in found),
        "waiting": waiting.rows,
        "total": waiting.total,
        "page": Paginator(range(waiting.total), lists.SHOWN).get_page(question.choice.page),
        "made": made,
        "sides": SIDES,
        "guarded": any(each.beside is None and (each.people or each.left_out) for each in found),
        "may_link": lists_rows and any(may(request.actor, Deed.RECORD_ACTIVITY, o) for o, _ in request.viewer.by_owner),
    }
    return render(request, "cascade/followup.html", context)


def _made(request: HttpRequest) -> dict[str, Any] | None:
    """The link that was just made, shown this once. Refuses what actions.make_link refuses."""
    uid, side = request.POST.get("followup", "")[:60], request.POST.get("side", "")[:20]
    token = actions.make_link(by=request.actor, followup=uid, side=side)
    link = settings.KEREGE_ADDRESS + reverse(ADDRESSES[Side(side)], args=[token])
    return {"link": link, "side": side, "picture": _code(link), "line": queries.one(request.viewer, uid)}


def _code(link: str) -> Any:
    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=4)]
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" width="180" height="180" role="img" aria-label="{1}"><path d="{2}"/></svg>',
        len(rows),
        gettext("Code to scan"),
        "".join(squares),
    )


def _row(each: Followed, question: Asked | None) -> dict[str, Any]:
    """One time of asking; with a `question` its figures lead to who stands behind them."""
    beside = each.beside if each.people else None
    supervised = [(kind, getattr(beside, kind)) for kind in Supervised] if beside else []
    return {
        "each": each,
        "missing": WITHHELD if each.withheld or (each.left_out and not each.people) else None,
        "teaching": between(*each.teaching) if each.teaching else "",
        "staying": between(*each.staying) if each.staying else "",
        "cells": [
            (gettext(OUTCOMES[name]), each.cells[name], _to(question, each.months, name))
            for name in OUTCOMES
            if name in each.cells
        ],
        "reminded": beside.reminded if beside else 0,
        "supervised": [
            (gettext(SUPERVISED[kind]), n, _to(question, each.months, kind), kind == Supervised.CONTRADICTED)
            for kind, n in supervised
            if n
        ],
    }


def _to(question: Asked | None, months: int, said: str) -> str:
    """The address of who stands behind a figure."""
    if question is None:
        return ""
    kept = {"project": question.chosen.project, "country": question.chosen.country, "by": question.chosen.by}
    return f"?{urlencode({**kept, 'months': months, 'said': said})}#behind"


def _behind(request: HttpRequest, question: Asked) -> dict[str, Any] | None:
    """Who stands behind the figure that was opened: both words side by side, and neither changed by the other."""
    months, said = request.GET.get("months", ""), request.GET.get("said", "")
    if months not in map(str, MONTHS) or said not in SAID:  # nothing reads the address of a form that was sent
        return None
    found = queries.behind(
        request.viewer, on=question.choice.on, chosen=question.chosen, months=int(months), said=said, size=MOST_BEHIND
    )
    return {
        "months": int(months),
        "said": gettext(SAID[said]),
        "total": found.total,
        "more": found.total - len(found.rows),
        "rows": [(line, _words(line), gettext(CONFIRMATIONS.get(line.confirmed, ""))) for line in found.rows],  # type: ignore[call-overload]
    }


def _words(line: FollowUpLine) -> list[str]:
    """What a trainer answered, question by question."""
    return [
        gettext(question.choices[given])
        for key, question in QUESTIONS.items()
        if (given := line.answers.get(key.value, "")) in question.choices
    ]


class AnswerForm(forms.Form):
    """Four questions for each, of five: why only for who did not teach, money only for who did."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in QUESTIONS.items():
            choices = [(value, gettext(text)) for value, text in question.choices.items()]
            self.fields[key.value] = Offered(
                label=gettext(question.text),
                choices=choices,
                widget=forms.RadioSelect,
                required=key in {Question.WORK, Question.TAUGHT},
                help_text={
                    Question.WHY: gettext("Only if you taught not once."),
                    Question.MONEY: gettext("Only if you taught."),
                }.get(key, ""),
            )

    def clean(self) -> dict[str, Any]:
        """All that is missing is told at once, in the words of the action."""
        told = self.cleaned_data
        for key in unanswered(told):
            self.add_error(key.value, sentence(Refusal(FOLLOWUP_INCOMPLETE, field=key.value)))
        return told


class ConfirmForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, gettext(text)) for value, text in CONFIRMATIONS.items()]
        label = gettext("Do they teach biosafety or biosecurity?")
        self.fields["confirmed"] = Offered(label=label, choices=choices, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """Nothing chosen is told in words, and not by the names of the choices."""
        if self.cleaned_data.get("confirmed") not in CONFIRMATIONS:
            self.add_error("confirmed", sentence(Refusal(FOLLOWUP_INCOMPLETE, field="confirmed")))
        return self.cleaned_data


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The trainer's form behind a link. A wrong, spent or old link is refused in the same words."""
    invitation = _opened(request, token, Side.TRAINER)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    done = form.is_valid() and attempt(form, lambda: _answered(request, token, form.cleaned_data)) is not None
    context = {"form": form, "done": done, "invitation": invitation}
    return render(request, "cascade/answer.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The supervisor's form behind a link of their own."""
    invitation = _opened(request, token, Side.SUPERVISOR)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    done = form.is_valid() and attempt(form, lambda: _confirmed(request, token, form.cleaned_data)) is not None
    context = {"form": form, "done": done, "invitation": invitation, "supervisor": True}
    return render(request, "cascade/answer.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, token: str, given: dict[str, str]) -> Any:
    return actions.answer_followup(by=request.actor, token=token, given=given)


def _confirmed(request: HttpRequest, token: str, given: dict[str, str]) -> Any:
    return actions.confirm_followup(by=request.actor, token=token, confirmed=given["confirmed"])


def _opened(request: HttpRequest, token: str, side: Side) -> Invitation:
    consumed = ratelimit.consume(request, app="kerege.training", action="followup", config=RATES, limit_get=True)
    if consumed is None:
        raise Refusal(FOLLOWUP_TOO_OFTEN)
    found = queries.by_link(token_digest(token), side=side, on=localdate())
    if found is None:
        raise Refusal(FOLLOWUP_CLOSED)
    return found
