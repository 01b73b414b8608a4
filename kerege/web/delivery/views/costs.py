"""What a course costs and who pays, for whoever may read it."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training.queries.budget import CostLine, budget
from kerege.training.words.delivery import COST_KINDS, CostKind
from kerege.training.words.planning import OUTSIDES, Outside
from kerege.web.activities import lists
from kerege.web.delivery.staff_forms import CostForm
from kerege.web.delivery.views.planning import about, page_of
from kerege.web.shell.figures import locale
from kerege.web.shell.forms import attempt

SAID = {True: Outside.YES, False: Outside.NO, None: Outside.UNSAID}


@require_http_methods(["GET", "POST"])
def costs(request: HttpRequest, uid: object) -> HttpResponse:
    """The budget of a course: sums by currency, lines with who pays. A line is changed by its own form."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    if request.method == "POST" or not request.viewer.may_see(Sensitivity.NATIONAL, page.owner):
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    if request.POST.get("do") == "drop":
        actions.drop_cost(by=request.actor, course=page.key, cost=request.POST.get("cost", "")[:40])
        messages.success(request, gettext("The line is off the budget."))
        return redirect("course_costs", uid=page.uid)
    found = budget(request.viewer, page.uid, acting=request.actor)
    bodies = people.organisations(on=choice.on, lang=choice.lang)
    names = {body.key: body.name for body in bodies}
    form = _form(request, found.lines, [(b.key, b.name) for b in bodies if not b.ended]) if page.organises else None
    if form is not None and form.is_valid():
        if (
            attempt(form, lambda: form.run(by=request.actor, course=page.key), called={"organisation": "payer"})
            is not None
        ):
            return redirect("course_costs", uid=page.uid)
    wrong = form if form is not None and form.errors else None
    context = about(request, page, choice) | {
        "lines": [_line(line, names) for line in found.lines],
        "sums": [(each, money(each.planned), money(each.spent)) for each in found.sums],
        "funded": page.external_funding,
        "form": form,
        "wrong": wrong,
    }
    return render(request, "delivery/costs.html", context, status=422 if wrong else 200)


def _form(request: HttpRequest, lines: tuple[CostLine, ...], payers: list[tuple[str, str]]) -> CostForm:
    """A new line, or with `?line=` the one that is changed."""
    asked = request.GET.get("line", "")[:40]
    line = next((each for each in lines if each.uid == asked), None)
    begun: dict[str, Any] = {}
    if line is not None:
        begun = {name: getattr(line, name) for name in ("kind", "what", "currency", "payer", "funder")}
        begun |= {"planned": typed(line.planned), "spent": typed(line.spent), "external": SAID[line.external]}
        begun["cost"] = line.uid
    elif lines:
        begun = {"currency": lines[-1].currency}
    return CostForm(request.POST if request.method == "POST" else None, prefix="cost", payers=payers, initial=begun)


def money(amount: Decimal | None) -> str:
    """An amount as the language groups it; where it is not whole, with both digits after the point."""
    if amount is None:
        return ""
    shape = "#,##0" if amount == int(amount) else "#,##0.00"
    return str(format_decimal(amount, format=shape, locale=locale()))


def typed(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def _line(line: CostLine, names: dict[str, str]) -> dict[str, Any]:
    return {
        "cost": line,
        "planned": money(line.planned),
        "spent": money(line.spent),
        "kind": gettext(COST_KINDS[CostKind(line.kind)]),
        "payer": names.get(line.payer, line.payer) or line.funder,
        "outside": gettext(OUTSIDES[SAID[line.external]]),
    }
