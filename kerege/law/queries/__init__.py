"""Reading law, shaped for pages. Every read of owned records names its viewer and its day."""

from kerege.law.queries.recorded import (
    InstrumentLine,
    MilestoneLine,
    RefusedStatus,
    StatusLine,
    instruments,
    milestones,
    refused_statuses,
    statuses,
)

__all__ = [
    "InstrumentLine",
    "MilestoneLine",
    "RefusedStatus",
    "StatusLine",
    "instruments",
    "milestones",
    "refused_statuses",
    "statuses",
]
