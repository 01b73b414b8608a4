"""What a provider told of a round of proficiency testing, and what that means."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.finding import Finding
from kerege.capacity.words.rounds import Verdict
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class RoundEvaluation(OwnedModel):
    """The result of one round of the card of a facility (`round` is its uid). `told` is as the provider told it, and of
    right answers out of all `needed` is the percentage that was acceptable, with the source that says so. What is
    unacceptable has a finding, always. Where the round leaves the card this row stays, and stands on no page; its
    finding does.
    """

    label = SensitivityField(default=Sensitivity.RESTRICTED)
    facility = models.CharField(max_length=20)
    round = models.UUIDField(unique=True)
    subject = models.CharField(max_length=200)
    measure = models.CharField(max_length=12)
    told = models.CharField(max_length=300, blank=True)
    needed = models.PositiveSmallIntegerField(null=True)
    needed_source = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=14)
    on = models.DateField()
    told_by = models.CharField(max_length=64)
    finding = models.OneToOneField(Finding, null=True, on_delete=models.PROTECT, related_name="evaluation")

    traces: ClassVar[Mapping[str, Trace]] = {"told_by": Trace.PSEUDONYM, "round": Trace.NOBODY}

    class Meta:
        app_label = "capacity"
        verbose_name = "evaluation of a round"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.UNACCEPTABLE, finding__isnull=False)
                | (~models.Q(verdict=Verdict.UNACCEPTABLE) & models.Q(finding__isnull=True)),
                name="unacceptable_round_has_a_finding",
            )
        ]
        indexes = [models.Index(fields=["facility", "on"], name="evaluations_at_a_facility")]

    def __str__(self) -> str:
        return str(self.uid)
