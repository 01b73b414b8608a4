"""Files of judgements that came from other nodes.

Triggers (migration `…_interchange`) refuse to change what was brought or decided, in raw SQL too.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.words.interchange import BroughtState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class BroughtCoverage(OwnedModel):
    """A file that one person brought, byte for byte; another person decides whether this node takes it in."""

    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField(max_length=8, default=BroughtState.WAITING)
    reason = models.CharField(max_length=1000, blank=True)
    brought_by = models.CharField(max_length=64)
    brought_on = models.DateField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"brought_by": Trace.PSEUDONYM, "decided_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("reason",)
    shareable: ClassVar[bool] = False

    class Meta:
        app_label = "law"
        verbose_name = "file of judgements"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "sha256"], condition=Q(state__in=["waiting", "taken"]), name="coverage_brought_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in BroughtState]), name="brought_coverage_has_a_state"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by="", decided_on__isnull=True)
                | (~Q(state="waiting") & ~Q(decided_by="") & Q(decided_on__isnull=False)),
                name="brought_coverage_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | ~Q(decided_by=F("brought_by")), name="coverage_taken_by_another"
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "id"], name="coverage_brought")]

    def __str__(self) -> str:
        return str(self.uid)
