"""Corrective actions: planning one for a finding, and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.capacity import queries
from kerege.capacity.queries import ActionPage
from kerege.capacity.words import ACTION_STATES, ActionState, Part
from kerege.people import queries as people
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity import wording
from kerege.web.capacity.forms import DoneForm, DropForm, PlanForm, VerifyForm, WorkedForm
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, uid: object) -> HttpResponse:
    """Plan what is done about a finding; for whoever leads the assessment."""
    choice = lists.chosen(request)
    found = queries.found_one(request.viewer, uid, me=request.actor, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("finding"), uid)
    note_offered(request, lists.names_of({found.owner}, choice).values())
    seats = people.seats(request.viewer, on=choice.on, owner=found.owner)
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(sent, seats=[(seat.key, seat.title) for seat in seats])
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor, uid=str(uid))) is not None:
        return redirect("finding", uid=uid)
    context = {"form": form, "found": found} | wording.found(found)
    return render(request, "capacity/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, uid: object) -> HttpResponse:
    """One corrective action, with the steps that the reader may take now."""
    choice = lists.chosen(request)
    own = queries.own_facilities(request.actor, on=choice.on)
    found = queries.action_page(request.viewer, uid, me=request.actor.uid, on=choice.on, own=own)
    if found is None:
        raise lists.not_there(gettext("corrective action"), uid)
    note_offered(request, lists.names_of({found.territory}, choice).values())
    made = [_bound(kind, request) for kind in _offered(request, found, choice)]
    form = next((each for each in made if each.is_bound), None)
    if form is not None and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, uid=str(uid)), called={"state": "note"}) is not None:
            return redirect("corrective_action", uid=uid)
    text, answer, _proof = wording.asked(found.definition, found.action.question, found.value)
    context = {
        "found": found,
        "action": found.action,
        "state": word_of(ACTION_STATES, found.action.state),
        "text": text or found.text,
        "answer": answer,
        "forms": made,
        "wrong": form if form is not None and form.errors else None,
        "history": history(request.viewer, found.action.uid),
    }
    return render(request, "capacity/action.html", context, status=422 if context["wrong"] else 200)


def _offered(request: HttpRequest, found: ActionPage, choice: lists.Choice) -> list[Any]:
    """The forms of the steps that are possible now; the action says whether this person may."""
    state, owner, uid = found.action.state, found.action.owner, found.action.assessment
    page = queries.assessment(request.viewer, uid, me=request.actor.uid, on=choice.on, lang=choice.lang)
    leads = found.keeps or (page is not None and page.line.part == Part.LEAD) or may(request.actor, Deed.LABEL, owner)
    if state == ActionState.PLANNED:
        return [*([DoneForm] if found.seated or leads else []), *([DropForm] if leads else [])]
    if state == ActionState.DONE and found.reads_result and may(request.actor, Deed.ASSESS, owner):
        return [VerifyForm]
    if state == ActionState.VERIFIED and found.reads_result and may(request.actor, Deed.ASSESS, owner):
        return [WorkedForm]
    return []


def _bound(kind: Any, request: HttpRequest) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    return kind(sent, prefix=kind.do)
