"""Exams of curricula: written once for a version, and used by every course that is held by it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.models.curriculum import Curriculum, CurriculumVersion
from kerege.training.words.exams import ExamState


class CurriculumExam(OwnedModel):
    """An exam that courses of a curriculum sit; `key` is the same for those that follow each other. Once released it
    never changes. It has all that an exam of a course has but the times: each course gives its own.

    `version` is the version of the curriculum for which it was written, `outcomes` are ids there that it proves, and
    `bloom` the level that its questions reach. Everything in it is for whoever keeps the curriculum.
    """

    part_of: ClassVar[tuple[str, ...]] = ("version",)
    shareable: ClassVar[bool] = False

    of = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="exams")
    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="exams_written")
    key = models.UUIDField()
    title = models.JSONField()
    languages = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    bloom = models.CharField(max_length=12, blank=True)
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
        app_label = "training"
        verbose_name = "exam of a curriculum"
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=models.F("drafted_by")),
                name="curriculum_exam_released_by_another",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class CurriculumExamItem(OwnedModel):
    """An item as the bank had it when the exam was kept, with what is right. See ExamItem."""

    part_of: ClassVar[tuple[str, ...]] = ("exam",)
    shareable: ClassVar[bool] = False

    exam = models.ForeignKey(CurriculumExam, on_delete=models.CASCADE, related_name="items")
    ref = models.CharField(max_length=64)
    data = models.JSONField()
    written_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"ref": Trace.NOBODY, "written_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "item of an exam of a curriculum"
        constraints = [models.UniqueConstraint(fields=["exam", "ref"], name="curriculum_exam_item_once")]

    def __str__(self) -> str:
        return self.ref


class ExamOfVersion(OwnedModel):
    """That a version of a curriculum has a released exam, and what it says of it: no question, and nothing that is
    right. Whoever reads the version reads this.
    """

    part_of: ClassVar[tuple[str, ...]] = ("version",)
    shareable: ClassVar[bool] = False

    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="exams")
    exam = models.ForeignKey(CurriculumExam, on_delete=models.PROTECT, related_name="uses")
    title = models.JSONField()
    outcomes = models.JSONField(default=list)
    bloom = models.CharField(max_length=12, blank=True)
    questions = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "training"
        verbose_name = "exam that a version of a curriculum has"
        constraints = [models.UniqueConstraint(fields=["version", "exam"], name="exam_of_version_once")]

    def __str__(self) -> str:
        return str(self.uid)
