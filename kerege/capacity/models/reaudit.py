"""What a later round answered to the question of a finding."""

from typing import ClassVar

from django.db import models

from kerege.capacity.models.assessment import Assessment
from kerege.capacity.models.finding import Finding
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel


class Reaudit(OwnedModel):
    """A later round of the same set about the same asked the question of a finding again. `met`: its answer is no
    finding any more. It is written when that round is closed and never changes.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reaudits")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="reaudits")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    value = models.CharField(max_length=60)
    met = models.BooleanField()
    on = models.DateField()

    class Meta:
        app_label = "capacity"
        verbose_name = "re-audit"
        constraints = [models.UniqueConstraint(fields=["assessment", "finding"], name="reaudit_once_in_a_round")]

    def __str__(self) -> str:
        return str(self.uid)
