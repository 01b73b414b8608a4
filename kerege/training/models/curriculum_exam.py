"""Exams of curricula: written once for a version, and used by every course that is held by it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.records.owned import OwnedModel
from kerege.training.models.curriculum import Curriculum, CurriculumVersion
from kerege.training.models.exam_paper import ExamPaper, ExamPaperItem


class CurriculumExam(ExamPaper):
    """An exam that courses of a curriculum sit. It has all that an exam of a course has but the times: each course
    gives its own.

    `version` is the version of the curriculum for which it was written, `outcomes` are ids there that it proves, and
    `bloom` the level that its questions reach. Everything in it is for whoever keeps the curriculum.
    """

    part_of: ClassVar[tuple[str, ...]] = ("version",)

    of = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="exams")
    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="exams_written")
    outcomes = models.JSONField(default=list)
    bloom = models.CharField(max_length=12, blank=True)

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


class CurriculumExamItem(ExamPaperItem):
    """An item of an exam of a curriculum."""

    exam = models.ForeignKey(CurriculumExam, on_delete=models.CASCADE, related_name="items")

    class Meta:
        app_label = "training"
        verbose_name = "item of an exam of a curriculum"
        constraints = [models.UniqueConstraint(fields=["exam", "ref"], name="curriculum_exam_item_once")]


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
