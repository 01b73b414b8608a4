"""Offers of help: the list with its filters and files, one offer, making one and taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.inventory import actions, queries
from kerege.inventory.queries import Choice
from kerege.inventory.rules.keepers import check_keeper, keeps
from kerege.inventory.words.helping import HELP_KINDS, OFFER_STATES, Audience, HelpKind, OfferState
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.helping.forms import OfferForm, WithdrawForm
from kerege.web.helping.listing import HELP, asked_for, page_of, wanted
from kerege.web.helping.tables import offers_table
from kerege.web.helping.wording import named, offer_line
from kerege.web.inventory.wording import options
from kerege.web.shell.asked import an_order, asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt


@require_GET
@asks(**HELP, kind=one_of(HelpKind), status=one_of(OfferState), sort=an_order(queries.OFFER_ORDERS))
def offers(request: HttpRequest) -> HttpResponse:
    """Offers as on the day, those that stand first. `?format=` is a file."""
    choice = lists.chosen(request)
    asked = asked_for(request, choice)
    found = queries.offers(request.viewer, on=choice.on, wanted=wanted(asked), order=choice.sort, lang=choice.lang)
    names = named(choice, codes={o.territory for o in found}, places={o.place for o in found})
    if choice.format:
        table = offers_table(request.viewer, found, names, choice, gettext("Offers of help"))
        return respond(request, table, filename="kerege-offers", format=choice.format)
    page = page_of(found, choice)
    context = {
        "lines": [offer_line(line, names) for line in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "asked": asked,
        "kinds": options(HELP_KINDS, asked.kind),
        "states": options(OFFER_STATES, asked.status),
        "countries": lists.countries(choice.on, choice.lang),
        "may_offer": bool(owners_for(request.actor, Deed.RECORD_RESOURCE)),
        "may_ask": bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
        "keep_page": "offers",
    }
    return render(request, "helping/offers.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, key: str) -> HttpResponse:
    """One offer; for whoever keeps the card of the facility, the form to take it back."""
    choice = lists.chosen(request)
    found = queries.offer(request.viewer, key, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("offer"), key)
    mine = keeps(request.actor, found.owner, found.organisation)
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        check_keeper(request.actor, found.owner, found.organisation)
    form = WithdrawForm(sent)
    if form.is_valid() and attempt(form, lambda: _withdrawn(request, key, form)) is not None:
        return redirect("offer", key=key)
    names = named(choice, codes={found.territory, *found.countries}, places={found.place})
    context = offer_line(found, names) | {
        "form": form if mine and found.state in {OfferState.OPEN, OfferState.COMING} else None,
        "to_share": found.audience == Audience.COUNTRIES and may(request.actor, Deed.LABEL, found.owner),
        "by_share": found.audience == Audience.COUNTRIES,
        "may_ask": bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
    }
    return render(request, "helping/offer.html", context, status=422 if form.errors else 200)


def _withdrawn(request: HttpRequest, key: str, form: Any) -> Any:
    return actions.withdraw_offer(by=request.actor, offer=key, **form.cleaned_data)


@require_http_methods(["GET", "POST"])
def new_offer(request: HttpRequest) -> HttpResponse:
    """Offer what a facility can do for others; for those who keep its card."""
    choice = lists.chosen(request)
    sent = request.POST if request.method == "POST" else None
    owners = owners_for(request.actor, Deed.RECORD_RESOURCE)
    if not owners:
        check_may(request.actor, Deed.RECORD_RESOURCE, REGION)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    kept = own_facilities(request, choice, owners)
    first = {"facility": request.GET.get("facility", "")[:20], "kind": request.GET.get("kind", "")[:20]}
    form = OfferForm(
        sent,
        facilities=kept,
        countries=[(c.code, str(c)) for c in countries if c.code not in owners],
        initial={**first, "start": localdate(), "audience": Audience.REGION.value},
    )
    if form.is_valid():
        called = {"end": "until", "territory": "countries"}
        done = attempt(form, lambda: form.run(by=request.actor), called=called)
        if done is not None:
            return redirect("offer", key=done.key)
    context = {"form": form, "title": gettext("Offer help"), "kept": kept}
    return render(request, "helping/new_offer.html", context, status=422 if form.errors else 200)


def own_facilities(request: HttpRequest, choice: lists.Choice, owners: tuple[str, ...]) -> list[tuple[str, str]]:
    """The facilities whose cards the actor keeps, to choose from."""
    found = queries.facilities(request.viewer, on=choice.on, choice=Choice(owners=owners), lang=choice.lang, size=500)
    mine = (line for line in found.rows if keeps(request.actor, line.owner, line.organisation))
    return [(line.key, f"{line.name} ({line.key})") for line in mine]
