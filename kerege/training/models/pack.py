"""Toolkit packages of curricula, as they were made here or came from elsewhere."""

from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.training.models.curriculum import CurriculumVersion


class ToolkitPack(OwnedModel):
    """The package of a curriculum version: its manifest and signature, byte for byte, so that what leaves is what came.

    The files are kept with it, each content once (purpose `toolkit`). `node` is who made it, `made_on` when; `came_on`
    is the day on which it was made or brought in here, and `signed` what the signature was worth on that day.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)
    was_here = False
    """Of a package that was brought in: whether it was here before. Not kept."""

    of = models.OneToOneField(CurriculumVersion, on_delete=models.PROTECT, related_name="pack")
    manifest = models.TextField()
    signature = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    node = models.CharField(max_length=60)
    made_on = models.DateField()
    came_on = models.DateField()
    signed = models.CharField(max_length=8)
    made_here = models.BooleanField()
    size = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        app_label = "training"
        verbose_name = "toolkit package"

    def __str__(self) -> str:
        return self.digest[:12]
