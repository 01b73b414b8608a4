"""How long it takes from one town to another: the words, and what is refused of a table of travel times."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Mode(StrEnum):
    """By what somebody travels. A time by one says nothing of another."""

    ROAD = "road"
    RAIL = "rail"
    AIR = "air"
    MIXED = "mixed"


MODES = {
    Mode.ROAD: N_("by road"),
    Mode.RAIL: N_("by rail"),
    Mode.AIR: N_("by air"),
    Mode.MIXED: N_("by several means"),
}


class Season(StrEnum):
    ALL = "all"
    SUMMER = "summer"
    WINTER = "winter"


SEASONS = {Season.ALL: N_("all year"), Season.SUMMER: N_("in summer"), Season.WINTER: N_("in winter")}


class Band(StrEnum):
    """How long, as far as it matters for help. UNKNOWN is no time at all: nobody has recorded one."""

    HOUR = "hour"
    THREE_HOURS = "three_hours"
    SIX_HOURS = "six_hours"
    DAY = "day"
    MORE = "more"
    UNKNOWN = "unknown"


BANDS = {
    Band.HOUR: N_("Within an hour"),
    Band.THREE_HOURS: N_("Within three hours"),
    Band.SIX_HOURS: N_("Within six hours"),
    Band.DAY: N_("Within a day"),
    Band.MORE: N_("More than a day"),
    Band.UNKNOWN: N_("Travel time not recorded"),
}

NO_SUCH_TOWN = RefusalWord(
    "inventory.no_such_town",
    N_(
        "No town of the gazetteer is called “%(town)s”. Give its key, such as KZ-1526273, or its name as the gazetteer "
        "has it."
    ),
)
SEVERAL_TOWNS = RefusalWord(
    "inventory.several_towns",
    N_("Several towns are called “%(town)s”: %(keys)s. Give the key of the one that is meant."),
)
SAME_TOWN = RefusalWord(
    "inventory.same_town", N_("A travel time leads from one town to another one. These two are the same town.")
)
BAD_MINUTES = RefusalWord(
    "inventory.bad_minutes",
    N_("“%(minutes)s” is no travel time. Give whole minutes, from 1 to %(most)s."),
)
TIME_OF_THE_FUTURE = RefusalWord(
    "inventory.time_of_the_future",
    N_("The day of the table, %(day)s, is still to come. Give the day on which these times were found."),
)
