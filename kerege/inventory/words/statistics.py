"""The words of statistics: by what facilities are counted, and how an item stands for whoever plans."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Dimension(StrEnum):
    """By what facilities are counted. Of those in CLOSED not everybody may know which facility has what."""

    COUNTRY = "country"
    SECTOR = "sector"
    KIND = "kind"
    CAPABILITY = "capability"
    STANDING = "standing"
    OWNERSHIP = "ownership"
    FRESHNESS = "freshness"
    CLAIMED = "claimed"
    PROVED = "proved"
    STAFF = "staff"
    COMPLETE = "complete"


DIMENSIONS = {
    Dimension.COUNTRY: N_("Country"),
    Dimension.SECTOR: N_("Sector"),
    Dimension.KIND: N_("Kind"),
    Dimension.CAPABILITY: N_("What they can do for others"),
    Dimension.STANDING: N_("State"),
    Dimension.OWNERSHIP: N_("Who runs them"),
    Dimension.FRESHNESS: N_("When the card was confirmed"),
    Dimension.CLAIMED: N_("Level of containment, claimed"),
    Dimension.PROVED: N_("Level of containment, proved"),
    Dimension.STAFF: N_("Roles of staff that they have"),
    Dimension.COMPLETE: N_("How complete the card is"),
}
CLOSED = (Dimension.CLAIMED, Dimension.PROVED, Dimension.STAFF, Dimension.COMPLETE)


class Freshness(StrEnum):
    FRESH = "fresh"
    STALE = "stale"


FRESHNESSES = {
    Freshness.FRESH: N_("Within twelve months"),
    Freshness.STALE: N_("More than twelve months ago"),
}


class Band(StrEnum):
    """How complete a card is, in hundredths of the score that rules.completeness gives."""

    BELOW_25 = "0-24"
    BELOW_50 = "25-49"
    BELOW_75 = "50-74"
    UP_TO_100 = "75-100"


class ItemState(StrEnum):
    """How an item stands for whoever plans with it; the first that is true."""

    GONE = "gone"
    OUT = "out"
    CALL = "call"
    USABLE = "usable"
    WAITING = "waiting"


ITEM_STATES = {
    ItemState.USABLE: N_("Can be counted on"),
    ItemState.CALL: N_("Needs a tester"),
    ItemState.OUT: N_("Out of service"),
    ItemState.WAITING: N_("Not installed yet"),
    ItemState.GONE: N_("Disposed of"),
}

SAME_TWICE = RefusalWord(
    "inventory.same_twice",
    N_("Rows and columns are both counted by “%(dimension)s”. Choose something else for one of them."),
)
