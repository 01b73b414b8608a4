"""Opening clocks: by hand, or from an event, an incident or an alert."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.zones import at_place
from kerege.people.words import Deed
from kerege.response.actions import duty_clocks as actions
from kerege.response.actions.duty_clocks import Began
from kerege.response.queries import alerts, duty_clocks, health_events, incidents
from kerege.response.words.clocks import OccasionKind
from kerege.web.activities import lists
from kerege.web.alerts.forms import read_moment
from kerege.web.alerts.wording import zones
from kerege.web.capacity.drafts import offered_owners
from kerege.web.clocks.forms import OccasionForm
from kerege.web.clocks.views import trail
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def by_hand(request: HttpRequest) -> HttpResponse:
    """Open clocks for what stands nowhere else on this node."""
    return _open(request, OccasionKind.HAND, "", "", timezone.now(), "")


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, kind: str, uid: object) -> HttpResponse:
    """Open clocks for a record, or go to those that are open. Refuses people.unknown_key in the same words where there
    is no such record that the reader may know of.
    """
    now, choice = timezone.now(), lists.chosen(request)
    title, at, owner = "", now, ""
    if kind == OccasionKind.EVENT and (event := health_events.event(request.viewer, uid)):
        title, at, owner = event.title, event.detected_at, event.owner
    elif kind == OccasionKind.INCIDENT and (found := incidents.incident(request.actor, uid, on=choice.on)):
        title, at, owner = gettext("Laboratory incident"), found.discovered_at, found.owner
    elif kind == OccasionKind.ALERT and (alert := alerts.alert(request.viewer, request.actor, uid, at=now)):
        title, at = alert.said(choice.lang).headline[:140], alert.sent or now
    else:
        raise lists.not_there(gettext("record"), uid)
    return _open(request, kind, str(uid), title, at, owner)


def _open(request: HttpRequest, kind: str, uid: str, title: str, at: Any, owner: str) -> HttpResponse:
    """`owner` is the only country whose clocks it starts; empty where the reader chooses."""
    owners = [each for each in offered_owners(request, Deed.RUN_CLOCKS) if owner in {"", each[0]}]
    if not owners:
        raise lists.not_there(gettext("record"), uid)
    if uid and len(owners) == 1 and (there := duty_clocks.occasion_about(request.viewer, uid, owner=owners[0][0])):
        return redirect("occasion", uid=there.uid)
    chosen = request.POST.get("owner", "")
    chosen = chosen if chosen in dict(owners) else owners[0][0]
    own = zones(chosen)
    form = OccasionForm(
        request.POST if request.method == "POST" else None,
        owners=owners,
        zones=own,
        by_hand=kind == OccasionKind.HAND,
        initial={"owner": chosen, "zone": own[0], "title": title, "at": f"{at_place(at, own[0]):%Y-%m-%dT%H:%M}"},
    )
    made: Any = attempt(form, lambda: _opened(request, kind, uid, form)) if form.is_valid() else None
    if made is not None:
        messages.success(request, gettext("The clocks are open. Say now which duties start."))
        return redirect("occasion", uid=made.uid)
    context = {
        "form": form,
        "title": gettext("Open clocks"),
        "incident": kind == OccasionKind.INCIDENT,
        "trail": trail(),
    }
    return render(request, "clocks/form.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, kind: str, uid: str, form: OccasionForm) -> Any:
    sent = form.cleaned_data
    began = Began(
        kind=kind,
        about=uid,
        title=sent["title"],
        at=read_moment(sent["at"], sent["zone"]),
        zone=sent["zone"],
        exercise=bool(sent.get("exercise")),
    )
    return actions.open_occasion(by=request.actor, owner=sent["owner"], began=began)
