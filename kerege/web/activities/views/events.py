"""Events: the list, one event with its figures, and recording."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.stated import Precision, Stated, written
from kerege.outreach import actions, queries
from kerege.outreach.queries import EventLine
from kerege.outreach.words import EVENT_KINDS, LEVELS, MEASURES, STATUSES, EventKind, Level, Measure, Status
from kerege.people.rules import check_may, may, owners_for
from kerege.people.words import Deed
from kerege.records.labels import Withheld
from kerege.web.activities import forms, lists
from kerege.web.activities.gatherings.shown import event_part
from kerege.web.activities.history import history
from kerege.web.activities.lists import Choice, chosen
from kerege.web.activities.tables import events_table
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import between
from kerege.web.shell.forms import attempt

ORDERS: dict[str, Any] = {
    "title": lambda e, _: e.title.casefold(),
    "kind": lambda e, _: gettext(EVENT_KINDS[EventKind(e.kind)]),
    "status": lambda e, _: e.status,
    "venue": lambda e, names: names[e.venue].sort_key if e.venue else "",
    "day": lambda e, _: (e.last_day is not None, e.last_day and e.last_day.toordinal()),
    "people": lambda e, _: (e.stated(Measure.PARTICIPANTS) or ((-1, ()),))[-1][0],
}


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Events as on the day, filtered and ordered. `?format=` is a file."""
    choice = chosen(request)
    found = queries.events(
        request.viewer,
        on=choice.on,
        kinds=(choice.kind,) if choice.kind else (),
        level=choice.level,
        territories=(choice.country,) if choice.country else (),
        status=choice.status,
        text=choice.text,
    )
    names = lists.names_of({line.venue for line in found}, choice)
    if key := ORDERS.get(choice.sort.removeprefix("-")):
        found.sort(key=lambda e: key(e, names), reverse=choice.sort.startswith("-"))
    if choice.format:
        return respond(
            request, events_table(request.viewer, found, choice), filename="kerege-events", format=choice.format
        )
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    context = {
        "lines": [event_line(line, names) for line in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "kinds": lists.options(EVENT_KINDS, choice.kind),
        "levels": lists.options(LEVELS, choice.level),
        "statuses": lists.options(STATUSES, choice.status),
        "countries": lists.countries(choice.on, choice.lang),
        "may_record": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)),
    }
    return render(request, "activities/events.html", context)


def event_line(line: EventLine, names: dict[str, Any]) -> dict[str, Any]:
    """One event as lists show it."""
    stated = line.stated(Measure.PARTICIPANTS)
    return {
        "event": line,
        "kind": gettext(EVENT_KINDS[EventKind(line.kind)]),
        "level": gettext(LEVELS[Level(line.level)]),
        "status": gettext(STATUSES[Status(line.status)]),
        "held": line.status == Status.HELD,
        "when": lists.when(line),
        "venue": names.get(line.venue),
        "people": between(stated[0][0], stated[-1][0]) if stated else "",
        "conflict": len(stated) > 1,
    }


@require_GET
def event(request: HttpRequest, uid: object) -> HttpResponse:
    """One event with every figure and its source."""
    choice = chosen(request)
    line = _line(request, uid, choice)
    names = lists.names_of({line.venue, line.owner}, choice)
    stated = line.stated(Measure.PARTICIPANTS)
    context = event_line(line, names) | {
        "figures": [(gettext(MEASURES[Measure(f.measure)]), f) for f in line.figures],
        "conflicts": stated if len(stated) > 1 else (),
        "owner_name": names.get(line.owner) or gettext("The region"),
        "history": history(request.viewer, line.uid),
        "may_record": may(request.actor, Deed.RECORD_ACTIVITY, line.owner),
        **event_part(request, line, choice),
    }
    return render(request, "activities/event.html", context)


def _line(request: HttpRequest, uid: object, choice: Choice) -> EventLine:
    line = queries.event(request.viewer, str(uid), on=choice.on)
    if line is None:
        raise lists.not_there(gettext("event"), uid)
    return line


@require_http_methods(["GET", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    """Record an event; for those who may record for an owner."""
    form = forms.offered(forms.EventForm, request)
    if request.method == "POST":
        check_may(request.actor, Deed.RECORD_ACTIVITY, request.POST.get("owner", ""))
        if form.is_valid():
            done = attempt(form, lambda: actions.record_event(by=request.actor, **form.told()))
            if done is not None:
                return redirect("event", uid=done.uid)
    context = {"form": form, "title": gettext("Record an event"), "back": "events"}
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def correct_event(request: HttpRequest, uid: object) -> HttpResponse:
    """Say that an event was held, called off or put off, or correct what was recorded of it."""
    line = _line(request, uid, chosen(request))
    check_may(request.actor, Deed.RECORD_ACTIVITY, line.owner)
    initial = {name: getattr(line, name) for name in ("title", "status", "date_text", "place", "note")}
    initial["dates"] = written(Stated(line.first_day, line.last_day, Precision(line.precision)))
    form = forms.CorrectEventForm(request.POST if request.method == "POST" else None, initial=initial)
    if isinstance(line.note, Withheld):
        del form.fields["note"]
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.correct_event(by=request.actor, key=line.key, **told)) is not None:
            return redirect("event", uid=line.uid)
    context = {"form": form, "event": line}
    return render(request, "activities/correct_event.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_event_figure(request: HttpRequest, uid: object) -> HttpResponse:
    """Record a figure that a source states about the event."""
    line = _line(request, uid, chosen(request))
    check_may(request.actor, Deed.RECORD_ACTIVITY, line.owner)
    form = forms.FigureForm(request.POST if request.method == "POST" else None, measures=MEASURES)
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(form, lambda: actions.record_event_count(by=request.actor, event=line.key, **told))
        if done is not None:
            return redirect("event", uid=line.uid)
    context = {
        "form": form,
        "title": gettext("Add a figure"),
        "about": line.title,
        "href": request.path[: -len("figure/")],
    }
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)
