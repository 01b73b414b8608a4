"""What every exam has, whether of a course or a curriculum: the paper, what is drawn for it, who stands for it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.words.exams import ExamState


class ExamPaper(OwnedModel):
    """`key` is the same in all that follow each other. Once released it never changes.

    `title` is by language. `blueprint` are rows (rules.exam_blueprint), `drawn` what forms are drawn of, as it was at
    the release. `gap` is by how many percent of the points two markers may differ. `counts` says that certificates ask
    for it. `authors` are all who wrote in this draft, `drafted_by` the last of them; who released it is none of them.
    All are pseudonyms. `reason` says why it takes no more attempts; empty where a newer one took its place.
    """

    shareable: ClassVar[bool] = False

    key = models.UUIDField()
    title = models.JSONField()
    languages = models.JSONField(default=list)
    blueprint = models.JSONField()
    drawn = models.JSONField(default=list)
    pass_mark = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField(default=1)
    wait = models.PositiveIntegerField(default=0)
    shuffled = models.BooleanField(default=True)
    shown = models.CharField(max_length=10)
    markers = models.PositiveSmallIntegerField(default=1)
    gap = models.PositiveSmallIntegerField(default=20)
    appeal_days = models.PositiveSmallIntegerField(default=7)
    counts = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=ExamState.DRAFT)
    drafted_by = models.CharField(max_length=64)
    authors = models.JSONField(default=list)
    released_by = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {
        "key": Trace.NOBODY,
        "authors": Trace.PSEUDONYM,
        "drafted_by": Trace.PSEUDONYM,
        "released_by": Trace.PSEUDONYM,
    }

    class Meta:
        abstract = True


class ExamPaperItem(OwnedModel):
    """An item as the bank had it when the exam was written, with what is right. `ref` is its version in the bank;
    `written_by` the pseudonym of whoever wrote it there.
    """

    part_of: ClassVar[tuple[str, ...]] = ("exam",)
    shareable: ClassVar[bool] = False

    ref = models.CharField(max_length=64)
    data = models.JSONField()
    written_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"ref": Trace.NOBODY, "written_by": Trace.PSEUDONYM}

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref
