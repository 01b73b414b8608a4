"""The clocks that run, the most urgent first, and one occasion with its duties, on the screen of a phone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.words.duties import MODES
from kerege.lib.refusal import N_
from kerege.lib.zones import at_place
from kerege.people.rules import REGION, may, owners_for
from kerege.people.words import Deed
from kerege.response.actions import duty_clocks as actions
from kerege.response.queries import duty_clocks as queries
from kerege.response.queries import incidents
from kerege.response.queries.duty_clocks import ClockLine, OccasionLine
from kerege.response.queries.mandates import mandates
from kerege.response.rules.clocks import contradicting
from kerege.response.words.clocks import ClockState, OccasionKind
from kerege.web.activities import lists
from kerege.web.alerts.forms import read_moment
from kerege.web.clocks import wording
from kerege.web.clocks.forms import ClockForm, DoneForm, EndForm, StartForm
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

HEADINGS = (
    *(N_("Country"), N_("What started it"), N_("Who informs"), N_("Whom"), N_("Of what"), N_("Status"), N_("Due")),
    *(N_("Left"), N_("Laid down in"), N_("Mode"), N_("Exercise")),
)


def trail() -> list[tuple[str, str]]:
    return [(gettext("Alerts"), address("alerts")), (gettext("Clocks"), address("clocks"))]


@require_GET
@asks()
def overview(request: HttpRequest) -> HttpResponse:
    """All clocks that run, the most urgent first, and what is open and was. `?format=` is a file."""
    choice, now = lists.chosen(request), timezone.now()
    lines = queries.running(request.viewer, at=now, owner=choice.country)
    found = queries.occasions(request.viewer, owner=choice.country)
    own = owners_for(request.actor, Deed.RUN_CLOCKS)
    told = {line.owner for line in found} | {line.occasion.owner for line in lines}
    names = lists.names_of(told | set(own), choice)
    bodies = wording.Bodies(request.viewer, choice.on, choice.lang)
    directory = mandates(request.viewer, on=choice.on) if lines else []
    rows = [wording.duty(line, bodies, directory, choice.lang, names, now) for line in lines]
    if choice.format:
        table = lists.table(request.viewer, gettext("Clocks"), HEADINGS, [_cells(row) for row in rows], choice)
        return respond(request, table, filename=f"kerege-clocks-{choice.on}", format=choice.format)
    shown = [wording.occasion(line, names) for line in found]
    context = {
        "choice": choice,
        "countries": lists.countries(choice.on, choice.lang),
        "rows": rows,
        "open": [each for each in shown if each["line"].open],
        "over": [each for each in shown if not each["line"].open],
        "may_open": bool(own),
        "modes": [
            {"code": code, "name": names[code], "mode": word_of(MODES, queries.mode(request.viewer, code, at=now))}
            for code in own
            if code != REGION
        ],
        "trail": trail()[:1],
    }
    return render(request, "clocks/overview.html", context)


def _cells(row: dict[str, Any]) -> list[Any]:
    line = row["line"]
    return [
        *(row["country"], line.occasion.title, row["sender"], row["recipient"], row["what"], row["state"], row["due"]),
        *(row["left"], line.basis, row["mode"], gettext("yes") if line.occasion.exercise else gettext("no")),
    ]


@require_http_methods(["GET", "POST"])
def occasion_page(request: HttpRequest, uid: object) -> HttpResponse:
    """One occasion: its duties with their clocks, what may be done with each, and what happened."""
    line, choice, now = queries.occasion(request.viewer, uid), lists.chosen(request), timezone.now()
    if line is None:
        raise lists.not_there(gettext("clocks"), uid)
    lines, held = queries.clocks_of(request.viewer, line, at=now), queries.offered(request.viewer, line, at=now)
    runs = may(request.actor, Deed.RUN_CLOCKS, line.owner)
    bodies = wording.Bodies(request.viewer, choice.on, choice.lang)
    pressed, about = request.POST.get("do", ""), request.POST.get("duty", "")
    start = StartForm(
        request.POST if pressed == "start" else None,
        offered=[(each.key, wording.offered(each, bodies, choice.lang)) for each in held],
    )
    wrong: Any = None
    if request.method == "POST":
        wrong = _done(request, line, lines, start)
        if wrong is None:
            messages.success(request, gettext("It is kept. Nothing was sent to any body."))
            return redirect("occasion", uid=line.uid)
    names = lists.names_of([line.owner], choice)
    directory = mandates(request.viewer, on=choice.on, owner=line.owner)
    shown = [wording.duty(each, bodies, directory, choice.lang, names, now) for each in lines]
    whats = {row["line"].duty: row["what"] for row in shown}
    context = {
        **wording.occasion(line, names),
        "rows": [_card(row, runs and line.open, pressed, about, wrong) for row in shown],
        "start": start if runs and line.open and held else None,
        "contradictions": [" — ".join(pair) for pair in contradicting(held)],
        "mode": word_of(MODES, queries.mode(request.viewer, line.owner, at=now)),
        "record": _record(request, line),
        "timeline": [wording.entry(each, line.zone, whats) for each in queries.timeline(request.viewer, line)],
        "may_close": runs and line.open and not any(each.open for each in lines),
        "may_reopen": runs and not line.open,
        "form": wrong,
        "trail": trail(),
    }
    return render(request, "clocks/occasion.html", context, status=422 if wrong is not None else 200)


def _record(request: HttpRequest, line: OccasionLine) -> str:
    """The address of the record, where the reader may open it: an incident only for whoever handles it."""
    if line.kind == OccasionKind.INCIDENT:
        seen = incidents.incident(request.actor, line.about, on=timezone.localdate()) is not None
        return address("incident", line.about) if seen else ""
    names = {OccasionKind.EVENT: "health_event", OccasionKind.ALERT: "alert"}
    return address(names[OccasionKind(line.kind)], line.about) if line.kind in names else ""


def _card(told: dict[str, Any], acts: bool, pressed: str, about: str, wrong: Any) -> dict[str, Any]:
    """A duty with its forms; the one that was refused holds what was sent."""
    line: ClockLine = told["line"]
    initial = {"at": f"{at_place(timezone.now(), line.occasion.zone):%Y-%m-%dT%H:%M}"}
    mine = wrong if about == line.uid else None
    forms: dict[str, Any] = {}
    if acts and line.open:
        if line.state == ClockState.WAITING:
            forms["clock"] = ClockForm(prefix=f"c{line.uid}", initial=initial)
        forms["done"] = DoneForm(prefix=f"d{line.uid}", initial=initial)
        forms["end"] = EndForm(prefix=f"e{line.uid}")
        if mine is not None and pressed in forms:
            forms[pressed] = mine
    return told | {"forms": forms, "acts": acts and line.open, "pressed": pressed if mine is not None else ""}


def _done(request: HttpRequest, line: OccasionLine, lines: list[ClockLine], start: StartForm) -> Any:
    """Do what was pressed; the form that was wrong, else None. Refuses people.unknown_key for another duty."""
    pressed, by = request.POST.get("do", ""), request.actor
    if pressed == "start":
        ok: Any = start.is_valid() and attempt(
            start, lambda: actions.start_duties(by=by, occasion=line.uid, duties=start.cleaned_data["duties"])
        )
        return None if ok else start
    if pressed in {"close", "reopen"}:
        turn: Callable[..., Any] = actions.close_occasion if pressed == "close" else actions.reopen_occasion
        turn(by=by, occasion=line.uid)
        return None
    found = next((each for each in lines if each.uid == request.POST.get("duty", "")), None)
    if found is None or pressed not in {"take", "pass", "clock", "done", "end"}:
        raise lists.not_there(gettext("duty"), request.POST.get("duty", "")[:40])
    if pressed in {"take", "pass"}:
        deed: Callable[..., Any] = actions.take_duty if pressed == "take" else actions.pass_on
        deed(by=by, duty=found.uid)
        return None
    kind: Any = {"clock": ClockForm, "done": DoneForm, "end": EndForm}[pressed]
    form = kind(request.POST, prefix=f"{pressed[0]}{found.uid}")
    ok = form.is_valid() and attempt(form, lambda: _said(request, pressed, found, form))
    return None if ok else form


def _said(request: HttpRequest, pressed: str, found: ClockLine, form: Any) -> Any:
    by, sent, zone = request.actor, form.cleaned_data, found.occasion.zone
    if pressed == "clock":
        return actions.start_clock(by=by, duty=found.uid, at=read_moment(sent["at"], zone))
    if pressed == "done":
        return actions.finish_duty(by=by, duty=found.uid, at=read_moment(sent["at"], zone), proof=sent["proof"])
    return actions.end_duty(by=by, duty=found.uid, because=sent["because"], reason=sent["reason"])
