"""Forms that came from phones, and answers that did not stand because the same assessor answered later elsewhere."""

from typing import ClassVar

from django.db import models

from kerege.capacity.models.assessment import Assessment, Assessor
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel


class Submission(OwnedModel):
    """A form that an assessor filled in on a phone, once by the number that the phone gave it (`instance`).

    `raw` is the form as it came, and `arrived` names the files that came, until all has come (`read_at`); then both go.
    The counts are what its sender was told: answers that stand by it, that stood against it, proofs kept and missing.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="submissions")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="submissions")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    instance = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    raw = models.TextField(blank=True)
    arrived = models.JSONField(default=list)
    filled_at = models.DateTimeField()
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    stand = models.PositiveIntegerField(default=0)
    overtaken = models.PositiveIntegerField(default=0)
    proofs = models.PositiveSmallIntegerField(default=0)
    missing = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "capacity"
        verbose_name = "form from a phone"
        constraints = [
            models.UniqueConstraint(fields=["assessor", "instance"], name="submission_once_by_assessor"),
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True) | models.Q(raw=""), name="submission_is_raw_until_read"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class OvertakenAnswer(OwnedModel):
    """An answer that does not stand: the same assessor gave another one later, on another device or on the page.

    `answered_at` is when it was given; the one that stands is the assessor's `Answer`.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="overtaken")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="overtaken")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="met")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    question = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    not_applicable = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        app_label = "capacity"
        verbose_name = "overtaken answer"
        indexes = [models.Index(fields=["assessor", "question"], name="overtaken_of_an_assessor")]

    def __str__(self) -> str:
        return str(self.uid)
