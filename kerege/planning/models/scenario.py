"""Scenarios: what a plan rests on, what came of the search, and which courses became of it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.planning.words import Kind, State
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class Scenario(OwnedModel):
    """One plan for a season, of a country, of the region, or of one training centre (`centre`, its key); or, by its
    `kind`, one over years: then `settings` are rows of rules.years, `inputs` a programme and `result` a plan of it.

    `settings` are rows by family (rules.rows); `goals` pairs of a goal and the thousandths that it may give. `inputs`
    is the problem as it was gathered, `digest` says which; `notes` what whoever looks should know of it. Inputs are as
    closed as what they were made of: the label is the clearance of whoever gathered them. `result` is a plan or a
    contradiction, `earlier` the plan before it, `before` what stood here when the search was asked for. Trainers stand
    in all of these by the keys of `ScenarioTrainer` alone. `trials` are short searches beside the plan (rules.trials);
    `tried_at` says when the last of them was heard of, while some wait.
    """

    shareable: ClassVar[bool] = False
    naming: ClassVar[tuple[str, ...]] = ("title",)
    typed: ClassVar[tuple[str, ...]] = ("settings",)
    traces: ClassVar[Mapping[str, Trace]] = {"made_from": Trace.NOBODY}

    label = SensitivityField(default=Sensitivity.RESTRICTED)
    kind = models.CharField(max_length=8, default=Kind.SEASON)
    title = models.CharField(max_length=200)
    centre = models.SlugField(max_length=60, blank=True)
    first = models.DateField()
    last = models.DateField()
    currency = models.CharField(max_length=3, blank=True)
    use_needs = models.BooleanField(default=True)
    also = models.CharField(max_length=100, blank=True)
    settings = models.JSONField(default=dict)
    goals = models.JSONField(default=list)
    seconds = models.PositiveSmallIntegerField(default=30)
    least_change = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=State.DRAFT)
    inputs = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    gathered_on = models.DateField(null=True)
    result = models.JSONField(default=dict)
    earlier = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    stepped_at = models.DateTimeField(null=True)
    made_on = models.DateField()
    made_from = models.UUIDField(null=True)
    fault = models.CharField(max_length=200, blank=True)
    trials = models.JSONField(default=list)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "planning"
        indexes = [models.Index(fields=["owner", "-id"], name="scenarios_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class ScenarioTrainer(OwnedModel):
    """Somebody who may teach in a scenario: `t` and the number is their key there. `listing` is the uid of the entry by
    which somebody was found who chose to be; empty for whom the owner knows otherwise.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)
    shareable: ClassVar[bool] = False

    of = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="trainers")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=8)
    listing = models.UUIDField(null=True)

    personal = Personal("person", PERSON, "training", ("of", "country", "listing"), Erased.DELETED, other=("number",))

    class Meta:
        app_label = "planning"
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="scenario_trainer_once"),
            models.UniqueConstraint(fields=["of", "person"], name="scenario_person_once"),
        ]

    def __str__(self) -> str:
        return f"t{self.number}"


class AcceptedCourse(OwnedModel):
    """A course of training that came of an accepted plan: the uid of the course, and which of the plan it was."""

    part_of: ClassVar[tuple[str, ...]] = ("of",)
    shareable: ClassVar[bool] = False

    of = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="accepted")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    number = models.PositiveSmallIntegerField()
    course = models.UUIDField(db_index=True)

    class Meta:
        app_label = "planning"
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="accepted_course_once")]

    def __str__(self) -> str:
        return str(self.course)
