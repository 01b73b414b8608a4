"""Outlooks: the trainers of a country over years, as observed and as people assume, version after version."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Outlook(OwnedModel):
    """What is asked about the trainers of `territory` (REG: of all that can be seen) under a scheme of certificates, in
    one language and for one curriculum where these are named.

    `told` are rows by family (rules.outlooks), `seen` what was observed on `taken_on` (rules.outlooks.Kept): figures,
    and nobody's name. They are as closed as the records from which they were counted.
    """

    shareable: ClassVar[bool] = False
    naming: ClassVar[tuple[str, ...]] = ("title",)
    typed: ClassVar[tuple[str, ...]] = ("told",)
    traces: ClassVar[Mapping[str, Trace]] = {"made_from": Trace.NOBODY}

    label = SensitivityField(default=Sensitivity.RESTRICTED)
    title = models.CharField(max_length=200)
    territory = models.CharField(max_length=8)
    scheme = models.CharField(max_length=60)
    language = models.CharField(max_length=12, blank=True)
    curriculum = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    hold = models.PositiveSmallIntegerField()
    told = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    taken_on = models.DateField()
    made_on = models.DateField()
    made_from = models.UUIDField(null=True)

    class Meta:
        app_label = "planning"
        indexes = [models.Index(fields=["owner", "-id"], name="outlooks_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class OutlookVersion(OwnedModel):
    """An outlook after somebody changed it: what was done (`change`, and the family of rows), why, and what then stood
    there. The journal says the same of who and when. Versions are added, never changed.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)
    shareable: ClassVar[bool] = False
    typed: ClassVar[tuple[str, ...]] = ("why", "told")
    traces: ClassVar[Mapping[str, Trace]] = {"told_by": Trace.PSEUDONYM}

    of = models.ForeignKey(Outlook, on_delete=models.CASCADE, related_name="versions")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=12)
    family = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=300, blank=True)
    told = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    told_by = models.CharField(max_length=64)
    told_on = models.DateField()

    class Meta:
        app_label = "planning"
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="outlook_version_once")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"
