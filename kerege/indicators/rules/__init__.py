"""What indicators are and how claims and evidence are compared. Plain Python."""

from kerege.indicators.rules.definitions import (
    BY_KEY,
    DEFINITIONS,
    GROUPS,
    OBJECTIVES,
    Definition,
    Group,
    definition,
)
from kerege.indicators.rules.reading import (
    BY_TRAINEES,
    BY_VENUE,
    ClaimLine,
    Conflict,
    Evidence,
    Reading,
    RecordRef,
    Scope,
    claimed,
    claims_in_conflict,
    difference,
    unknown_remainder,
    with_silence,
)

__all__ = [
    "BY_KEY",
    "BY_TRAINEES",
    "BY_VENUE",
    "DEFINITIONS",
    "GROUPS",
    "OBJECTIVES",
    "ClaimLine",
    "Conflict",
    "Definition",
    "Evidence",
    "Group",
    "Reading",
    "RecordRef",
    "Scope",
    "claimed",
    "claims_in_conflict",
    "definition",
    "difference",
    "unknown_remainder",
    "with_silence",
]
