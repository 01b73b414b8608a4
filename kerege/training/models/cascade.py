"""Who taught a course, as sources tell it, and what trained trainers say afterwards."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.records.stated import Citation
from kerege.training.models.course import Course


class CourseDescent(OwnedModel):
    """A course was taught by trainers of another one, as sources tell or as is inferred from them
    (words.cascade.Basis); registers make such a line by themselves and need no row here.

    Without `taught_by` a source tells who the trainers were, and the course in which they were trained is not on
    record; `note` then says what it tells. `note` of an inferred line says from what.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="descents")
    taught_by = models.ForeignKey(Course, null=True, on_delete=models.PROTECT, related_name="taught_on")
    basis = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "training"
        verbose_name = "line of the cascade"
        constraints = [
            models.UniqueConstraint(fields=["course", "taught_by"], name="line_of_the_cascade_once"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(taught_by__isnull=True), name="unknown_course_of_trainers_once"
            ),
            models.CheckConstraint(
                condition=Q(basis="stated", taught_by__isnull=False) | ~Q(note=""), name="line_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taught_by_id} → {self.course_id}"


class DescentSource(Citation):
    descent = models.ForeignKey(CourseDescent, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "training"
        constraints = [models.UniqueConstraint(fields=["descent", "source"], name="descent_cites_once")]


class FollowUp(OwnedModel):
    """A trained trainer is asked, so many months after the course, whether they teach; and so is the supervisor.

    `answers` are choices, never text; `outcome` is what they come to, empty while nobody answered. Who is silent stays
    silent: nothing is filled in. `late`: it came after the sums for others were made (rules.followup.COUNTED_AFTER).
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="followups")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answers = models.JSONField(default=dict)
    outcome = models.CharField(max_length=16, blank=True)
    late = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True)
    confirmed = models.CharField(max_length=12, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        (
            *("course", "months", "due_on", "asked_on", "reminders", "reminded_on"),
            *("answered_on", "answers", "outcome", "late", "confirmed_on", "confirmed"),
        ),
        Erased.KEPT,
        why="figures that were published rest on it; it then tells of one trainer without a name",
    )

    class Meta:
        app_label = "training"
        verbose_name = "follow-up"
        constraints = [
            models.UniqueConstraint(fields=["course", "person", "months"], name="asked_once_for_a_time"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="") | ~Q(outcome=""), name="answer_has_outcome"
            ),
        ]
        indexes = [
            models.Index(fields=["months", "course", "outcome"], name="followups_of_a_time"),
            models.Index(fields=["answered_on", "due_on"], name="followups_open"),
            models.Index(fields=["owner", "answered_on", "due_on"], name="followups_of_an_owner"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class FollowUpLink(OwnedModel):
    """A link for one answer, by the digest of its token: the trainer's or the supervisor's. A new one replaces it."""

    part_of: ClassVar[tuple[str, ...]] = ("followup",)
    shareable: ClassVar[bool] = False

    followup = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="links")
    side = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField()
    spent = models.BooleanField(default=False)
    opened_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"opened_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"

    def __str__(self) -> str:
        return str(self.uid)
