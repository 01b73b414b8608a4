"""The directory of mandates, and the check of its contacts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law import queries as law
from kerege.lib.refusal import N_
from kerege.people import queries as people
from kerege.people.rules import may, owners_for
from kerege.people.words import Deed
from kerege.response.actions import mandates as actions
from kerege.response.queries import mandates as queries
from kerege.response.queries.mandates import MandateLine
from kerege.response.rules.mandates import letter_due
from kerege.response.words.mandates import MANDATE_KINDS, MandateKind
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity.drafts import offered_owners
from kerege.web.clocks.wording import Bodies
from kerege.web.law.duties_wording import by_when
from kerege.web.mandates import wording
from kerege.web.mandates.forms import CheckForm, MandateForm
from kerege.web.mandates.mail import ask
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address

HEADINGS = (
    *(N_("Kind of mandate"), N_("Country"), N_("Seat"), N_("Who has it"), N_("Telephone"), N_("E-mail")),
    *(N_("When it is answered"), N_("Contact"), N_("Contact last checked")),
)


def trail() -> list[tuple[str, str]]:
    return [(gettext("Alerts"), address("alerts")), (gettext("Directory of mandates"), address("mandates"))]


@require_GET
@asks(kind=one_of(MandateKind))
def directory(request: HttpRequest) -> HttpResponse:
    """Who speaks for which country, as on a day; those whose line is to be tried first for whoever may try it.
    `?format=` is a file.
    """
    choice, kind = lists.chosen(request), request.GET.get("kind", "")
    rows = [row for row in rows_of(request, choice) if kind in {"", row["line"].kind}]
    if choice.format:
        table = lists.table(
            request.viewer, gettext("Directory of mandates"), HEADINGS, [_cells(row) for row in rows], choice
        )
        return respond(request, table, filename=f"kerege-mandates-{choice.on}", format=choice.format)
    mine = owners_for(request.actor, Deed.KEEP_MANDATES)
    context = {
        "rows": rows,
        "countries": lists.countries(choice.on, choice.lang),
        "kinds": lists.options(MANDATE_KINDS, kind),
        "to_check": [row for row in rows if letter_due(row["line"].freshness) and row["line"].owner in mine],
        "may_keep": bool(mine),
        "choice": choice,
        "trail": trail()[:1],
    }
    return render(request, "mandates/directory.html", context)


def _cells(row: dict[str, Any]) -> list[Any]:
    who = "; ".join(f"{each['name']} ({each['capacity']})" for each in row["people"])
    line = row["line"]
    return [
        *(row["kind"], row["country"], row["seat"], who, line.telephone, line.email, line.hours, row["freshness"]),
        line.last_reached,
    ]


def rows_of(request: HttpRequest, choice: lists.Choice) -> list[dict[str, Any]]:
    """The entries of the directory that the reader may read, with what their bodies have to tell."""
    lines = queries.mandates(request.viewer, on=choice.on, owner=choice.country)
    names = lists.names_of({line.owner for line in lines}, choice)
    bodies = Bodies(request.viewer, choice.on, choice.lang)
    found = [wording.mandate(line, bodies, names) for line in lines]
    told = law.information_duties(request.viewer, on=choice.on) if any(line.body for line in lines) else []
    for row in found:
        of_body = [each for each in told if row["line"].body and each.sender == row["line"].body]
        row["tells"] = list(dict.fromkeys(f"{bodies.name(each.recipient)} ({by_when(each)})" for each in of_body))
    return sorted(found, key=lambda row: row["country"].sort_key)


@require_http_methods(["GET", "POST"])
def new_mandate(request: HttpRequest) -> HttpResponse:
    """Enter a mandate."""
    owners = offered_owners(request, Deed.KEEP_MANDATES)
    owner = request.POST.get("owner", "") if request.method == "POST" else owners[0][0]
    owner = owner if owner in dict(owners) else owners[0][0]
    start = {"owner": owner, "check_every": "90", "label": "1", "start": timezone.localdate()}
    form = _form(request, owner, owners, start)
    if form.is_valid():
        made: Any = attempt(form, lambda: actions.record_mandate(by=request.actor, owner=owner, told=form.told()))
        if made is not None:
            messages.success(
                request, gettext("The entry is kept. Try the line now, and say whether somebody answered.")
            )
            return redirect("mandate", uid=made.uid)
    context = {"form": form, "title": gettext("Enter a mandate"), "trail": trail()}
    return render(request, "mandates/form.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, owner: str, owners: Any, initial: dict[str, Any], *, read: bool = True) -> MandateForm:
    choice = lists.chosen(request)
    bodies = law.bodies(request.viewer, on=choice.on, territories=(owner,))
    names = Bodies(request.viewer, choice.on, choice.lang)
    return MandateForm(
        request.POST if request.method == "POST" and read else None,
        owners=owners,
        seats=[(seat.key, gettext(seat.title)) for seat in people.seats(request.viewer, on=choice.on, owner=owner)],
        bodies=[(key, names.name(key)) for key, body in bodies.items() if body.territory == owner],
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
def mandate_page(request: HttpRequest, uid: object) -> HttpResponse:
    """One entry: who has it, who stands in, whether the line was tried. It is tried and corrected here."""
    choice = lists.chosen(request)
    line = queries.mandate(request.viewer, uid, on=choice.on)
    if line is None:
        raise lists.not_there(gettext("mandate"), uid)
    keeps, pressed = may(request.actor, Deed.KEEP_MANDATES, line.owner), request.POST.get("do", "")
    form = _form(request, line.owner, [], _initial(line), read=pressed == "change")
    check = CheckForm(request.POST if pressed in {"reached", "not_reached"} else None)
    if request.method == "POST" and _kept(request, line, form, check, pressed):
        messages.success(request, gettext("It is kept."))
        return redirect("mandate", uid=line.uid)
    wrong = form if form.errors else check if check.errors else None
    names = lists.names_of([line.owner], choice)
    context = {
        **wording.mandate(line, Bodies(request.viewer, choice.on, choice.lang), names),
        "mandate_form": form if keeps else None,
        "check": check if keeps else None,
        "form": wrong,
        "history": history(request.viewer, line.uid),
        "trail": trail(),
    }
    return render(request, "mandates/mandate.html", context, status=422 if wrong is not None else 200)


def _kept(request: HttpRequest, line: MandateLine, form: MandateForm, check: CheckForm, pressed: str) -> bool:
    """Do what was pressed. Refuses people.unknown_key for a button that is not there."""
    by = request.actor
    if pressed == "ask":
        ask(by=by, mandate=line.uid)
        return True
    if pressed == "change":
        return form.is_valid() and bool(
            attempt(form, lambda: actions.change_mandate(by=by, mandate=line.uid, told=form.told()))
        )
    if pressed not in {"reached", "not_reached"}:
        raise lists.not_there(gettext("button"), pressed[:40])
    reached = pressed == "reached"
    return check.is_valid() and bool(
        attempt(
            check,
            lambda: actions.check_contact(by=by, mandate=line.uid, reached=reached, note=check.cleaned_data["note"]),
        )
    )


def _initial(line: MandateLine) -> dict[str, Any]:
    plain = ("kind", "seat", "head", "body", "telephone", "email", "hours", "start", "until")
    found: dict[str, Any] = {name: getattr(line, name) for name in plain}
    return found | {"check_every": str(line.check_every), "label": str(int(line.label))}
