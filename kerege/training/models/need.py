"""What a course asks of whoever comes to it."""

from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.training.models.course import Course


class CourseNeed(OwnedModel):
    """One thing that participants have to have before: words.enrolling.Needs. As open as its course.

    `key` is that of a curriculum, a scheme or a framework; `level` that of the certificate, or the competence and the
    level in it ("C1 2").
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    level = models.CharField(max_length=30, blank=True)

    class Meta:
        app_label = "training"
        verbose_name = "condition of a course"
        constraints = [models.UniqueConstraint(fields=["course", "kind", "key", "level"], name="course_asks_once")]

    def __str__(self) -> str:
        return str(self.uid)
