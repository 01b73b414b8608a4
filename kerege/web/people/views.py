"""Seats: who has a mandate, who sits there, since when, and which seat is vacant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.rules import check_may, may, owners_for
from kerege.people.words import ORGANISATION_KINDS, SEAT_KINDS, UNKNOWN_KEY, Deed, OrganisationKind, SeatKind
from kerege.web.people.forms import AppointForm, EndForm, SeatForm
from kerege.web.people.handing import seats_to_hand_over
from kerege.web.people.protocols import STATES
from kerege.web.shell.asof import on_date
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt


def _lang() -> str:
    return get_language() or "en"


@require_GET
def seats(request: HttpRequest) -> HttpResponse:
    """Seats as on the day, those of one country when `owner` says so."""
    owner = request.GET.get("owner", "")
    on = on_date(request)
    lines = queries.seats(request.viewer, on=on, owner=owner)
    names = atlas.display_names({line.owner for line in lines}, lang=_lang(), on=on)
    groups: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        groups.setdefault(line.owner, []).append({"line": line, "kind": gettext(SEAT_KINDS[SeatKind(line.kind)])})
    context = {
        "groups": [(code, names.get(code), rows) for code, rows in groups.items()],
        "owner": owner,
        "may_appoint": bool(owners_for(request.actor, Deed.APPOINT)),
        "vacant": sum(line.vacant for line in lines),
    }
    return render(request, "people/seats.html", context)


@require_http_methods(["GET", "POST"])
def new_seat(request: HttpRequest) -> HttpResponse:
    """Create a seat; open to those who may appoint for a country."""
    owners = owners_for(request.actor, Deed.APPOINT)
    if not owners:
        check_may(request.actor, Deed.APPOINT, "REG")
    names = atlas.display_names(owners, lang=_lang(), on=on_date(request))
    note_offered(request, names.values())
    choices = [(o, str(names.get(o, gettext("The region")))) for o in owners]
    form = SeatForm(request.POST or None, owners=choices)
    if request.method == "POST" and form.is_valid():
        seat = attempt(form, lambda: actions.create_seat(by=request.actor, **form.cleaned_data))
        if seat is not None:
            return redirect("seat", key=seat.key)
    return render(
        request, "people/new_seat.html", {"form": form}, status=200 if form.is_valid() or not form.is_bound else 422
    )


@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, key: str) -> HttpResponse:
    """One seat: who sits there now and who did before; appoint and end a term where that is allowed."""
    on = on_date(request)
    line = next((s for s in queries.seats(request.viewer, on=on) if s.key == key), None)
    if line is None:
        raise Refusal(UNKNOWN_KEY, what=gettext("seat"), key=key)
    allowed = may(request.actor, Deed.APPOINT, line.owner)
    forms = _forms(request, line.owner) if allowed else {}
    if request.method == "POST":
        check_may(request.actor, Deed.APPOINT, line.owner)
        if _done(request, key, forms):
            return redirect("seat", key=key)
    names = atlas.display_names([line.owner], lang=_lang(), on=on)
    handed = queries.handovers(request.viewer, on=on, seat=key)
    context = {
        "line": line,
        "handovers": [(h, gettext(STATES[h.state])) for h in handed],
        "planned": next((h for h in handed if h.state == "planned"), None),
        "may_hand_over": key in {s.key for s in seats_to_hand_over(request)},
        "kind": gettext(SEAT_KINDS[SeatKind(line.kind)]),
        "country": names.get(line.owner),
        **forms,
    }
    return render(request, "people/seat.html", context, status=422 if request.method == "POST" else 200)


def _forms(request: HttpRequest, owner: str) -> dict[str, AppointForm | EndForm]:
    people = [(p.key, str(p.name)) for p in queries.persons(request.viewer, owner=owner)]
    ending = request.POST.get("do") == "end"
    return {
        "appoint": AppointForm(None if ending else request.POST or None, people=people, prefix="appoint"),
        "end": EndForm(request.POST if ending else None, prefix="end"),
    }


def _done(request: HttpRequest, key: str, forms: dict[str, AppointForm | EndForm]) -> bool:
    name, action = ("end", actions.end_term) if request.POST.get("do") == "end" else ("appoint", actions.appoint)
    form = forms[name]
    if not form.is_valid():
        return False
    return attempt(form, lambda: action(by=request.actor, seat=key, **form.cleaned_data)) is not None


@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations under the names that they had on the day."""
    territory = request.GET.get("country", "")
    on = on_date(request)
    lines = queries.organisations(on=on, lang=_lang(), territory=territory)
    names = atlas.display_names({o.territory for o in lines if o.territory}, lang=_lang(), on=on)
    rows = [
        {
            "line": o,
            "country": names.get(o.territory or ""),
            "kind": gettext(ORGANISATION_KINDS[OrganisationKind(o.kind)]),
        }
        for o in lines
    ]
    return render(request, "people/organisations.html", {"rows": rows, "territory": territory})
