"""What came of a course: forms, what participants say (as sums), tests, and what is seen of their practice later."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.training.models.course import Course


class EvaluationForm(OwnedModel):
    """One published version of a form (words.evaluation.FormKind); it never changes."""

    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10)
    version = models.CharField(max_length=20)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_on = models.DateField()

    class Meta:
        app_label = "training"
        verbose_name = "form of evaluation"
        constraints = [models.UniqueConstraint(fields=["owner", "key", "version"], name="form_version_once")]
        indexes = [models.Index(fields=["kind", "published_on"], name="forms_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Reaction(OwnedModel):
    """What the participants of a course were asked, and the sums of what they said. No answer has a row: `counts` has
    how often each number was given, by question, and `texts` the words of all in the order of the alphabet.

    `sheets` are the numbers that were written on the paper forms entered so far; none leads to what it said.
    `until` is the last day of the asking; `closed_on` ends it before. `delivery` is the uid of the delivery in a
    certificate case (room of capacity) that this course is, so that participants answer once for both.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="reaction")
    form = models.ForeignKey(EvaluationForm, on_delete=models.PROTECT, related_name="+")
    participants = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    until = models.DateField()
    closed_on = models.DateField(null=True)
    answers = models.PositiveIntegerField(default=0)
    on_paper = models.PositiveIntegerField(default=0)
    sheets = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    delivery = models.UUIDField(null=True)
    opened_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"opened_by": Trace.PSEUDONYM, "delivery": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "what participants said"

    def __str__(self) -> str:
        return str(self.uid)


class ReactionLink(OwnedModel):
    """A link for one answer, by the digest of its token. It is spent with the answer and leads to none."""

    part_of: ClassVar[tuple[str, ...]] = ("reaction",)
    shareable: ClassVar[bool] = False

    reaction = models.ForeignKey(Reaction, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    spent = models.BooleanField(default=False)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    class Meta:
        app_label = "training"
        verbose_name = "link for one answer"

    def __str__(self) -> str:
        return str(self.uid)


class CourseTest(OwnedModel):
    """A test that participants of a course wrote on a day, of `most` points. `items` are its questions: `id`, `right`
    (empty where points are given by hand), `of` (the answers to choose from) and `most`. That it was written is as open
    as its course. After `closed_on` no result is added or changed. Where results come from an exam that is graded here,
    `exam` is the uid of its version.
    """

    __test__ = False
    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="tests")
    kind = models.CharField(max_length=10)
    on = models.DateField()
    title = models.CharField(max_length=200, blank=True)
    most = models.DecimalField(max_digits=6, decimal_places=2)
    items = models.JSONField(default=list)
    closed_on = models.DateField(null=True)
    noted_by = models.CharField(max_length=64)
    exam = models.UUIDField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM, "exam": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "test of a course"
        constraints = [models.UniqueConstraint(fields=["course", "kind", "on"], name="test_of_a_kind_once_a_day")]

    def __str__(self) -> str:
        return str(self.uid)


class TestResult(OwnedModel):
    """What one participant reached in one test; `answers` by question, as far as they were entered.

    Read by whoever entered it, by the person, and by the focal point of its owner.
    """

    __test__ = False
    part_of: ClassVar[tuple[str, ...]] = ("test",)
    shareable: ClassVar[bool] = False

    test = models.ForeignKey(CourseTest, on_delete=models.CASCADE, related_name="results")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, blank=True)
    score = models.DecimalField(max_digits=6, decimal_places=2)
    answers = models.JSONField(default=dict)
    corrected_for = models.CharField(max_length=200, blank=True)
    noted_by = models.CharField(max_length=64)
    noted_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("test", "code", "score", "answers", "corrected_for", "noted_by", "noted_on"),
        Erased.KEPT,
        why="how much a course taught rests on it; it then tells of one participant without a name",
    )
    typed: ClassVar[tuple[str, ...]] = ("corrected_for",)
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "result of a test"
        constraints = [
            models.UniqueConstraint(
                fields=["test", "person"], condition=models.Q(person__isnull=False), name="one_result_of_a_person"
            ),
            models.UniqueConstraint(fields=["test", "code"], condition=~models.Q(code=""), name="one_result_of_a_code"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, code="")
                | (models.Q(person__isnull=True) & ~models.Q(code="")),
                name="result_of_person_or_code",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class BehaviourObservation(OwnedModel):
    """What a supervisor or an observer saw of a trainee's practice some months after a course: `seen` by practice,
    `drivers` by condition. Nobody signs their own.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="observations")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(EvaluationForm, on_delete=models.PROTECT, related_name="+")
    after = models.PositiveSmallIntegerField()
    on = models.DateField()
    relation = models.CharField(max_length=12)
    seen = models.JSONField()
    drivers = models.JSONField()
    noted_by = models.CharField(max_length=64)
    noted_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("course", "after", "on", "relation", "seen", "drivers", "noted_by", "noted_on"),
        Erased.KEPT,
        other=("form",),
        why="how much of a course is used rests on it; it then tells of one participant without a name",
    )
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "observation of practice"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person", "after", "noted_by"], name="observed_once_by_an_observer"
            )
        ]
        indexes = [models.Index(fields=["course", "after"], name="observations_of_a_course")]

    def __str__(self) -> str:
        return str(self.uid)
