"""Keeping equipment: lots and their steps, items, certificates, plans, testers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kerege.inventory import actions, queries
from kerege.inventory.words.equipment import EQUIPMENT_KINDS, EquipmentKind
from kerege.people import queries as people
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.equipment.forms import (
    Accept,
    Choices,
    Happened,
    LotForm,
    PlanForm,
    Step,
    Tested,
    TesterForm,
    holders,
)
from kerege.web.equipment.views import plan_of
from kerege.web.inventory.wording import options
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt

CALLED = {"facility": "taker", "organisation": "taker", "from_facility": "giver", "from": "step", "to": "step"}
"""Where a form calls a field otherwise than the action does."""


@require_http_methods(["GET", "POST"])
def new_lot(request: HttpRequest) -> HttpResponse:
    """Record what was bought; for those who record resources of an owner."""
    sent, owners, countries = _may_record(request)
    form = LotForm(sent, owners=owners, countries=countries, initial={"label": "1"})
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor))
        if done is not None:
            return redirect("lot", key=done.key)
    context = {"form": form, "title": gettext("Record a lot"), "back": "lots"}
    return render(request, "equipment/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def lot_record(request: HttpRequest, key: str) -> HttpResponse:
    """A step of the pieces, or items that were accepted: each a form of its own."""
    choice = lists.chosen(request)
    found = queries.lot(request.viewer, key, on=choice.on)
    if found is None:
        raise lists.not_there(gettext("lot"), key)
    check_may(request.actor, Deed.RECORD_RESOURCE, found.lot.owner)
    offered = holders(request.viewer, found.lot.territory, choice)
    made = [_of(kind, request, offered=offered, lot=found.lot) for kind in (Step, Accept)]
    if _done(request, made):
        return redirect("lot", key=key)
    context = {"lot": found.lot, "forms": made, "title": gettext("Record what happened to the pieces")}
    return render(request, "equipment/record.html", context | {"wrong": _wrong(made)}, status=_status(made))


@require_http_methods(["GET", "POST"])
def item_record(request: HttpRequest, uid: object) -> HttpResponse:
    """Something that happened to an item, or a test: each a form of its own."""
    choice = lists.chosen(request)
    found = queries.item(request.viewer, str(uid), on=choice.on)
    if found is None:
        raise lists.not_there(gettext("item"), uid)
    check_may(request.actor, Deed.RECORD_RESOURCE, found.item.owner)
    offered = holders(request.viewer, found.item.territory, choice)
    known = queries.qualified_testers(request.viewer, on=choice.on, kind=found.item.kind)
    names = lists.organisation_names([t.organisation for t in known], choice)
    made = [
        _of(Happened, request, offered=offered, item=found.item),
        _of(Tested, request, testers=sorted(names.items(), key=lambda pair: pair[1]), item=found.item),
    ]
    if _done(request, made):
        return redirect("equipment_item", uid=uid)
    context = {"item": found.item, "forms": made, "title": gettext("Record what happened to it")}
    return render(request, "equipment/record.html", context | {"wrong": _wrong(made)}, status=_status(made))


@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Propose who gets which pieces."""
    choice = lists.chosen(request)
    sent, owners, countries = _may_record(request)
    lots = [(lot.key, f"{lot.title} ({lot.key})") for lot in queries.lots(request.viewer, on=choice.on)]
    offered = [pair for code, _name in countries for pair in holders(request.viewer, code, choice)]
    form = PlanForm(sent, owners=owners, lots=lots, offered=offered)
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor))
        if done is not None:
            return redirect("plan", key=done.key)
    context = {"form": form, "title": gettext("Propose a distribution plan"), "back": "plans"}
    return render(request, "equipment/new.html", context, status=422 if form.errors else 200)


@require_POST
def agree(request: HttpRequest, key: str) -> HttpResponse:
    """Agree to a plan for the own seat on the National Team of Experts, and go back to it."""
    plan_of(request, key)
    found = actions.agree_to_plan(by=request.actor, plan=key)
    told = gettext("The plan is agreed.") if found.agreed_on else gettext("Your seat has agreed to the plan.")
    messages.success(request, told)
    return redirect("plan", key=key)


@require_http_methods(["GET", "POST"])
@asks(kind=one_of(EquipmentKind))
def testers(request: HttpRequest) -> HttpResponse:
    """Who in the region can certify what; and, for those who may, the form to record a qualification."""
    choice = lists.chosen(request)
    kept = owners_for(request.actor, Deed.RECORD_RESOURCE)
    form = None
    if request.method == "POST" or kept:
        sent, owners, countries = _may_record(request)
        bodies = people.organisations(on=choice.on, lang=choice.lang)
        form = TesterForm(sent, owners=owners, organisations=[(b.key, b.name) for b in bodies if not b.ended])
        if form.is_valid() and attempt(form, lambda: form.run(by=request.actor)) is not None:
            messages.success(request, gettext("The qualification is recorded."))
            return redirect("testers")
    found = queries.qualified_testers(request.viewer, on=choice.on, kind=choice.kind)
    names = lists.organisation_names([t.organisation for t in found], choice)
    context = {
        "testers": [
            (t, names.get(t.organisation, t.organisation), [gettext(EQUIPMENT_KINDS[k]) for k in t.kinds])
            for t in found
        ],
        "form": form,
        "choice": choice,
        "kinds": options(EQUIPMENT_KINDS, choice.kind),
    }
    return render(request, "equipment/testers.html", context, status=422 if form and form.errors else 200)


def _may_record(request: HttpRequest) -> tuple[Any, Choices, Choices]:
    """What was sent, the owners for whom the actor records, and the countries that it can be about.

    Refuses people.not_yours.
    """
    sent = request.POST if request.method == "POST" else None
    kept = owners_for(request.actor, Deed.RECORD_RESOURCE)
    if sent is not None or not kept:
        check_may(request.actor, Deed.RECORD_RESOURCE, request.POST.get("owner") or REGION)
    choice = lists.chosen(request)
    shown = lists.countries(choice.on, choice.lang)
    note_offered(request, shown)
    names = {c.code: str(c) for c in shown}
    possible = list(names) if REGION in kept else [o for o in kept if o in names]
    owners = [(o, names.get(o, gettext("The region"))) for o in kept]
    return sent, owners, [(code, names[code]) for code in possible]


def _of(kind: Any, request: HttpRequest, **told: Any) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    return kind(sent, prefix=kind.do, **told)


def _done(request: HttpRequest, made: list[Any]) -> bool:
    """Whether the form that was sent, if one was, is done."""
    form = next((f for f in made if f.is_bound), None)
    return (
        form is not None
        and form.is_valid()
        and attempt(form, lambda: form.run(by=request.actor), called=CALLED) is not None
    )


def _wrong(made: list[Any]) -> Any:
    return next((form for form in made if form.errors), None)


def _status(made: list[Any]) -> int:
    return 422 if _wrong(made) else 200
