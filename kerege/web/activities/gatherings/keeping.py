"""For whoever holds an event: its programme, the list of people, who of them are one, and what follows from it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.zones import at_place, town_of, zones_of
from kerege.outreach import actions, queries
from kerege.outreach.queries import EventLine, ProgrammeLine
from kerege.outreach.rules.gatherings import registers
from kerege.people import actions as people_actions
from kerege.people import queries as people_queries
from kerege.people.rules import REGION, check_may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.gatherings.addresses import join_address, own_address
from kerege.web.activities.gatherings.forms import FollowUpForm, InviteForm, ProgrammeForm, SameForm
from kerege.web.activities.gatherings.letters import letters
from kerege.web.activities.gatherings.shown import told_figures
from kerege.web.activities.gatherings.tables import guests_table
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import language_name


@require_http_methods(["GET", "POST"])
def programme(request: HttpRequest, uid: object) -> HttpResponse:
    """Say when and how the event is held, and what names are used for."""
    line, choice = kept_event(request, uid), lists.chosen(request)
    known = queries.programme(request.viewer, line.uid)
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(known, choice.lang),
        zones=_zones(line, choice.lang),
        languages=[(tag, language_name(tag)) for tag, _name in settings.LANGUAGES],
    )
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(form, lambda: actions.set_programme(by=request.actor, event=line.uid, **told))
        if done is not None:
            return redirect("event_people", uid=line.uid)
    context = {"form": form, "event": line, "trail": trail(line)}
    return render(request, "gatherings/programme.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, uid: object) -> HttpResponse:
    """The list of an event with everything that is done about it. `?format=` is a file."""
    line, choice = kept_event(request, uid), lists.chosen(request)
    when = queries.programme(request.viewer, line.uid, secret=True)
    if when is None:
        return redirect("event_programme", uid=line.uid)
    found = queries.guests(request.viewer, line.uid)
    if choice.format:
        table = guests_table(request.viewer, line, found, choice)
        return respond(request, table, filename=f"kerege-event-{line.key}", format=choice.format)
    form = InviteForm(request.POST if request.POST.get("do") == "invite" else None)
    if request.method == "POST" and _done(request, line, when, form):
        return redirect("event_people", uid=line.uid)
    names = lists.names_of({each.country for each in found}, choice)
    context = {
        "event": line,
        "when": when,
        "form": form,
        "guests": [(each, names.get(each.country), own_address(request, each.uid)) for each in found],
        "doubles": queries.doubles(request.viewer, line.uid),
        "decisions": queries.decisions(request.viewer, line.uid),
        "waiting": sum(each.waits_for_mail for each in found) if when.ends > timezone.now() else 0,
        "join": join_address(request, when),
        "registers": registers(until=when.register_until, ends=when.ends, zone=when.zone, now=timezone.now()),
        "town": town_of(when.zone, choice.lang),
        "trail": trail(line),
        **told_figures(request.viewer, line.uid, choice),
    }
    return render(request, "gatherings/people.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, line: EventLine, when: ProgrammeLine, form: InviteForm) -> bool:
    """Do what was pressed; whether the page goes on."""
    do, by, guest = request.POST.get("do", ""), request.actor, request.POST.get("guest", "")
    if do == "invite":
        told = form.cleaned_data if form.is_valid() else {"people": ""}
        made = attempt(form, lambda: actions.invite_guests(by=by, event=line.uid, people=told["people"]))
        return made is not None
    if do in {"open", "close"}:
        actions.open_registration(by=by, event=line.uid, open=do == "open")
    elif do == "mail":
        actions.mail_invitations(by=by, event=line.uid, send=letters(request, line, when))
    elif do == "code":
        actions.show_code(by=by, event=line.uid)
    elif do == "forget":
        actions.forget_guest(by=by, guest=guest)
    elif do in {"came", "not"}:
        actions.note_guest(by=by, guest=guest, came=do == "came")
    return True


@require_http_methods(["GET", "POST"])
def same(request: HttpRequest, uid: object) -> HttpResponse:
    """Decide about two rows of the list, with a reason."""
    line = kept_event(request, uid)
    lines = {each.uid: each for each in queries.guests(request.viewer, line.uid)}
    sent = request.POST if request.method == "POST" else None
    given = sent or request.GET
    one, other = lines.get(given.get("guest", "")), lines.get(given.get("other", ""))
    if one is None or other is None:
        raise lists.not_there(gettext("guest of an event"), given.get("guest", ""))
    form = SameForm(sent, initial={"guest": one.uid, "other": other.uid})
    if form.is_valid():
        told = form.cleaned_data | {"same": request.POST.get("do") == "same"}
        done = attempt(form, lambda: actions.decide_same(by=request.actor, **told))
        if done is not None:
            return redirect("event_people", uid=line.uid)
    countries = lists.names_of({one.country, other.country}, lists.chosen(request))
    context = {
        "event": line,
        "form": form,
        "pair": [(one, countries.get(one.country)), (other, countries.get(other.country))],
        "trail": [*trail(line), (gettext("People"), address("event_people", line.uid))],
    }
    return render(request, "gatherings/same.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, uid: object) -> HttpResponse:
    """Give a seat something to do that came of the event; it stands among the tasks of the seat."""
    line, choice = kept_event(request, uid), lists.chosen(request)
    check_may(request.actor, Deed.SET_TASK, line.owner)
    seats = people_queries.seats(request.viewer, on=choice.on, owner="" if line.owner == REGION else line.owner)
    form = FollowUpForm(
        request.POST if request.method == "POST" else None, seats=[(seat.key, seat.title) for seat in seats]
    )
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(form, lambda: people_actions.set_task(by=request.actor, about=line.uid, **told))
        if done is not None:
            return redirect("event", uid=line.uid)
    context = {"form": form, "event": line, "trail": trail(line)}
    return render(request, "gatherings/follow_up.html", context, status=422 if form.errors else 200)


def kept_event(request: HttpRequest, uid: object) -> EventLine:
    """The event whose people the reader keeps. Refuses people.not_yours, and not found in the same words as ever."""
    line = queries.event(request.viewer, str(uid), on=lists.chosen(request).on)
    if line is None:
        raise lists.not_there(gettext("event"), uid)
    check_may(request.actor, Deed.KEEP_GUESTS, line.owner)
    return line


def trail(line: EventLine) -> list[tuple[str, str]]:
    return [(gettext("Events"), address("events")), (line.title, address("event", line.uid))]


def _initial(known: ProgrammeLine | None, lang: str) -> dict[str, Any]:
    if known is None:
        return {"languages": [lang]}
    told = {name: getattr(known, name) for name in ("zone", "text", "purpose", "names_until", "register_until")}
    for name in ("starts", "ends"):
        told[name] = at_place(getattr(known, name), known.zone).strftime("%Y-%m-%d %H:%M")
    return told | {"languages": list(known.languages)}


def _zones(line: EventLine, lang: str) -> list[tuple[str, str]]:
    """The zones of the country of the event, and of all countries of the region behind them."""
    here = [line.venue or line.owner] if (line.venue or line.owner) != REGION else []
    others = [str(country.code) for country in lists.countries(timezone.localdate(), lang)]
    found: dict[str, None] = {}
    for code in [*here, *others]:
        found |= dict.fromkeys(zones_of(atlas.territory(code).alpha2))
    return [(zone, f"{town_of(zone, lang)} ({zone})") for zone in found]
