"""Where trainers went after their course."""

from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation


class CentrePlacement(OwnedModel):
    """How many trainers of one course work in one training centre, as sources tell."""

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey("training.Course", on_delete=models.PROTECT, related_name="placements")
    centre = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    trainers = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "training"
        constraints = [models.UniqueConstraint(fields=["course", "centre"], name="one_placement_per_centre")]

    def __str__(self) -> str:
        return f"{self.course_id} → {self.centre_id}"


class PlacementSource(Citation):
    placement = models.ForeignKey(CentrePlacement, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "training"
        constraints = [models.UniqueConstraint(fields=["placement", "source"], name="placement_cites_once")]
