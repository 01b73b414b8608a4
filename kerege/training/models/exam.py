"""Exams that are graded on the node: what is asked, who sat them, what they answered, and what became of appeals.

An exam belongs to the owner of its course, and so does everything about it. Neighbours read none of it.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.training.models.course import Course
from kerege.training.models.curriculum_exam import CurriculumExam
from kerege.training.models.exam_paper import ExamPaper, ExamPaperItem
from kerege.training.words.exams import AllowanceState, KeyState, Outcome


class Exam(ExamPaper):
    """One version of an exam of a course.

    `taken_from` is the exam of the curriculum that it is, where the course wrote none of its own; its authors, and who
    released it, are those of that one.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="exams")
    taken_from = models.ForeignKey(CurriculumExam, null=True, on_delete=models.PROTECT, related_name="taken")
    version = models.PositiveSmallIntegerField(default=1)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "training"
        verbose_name = "exam"
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="exam_version_once"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=models.F("drafted_by")),
                name="exam_released_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class ExamItem(ExamPaperItem):
    """An item of an exam of a course."""

    exam = models.ForeignKey(Exam, on_delete=models.CASCADE, related_name="items")

    class Meta:
        app_label = "training"
        verbose_name = "item of an exam"
        constraints = [models.UniqueConstraint(fields=["exam", "ref"], name="exam_item_once")]


class ExamAttempt(OwnedModel):
    """One time that somebody sits an exam: the form that `seed` drew, when it began and ends, and what it brought.

    `auto` is what the program gave, by place; `grades` every grading with its reason, the last one counts.
    `result` is that one in short. Nobody else than whoever keeps the exam reads it, and the person as far as is shown.
    A `trial` is sat by somebody who could read what is right: it counts for nothing.
    """

    part_of: ClassVar[tuple[str, ...]] = ("exam",)
    shareable: ClassVar[bool] = False

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="attempts")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    trial = models.BooleanField(default=False)
    seed = models.CharField(max_length=32)
    form = models.JSONField()
    language = models.CharField(max_length=12)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, blank=True)
    auto = models.JSONField(default=dict)
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    most = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    passed = models.BooleanField(null=True)
    graded_at = models.DateTimeField(null=True)
    grades = models.JSONField(default=list)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        (
            *(
                "exam",
                "number",
                "trial",
                "language",
                "began_at",
                "ends_at",
                "ended_at",
                "ended",
                "auto",
                "points",
                "most",
            ),
            *("passed", "graded_at", "grades", "form"),
        ),
        Erased.DELETED,
        other=("seed",),
    )
    typed: ClassVar[tuple[str, ...]] = ("grades",)

    class Meta:
        app_label = "training"
        verbose_name = "attempt at an exam"
        constraints = [
            models.UniqueConstraint(fields=["exam", "person", "number"], name="exam_attempt_once"),
            models.UniqueConstraint(
                fields=["exam", "person"], condition=Q(ended_at__isnull=True), name="exam_attempt_open_once"
            ),
        ]
        indexes = [models.Index(fields=["exam", "ended_at"], name="attempts_of_an_exam")]

    def __str__(self) -> str:
        return str(self.uid)


class ExamAnswer(OwnedModel):
    """An answer as it arrived, added and never changed. `device` and `number` are what one browser calls it, so that
    what is sent twice is there once. A `late` one is kept aside and counts for nothing.
    """

    part_of: ClassVar[tuple[str, ...]] = ("attempt",)
    shareable: ClassVar[bool] = False

    attempt = models.ForeignKey(ExamAttempt, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    device = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    given = models.JSONField()
    at = models.DateTimeField()
    late = models.BooleanField(default=False)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("attempt", "place", "given", "at", "late"),
        Erased.DELETED,
        other=("device", "number"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "answer in an exam"
        constraints = [models.UniqueConstraint(fields=["attempt", "device", "number"], name="exam_answer_once")]

    def __str__(self) -> str:
        return str(self.uid)


class ExamMark(OwnedModel):
    """What a person gave for one answer, added and never changed; `round` is which mark it is (words.exams.Round)."""

    part_of: ClassVar[tuple[str, ...]] = ("attempt",)
    shareable: ClassVar[bool] = False

    attempt = models.ForeignKey(ExamAttempt, on_delete=models.CASCADE, related_name="marks")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    round = models.CharField(max_length=10)
    points = models.DecimalField(max_digits=6, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)
    marked_by = models.CharField(max_length=64)
    marked_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("attempt", "place", "round", "points", "note", "marked_by", "marked_at"),
        Erased.DELETED,
    )
    typed: ClassVar[tuple[str, ...]] = ("note",)
    traces: ClassVar[Mapping[str, Trace]] = {"marked_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "mark in an exam"
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "place", "round"], condition=~Q(round="appeal"), name="exam_mark_of_a_round_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ExamRegrade(OwnedModel):
    """That an item of an exam counts otherwise for everybody, with the reason; added and never changed."""

    part_of: ClassVar[tuple[str, ...]] = ("exam",)
    shareable: ClassVar[bool] = False

    exam = models.ForeignKey(Exam, on_delete=models.CASCADE, related_name="regrades")
    ref = models.CharField(max_length=64)
    way = models.CharField(max_length=10)
    reason = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {"ref": Trace.NOBODY, "decided_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "re-grade of an exam"
        constraints = [models.UniqueConstraint(fields=["exam", "ref"], name="exam_item_void_once")]

    def __str__(self) -> str:
        return str(self.uid)


class ExamCorrection(OwnedModel):
    """A corrected key of a question of an exam: proposed by one person with the reason, decided by another, once.

    `exam` is the version where it was proposed; confirmed it holds for all versions of the exam that ask the question.
    `data` is the question as the bank has it in its version `source`, which asks the same and grades otherwise.
    The database refuses to change one that was decided, save its words.
    """

    part_of: ClassVar[tuple[str, ...]] = ("exam",)
    shareable: ClassVar[bool] = False

    exam = models.ForeignKey(Exam, on_delete=models.CASCADE, related_name="corrections")
    ref = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    data = models.JSONField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, default=KeyState.PROPOSED)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    typed: ClassVar[tuple[str, ...]] = ("reason", "answer")
    traces: ClassVar[Mapping[str, Trace]] = {
        "ref": Trace.NOBODY,
        "source": Trace.NOBODY,
        "proposed_by": Trace.PSEUDONYM,
        "decided_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "training"
        verbose_name = "corrected key"
        constraints = [
            models.UniqueConstraint(
                fields=["exam", "ref"], condition=Q(state=KeyState.PROPOSED), name="exam_key_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(state=KeyState.PROPOSED, decided_by="", decided_at__isnull=True)
                | (
                    Q(state__in=[KeyState.CONFIRMED, KeyState.REFUSED], decided_at__isnull=False)
                    & ~Q(decided_by="")
                    & ~Q(decided_by=models.F("proposed_by"))
                ),
                name="exam_key_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ExamAppeal(OwnedModel):
    """What a learner disputes of their attempt, and what was decided, once. `place` is 0 for the whole."""

    part_of: ClassVar[tuple[str, ...]] = ("attempt",)
    shareable: ClassVar[bool] = False

    attempt = models.ForeignKey(ExamAttempt, on_delete=models.CASCADE, related_name="appeals")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=14, default=Outcome.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("attempt", "place", "reason", "made_at", "outcome", "answer", "decided_by", "decided_at"),
        Erased.DELETED,
    )
    typed: ClassVar[tuple[str, ...]] = ("reason", "answer")
    traces: ClassVar[Mapping[str, Trace]] = {"decided_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "appeal against a mark"
        constraints = [models.UniqueConstraint(fields=["attempt", "place"], name="exam_appeal_once")]

    def __str__(self) -> str:
        return str(self.uid)


class ExamAllowance(OwnedModel):
    """What somebody asks for, or is granted, to sit the exams of a course under: by need, and never with a diagnosis.

    Read by the person and by whoever keeps the exams of the course; nobody else.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="exam_allowances")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    exam = models.UUIDField()
    extra_time = models.PositiveSmallIntegerField(default=0)
    extra_tries = models.PositiveSmallIntegerField(default=0)
    opens = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    language = models.CharField(max_length=12, blank=True)
    reader = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=8, default=AllowanceState.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        (
            *("course", "exam", "extra_time", "extra_tries", "opens", "closes", "language", "reader", "reason"),
            *("state", "asked_at", "decided_by", "decided_at"),
        ),
        Erased.DELETED,
    )
    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {"exam": Trace.NOBODY, "decided_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "accommodation in an exam"
        indexes = [models.Index(fields=["course", "person"], name="allowances_of_a_person")]

    def __str__(self) -> str:
        return str(self.uid)
