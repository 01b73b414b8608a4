"""The words of the journal: faults that verification names, and how a refused attempt is marked."""

from enum import StrEnum

from kerege.lib.refusal import N_

REFUSED = "refused"

GENESIS = "0" * 64


class Fault(StrEnum):
    """What verification can find wrong with the chain."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    CUT = "cut"


FAULTS = {
    Fault.CHANGED: N_("The act was changed after it was written."),
    Fault.MISSING: N_("One or more acts before this one are missing."),
    Fault.REORDERED: N_("The act does not follow the one before it."),
    Fault.CUT: N_("Acts at the end of the journal are missing."),
}
