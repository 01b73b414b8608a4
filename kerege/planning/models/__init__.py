"""Tables of planning."""

from kerege.planning.models.scenario import AcceptedCourse, Scenario, ScenarioTrainer

__all__ = ["AcceptedCourse", "Scenario", "ScenarioTrainer"]
