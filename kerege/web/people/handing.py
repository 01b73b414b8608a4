"""Handing over a seat, step by step: who follows and when, what is in hand, one confirmed act, and its protocol."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.queries import SeatLine, Thing
from kerege.people.rules import may_hand_over
from kerege.people.words import NOT_YOUR_SEAT, UNKNOWN_KEY, Capacity, Fate, InHand
from kerege.web.people.elsewhere import in_hand_elsewhere
from kerege.web.people.letters import tell_follower
from kerege.web.people.protocols import STATES, described, protocol_table
from kerege.web.shell.asof import on_date
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import DayField, Offered, Typed, attempt
from kerege.web.shell.fresh import demand_fresh


class HandoverForm(forms.Form):
    person = Offered(label=_("Who follows"), required=False)
    newcomer = Typed(
        label=_("Name of somebody who is not in the list"),
        required=False,
        help_text=_("The person is recorded together with the handover."),
    )
    email = Typed(
        label=_("E-mail address of the account of whoever follows"),
        required=False,
        help_text=_("Empty where the person has a linked account, or gets one later."),
    )
    on = DayField(label=_("First day of whoever follows"))
    note = Typed(label=_("Note for the protocol"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def follower(self) -> actions.Follower:
        typed = self.cleaned_data
        return actions.Follower(typed["person"], "" if typed["person"] else typed["newcomer"], typed["email"])


def seats_to_hand_over(request: HttpRequest) -> list[SeatLine]:
    """The seats of today that the actor may hand over and that somebody holds."""
    today = localdate()
    sitting: dict[int, set[str]] = {}
    for place in queries.places_of(request.actor.uid, on=today):
        sitting.setdefault(place.seat, set()).add(place.capacity)
    return [
        seat
        for seat in queries.seats(request.viewer, on=today)
        if not seat.vacant
        and may_hand_over(
            request.actor, owner=seat.owner, kind=seat.kind, capacities=sitting.get(seat.number, frozenset())
        )
    ]


@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    """Where a handover begins, and those that were made or are planned, as on the day."""
    on = on_date(request)
    found = queries.handovers(request.viewer, on=on, seat=request.GET.get("seat", ""))
    seats = seats_to_hand_over(request)
    names = atlas.display_names({h.owner for h in found} | {s.owner for s in seats}, lang=get_language() or "en", on=on)
    context = {
        "rows": [{"line": h, "state": gettext(STATES[h.state]), "country": names.get(h.owner)} for h in found],
        "seats": [{"line": s, "country": names.get(s.owner), "holder": _holder(s)} for s in seats],
    }
    return render(request, "people/handovers.html", context)


def _holder(seat: SeatLine) -> Any:
    return next((s for s in seat.sittings if s.capacity == Capacity.HOLDER), None)


@demand_fresh
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Who follows, then what is in hand, then the act. Refuses people.not_your_seat (403) and people.unknown_key."""
    seat = _seat(request, key)
    holder = _holder(seat)
    form = HandoverForm(request.POST or None, initial={"on": request.GET.get("day", "")})
    people = queries.persons(request.viewer, owner=seat.owner, limit=500)
    offered = [(p.key, str(p.name)) for p in people if holder is None or p.key != holder.person_key]
    form.fields["person"].choices = [("", "—"), *offered]
    step = request.POST.get("do", "")
    if step in {"review", "confirm"} and form.is_valid():
        if step == "confirm" and (done := _handed_over(request, seat, form)):
            return redirect("seat_handover", uid=done.uid)
        if step == "review" and _possible(request, seat, form):
            return render(request, "people/handover_review.html", _review(request, seat, form, dict(offered)))
    context = {"seat": seat, "holder": holder, "form": form, "offered": bool(offered)}
    return render(request, "people/hand_over.html", context, status=422 if form.errors else 200)


def _seat(request: HttpRequest, key: str) -> SeatLine:
    line = next((s for s in queries.seats(request.viewer, on=localdate()) if s.key == key), None)
    if line is None:
        raise Refusal(UNKNOWN_KEY, what=gettext("seat"), key=key)
    sitting = queries.capacities_of(request.actor.uid, seat=line.number, on=localdate())
    if not may_hand_over(request.actor, owner=line.owner, kind=line.kind, capacities=sitting):
        raise Refusal(NOT_YOUR_SEAT, seat=line.title, owner=line.owner)
    return line


def _possible(request: HttpRequest, seat: SeatLine, form: HandoverForm) -> bool:
    """Whether nothing speaks against it; what does stands at its field."""
    asked = {"follower": form.follower(), "on": form.cleaned_data["on"], "note": form.cleaned_data["note"]}
    attempt(form, lambda: actions.rehearse_handover(by=request.actor, seat=seat.key, **asked))
    return not form.errors


def _things(request: HttpRequest, seat: SeatLine, on: date) -> list[Thing]:
    account = queries.leaving_account(seat.key, on=on)
    told = in_hand_elsewhere(request.viewer, owner=seat.owner, account=account, on=on)
    return [*queries.in_hand(request.viewer, seat.key, on=on), *told]


def _review(request: HttpRequest, seat: SeatLine, form: HandoverForm, offered: dict[str, str]) -> dict[str, Any]:
    typed = form.cleaned_data
    things = [described(t.kind, t.about, t.title, t.detail, t.fate) for t in _things(request, seat, typed["on"])]
    return {
        "seat": seat,
        "holder": _holder(seat),
        "day": typed["on"],
        "has_come": typed["on"] <= localdate(),
        "follows": offered.get(typed["person"], typed["newcomer"]),
        "email": typed["email"],
        "typed": [(name, request.POST.get(name, "")) for name in form.fields],
        "tasks": [t for t in things if t["kind"] == InHand.TASK],
        "moving": [t for t in things if t["kind"] == InHand.ROLE and t["fate"] == Fate.MOVES],
        "choices": [t for t in things if t["fate"] == Fate.STAYS and t["kind"] in {InHand.ROLE, InHand.DEPUTY}],
        "ending": [t for t in things if t["fate"] == Fate.ENDS],
        "others": [t for t in things if t["kind"] not in {InHand.TASK, InHand.ROLE, InHand.DEPUTY}],
    }


def _handed_over(request: HttpRequest, seat: SeatLine, form: HandoverForm) -> Any:
    on = form.cleaned_data["on"]
    notes = {name.removeprefix("note-"): str(text) for name, text in request.POST.items() if name.startswith("note-")}
    account = queries.leaving_account(seat.key, on=on)
    choices = actions.Choices(
        notes=notes,
        ending=request.POST.getlist("ending"),
        also=in_hand_elsewhere(request.viewer, owner=seat.owner, account=account, on=on),
    )
    asked: dict[str, Any] = {"follower": form.follower(), "on": on, "note": form.cleaned_data["note"]}
    done = attempt(form, lambda: actions.hand_over(by=request.actor, seat=seat.key, choices=choices, **asked))
    if done is not None:
        line = next(h for h in queries.handovers(request.viewer, on=localdate()) if h.uid == str(done.uid))
        _told(request, line)
    return done


def _told(request: HttpRequest, line: queries.HandoverLine) -> None:
    """Send the mail, and say on the next page whether somebody was told."""
    address = request.build_absolute_uri(reverse("seat_handover", args=[line.uid]))
    if tell_follower(line, address=address):
        messages.success(request, gettext("The seat is handed over. Whoever follows was told by mail."))
    else:
        messages.warning(request, gettext("The seat is handed over. Nobody was told by mail: tell them yourself."))


@require_GET
def handover(request: HttpRequest, uid: object) -> HttpResponse:
    """The protocol of one handover, also as a file; for whoever may read it and for the two whom it is about."""
    on = on_date(request)
    found = queries.protocol(request.viewer, str(uid), on=on)
    if found is None:
        raise Refusal(UNKNOWN_KEY, what=gettext("handover"), key=str(uid))
    if format := request.GET.get("format"):
        return respond(request, protocol_table(found), filename=f"kerege-handover-{found.line.on}", format=format)
    names = atlas.display_names([found.line.owner], lang=get_language() or "en", on=on)
    planned = found.line.state == "planned" and found.line.on > localdate()
    context = {
        "line": found.line,
        "state": gettext(STATES[found.line.state]),
        "country": names.get(found.line.owner),
        "items": [{**described(i.kind, i.about, i.title, i.detail, i.fate), "note": i.note} for i in found.items],
        "may_withdraw": planned and found.line.seat in {s.key for s in seats_to_hand_over(request)},
    }
    return render(request, "people/handover.html", context)


@demand_fresh
@require_POST
def withdraw_handover(request: HttpRequest, uid: object) -> HttpResponse:
    """Take back a handover whose day has not come. A refusal is a page."""
    actions.withdraw_handover(by=request.actor, handover=str(uid))
    messages.success(request, gettext("The handover was taken back. The term goes on as before."))
    return redirect("seat_handover", uid=uid)
