"""Badges that courses give: what one is given for, and who has it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class CourseBadge(OwnedModel):
    """What a course (`about`, a uid of another room) gives a badge for, as open as the course. Once somebody has it, it
    is changed by a next one. `criteria` is by language; `basis` is the exam on which a pass rests.
    """

    shareable: ClassVar[bool] = False

    about = models.UUIDField()
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    criteria = models.JSONField()
    basis = models.UUIDField(null=True)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=64)
    ended_on = models.DateField(null=True)

    naming: ClassVar[tuple[str, ...]] = ("title",)
    typed: ClassVar[tuple[str, ...]] = ("criteria",)
    traces: ClassVar[Mapping[str, Trace]] = {
        "about": Trace.NOBODY,
        "basis": Trace.NOBODY,
        "decided_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "capacity"
        verbose_name = "badge of a course"
        constraints = [
            models.UniqueConstraint(
                fields=["about", "kind"], condition=Q(ended_on__isnull=True), name="course_gives_badge_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class GivenBadge(OwnedModel):
    """A badge that somebody has. Verified by its number, like a certificate, and no certificate: nobody teaches by it.

    Restricted, because a list of them is a list of people; `name_shown` as in certificates. It is never deleted: taken
    back with a reason, its number says so.
    """

    part_of: ClassVar[tuple[str, ...]] = ("badge",)
    shareable: ClassVar[bool] = False

    badge = models.ForeignKey(CourseBadge, on_delete=models.PROTECT, related_name="given")
    number = models.CharField(max_length=14, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    given_by = models.CharField(max_length=64)
    name_shown = models.BooleanField(default=False)
    taken_back_on = models.DateField(null=True)
    taken_back_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "certificate",
        ("badge", "number", "given_on", "name_shown", "taken_back_on", "reason"),
        Erased.KEPT,
        other=("given_by", "taken_back_by"),
        why="whoever was shown a badge can still verify its number; it then tells no name",
    )
    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {"given_by": Trace.PSEUDONYM, "taken_back_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "badge that somebody has"
        constraints = [
            models.UniqueConstraint(
                fields=["badge", "person"], condition=Q(taken_back_on__isnull=True), name="course_badge_held_once"
            )
        ]

    def __str__(self) -> str:
        return self.number
