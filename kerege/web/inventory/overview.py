"""The door of the inventory: what waits for the reader, what the region has, and the way to every list."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from kerege.inventory import queries
from kerege.inventory.queries import Choice
from kerege.inventory.rules.standing import NOT_CLOSED
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.privacy import queries as privacy
from kerege.web.activities import lists
from kerege.web.inventory.waiting import Known, waiting
from kerege.web.shell.figures import figure


@dataclass(frozen=True)
class Tile:
    """One kind of thing that the region has: how many of them this reader may see, and the lists that show them."""

    title: str
    href: str
    number: int
    text: str
    more: tuple[tuple[str, str], ...] = ()


@require_GET
def inventory(request: HttpRequest) -> HttpResponse:
    """What the region has, as far as the reader may see it on the day, and what waits for the reader."""
    choice = lists.chosen(request)
    known = Known(request.viewer, request.actor, choice.on, choice.lang)
    context: dict[str, Any] = {
        "steps": waiting(known),
        "tiles": [_facilities(known), _equipment(known), _centres(known), _people(known), *_help(known)],
        "works": bool(request.actor.grants),
        "may_record": bool(known.kept),
        "may_ask": bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
    }
    return render(request, "inventory/overview.html", context)


def _facilities(known: Known) -> Tile:
    found = queries.find(known.viewer, on=known.on, lang=known.lang, choice=Choice(standings=NOT_CLOSED), size=1)
    text = gettext("Laboratories, training centres and stations of the region: what they can do for others.")
    more = (
        (gettext("Map"), "facility_map"),
        (gettext("In figures"), "statistics"),
        (gettext("Assessments"), "capacity"),
        *(((gettext("Imports"), "imports"),) if known.kept else ()),
    )
    return _tile(gettext("Facilities"), "facilities", found.total, text, more)


def _equipment(known: Known) -> Tile:
    usable = sum(item.standing.usable for item in known.items)
    text = ngettext("%(n)s can be counted on.", "%(n)s can be counted on.", usable) % {"n": figure(usable)}
    text = text if known.items else ""
    more = (
        (gettext("Lots and their ledger"), "lots"),
        (gettext("Distribution plans"), "plans"),
        (gettext("Who can certify"), "testers"),
        (gettext("Handovers as sources tell"), "handovers"),
    )
    return _tile(gettext("Equipment"), "equipment", len(known.items), text, more)


def _centres(known: Known) -> Tile:
    number = sum(queries.centres_by_country(known.viewer, on=known.on, lang=known.lang).values())
    text = gettext("Who trains others in the region, in which languages and rooms, and by whose leave.")
    return _tile(gettext("Training centres"), "centres", number, text)


def _people(known: Known) -> Tile:
    number = sum(privacy.experts_by_owner(known.viewer, on=known.on).values())
    text = gettext("People who chose to be found by those with a working role, and who does which work by order.")
    more = ((gettext("Associations"), "associations"), (gettext("Reference functions"), "reference_functions"))
    return _tile(gettext("Experts and trainers"), "experts", number, text, more)


def _help(known: Known) -> list[Tile]:
    offered = gettext("What laboratories and training centres can give to others on this day.")
    asked = gettext("What somebody needs and nobody has agreed to give yet.")
    own = ((gettext("Enquiries"), "enquiries"),) if known.actor.grants else ()
    return [
        _tile(gettext("Offers of help"), "offers", len(known.offers), offered),
        _tile(gettext("Requests for help"), "help_requests", len(known.requests), asked, own),
    ]


def _tile(title: str, page: str, number: int, text: str, more: tuple[tuple[str, str], ...] = ()) -> Tile:
    return Tile(title, reverse(page), number, text, tuple((label, reverse(name)) for label, name in more))
