"""Keeping the card of a facility: recording, changing, confirming, and what belongs to it."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kerege.inventory import actions
from kerege.inventory.queries import FacilityCard
from kerege.inventory.rules.keepers import check_keeper
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.inventory import details
from kerege.web.inventory.forms import FacilityForm, field_of, first_values, offers
from kerege.web.inventory.views import card_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def new_facility(request: HttpRequest) -> HttpResponse:
    """Record a facility; for those who keep cards of an owner."""
    sent = request.POST if request.method == "POST" else None
    owners = owners_for(request.actor, Deed.RECORD_RESOURCE)
    if sent is not None or not owners:
        check_may(request.actor, Deed.RECORD_RESOURCE, request.POST.get("owner") or REGION)
    choice = lists.chosen(request)
    form = FacilityForm(
        sent, offered=_offers(request, owners, choice), initial={"standing": "operational", "ownership": "not_recorded"}
    )
    if form.is_valid():
        done = _done(form, lambda: actions.record_facility(by=request.actor, **form.told()))
        if done is not None:
            return redirect("facility", key=done.key)
    context = {"form": form, "title": gettext("Record a facility")}
    return render(request, "inventory/form.html", context, status=422 if form.errors else 200)


def _offers(
    request: HttpRequest, owners: tuple[str, ...], choice: lists.Choice, card: FacilityCard | None = None
) -> Any:
    """The choices of the form, for the country that was sent, or else the first that it can be."""
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    possible = list(names) if REGION in owners else [o for o in owners if o in names]
    if card is not None:
        territory = card.line.territory
    else:
        asked = request.POST.get("territory") or choice.country
        territory = asked if asked in possible else (possible or [""])[0]
    return offers(
        [(o, names.get(o, gettext("The region"))) for o in owners],
        sorted(((code, names[code]) for code in possible), key=lambda pair: pair[0] != territory),
        territory,
        choice,
    )


@require_http_methods(["GET", "POST"])
def change_facility(request: HttpRequest, key: str) -> HttpResponse:
    """Change a card. Somebody else's change since the form was opened is not overwritten; what was typed stays."""
    choice = lists.chosen(request)
    card = _kept(request, key, choice)
    sent = request.POST if request.method == "POST" else None
    offered = _offers(request, (), choice, card)
    form = FacilityForm(sent, offered=offered, card=card, initial=first_values(card))
    version = request.POST.get("version", "") if sent is not None else str(card.line.version)
    if form.is_valid():
        seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
        done = _done(
            form,
            lambda: actions.change_facility(by=request.actor, facility=key, expected_version=seen, **form.told()),
        )
        if done is not None:
            return redirect("facility", key=done.key)
    context = {"form": form, "title": gettext("Change the card"), "card": card, "version": version}
    return render(request, "inventory/form.html", context, status=422 if form.errors else 200)


@require_POST
def confirm_facility(request: HttpRequest, key: str) -> HttpResponse:
    """Say that a card still holds, and go back to it."""
    _kept(request, key, lists.chosen(request))
    actions.confirm_unchanged(by=request.actor, facility=key)
    messages.success(request, gettext("Confirmed: the card holds for another twelve months."))
    return redirect("facility", key=key)


@require_http_methods(["GET", "POST"])
def facility_details(request: HttpRequest, key: str) -> HttpResponse:
    """Units, levels of containment, accreditations, rounds, a new name, closing: each a form of its own."""
    card = _kept(request, key, lists.chosen(request))
    asked = request.POST.get("do", "")
    made = details.forms_of(card, request.POST if request.method == "POST" else None, asked)
    form = next((f for f in made if f.prefix == asked), None)
    if form is not None and form.is_valid():
        done = _done(form, lambda: form.run(by=request.actor, facility=key))
        if done is not None:
            return redirect("facility", key=key)
    context = {"card": card, "forms": made}
    return render(request, "inventory/details.html", context, status=422 if form is not None and form.errors else 200)


def _kept(request: HttpRequest, key: str, choice: lists.Choice) -> FacilityCard:
    """The card, for somebody who keeps it. Refuses people.unknown_key, people.not_yours and, to whoever keeps those of
    another organisation only, inventory.not_your_facility.
    """
    card = card_of(request, key, choice)
    check_keeper(request.actor, card.line.owner, card.line.organisation)
    return card


def _done(form: django_forms.Form, action: Callable[[], Any]) -> Any:
    """`attempt`, with each refusal at the field of the form in which it stands."""

    def placed() -> Any:
        try:
            return action()
        except Refusal as refusal:
            told = field_of(form, refusal.field, refusal.data)
            raise Refusal(refusal.word, field=told, **refusal.data) from None

    return attempt(form, placed)
