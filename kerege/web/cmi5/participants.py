"""Who of a course is where in the packages that were begun for it, and a unit waived with a reason."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.training.actions.cmi5 import waive_unit
from kerege.training.queries import cmi5 as queries
from kerege.web.cmi5.forms import WaiveForm
from kerege.web.cmi5.views import shown
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def participants(request: HttpRequest, uid: object) -> HttpResponse:
    """For the staff of the course, and for whoever organises it."""
    page = queries.units_of_course(request.viewer, request.actor, str(uid))
    offered = [each.course.registration for each in page.people]
    form = WaiveForm(request.POST or None, registrations=offered)
    if form.is_valid() and attempt(form, lambda: _waived(request, form.cleaned_data), otherwise="reason") is not None:
        messages.success(request, gettext("The unit counts as done."))
        return redirect("course_elearning", uid=page.uid)
    people = [_person(each) for each in page.people]
    sent = form.data.get("registration", "") if form.is_bound else ""
    context = {"page": page, "people": people, "form": form, "sent": sent}
    return render(request, "cmi5/participants.html", context, status=422 if form.errors else 200)


def _person(each: queries.Participant) -> dict[str, Any]:
    units = [shown(unit) for unit in each.course.units]
    return {
        "name": each.name,
        "title": each.course.title,
        "begun": each.started_at,
        "registration": each.course.registration,
        "units": units,
        "done": sum(unit["done"] for unit in units),
        "of": len(units),
        "open": [unit for unit in units if not unit["done"]],
    }


def _waived(request: HttpRequest, told: dict[str, str]) -> bool:
    waive_unit(by=request.actor, **told)  # type: ignore[attr-defined, arg-type]  # ReaderMiddleware; three texts
    return True
