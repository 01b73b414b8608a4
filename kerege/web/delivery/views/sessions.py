"""The sessions of a course: laid from its curriculum, added, changed and called off."""

from typing import Any

from babel import Locale
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.lib.zones import at_place
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.queries.delivery import PlanPage, SessionLine
from kerege.web.activities import clocks, lists
from kerege.web.delivery import forms
from kerege.web.delivery.views.planning import about, page_of, wrong_of
from kerege.web.inventory.details import Choices
from kerege.web.shell.forms import attempt

AT_FIELD = {"title": "name", "people": "room", "session": "starts", "person": "starts", "first_day": "first_day"}
TYPED = "%Y-%m-%dT%H:%M"


@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest, uid: object) -> HttpResponse:
    """All sessions by day. For whoever plans: the first ones from the curriculum, or one more."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    if request.method == "POST":
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    context = about(request, page, choice)
    made = _forms(request, page, choice) if context["open"] else []
    sent = next((form for form in made if form.is_bound), None)
    if sent is not None and sent.is_valid():
        called = {**AT_FIELD, "starts": "first_day", "ends": "begins"} if sent.do == "lay" else AT_FIELD
        if attempt(sent, lambda: sent.run(by=request.actor, course=page.key), called=called) is not None:
            return redirect("course_sessions", uid=page.uid)
    wrong = wrong_of(sent)
    context |= {
        "days": clocks.days_of(page),
        "length": clocks.length(page.minutes),
        "short": clocks.length(page.short),
        "forms": made,
        "wrong": wrong,
    }
    return render(request, "delivery/sessions.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, uid: object, session: object) -> HttpResponse:
    """One session: other times, another room, or called off; for whoever plans the course."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    line = next((each for each in page.sessions if each.uid == str(session)), None)
    if line is None:
        raise lists.not_there(gettext("session"), session)
    context = about(request, page, choice)
    stands = context["open"] and line.called_off is None
    made = _of_one(request, page, line, choice) if stands else []
    sent = next((form for form in made if form.is_bound), None)
    if sent is not None and sent.is_valid():
        if attempt(sent, lambda: sent.run(by=request.actor, course=line.uid), called=AT_FIELD) is not None:
            messages.success(request, _done(sent.do))
            return redirect("course_sessions", uid=page.uid)
    wrong = wrong_of(sent)
    context |= {"session": line, "timed": clocks.timed_at(line, page.zone), "forms": made, "wrong": wrong}
    return render(request, "delivery/session.html", context, status=422 if wrong else 200)


def _done(do: str) -> str:
    if do == "move":
        return gettext("The session is changed. Whoever reads the calendar sees it with the next update.")
    return gettext("The session is called off, and its room is free.")


def rooms_of(request: HttpRequest, page: PlanPage, choice: lists.Choice) -> Choices:
    """The rooms of the centre that still take bookings, with their seats."""
    if not page.centre:
        return []
    found = inventory.centre(request.viewer, page.centre, on=choice.on, lang=choice.lang)
    rooms = found.rooms if found is not None else ()
    return [(room.title, f"{room.title} ({room.seats})") for room in rooms if room.closed_on is None]


def weekend_of(country: str) -> frozenset[int]:
    """The weekdays on which a country rests (Unicode CLDR); Monday is 0."""
    alpha2 = atlas.territory(country).alpha2 if country else ""
    land = Locale.parse(f"und_{alpha2 or '001'}")
    return frozenset({land.weekend_start, land.weekend_end})


def _forms(request: HttpRequest, page: PlanPage, choice: lists.Choice) -> list[Any]:
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    rooms = rooms_of(request, page, choice)
    made: list[Any] = []
    if page.taught is not None and page.taught.has_modules and not page.standing:
        made.append(
            forms.LayForm(
                request.POST if asked == forms.LayForm.do else None,
                prefix=forms.LayForm.do,
                rooms=rooms,
                off=weekend_of(page.venue),
                lang=_spoken(page),
                initial={"first_day": page.first_day},
            )
        )
    begun = {"starts": f"{page.first_day}T09:00", "ends": f"{page.first_day}T10:30"} if page.first_day else {}
    sent = request.POST if asked == forms.SessionForm.do else None
    return [*made, forms.SessionForm(sent, prefix=forms.SessionForm.do, rooms=rooms, initial=begun)]


def _spoken(page: PlanPage) -> str:
    """In which language the sessions are titled: in that of the course, because they stay as they are."""
    return page.language or get_language() or "en"


def _of_one(request: HttpRequest, page: PlanPage, line: SessionLine, choice: lists.Choice) -> list[Any]:
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    begun = {
        "name": line.title,
        "starts": at_place(line.starts, page.zone or "UTC").strftime(TYPED),
        "ends": at_place(line.ends, page.zone or "UTC").strftime(TYPED),
        "room": line.place if line.booked else "",
        "place": "" if line.booked else line.place,
    }
    move, off = forms.MoveForm.do, forms.CallOffForm.do
    return [
        forms.MoveForm(
            request.POST if asked == move else None, prefix=move, rooms=rooms_of(request, page, choice), initial=begun
        ),
        forms.CallOffForm(request.POST if asked == off else None, prefix=off),
    ]
