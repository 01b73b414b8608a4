"""Who teaches a course, interprets it, observes it or supports it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.training.models.course import Course
from kerege.training.words.delivery import Answer


class CourseStaff(OwnedModel):
    """Somebody has a part in a course: words.delivery.StaffPart. Restricted until its owner says otherwise.

    `answer` is what the person said to the invitation. `sessions` are the uids of those sessions of the course in which
    the person has the part; none: in all of them. Who was replaced stays, with the day and the reason.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="staff")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12)
    languages = models.CharField(max_length=100, blank=True)
    sessions = models.JSONField(default=list)
    answer = models.CharField(max_length=10, default=Answer.INVITED)
    answered_on = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    noted_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("course", "part", "languages", "sessions", "answer", "answered_on", "since", "until", "reason", "noted_by"),
        Erased.KEPT,
        why="who was taught by how many rests on it; it then tells of a trainer without a name",
    )
    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "member of staff"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person", "part"], condition=models.Q(until__isnull=True), name="staff_part_once"
            )
        ]
        indexes = [models.Index(fields=["person", "part", "course"], name="staff_of_a_person")]

    def __str__(self) -> str:
        return str(self.uid)
