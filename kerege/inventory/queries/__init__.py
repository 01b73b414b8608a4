"""Reading the inventory, shaped for pages. Every read names its viewer and its day."""

from kerege.inventory.queries.cards import (
    AccreditationLine,
    ContainmentLine,
    FacilityCard,
    HistoryLine,
    RoundLine,
    UnitLine,
    facility,
    key_by_uid,
)
from kerege.inventory.queries.facilities import (
    Choice,
    FacilityLine,
    Lines,
    Where,
    chosen,
    facets,
    facilities,
    lines_of,
    where,
)
from kerege.inventory.queries.filling import Told
from kerege.inventory.queries.handovers import HandoverLine, handovers
from kerege.inventory.queries.naming import Lookalike, NameLine, lookalikes

__all__ = [
    "AccreditationLine",
    "Choice",
    "ContainmentLine",
    "FacilityCard",
    "FacilityLine",
    "HandoverLine",
    "HistoryLine",
    "Lines",
    "Lookalike",
    "NameLine",
    "RoundLine",
    "Told",
    "UnitLine",
    "Where",
    "chosen",
    "facets",
    "facilities",
    "facility",
    "handovers",
    "key_by_uid",
    "lines_of",
    "lookalikes",
    "where",
]
