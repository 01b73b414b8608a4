"""What this platform does not take, in texts and in columns of lists."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Forbidden(StrEnum):
    """What a text or a column tells that is not for this platform."""

    HOLDINGS = "holdings"
    QUANTITY = "quantity"
    STORAGE = "storage"
    SECURITY = "security"
    PERSONS = "persons"


FORBIDDEN = {
    Forbidden.HOLDINGS: N_("Strains or agents that somebody keeps are not taken."),
    Forbidden.QUANTITY: N_("Quantities of agents or samples are not taken."),
    Forbidden.STORAGE: N_("Places where something dangerous is stored are not taken."),
    Forbidden.SECURITY: N_("How a place is guarded is not taken."),
    Forbidden.PERSONS: N_("Names, numbers and birthdays of persons are not taken. Staff is counted by role."),
}
