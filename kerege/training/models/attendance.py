"""Who was there."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.training.models.session import CourseSession


class Attendance(OwnedModel):
    """One person in one session, as one record told it: nothing is written over. `via` says how it came, `at` the
    moment of which it tells, `noted_on` when it was taken in. `client` is the number that the device gave it, so that
    the same record arrives once. `stands` is false once another record took its place; `aside` says why one does not
    count.
    """

    part_of: ClassVar[tuple[str, ...]] = ("session",)
    shareable: ClassVar[bool] = False

    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10)
    minutes = models.PositiveSmallIntegerField(null=True)
    via = models.CharField(max_length=8)
    at = models.DateTimeField()
    client = models.UUIDField(null=True, unique=True)
    stands = models.BooleanField(default=True)
    aside = models.CharField(max_length=20, blank=True)
    noted_by = models.CharField(max_length=64, blank=True)
    noted_on = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("session", "presence", "minutes", "via", "at", "aside", "noted_by", "noted_on"),
        Erased.KEPT,
        other=("client", "stands"),
        why="figures that were published rest on it; it then tells of one participant without a name",
    )
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM, "client": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=models.Q(stands=True), name="attends_a_session_once"
            )
        ]
        indexes = [models.Index(fields=["person", "at"], name="attendance_of_a_person")]

    def __str__(self) -> str:
        return str(self.uid)
