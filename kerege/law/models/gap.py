"""What national law lacks, as approved judgements say.

Triggers (migration `…_drafting_guarded`) refuse a gap on a judgement that was not approved, closing one by anything
but a later approved judgement of the same obligation, and changing one that is closed.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.models.coverage import Judgement
from kerege.law.words.drafting import GapKind, GapState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Gap(OwnedModel):
    """One thing that is missing for one obligation. `keeper` is the pseudonym of the account that sees to it."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="gaps")
    obligation = models.ForeignKey("law.Obligation", to_field="key", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    missing = models.CharField(max_length=1000)
    keeper = models.CharField(max_length=64)
    target_on = models.DateField(null=True)
    state = models.CharField(max_length=8, default=GapState.OPEN)
    opened_on = models.DateField()
    closed_by = models.ForeignKey(Judgement, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"keeper": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("missing",)

    class Meta:
        app_label = "law"
        verbose_name = "gap"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "obligation", "kind"], condition=Q(state="open"), name="one_open_gap_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in GapKind]), name="gap_has_a_kind"),
            models.CheckConstraint(
                condition=Q(state="open", closed_by__isnull=True, closed_on__isnull=True)
                | Q(state="closed", closed_by__isnull=False, closed_on__isnull=False),
                name="gap_closes_by_a_judgement",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("judgement")), name="gap_closes_by_another"
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "id"], name="gaps_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)
