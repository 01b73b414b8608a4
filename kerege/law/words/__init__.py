"""The words of law."""

from kerege.law.words.instruments import (
    BEFORE_ADOPTION,
    IN_FORCE_BEFORE,
    INSTRUMENT_KINDS,
    NO_ADOPTION_DATE,
    NO_DATE,
    TREATY_ACTS,
    InstrumentKind,
    TreatyAct,
)
from kerege.law.words.milestones import MILESTONE_KINDS, MilestoneKind

__all__ = [
    "BEFORE_ADOPTION",
    "INSTRUMENT_KINDS",
    "IN_FORCE_BEFORE",
    "MILESTONE_KINDS",
    "NO_ADOPTION_DATE",
    "NO_DATE",
    "TREATY_ACTS",
    "InstrumentKind",
    "MilestoneKind",
    "TreatyAct",
]
