"""When and where a course is held: its sessions."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.models.course import Course


class CourseSession(OwnedModel):
    """Part of a course, from a moment up to, and not including, another. As open as its course.

    `module` is the id of a module in the curriculum version that the course teaches, or empty. `booking` is the uid of
    the booking of a room in the inventory; `place` says where it is when no room is booked. What was called off stays.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=200)
    module = models.CharField(max_length=60, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    booking = models.UUIDField(null=True)
    place = models.CharField(max_length=200, blank=True)
    called_off = models.DateField(null=True)
    called_off_for = models.CharField(max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)

    typed: ClassVar[tuple[str, ...]] = ("called_off_for",)
    naming: ClassVar[tuple[str, ...]] = ("title",)
    traces: ClassVar[Mapping[str, Trace]] = {"booking": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "session"
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_ends_after_start")]
        indexes = [
            models.Index(fields=["course", "starts"], name="sessions_of_a_course"),
            models.Index(fields=["starts", "ends"], name="sessions_by_time"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
