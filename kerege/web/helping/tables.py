"""Offers and requests as files."""

from collections.abc import Sequence

from kerege.inventory.queries import OfferLine, RequestLine
from kerege.inventory.words.equipment import EQUIPMENT_KINDS
from kerege.inventory.words.helping import HELP_KINDS, OFFER_STATES, REQUEST_STATES, URGENCIES
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice, cell
from kerege.web.helping.wording import Named
from kerege.web.inventory.wording import said, word

OFFERS = (
    *(N_("Offer"), N_("Key"), N_("Kind of help"), N_("Facility"), N_("Name"), N_("Country"), N_("Town")),
    *(N_("From"), N_("Until"), N_("State"), N_("Languages"), N_("Equipment"), N_("How many"), N_("Note")),
)
REQUESTS = (
    *(N_("Request"), N_("Key"), N_("Kind of help"), N_("Country"), N_("Town"), N_("Facility"), N_("Name")),
    *(N_("Needed by"), N_("How urgent"), N_("State"), N_("Languages"), N_("Equipment"), N_("How many"), N_("Note")),
)


def offers_table(viewer: Viewer, lines: Sequence[OfferLine], names: Named, choice: Choice, title: str) -> Table:
    rows = [
        [
            *(x.title, x.key, word(HELP_KINDS, x.kind), x.facility, x.facility_name, names.countries.get(x.territory)),
            *(names.places.get(x.place, ""), x.start, x.until, word(OFFER_STATES, x.state), " ".join(x.languages)),
            *("; ".join(said(EQUIPMENT_KINDS, x.equipment)), x.amount, x.note),
        ]
        for x in lines
    ]
    return lists.table(viewer, title, OFFERS, rows, choice)


def requests_table(viewer: Viewer, lines: Sequence[RequestLine], names: Named, choice: Choice, title: str) -> Table:
    rows = [
        [
            *(x.title, x.key, word(HELP_KINDS, x.kind), names.countries.get(x.territory)),
            *(names.places.get(x.place, ""), cell(x.facility), cell(x.facility_name), x.needed_by),
            *(word(URGENCIES, x.urgency), word(REQUEST_STATES, x.state), " ".join(x.languages)),
            *(word(EQUIPMENT_KINDS, x.equipment) if x.equipment else "", x.amount, x.note),
        ]
        for x in lines
    ]
    return lists.table(viewer, title, REQUESTS, rows, choice)
