"""The words of the inventory."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Status(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    UNKNOWN = "unknown"


STATUSES = {
    Status.HELD: N_("Handed over"),
    Status.PLANNED: N_("Planned"),
    Status.UNKNOWN: N_("Not known whether it was handed over"),
}
