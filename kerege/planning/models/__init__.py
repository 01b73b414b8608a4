"""Tables of planning."""

from kerege.planning.models.scenario import AcceptedCourse, Scenario, ScenarioTrainer
from kerege.planning.models.stated import StatedNeeds

__all__ = ["AcceptedCourse", "Scenario", "ScenarioTrainer", "StatedNeeds"]
