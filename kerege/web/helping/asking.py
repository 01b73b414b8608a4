"""Requests for help: the list, one request with who could help and why, asking, and taking back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.inventory import actions, queries
from kerege.inventory.queries import Choice, RequestLine
from kerege.inventory.rules.enquiries import AGREED, UNANSWERED
from kerege.inventory.words.enquiries import Side
from kerege.inventory.words.helping import (
    HELP_KINDS,
    REQUEST_STATES,
    URGENCIES,
    Audience,
    HelpKind,
    RequestState,
    Urgency,
)
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.experts.wording import rows as expert_rows
from kerege.web.helping import letters
from kerege.web.helping.forms import EnquireForm, RequestForm, WithdrawForm
from kerege.web.helping.listing import HELP, asked_for, page_of, wanted
from kerege.web.helping.tables import requests_table
from kerege.web.helping.wording import enquiry_line, expert_line, match_line, named, request_line
from kerege.web.inventory.wording import options
from kerege.web.shell.asked import an_order, asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

STANDING = (RequestState.OPEN, RequestState.AGREED)


@require_GET
@asks(
    **HELP,
    kind=one_of(HelpKind),
    status=one_of(RequestState),
    urgency=one_of(Urgency),
    sort=an_order(queries.REQUEST_ORDERS),
)
def requests(request: HttpRequest) -> HttpResponse:
    """Requests as on the day, the most urgent first. `?format=` is a file."""
    choice = lists.chosen(request)
    asked = asked_for(request, choice)
    found = queries.requests(request.viewer, on=choice.on, wanted=wanted(asked), order=choice.sort, lang=choice.lang)
    names = named(choice, codes={r.territory for r in found}, places={r.place for r in found})
    if choice.format:
        table = requests_table(request.viewer, found, names, choice, gettext("Requests for help"))
        return respond(request, table, filename="kerege-requests", format=choice.format)
    page = page_of(found, choice)
    waiting = [e for e in queries.enquiries(request.viewer, request.actor, on=choice.on) if e.mine and e.turn]
    context = {
        "lines": [request_line(line, names) for line in page.object_list],
        "total": len(found),
        "waiting": len(waiting),
        "page": page,
        "choice": choice,
        "asked": asked,
        "kinds": options(HELP_KINDS, asked.kind),
        "states": options(REQUEST_STATES, asked.status),
        "urgencies": options(URGENCIES, asked.urgency),
        "countries": lists.countries(choice.on, choice.lang),
        "may_offer": bool(owners_for(request.actor, Deed.RECORD_RESOURCE)),
        "may_ask": bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
        "keep_page": "requests",
    }
    return render(request, "helping/requests.html", context)


@require_http_methods(["GET", "POST"])
def new_request(request: HttpRequest) -> HttpResponse:
    """Ask for help; for biosafety officers, heads of laboratories and training centres, and focal points."""
    choice = lists.chosen(request)
    sent = request.POST if request.method == "POST" else None
    owners = owners_for(request.actor, Deed.ASK_FOR_HELP)
    if sent is not None or not owners:
        check_may(request.actor, Deed.ASK_FOR_HELP, request.POST.get("owner") or REGION)
    form = _request_form(request, sent, owners, choice)
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor), called={"territory": "owner", "organisation": "owner"})
        if done is not None:
            ask = request.GET.get("ask", "")[:20]
            return redirect(
                reverse("help_request", args=[done.key]) + (f"?{urlencode({'ask': ask})}#ask" if ask else "")
            )
    context = {"form": form, "title": gettext("Ask for help")}
    return render(request, "helping/new_request.html", context, status=422 if form.errors else 200)


def _request_form(request: HttpRequest, sent: Any, owners: tuple[str, ...], choice: lists.Choice) -> RequestForm:
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    own = [o for o in owners if o in names]
    found = queries.facilities(request.viewer, on=choice.on, choice=Choice(territories=own), lang=choice.lang, size=500)
    towns = [p for code in own for p in atlas.places(on=choice.on, lang=choice.lang, territory=code)]
    bodies = {g.organisation for g in request.actor.grants} - {""}
    here = next((line.key for line in found.rows if line.organisation in bodies), "")
    typed = {name: request.GET.get(name, "")[:20] for name in ("kind", "place", "facility")}
    first = {"urgency": Urgency.ROUTINE.value, "audience": Audience.REGION.value, "facility": here}
    return RequestForm(
        sent,
        owners=[(o, names.get(o, gettext("The region"))) for o in owners],
        facilities=[(line.key, f"{line.name} ({line.key})") for line in found.rows] if own else [],
        towns=sorted(((p.key, p.name) for p in towns), key=lambda pair: pair[1]),
        initial={**first, **{name: value for name, value in typed.items() if value}},
    )


@require_http_methods(["GET", "POST"])
def help_request(request: HttpRequest, key: str) -> HttpResponse:
    """One request. Whoever asks for it sees who could help and why, asks them, and may take the request back."""
    choice = lists.chosen(request)
    found = queries.request(request.viewer, key, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("request for help"), key)
    do, sent = request.POST.get("do", ""), request.POST if request.method == "POST" else None
    mine = speaks_for(request, found, choice)
    back = WithdrawForm(sent if do == "withdraw" else None, prefix="withdraw")
    ask = EnquireForm(sent if do == "ask" else None, prefix="ask", initial=_named_in_address(request))
    form = {"withdraw": back, "ask": ask}.get(do)
    if form is not None and form.is_valid() and attempt(form, lambda: _done(request, key, do, form)) is not None:
        return redirect("help_request", key=key)
    context = {
        **_told(request, found, choice, mine=mine),
        "mine": mine,
        "ask_form": ask if mine and found.state in STANDING else None,
        "form": back if mine and found.state in (*STANDING, RequestState.EXPIRED) else None,
        "wrong": form if form is not None and form.errors else None,
        "may_offer": bool(owners_for(request.actor, Deed.RECORD_RESOURCE)),
    }
    return render(request, "helping/request.html", context, status=422 if context["wrong"] else 200)


def speaks_for(request: HttpRequest, found: RequestLine, choice: lists.Choice) -> bool:
    """Whether the reader asks for the organisation of the request, or sits on its seat."""
    seat = found.seat.number if found.seat else None
    return queries.asks_for(request.actor, found.owner, found.organisation, seat=seat, on=choice.on)


def _named_in_address(request: HttpRequest) -> dict[str, str]:
    """Whom somebody chose among those who could help."""
    return {"facility": request.GET.get("ask", "")[:20], "offer": request.GET.get("offer", "")[:60]}


def _told(request: HttpRequest, found: RequestLine, choice: lists.Choice, *, mine: bool) -> dict[str, Any]:
    sent = queries.enquiries(request.viewer, request.actor, on=choice.on, request=found.key, lang=choice.lang)
    asks = mine and found.state in STANDING
    matched = queries.matches(request.viewer, found, on=choice.on, lang=choice.lang) if asks else []
    experts = queries.expert_matches(request.viewer, found, on=choice.on, lang=choice.lang) if asks else []
    codes = {found.territory} | {m.facility.territory for m in matched} | {c for e in sent for c in (e.asker, e.giver)}
    names = named(choice, codes=codes, places={found.place, *(m.facility.place for m in matched)})
    waiting = {e.facility for e in sent if e.state in UNANSWERED | AGREED}
    lines = [match_line(each, names) | {"asked": each.facility.key in waiting} for each in matched]
    return request_line(found, names) | {
        "offered": [line for line in lines if line["offer"] is not None],
        "others": [line for line in lines if line["offer"] is None],
        "experts": _experts(request, experts, choice),
        "enquiries": [enquiry_line(e, names) for e in sent],
    }


def _experts(request: HttpRequest, found: list[queries.MatchedExpert], choice: lists.Choice) -> list[dict[str, Any]]:
    rows = expert_rows(request.viewer, [each.expert for each in found], on=choice.on, lang=choice.lang)
    return [expert_line(each, row) for each, row in zip(found, rows, strict=True)]


def _done(request: HttpRequest, key: str, do: str, form: Any) -> Any:
    if do == "withdraw":
        return actions.withdraw_request(by=request.actor, request=key, **form.cleaned_data)
    made = actions.enquire(by=request.actor, request=key, **form.cleaned_data)
    tell_other_side(request, str(made.thread), Side.ASKER)
    return made


def tell_other_side(request: HttpRequest, thread: str, side: Side) -> None:
    """Tell the seat of the other side that something waits for it."""
    other = Side.GIVER if side == Side.ASKER else Side.ASKER
    uid = queries.uid_of_side(thread, other)
    address = request.build_absolute_uri(reverse("enquiry", args=[uid]))
    letters.tell(queries.seats_of(thread).get(other), address=address, on=lists.chosen(request).on)
