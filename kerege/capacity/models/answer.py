"""What assessors answered, what they agreed on, and what proves it. Restricted by default, each in rows of its own."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.assessment import Assessment, Assessor
from kerege.capacity.words import Settled
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Answer(OwnedModel):
    """What one assessor answered to one question. It stays theirs: nobody else's answer ever replaces it."""

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="answers")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    question = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    not_applicable = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        app_label = "capacity"
        constraints = [
            models.UniqueConstraint(fields=["assessor", "question"], name="answer_once_by_assessor"),
            models.CheckConstraint(
                condition=models.Q(not_applicable=False) | models.Q(value=""),
                name="answer_is_no_value_if_not_applicable",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "question"], name="answers_to_a_question")]

    def __str__(self) -> str:
        return str(self.uid)


class Agreement(OwnedModel):
    """What the assessors agreed on where their answers differed, or why a question stays without an answer."""

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="agreements")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    question = models.CharField(max_length=60)
    settled = models.CharField(max_length=10, default=Settled.AGREED)
    value = models.TextField(blank=True)
    not_applicable = models.BooleanField(default=False)
    reason = models.CharField(max_length=1000)
    on = models.DateField()

    class Meta:
        app_label = "capacity"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="agreement_once_on_a_question"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="agreement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Evidence(OwnedModel):
    """What proves an answer: a file that is kept (`files`, about this record's uid), or where it can be looked at.

    `mark` tells the same evidence again: the digest of the file, or the reference as it is compared.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    question = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=500, blank=True)
    mark = models.CharField(max_length=64)
    on = models.DateField()
    given_by = models.CharField(max_length=64)

    traces: ClassVar[Mapping[str, Trace]] = {"given_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question", "mark"], name="evidence_once_for_a_question")
        ]

    def __str__(self) -> str:
        return str(self.uid)
