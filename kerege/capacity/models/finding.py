"""Findings of closed assessments, and what is done about them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.assessment import Assessment
from kerege.capacity.words import ActionState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Finding(OwnedModel):
    """An answer below the threshold of the set, as it stood when the assessment was closed. `question` names it; its
    words stand in the version. `value` is the answer.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="findings")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    question = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    severity = models.CharField(max_length=8)
    found_on = models.DateField()

    class Meta:
        app_label = "capacity"
        verbose_name = "finding"
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="finding_once_by_question")]

    def __str__(self) -> str:
        return str(self.uid)


class CorrectiveAction(OwnedModel):
    """What is done about a finding: by whoever sits on a seat, by a day, with its proof, verified by another person.

    A round of the same set later shows whether it worked; this record never says so by itself.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="actions")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="actions")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    what = models.CharField(max_length=500)
    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, default=ActionState.PLANNED)
    planned_on = models.DateField()
    proof = models.CharField(max_length=1000, blank=True)
    done_on = models.DateField(null=True)
    reported_by = models.CharField(max_length=64, blank=True)
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    task = models.UUIDField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"reported_by": Trace.PSEUDONYM, "verified_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "corrective action"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=ActionState.VERIFIED)
                | (
                    models.Q(verified_on__isnull=False)
                    & ~models.Q(verified_by="")
                    & ~models.Q(proof="")
                    & ~models.Q(verified_by=models.F("reported_by"))
                ),
                name="action_is_verified_by_another",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)
