"""Incidents at a glance: what waits, what I reported, where to report; and the desk of a facility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.inventory import queries as inventory
from kerege.people.queries import seats
from kerege.records.viewers import PUBLIC
from kerege.response.actions import desks
from kerege.response.queries import incidents as reading
from kerege.response.queries import lessons
from kerege.response.queries.incident_doors import DOOR, handled_facilities
from kerege.response.words.incidents import INCIDENT_STATES
from kerege.web.activities import lists
from kerege.web.incidents import wording
from kerege.web.incidents.forms import DeskForm
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.forms import attempt


@require_GET
@asks(state=one_of(INCIDENT_STATES))
def overview(request: HttpRequest) -> HttpResponse:
    """What the reader reported, what waits for them, and how to report. Everybody finds the lessons from here."""
    choice = lists.chosen(request)
    me, day = request.actor, localdate()
    state = request.GET.get("state", "")
    own, kept = handled_facilities(me, on=day), reading.desks(me, on=day)
    report_at, known = reading.desks_where_i_work(me, on=day), {desk.facility for desk in kept}
    names = _names(request, {key for _, key in own} | {desk.facility for desk in report_at})
    queue = reading.incidents(me, on=day, state=state)
    context = {
        "mine": [wording.incident(line) for line in reading.reported_by(me, on=day)],
        "queue": [wording.incident(line) | {"facility": names[line.facility]} for line in queue],
        "health": [(wording.incident(line), len(people)) for line, people in reading.for_health(me, on=day)],
        "desks": [(desk, names[desk.facility]) for desk in kept],
        "without": sorted((key, names[key]) for _, key in own if key not in known),
        "report_at": [(desk, names[desk.facility]) for desk in report_at],
        "waiting": [wording.lesson(line, choice.lang) for line in lessons.to_check(me, on=day)],
        "handles": bool(own),
        "states": lists.options(dict(INCIDENT_STATES), state),
    }
    return render(request, "incidents/overview.html", context)


def _names(request: HttpRequest, keys: set[str]) -> dict[str, str]:
    """What these facilities are called, as far as the reader may know; the key where not."""
    if not keys:
        return {}
    choice, lang = inventory.Choice(keys=tuple(keys)), request.LANGUAGE_CODE
    found = inventory.facilities(request.viewer, on=localdate(), choice=choice, lang=lang, size=500)
    return {key: key for key in keys} | {line.key: line.name for line in found.rows}


@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, facility: str) -> HttpResponse:
    """The desk of a facility, with the address that is printed and put up; for its biosafety officers."""
    day = localdate()
    card = inventory.facility(DOOR, facility, on=day, lang=request.LANGUAGE_CODE)
    if card is None or (card.line.owner, card.line.key) not in handled_facilities(request.actor, on=day):
        raise lists.not_there(gettext("desk for incidents"), facility)
    found = next((each for each in reading.desks(request.actor, on=day) if each.facility == facility), None)
    offered = seats(PUBLIC, on=day, owner=card.line.owner)
    keys = {each.number: each.key for each in offered}
    initial = {"days_to_answer": 3}
    if found is not None:
        health = keys.get(found.health, "") if found.health else ""
        initial = {"anonymous": found.anonymous, "days_to_answer": found.days_to_answer, "health": health}  # type: ignore[dict-item]
    sent = request.POST if request.method == "POST" else None
    form = DeskForm(sent, seats=[(each.key, each.title) for each in offered], initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: desks.keep_desk(by=request.actor, facility=facility, **told)) is not None:
            return redirect("incident_desk", facility=facility)
    context = {"form": form, "desk": found, "facility": card.line.name, "trail": wording.trail()}
    return render(request, "incidents/desk.html", context, status=422 if form.errors else 200)
