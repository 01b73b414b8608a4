"""Drafting tasks: the procedure that they follow, the steps that were taken, the versions of the draft, the adoption.

Triggers (migration `…_drafting_guarded`) refuse to change or delete a version, a step that was recorded, and an
adoption.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.law.models.expression import Expression
from kerege.law.models.gap import Gap
from kerege.law.models.measure import Measure
from kerege.law.words.drafting import StepKind, StepResult, TaskState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Procedure(GuardedModel):
    """How a draft of some kinds of acts goes its way in a country, as its country pack says: `steps` as rules.drafting
    writes them. A newer `version` of the pack stands beside the old one; tasks keep the steps that they began with.
    """

    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=30)
    version = models.CharField(max_length=20)
    kinds = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    steps = models.JSONField(default=list)

    class Meta:
        app_label = "law"
        verbose_name = "procedure"
        constraints = [models.UniqueConstraint(fields=["territory", "key", "version"], name="procedure_once")]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.key}"


class DraftingTask(OwnedModel):
    """A draft that shall close gaps, and the way that it goes. `steps` are those of its procedure when it was opened.

    `chair` (a pseudonym) moves the procedure. `amends` is the measure that the draft changes; empty for a new act.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    language = models.CharField(max_length=3)
    amends = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    chair = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=TaskState.OPEN)
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=1000, blank=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"chair": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("ended_why",)
    naming: ClassVar[tuple[str, ...]] = ("title",)

    class Meta:
        app_label = "law"
        verbose_name = "drafting task"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TaskState]), name="task_has_a_state"),
        ]
        indexes = [models.Index(fields=["owner", "state", "id"], name="tasks_of_an_owner")]

    def __str__(self) -> str:
        return self.title


class TaskGap(OwnedModel):
    """A gap that a drafting task is about."""

    part_of: ClassVar[tuple[str, ...]] = ("task",)

    task = models.ForeignKey(DraftingTask, on_delete=models.CASCADE, related_name="about")
    gap = models.ForeignKey(Gap, on_delete=models.PROTECT, related_name="tasks")
    label = SensitivityField(default=Sensitivity.NATIONAL)

    class Meta:
        app_label = "law"
        verbose_name = "gap of a drafting task"
        constraints = [models.UniqueConstraint(fields=["task", "gap"], name="gap_of_a_task_once")]

    def __str__(self) -> str:
        return str(self.uid)


class TaskStep(OwnedModel):
    """A step of the procedure that was taken on a day. It is only added; one that was sent back is taken again."""

    part_of: ClassVar[tuple[str, ...]] = ("task",)

    task = models.ForeignKey(DraftingTask, on_delete=models.CASCADE, related_name="taken")
    step = models.CharField(max_length=30)
    kind = models.CharField(max_length=16)
    on = models.DateField()
    result = models.CharField(max_length=10, default=StepResult.PASSED)
    note = models.CharField(max_length=1000, blank=True)
    done_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"done_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("note",)

    class Meta:
        app_label = "law"
        verbose_name = "step of a drafting task"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in StepKind]), name="task_step_has_a_kind"),
            models.UniqueConstraint(
                fields=["task", "step"], condition=Q(result="passed"), name="task_step_passed_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class DraftVersion(OwnedModel):
    """A version of a draft. It is never written again: what changes becomes the next version.

    `text` is what was typed, a line for each part; `content` is the Akoma Ntoso that it makes. `parent_sha256` is the
    hash of the version before it, so that the row of versions is a chain. Of a draft that amends a measure `base` is
    the text that it amends and `instructions` are what makes this version of that; of another both are empty.
    """

    part_of: ClassVar[tuple[str, ...]] = ("task",)

    task = models.ForeignKey(DraftingTask, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    parent_sha256 = models.CharField(max_length=64, blank=True)
    base = models.ForeignKey(Expression, null=True, on_delete=models.PROTECT, related_name="+")
    base_sha256 = models.CharField(max_length=64, blank=True)
    instructions = models.JSONField(default=list)
    machine = models.BooleanField(default=False)
    author = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    written_on = models.DateField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"author": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("note",)

    class Meta:
        app_label = "law"
        verbose_name = "version of a draft"
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.number}"


class Adoption(OwnedModel):
    """That a version of a draft was adopted: on which day, and the measure and the text that it became. Of a draft that
    amends a measure `measure` is the amending act, and `expression` the next text of the one that it amends.
    """

    part_of: ClassVar[tuple[str, ...]] = ("task",)

    task = models.OneToOneField(DraftingTask, on_delete=models.PROTECT, related_name="adoption")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    expression = models.ForeignKey(Expression, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    adopted_on = models.DateField()
    recorded_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"recorded_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "law"
        verbose_name = "adoption of a draft"

    def __str__(self) -> str:
        return str(self.uid)
