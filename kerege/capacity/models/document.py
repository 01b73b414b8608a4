"""The register of controlled documents: what is in force from when to when. The text stays where it is kept."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.words.documents import VersionStep
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class ControlledDocument(OwnedModel):
    """A procedure of a facility under its code. `titles` has its title by language, `seat` is whose document it is."""

    label = SensitivityField(default=Sensitivity.RESTRICTED)
    facility = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    titles = models.JSONField()
    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "capacity"
        verbose_name = "controlled document"
        constraints = [models.UniqueConstraint(fields=["facility", "code"], name="document_code_once_at_a_place")]

    def __str__(self) -> str:
        return self.code


class DocumentVersion(OwnedModel):
    """One version: where it is kept (or a file of the room `files`), who wrote it, who approved it, and its days. One
    day has one version in force, because each begins after the one before.
    """

    part_of: ClassVar[tuple[str, ...]] = ("document",)

    document = models.ForeignKey(ControlledDocument, on_delete=models.CASCADE, related_name="versions")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    version = models.CharField(max_length=20)
    step = models.CharField(max_length=10, default=VersionStep.DRAFT)
    kept_at = models.CharField(max_length=500, blank=True)
    written_on = models.DateField()
    written_by = models.CharField(max_length=64)
    approved_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    effective_from = models.DateField(null=True)
    review_by = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"written_by": Trace.PSEUDONYM, "approved_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "version of a document"
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="document_version_once"),
            models.UniqueConstraint(fields=["document", "effective_from"], name="document_one_version_begins_on_a_day"),
            models.CheckConstraint(
                condition=models.Q(step__in=[VersionStep.DRAFT, VersionStep.IN_REVIEW])
                | models.Q(step=VersionStep.WITHDRAWN, withdrawn_on__isnull=False)
                | (
                    models.Q(step=VersionStep.APPROVED, review_by__gt=models.F("effective_from"))
                    & ~models.Q(approved_by="")
                    & ~models.Q(approved_by=models.F("written_by"))
                ),
                name="document_version_is_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
