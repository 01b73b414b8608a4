from kerege.law.models.instrument import Instrument, StatusRecord, StatusSource
from kerege.law.models.milestone import Milestone, MilestoneSource

__all__ = ["Instrument", "Milestone", "MilestoneSource", "StatusRecord", "StatusSource"]
