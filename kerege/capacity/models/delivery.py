"""Deliveries of part 2 and what their participants said. Nothing here names a participant."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.case import CertificateCase
from kerege.capacity.words.certification import Via
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class Delivery(OwnedModel):
    """A course that the trainee taught. `present` are digests under the node's key of who took part, so that the same
    participants at two places on one day are seen; nobody can read a name or a number out of them.

    Means are of the same participants before and after, in whole percents of the marks.
    """

    part_of: ClassVar[tuple[str, ...]] = ("case",)

    case = models.ForeignKey(CertificateCase, on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    place = models.CharField(max_length=200)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    curriculum = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    participants = models.PositiveSmallIntegerField()
    attendance = models.CharField(max_length=500, blank=True)
    present = models.JSONField(default=list)
    mark = models.CharField(max_length=64, unique=True)
    attendance_mark = models.CharField(max_length=64, unique=True)
    tested = models.PositiveSmallIntegerField(null=True)
    mean_before = models.PositiveSmallIntegerField(null=True)
    mean_after = models.PositiveSmallIntegerField(null=True)
    noted_by = models.CharField(max_length=64)
    noted_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "certificate",
        ("on", "place", "territory", "language", "curriculum", "version", "noted_by", "noted_on"),
        Erased.KEPT,
        other=(
            *("case", "participants", "attendance", "present", "mark", "attendance_mark"),
            *("tested", "mean_before", "mean_after"),
        ),
        why="how many were taught where rests on it; it then tells of a trainer without a name",
    )
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "delivery"
        indexes = [models.Index(fields=["on"], name="deliveries_of_a_day")]

    def __str__(self) -> str:
        return str(self.uid)


class FeedbackLink(OwnedModel):
    """A link for one answer of one participant, by the digest of its token. It is spent with the answer and leads to no
    answer: who said what is known to nobody.
    """

    part_of: ClassVar[tuple[str, ...]] = ("delivery",)

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateField()
    spent = models.BooleanField(default=False)
    opened_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"opened_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"

    def __str__(self) -> str:
        return str(self.uid)


class Feedback(OwnedModel):
    """One participant's answers: numbers from 1 to 5, and no text. `entered_by` is set for a paper form only."""

    part_of: ClassVar[tuple[str, ...]] = ("delivery",)

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="feedback")
    scores = models.JSONField()
    via = models.CharField(max_length=8, default=Via.LINK)
    entered_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"entered_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"

    def __str__(self) -> str:
        return str(self.uid)
