"""The clock of a class that was wrong: somebody says when its first record really was, sees what follows, sets it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training import actions
from kerege.training.actions.class_clocks import Looked
from kerege.training.queries.classes import HeldLine, classes_of, receipt
from kerege.training.queries.cohort import course_row
from kerege.training.queries.delivery import sessions_of
from kerege.training.queries.staff import DOOR
from kerege.training.words.classes import CAME, CLOCK_STANDS, Came
from kerege.web.activities import lists
from kerege.web.centres.forms import MomentInput
from kerege.web.shell.figures import moment_at
from kerege.web.shell.forms import Typed, attempt


class ClockForm(forms.Form):
    held = forms.CharField(widget=forms.HiddenInput, max_length=40)
    really = Typed(
        label=_("When it really was"),
        help_text=_("Day and time by the clock of the venue, like 2027-03-15 09:00."),
        widget=MomentInput,
    )
    reason = Typed(
        label=_("How you know it"),
        help_text=_(
            "Everybody who keeps this course reads it beside the class. For example: from the list that was signed."
        ),
        widget=forms.TextInput(attrs={"maxlength": 300}),
    )


@require_http_methods(["GET", "POST"])
def class_clock(request: HttpRequest, uid: object) -> HttpResponse:
    """When the first record of a class really was: first what would follow from it, then it is set."""
    sent = request.method == "POST"
    name = (request.POST if sent else request.GET).get("held", "")[:40]
    held, course = _held(request, uid, name), course_row(request.viewer, request.actor, uid)
    form = ClockForm(request.POST if sent else None, initial={"held": name})
    looked = None
    if form.is_valid():
        told = {"by": request.actor, "course": str(uid), "held": name, "really": form.cleaned_data["really"]}
        looked = attempt(form, lambda: actions.look_at_class_clock(**told), called={"held": "really"})
        if looked is not None and request.POST.get("do") == "set":
            reason = form.cleaned_data["reason"]
            done = attempt(form, lambda: actions.set_class_clock(**told, reason=reason), called={"held": "really"})
            if done is not None:
                messages.success(request, gettext("The clock of this class is set right."))
                return redirect("course_class", uid=uid)
    context = {
        "course": course,
        "held": held,
        "first": moment_at(held.first.at, course.zone) if held.first else "",
        "form": form,
        "looked": _looked(looked, course) if looked is not None else None,
    }
    return render(request, "classes/clock.html", context, status=422 if form.errors else 200)


def _held(request: HttpRequest, uid: object, name: str) -> HeldLine:
    """The class that waits for its clock. Refuses as of what is nowhere, and training.class_clock_stands."""
    found = classes_of(request.viewer, request.actor, str(uid))
    if found is None:
        raise lists.not_there(gettext("course"), uid)
    held = next((each for each in found if each.held == name), None)
    if held is None or (held.first is None and held.shift is None):
        raise lists.not_there(gettext("class"), name)
    if held.shift is not None:
        raise Refusal(CLOCK_STANDS)
    return held


def _looked(looked: Looked, course: Any) -> dict[str, Any]:
    there = {str(each.uid): each for each in sessions_of(DOOR, [course.id]).get(course.id, ())}
    known = [(there[uid], count) for uid, count in looked.sessions.items() if uid in there]
    return {
        "shift": told_shift(timedelta(seconds=looked.shift)),
        "came": [(gettext(CAME[each]), count) for each, count in looked.came.items() if each != Came.COUNTED],
        "counted": looked.came.get(Came.COUNTED, 0),
        "sessions": [(each.title, moment_at(each.starts, course.zone), count) for each, count in known],
    }


def told_shift(shift: timedelta) -> str:
    """By how much a clock was set: + is forward."""
    seconds = abs(int(shift.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, minutes = divmod(rest // 60, 60)
    told = gettext("%(days)s d %(hours)s h %(minutes)s min") % {"days": days, "hours": hours, "minutes": minutes}
    return f"{'+' if shift >= timedelta(0) else '−'}{told}"


@require_GET
def class_receipt(request: HttpRequest, uid: object) -> HttpResponse:
    """What the laptop needs to forget what is here already."""
    held = request.GET.get("held", "")[:40]
    now = timezone.now()
    raw = receipt(request.viewer, request.actor, str(uid), held, node=settings.KEREGE_NODE, now=now)
    if raw is None:
        raise lists.not_there(gettext("class"), held)
    answer = HttpResponse(raw, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="class.kreceipt"'
    return answer
