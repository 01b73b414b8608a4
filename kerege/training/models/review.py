"""What is said in the review of a version of a curriculum before it is published."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.models.curriculum import CurriculumVersion


class ReviewEntry(OwnedModel):
    """One thing that was said in a review: it was asked for, something was remarked or settled, it was approved or
    given back. Entries are added and never changed; how a review stands is what `rules.reviewing` makes of them.

    `digest` is that of the content that was looked at, `place` the part and field, `answers` the uid of the remark
    that is settled. `openly` says whether the content may be taught openly, where the reviewer answered that.
    `said_by` and `asked_of` are pseudonyms.
    """

    part_of: ClassVar[tuple[str, ...]] = ("version",)
    shareable: ClassVar[bool] = False
    typed: ClassVar[tuple[str, ...]] = ("text",)

    version = models.ForeignKey(CurriculumVersion, on_delete=models.CASCADE, related_name="review")
    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    place = models.CharField(max_length=200, blank=True)
    paragraph = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=2_000, blank=True)
    answers = models.UUIDField(null=True)
    openly = models.BooleanField(null=True)
    asked_of = models.CharField(max_length=64, blank=True)
    said_by = models.CharField(max_length=64)
    said_at = models.DateTimeField()

    traces: ClassVar[Mapping[str, Trace]] = {
        "said_by": Trace.PSEUDONYM,
        "asked_of": Trace.PSEUDONYM,
        "answers": Trace.NOBODY,
    }

    class Meta:
        app_label = "training"
        verbose_name = "entry of a review"

    def __str__(self) -> str:
        return str(self.uid)
