"""Recording a signal, and judging it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.response.actions import signals
from kerege.response.actions.signals import Title
from kerege.response.queries import health_events as queries
from kerege.response.queries.health_events import SignalLine
from kerege.response.words.health_events import EventState, Triage
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.alerts.wording import zones
from kerege.web.capacity.drafts import offered_owners
from kerege.web.health_events import wording
from kerege.web.health_events.forms import SignalForm, TitleForm, WhichForm, WhyForm
from kerege.web.health_events.views import trail
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def new_signal(request: HttpRequest) -> HttpResponse:
    """Record a signal."""
    owners = offered_owners(request, Deed.RECORD_SIGNAL)
    owner = request.POST.get("owner", "") if request.method == "POST" else owners[0][0]
    owner = owner if owner in dict(owners) else owners[0][0]
    form = _form(request, owner, owners)
    if form.is_valid():
        made: Any = attempt(form, lambda: _recorded(request, form))
        if made is not None:
            messages.success(request, gettext("The signal is kept. Now say what becomes of it."))
            return redirect("signal", uid=made.uid)
    context = {"form": form, "title": gettext("Record a signal"), "trail": trail()}
    return render(request, "health_events/form.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, form: SignalForm) -> Any:
    sent = form.cleaned_data
    return signals.record_signal(by=request.actor, owner=sent["owner"], heard=form.heard(), exercise=sent["exercise"])


def _form(request: HttpRequest, owner: str, owners: Any) -> SignalForm:
    choice = lists.chosen(request)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    units = [
        (str(c), [(u.code, u.name) for u in atlas.units(c.code, on=choice.on, lang=choice.lang)]) for c in countries
    ]
    own = zones(owner)
    return SignalForm(
        request.POST if request.method == "POST" else None,
        owners=owners,
        zones=own,
        units=[each for each in units if each[1]],
        initial={"owner": owner, "label": "2", "zone": own[0]},
    )


@require_http_methods(["GET", "POST"])
def signal_page(request: HttpRequest, uid: object) -> HttpResponse:
    """One signal, and what becomes of it."""
    line = queries.signal(request.viewer, uid)
    if line is None:
        raise lists.not_there(gettext("signal"), uid)
    forms, pressed = _forms(request, line), request.POST.get("do", "")
    if request.method == "POST" and pressed in forms:
        form = forms[pressed]
        done: Any = attempt(form, lambda: _judged(request, line, pressed, form)) if form.is_valid() else None
        if done is not None:
            messages.success(request, gettext("It is kept what becomes of the signal."))
            return redirect("health_event", uid=done.uid) if pressed == "open" else redirect("signal", uid=line.uid)
    choice = lists.chosen(request)
    names = lists.names_of([line.owner], choice)
    waits = line.triage in {Triage.NEW, Triage.NOT_EVENT} and may(request.actor, Deed.RECORD_SIGNAL, line.owner)
    wrong = forms.get(pressed)
    context = {
        **wording.signal(line, choice, names),
        "forms": forms if waits else {},
        "form": wrong,
        "pressed": pressed,
        "history": history(request.viewer, line.uid),
        "trail": trail(),
    }
    return render(request, "health_events/signal.html", context, status=422 if wrong is not None else 200)


def _forms(request: HttpRequest, line: SignalLine) -> dict[str, Any]:
    """The four ways on; only the one that was pressed holds what was sent."""
    pressed = request.POST.get("do", "")
    events = [
        (each.uid, each.title)
        for each in queries.events(request.viewer, owner=line.owner, state=EventState.OPEN)
        if each.exercise == line.exercise
    ]
    others = [
        (each.uid, f"{each.received_at:%Y-%m-%d} {each.known[:60]}")
        for each in queries.signals(request.viewer, owner=line.owner)
        if each.uid != line.uid and each.exercise == line.exercise and each.triage != Triage.MERGED
    ]

    def sent(name: str) -> Any:
        return request.POST if pressed == name else None

    found: dict[str, Any] = {"open": TitleForm(sent("open"), prefix="open")}
    if events:
        found["join"] = WhichForm(sent("join"), choices=events, prefix="join")
    if others:
        found["merge"] = WhichForm(sent("merge"), choices=others, prefix="merge")
    found["dismiss"] = WhyForm(sent("dismiss"), prefix="dismiss")
    return found


def _judged(request: HttpRequest, line: SignalLine, name: str, form: Any) -> Any:
    by, sent = request.actor, form.cleaned_data
    if name == "open":
        return signals.open_event(by=by, signal=line.uid, called=Title(sent["title"]))
    if name == "join":
        return signals.join_event(by=by, signal=line.uid, event=sent["which"])
    if name == "merge":
        return signals.merge_signal(by=by, signal=line.uid, into=sent["which"])
    return signals.dismiss_signal(by=by, signal=line.uid, reason=sent["reason"])
