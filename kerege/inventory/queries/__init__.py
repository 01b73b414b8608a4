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
from kerege.inventory.queries.finding import Found, Hit, find, nearest
from kerege.inventory.queries.handovers import HandoverLine, handovers
from kerege.inventory.queries.mapping import Mark, Marks, by_country, picture_marks, tile_marks
from kerege.inventory.queries.naming import Lookalike, NameLine, lookalikes

__all__ = [
    "AccreditationLine",
    "Choice",
    "ContainmentLine",
    "FacilityCard",
    "FacilityLine",
    "Found",
    "HandoverLine",
    "Hit",
    "HistoryLine",
    "Lines",
    "Lookalike",
    "NameLine",
    "RoundLine",
    "Mark",
    "Marks",
    "Told",
    "UnitLine",
    "Where",
    "by_country",
    "chosen",
    "facets",
    "facilities",
    "facility",
    "handovers",
    "find",
    "key_by_uid",
    "lines_of",
    "lookalikes",
    "nearest",
    "picture_marks",
    "tile_marks",
    "where",
]
