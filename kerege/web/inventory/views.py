"""Facilities: the list with its filters and files, and the card of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.inventory import queries
from kerege.inventory.queries import FacilityCard, FacilityLine
from kerege.inventory.rules.keepers import keeps
from kerege.inventory.rules.standing import stale_from
from kerege.inventory.words import (
    ACCREDITATION_SCHEMES,
    CONTACT_FUNCTIONS,
    CONTAINMENT_SCHEMES,
    FACILITY_KINDS,
    FUNCTIONS,
    NAME_KINDS,
    OWNERSHIPS,
    PROOFS,
    ROUND_RESULTS,
    SHOWN_AT,
    STAFF_ROLES,
    STANDINGS,
    TRANSPORT,
    WASTE,
    Standing,
)
from kerege.inventory.words.helping import HELP_KINDS, OfferState
from kerege.lib.ids import uid_or_none
from kerege.people.rules import may, owners_for
from kerege.people.words import Deed
from kerege.records.labels import Withheld
from kerege.sharing import queries as sharing
from kerege.sharing.words import SENSITIVITIES
from kerege.web.activities import lists
from kerege.web.finding.asking import FACILITIES
from kerege.web.inventory.files import GEOJSON, facilities_table, geojson
from kerege.web.inventory.lists import Asked, Named, all_lines, asked, filters, named
from kerege.web.inventory.wording import codes_of, history, next_steps, placed, said, word
from kerege.web.sharing.forms import field_name
from kerege.web.shell.asked import a_line, an_order, asks
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.wording import language_name


@require_GET
@asks(**FACILITIES, sort=an_order(o for o in queries.FACILITY_ORDERS if not o.startswith("-")), after=a_line(400))
def facilities(request: HttpRequest) -> HttpResponse:
    """Facilities as on the day, filtered and ordered by the address. `?format=` is a file."""
    wanted = asked(request)
    base = wanted.base
    if base.format:
        return _file(request, wanted)
    found = queries.facilities(
        request.viewer, on=base.on, choice=wanted.choice, lang=base.lang, order=base.sort, after=wanted.after
    )
    names = named(list(found.rows), base)
    context = {
        "lines": [_line(line, names) for line in found.rows],
        "total": found.total,
        "more": found.more,
        "after": found.after,
        "asked": wanted,
        "choice": base,
        "countries": lists.countries(base.on, base.lang),
        "may_record": bool(owners_for(request.actor, Deed.RECORD_RESOURCE)),
        **filters(request.viewer, wanted),
    }
    return render(request, "inventory/facilities.html", context)


def _file(request: HttpRequest, wanted: Asked) -> HttpResponse:
    found = list(all_lines(request.viewer, wanted))
    if wanted.base.format == "geojson":
        return attached(
            request,
            lambda: geojson(request.viewer, found, wanted.base),
            media_type=GEOJSON,
            filename="kerege-facilities.geojson",
        )
    table = facilities_table(request.viewer, found, wanted.base)
    return respond(request, table, filename="kerege-facilities", format=wanted.base.format)


def _line(line: FacilityLine, names: Named) -> dict[str, Any]:
    """One facility as lists show it."""
    return {
        "facility": line,
        "kind": word(FACILITY_KINDS, line.kind),
        "standing": word(STANDINGS, line.standing),
        "works": line.standing == Standing.OPERATIONAL,
        "country": names.countries.get(line.territory),
        "town": names.places.get(line.place) or names.units.get(line.unit, ""),
        **codes_of(line),
    }


@require_GET
def facility(request: HttpRequest, key: str) -> HttpResponse:
    """The card of one facility; for whoever keeps it, first what to do next. Its uid leads to its key."""
    choice = lists.chosen(request)
    if (uid := uid_or_none(key)) is not None and (known := queries.key_by_uid(request.viewer, uid)):
        return redirect("facility", key=known)
    card = card_of(request, key, choice)
    line = card.line
    names = named([line], choice)
    mine = keeps(request.actor, line.owner, line.organisation)
    stale_on = stale_from(line.confirmed_on)
    owners = lists.names_of({line.owner} - {"REG"}, choice)
    context = _line(line, names) | {
        "card": card,
        "mine": mine,
        "steps": next_steps(card, stale_on=stale_on) if mine else [],
        "stale_on": stale_on,
        "ownership": word(OWNERSHIPS, line.ownership),
        "unit": names.units.get(line.unit, ""),
        "place": names.places.get(line.place, ""),
        "organisation": names.organisations.get(line.organisation, ""),
        "where": placed(line.where),
        "shown_at": word(SHOWN_AT, card.shown_at),
        "proof": word(PROOFS, line.proof),
        "owner_name": owners.get(line.owner) or gettext("The region"),
        "labels": _labels(request, line) if mine else [],
        "offers": _offers(request, line, choice),
        "may_ask": not mine and bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
        "may_assess": may(request.actor, Deed.ASSESS, line.owner),
        **_parts(card),
    }
    return render(request, "inventory/facility.html", context)


def card_of(request: HttpRequest, key: str, choice: lists.Choice) -> FacilityCard:
    """The card that the reader may see. Refuses people.unknown_key in the same words where there is none."""
    card = queries.facility(request.viewer, key, on=choice.on, lang=choice.lang)
    if card is None:
        raise lists.not_there(gettext("facility"), key)
    return card


def _offers(request: HttpRequest, line: FacilityLine, choice: lists.Choice) -> list[tuple[queries.OfferLine, str]]:
    """What the facility offers to do for others, as far as the reader may see it, with the kind of help in words."""
    found = queries.offers(request.viewer, on=choice.on, wanted=queries.Wanted(facility=line.key))
    return [(o, word(HELP_KINDS, o.kind)) for o in found if o.state == OfferState.OPEN]


def _parts(card: FacilityCard) -> dict[str, Any]:
    """What belongs to the facility, with its codes as words."""
    contacts, staff = card.contacts, card.staff
    if not isinstance(contacts, Withheld):
        contacts = [(word(CONTACT_FUNCTIONS, function), value) for function, value in contacts]
    if not isinstance(staff, Withheld):
        staff = [(word(STAFF_ROLES, role), count) for role, count in staff]
    return {
        "contacts": contacts,
        "staff": staff,
        "languages": [language_name(lang) for lang in card.line.languages],
        "waste": said(WASTE, card.waste),
        "transport": said(TRANSPORT, card.transport),
        "names": [(word(NAME_KINDS, n.kind), n) for n in card.line.names],
        "units": [(unit, said(FUNCTIONS, unit.functions)) for unit in card.units],
        "containment": [(c, word(CONTAINMENT_SCHEMES, c.scheme), word(PROOFS, c.proof)) for c in card.containment],
        "accreditations": [(a, word(ACCREDITATION_SCHEMES, a.scheme)) for a in card.accreditations],
        "rounds": [(r, word(ROUND_RESULTS, r.result)) for r in card.rounds],
        "history": history(card.history),
    }


def _labels(request: HttpRequest, line: FacilityLine) -> list[tuple[str, str]]:
    """How sensitive the record and its fields are, as far as the reader may see them."""
    found = sharing.record_to_share(request.viewer, kind="inventory.facility", record=line.uid)
    levels = (("*", found.label), *found.fields)
    return [(field_name(field), gettext(SENSITIVITIES[level])) for field, level in levels]
