"""Who may read a record or a field, as a scale of four."""

from enum import IntEnum, StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Sensitivity(IntEnum):
    """From everybody to named roles of the owner; the words follow the traffic light protocol (TLP 2.0)."""

    PUBLIC = 0
    REGIONAL = 1
    NATIONAL = 2
    RESTRICTED = 3


UNKNOWN_LEVEL = RefusalWord(
    "sharing.unknown_level",
    N_("There is no such level. Choose open to everybody, regional partners, national or restricted."),
)

ANY_ROLE = "any"
"""In a share, in the place of a role: every working role of the owner named. It is said; an empty place is nobody."""


class ShareState(StrEnum):
    """A share opens something only while it is standing."""

    WAITING = "waiting"
    STANDING = "standing"
    WITHDRAWN = "withdrawn"
