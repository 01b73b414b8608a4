"""Keeping training centres: a new one, its rooms and leaves, its bookings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kerege.atlas import queries as atlas
from kerege.inventory import actions, queries
from kerege.inventory.queries import CentrePage, Choice, RoomRequestLine
from kerege.inventory.rules.keepers import check_keeper
from kerege.inventory.words import Capability
from kerege.lib.refusal import Refusal
from kerege.lib.zones import zones_of
from kerege.people import queries as people
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.centres.forms import CALLED, FACILITY, ORGANISATION, RENAMED, CentreForm, forms_of
from kerege.web.centres.views import centre_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused, told

Choices = list[tuple[str, str]]


@require_http_methods(["GET", "POST"])
def new_centre(request: HttpRequest) -> HttpResponse:
    """Record that a facility or an organisation trains others; for those who keep centres of an owner."""
    sent = request.POST if request.method == "POST" else None
    owners = owners_for(request.actor, Deed.KEEP_CENTRE)
    if sent is not None or not owners:
        check_may(request.actor, Deed.KEEP_CENTRE, request.POST.get("owner") or REGION)
    form = CentreForm(sent, offered=_offered(request, owners))
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor), called=CALLED)
        if done is not None:
            return redirect("centre", key=done.key)
    return render(request, "centres/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def keep_centre(request: HttpRequest, key: str) -> HttpResponse:
    """Book a room, record a room or a leave, change what is told: each a form of its own."""
    page = _kept(request, key)
    asked = request.POST.get("do", "")
    if asked.partition(" ")[0] in ANSWERS:
        return _answered(request, key)
    zones = [(zone, zone) for zone in zones_of(atlas.territory(page.line.territory).alpha2)]
    made = forms_of(page, zones, request.POST if request.method == "POST" else None, asked)
    form = next((each for each in made if each.prefix == asked), None)
    if form is not None and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, centre=key), called=RENAMED | {"title": _name(asked)}):
            return redirect("centre_calendar" if asked == "booking" else "centre", key=key)
    wrong = form if form is not None and form.errors else None
    context = {"page": page, "forms": made, "wrong": wrong, "requests": _requests(request, key)}
    return render(request, "centres/keep.html", context, status=422 if wrong else 200)


ANSWERS = {"grant": True, "refuse": False}


def _answered(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a request for a room: `do` is `grant` or `refuse` and its uid."""
    do, _space, uid = request.POST.get("do", "").partition(" ")
    reason = request.POST.get("reason", "")
    try:
        actions.answer_room_request(by=request.actor, request=uid, granted=ANSWERS[do], reason=reason)
    except Refusal as refusal:
        if refusal.status == 403:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
    else:
        said = {
            "grant": gettext("The room is booked. Whoever asked sees it on the course."),
            "refuse": gettext("Refused. Whoever asked reads why."),
        }
        messages.success(request, said[do])
    return redirect(f"{reverse('keep_centre', args=[key])}#requests")


def _requests(request: HttpRequest, key: str) -> list[tuple[RoomRequestLine, str]]:
    """The requests that wait, each with who asks."""
    found = queries.room_requests(request.viewer, key)
    names = lists.names_of({line.asker for line in found} - {REGION}, lists.chosen(request))
    note_offered(request, names.values())
    return [(line, str(names.get(line.asker, gettext("the region")))) for line in found]


@require_POST
def call_off(request: HttpRequest, key: str, uid: object) -> HttpResponse:
    """Call a booking off, and go back to the calendar."""
    _kept(request, key)
    actions.call_off_booking(by=request.actor, booking=str(uid))
    messages.success(request, gettext("The booking is called off. The room is free again."))
    return redirect("centre_calendar", key=key)


def _name(asked: str) -> str:
    """The field that holds a title: of a room its name."""
    return "name" if asked == "room" else "what"


def _kept(request: HttpRequest, key: str) -> CentrePage:
    """The centre, for somebody who keeps it. Refuses people.unknown_key, people.not_yours and
    inventory.not_your_facility.
    """
    page = centre_of(request, key, lists.chosen(request))
    check_keeper(request.actor, page.line.owner, page.line.organisation, deed=Deed.KEEP_CENTRE)
    return page


def _offered(request: HttpRequest, owners: tuple[str, ...]) -> dict[str, Choices]:
    """Facilities that train and organisations, of the countries for which the reader keeps centres, and their zones."""
    choice = lists.chosen(request)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    codes = list(names) if REGION in owners else [owner for owner in owners if owner in names]
    trains = Choice(territories=codes, capabilities=(Capability.TRAINING,))
    facilities = queries.facilities(request.viewer, on=choice.on, lang=choice.lang, choice=trains, size=500).rows
    bodies = [o for o in people.organisations(on=choice.on, lang=choice.lang) if o.territory in codes and not o.ended]
    zones = dict.fromkeys(zone for code in codes for zone in zones_of(atlas.territory(code).alpha2))
    return {
        "owner": [(owner, names.get(owner, gettext("The region"))) for owner in owners],
        "teacher": [
            *((f"{FACILITY}:{line.key}", f"{line.name} ({line.key})") for line in facilities if codes),
            *((f"{ORGANISATION}:{body.key}", body.name) for body in bodies),
        ],
        "zone": [(zone, zone) for zone in zones],
    }
