"""What participants of a course are asked to learn by themselves."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.models.course import Course
from kerege.training.words.learning import Learnt


class AssignedLearning(OwnedModel):
    """A lesson (curriculum and module) or a package that everybody with a place in a course is asked to take, until a
    day. As open as its course. Who took it stands nowhere: it is read from what they did (queries.learning).

    `since` is the moment from which the participants are told so; what they took before tells nothing.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="assigned")
    kind = models.CharField(max_length=10, default=Learnt.LESSON)
    curriculum = models.SlugField(max_length=60, blank=True)
    module = models.SlugField(max_length=60, blank=True)
    package = models.ForeignKey("training.ElearningPackage", null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    taken_off = models.DateField(null=True)

    typed: ClassVar[tuple[str, ...]] = ("note",)
    traces: ClassVar[Mapping[str, Trace]] = {}

    class Meta:
        app_label = "training"
        verbose_name = "assigned learning"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "curriculum", "module"],
                condition=Q(taken_off__isnull=True, package__isnull=True),
                name="lesson_assigned_once",
            ),
            models.UniqueConstraint(
                fields=["course", "package"], condition=Q(taken_off__isnull=True), name="package_assigned_once"
            ),
        ]
        indexes = [models.Index(fields=["course", "taken_off"], name="assigned_in_a_course")]

    def __str__(self) -> str:
        return str(self.uid)
