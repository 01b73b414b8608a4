from kerege.law.models.catalogue import (
    CatalogueRelease,
    InstrumentProvision,
    InstrumentVersion,
    Obligation,
    ObligationLink,
    ReleaseEntry,
    Topic,
)
from kerege.law.models.instrument import Instrument, StatusRecord, StatusSource
from kerege.law.models.milestone import Milestone, MilestoneSource
from kerege.law.models.standing import PartyStatus

__all__ = [
    "CatalogueRelease",
    "Instrument",
    "InstrumentProvision",
    "InstrumentVersion",
    "Milestone",
    "MilestoneSource",
    "Obligation",
    "ObligationLink",
    "PartyStatus",
    "ReleaseEntry",
    "StatusRecord",
    "StatusSource",
    "Topic",
]
