"""Curricula in versions, whence each came, and what one offers to the other."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.records.versions import DraftedVersion, InVersions, each_once


class Curriculum(InVersions):
    """What is taught, kept by its owner. `forked_from` is the version of another curriculum from which it was made."""

    forked_from = models.ForeignKey(
        "training.CurriculumVersion", null=True, on_delete=models.PROTECT, related_name="forks"
    )

    class Meta:
        app_label = "training"
        verbose_name = "curriculum"


class CurriculumVersion(DraftedVersion):
    """One version, as rules.curricula reads it. Courses, lessons, packages and certificates rest on it.

    `base` is the parent's version with which it was last brought together; it is where a comparison and the next update
    begin. `conflicts` are those that nobody has decided yet: with one left a draft is not published. `decided` are
    those that somebody has, each with the side, the text of one's own and the day.
    """

    of = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="versions")
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    conflicts = models.JSONField(default=list, blank=True)
    decided = models.JSONField(default=list, blank=True)

    class Meta:
        app_label = "training"
        verbose_name = "version of a curriculum"
        constraints = each_once("curriculum")


class CurriculumOffer(OwnedModel):
    """Changes of a published fork that are offered back: one row for each part, decided by whoever keeps the parent.

    It belongs to the parent's owner. `node` is the part's in the tree, and `change` says what the fork did to it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("to",)

    to = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="offers")
    origin = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(max_length=130, blank=True)
    change = models.CharField(max_length=10)
    note = models.CharField(max_length=500, blank=True)
    offered_on = models.DateField()
    decision = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"change": Trace.NOBODY, "decision": Trace.NOBODY}
    typed: ClassVar[tuple[str, ...]] = ("note", "reason")

    class Meta:
        app_label = "training"
        verbose_name = "offer to a curriculum"
        constraints = [models.UniqueConstraint(fields=["to", "origin", "node"], name="offered_once")]

    def __str__(self) -> str:
        return f"{self.to_id} {self.node}"
