"""Closing a course: who would complete it, what the register says of them, and the hours in certificate cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.capacity.rules.hours import in_hours
from kerege.lib.refusal import KNOWN
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training.queries.enrolment import CohortPage
from kerege.training.words.attending import UNRECORDED, Unrecorded
from kerege.training.words.delivery import EnrolmentState
from kerege.web.enrolment import forms
from kerege.web.enrolment.views import page_of
from kerege.web.shell.figures import figure
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, uid: object) -> HttpResponse:
    """Close a course, for whoever organises it; after that, for its staff, record hours in cases."""
    page = page_of(request, uid)
    if not page.keeps:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    posted = request.POST.get("do", "") if request.method == "POST" else ""
    hours = _hours(request, page) if posted == "hours" else []
    gate = forms.CloseForm(request.POST if posted == "close" else None)
    rows = [
        forms.ParticularsForm(request.POST if posted == "close" else None, prefix=each.uid, person=each)
        for each in page.of_state(EnrolmentState.ENROLLED)
    ]
    if posted == "close" and all([gate.is_valid(), *(each.is_valid() for each in rows)]):
        told = {each.person.uid: each.told for each in rows}
        done = attempt(gate, lambda: actions.close_course(by=request.actor, course=page.key, particulars=told))
        if done is not None:
            return redirect("close_course", uid=uid)
    context = {"page": page, "gate": gate, "rows": rows, "hours": hours, "told": posted == "hours"}
    context["done"] = page.of_state(EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)
    return render(request, "enrolment/close.html", context, status=422 if gate.errors else 200)


def _hours(request: HttpRequest, page: CohortPage) -> list[dict[str, Any]]:
    found = actions.record_hours_of_course(by=request.actor, course=page.key)
    names = {each.uid: each.name for each in page.people}
    return [
        {
            "name": names.get(each.enrolment, ""),
            "hours": _hours_in(each.minutes),
            "told": each,
            "why": _why(each.why),
        }
        for each in found
    ]


def _hours_in(minutes: int) -> str:
    return figure(float(in_hours(minutes)))


def _why(code: str) -> str:
    """Why nothing was recorded: a word of ours, or what the case refused."""
    if code in {each.value for each in Unrecorded}:
        return gettext(UNRECORDED[Unrecorded(code)])
    return gettext("the case refuses it: %(code)s") % {"code": code} if code in KNOWN else ""
