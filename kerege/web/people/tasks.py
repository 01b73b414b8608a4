"""Tasks of seats: the list, one task, setting one and closing it."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.refusal import N_, Refusal
from kerege.lib.tables import Table
from kerege.people import actions, queries
from kerege.people.rules import may, owners_for
from kerege.people.words import NOT_YOUR_SEAT, TASK_STATES, UNKNOWN_KEY, Deed, TaskState
from kerege.web.people.wording import in_words
from kerege.web.shell.asof import on_date
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import DayField, Offered, Typed, attempt
from kerege.web.shell.wording import word_of

SHOWN = 50
HEADINGS = (N_("Task"), N_("Seat"), N_("Owner"), N_("Due"), N_("State"), N_("Closed on"), N_("Note"))


class TaskForm(forms.Form):
    seat = Offered(label=_("Seat"), help_text=_("Whoever sits there has to do it, also after a handover."))
    title = Typed(label=_("What has to be done"))
    due = DayField(label=_("By which day"), judged=True)


class ClosingForm(forms.Form):
    note = Typed(
        label=_("What was done, or why not"),
        help_text=_("A sentence for whoever sits here next."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """Tasks that the viewer may read, as on the day; of one seat, state or owner; ordered; as a file."""
    on, asked = on_date(request), {name: request.GET.get(name, "") for name in ("seat", "state", "owner")}
    order = request.GET.get("sort", "")
    found = queries.tasks(
        request.viewer, on=on, order=order, seat=asked["seat"], state=asked["state"], owner=asked["owner"]
    )
    found = [in_words(line) for line in found]
    if format := request.GET.get("format"):
        return respond(request, _table(request, found, on), filename="kerege-tasks", format=format)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    lines = queries.seats(request.viewer, on=on)
    names = atlas.display_names({t.owner for t in found}, lang=get_language() or "en", on=on)
    context = {
        "rows": [{"line": t, "state": word_of(TASK_STATES, t.state), "country": names.get(t.owner)} for t in page],
        "page": page,
        "total": len(found),
        "late": sum(t.late for t in found),
        "asked": asked,
        "seat": next((s for s in lines if s.key == asked["seat"]), None),
        "seats": [(s.key, f"{s.title} ({s.owner})") for s in lines],
        "states": [(k.value, gettext(v)) for k, v in TASK_STATES.items()],
        "may_set": bool(_seats_for(request)),
    }
    return render(request, "people/tasks.html", context)


def _table(request: HttpRequest, found: list[queries.TaskLine], on: date) -> Table:
    return Table(
        title=gettext("Tasks"),
        headings=[gettext(h) for h in HEADINGS],
        rows=[
            (t.title, t.seat_title, t.owner, t.due, word_of(TASK_STATES, t.state), t.closed_on, t.note) for t in found
        ],
        about=[gettext("As on %(day)s") % {"day": on.isoformat()}],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )


def _seats_for(request: HttpRequest) -> list[queries.SeatLine]:
    """The seats to which the actor may set tasks: those of the owners for whom they may, and their own."""
    today = localdate()
    owners = owners_for(request.actor, Deed.SET_TASK)
    own = {p.seat for p in queries.places_of(request.actor.uid, on=today)}
    lines = queries.seats(request.viewer, on=today)
    return [s for s in lines if s.owner in owners or s.number in own]


@require_http_methods(["GET", "POST"])
def new_task(request: HttpRequest) -> HttpResponse:
    """Set a task to a seat. Refuses people.not_your_seat (403) whoever has no seat to set one to."""
    seats = _seats_for(request)
    if not seats:
        raise Refusal(NOT_YOUR_SEAT, seat=gettext("a seat"), owner=gettext("your country"))
    form = TaskForm(request.POST or None, initial={"seat": request.GET.get("seat", "")})
    form.fields["seat"].choices = [("", "—"), *((s.key, f"{s.title} ({s.owner})") for s in seats)]
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.set_task(by=request.actor, **form.cleaned_data))
        if done is not None:
            return redirect("task", uid=done.uid)
    return render(request, "people/new_task.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, uid: object) -> HttpResponse:
    """One task; whoever sits there, or sets tasks for its owner, closes it with a note."""
    on = on_date(request)
    line = queries.task(request.viewer, str(uid), on=on)
    if line is None:
        raise Refusal(UNKNOWN_KEY, what=gettext("task"), key=str(uid))
    line = in_words(line)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed: Any = actions.drop_task if request.POST.get("do") == "drop" else actions.finish_task
        if attempt(form, lambda: deed(by=request.actor, task=line.uid, note=form.cleaned_data["note"])):
            return redirect("task", uid=line.uid)
    people = queries.actor_names({line.set_by, line.closed_by})
    closes = line.state == TaskState.OPEN and _may_close(request, line)
    context = {
        "line": line,
        "state": word_of(TASK_STATES, line.state),
        "set_by": people.get(line.set_by, ""),
        "closed_by": people.get(line.closed_by, ""),
        "form": form if closes or form.is_bound else None,
    }
    return render(request, "people/task.html", context, status=422 if form.errors else 200)


def _may_close(request: HttpRequest, line: queries.TaskLine) -> bool:
    return may(request.actor, Deed.SET_TASK, line.owner) or line.seat in {s.key for s in _seats_for(request)}
