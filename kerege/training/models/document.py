"""Controlled documents that courses use."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.models.course import Course


class CourseDocument(OwnedModel):
    """A course uses a controlled document (its uid in the room of capacity) from a day on, until it is taken off. As
    open as its course; what the document is called is read there, by whoever may read it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="documents")
    document = models.UUIDField()
    since = models.DateField()
    until = models.DateField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"document": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "document of a course"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "document"], condition=models.Q(until__isnull=True), name="course_uses_document_once"
            )
        ]
        indexes = [models.Index(fields=["document"], name="courses_with_a_document")]

    def __str__(self) -> str:
        return str(self.uid)
