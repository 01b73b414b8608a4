"""Tables of planning."""

from kerege.planning.models.outlook import Outlook, OutlookVersion
from kerege.planning.models.scenario import AcceptedCourse, Scenario, ScenarioTrainer
from kerege.planning.models.stated import StatedNeeds

__all__ = ["AcceptedCourse", "Outlook", "OutlookVersion", "Scenario", "ScenarioTrainer", "StatedNeeds"]
