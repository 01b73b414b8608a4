"""What an exercise showed: observations with ratings, findings, corrective actions until they are closed with proof."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.models.exercise import Exercise, ExerciseInject
from kerege.response.words.exercises import ActionState, FindingKind, NoteKind, Rating


class ExerciseFinding(OwnedModel):
    """A strength or an area for improvement, resting on observations; `cause` is why it was so."""

    part_of: ClassVar[tuple[str, ...]] = ("exercise",)

    exercise: Any = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=10)
    objective = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    cause = models.CharField(max_length=1000, blank=True)
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"written_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("title", "text", "cause")

    class Meta:
        app_label = "response"
        verbose_name = "finding of an exercise"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in FindingKind]), name="finding_of_exercise_has_a_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ExerciseObservation(OwnedModel):
    """What an evaluator saw of an objective, rated; or what was said in the hot wash, without a rating."""

    part_of: ClassVar[tuple[str, ...]] = ("exercise",)

    exercise: Any = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="observations")
    kind = models.CharField(max_length=10)
    objective = models.CharField(max_length=8, blank=True)
    inject: Any = models.ForeignKey(ExerciseInject, null=True, on_delete=models.PROTECT, related_name="observations")
    rating = models.CharField(max_length=1, blank=True)
    text = models.CharField(max_length=2000)
    finding: Any = models.ForeignKey(ExerciseFinding, null=True, on_delete=models.PROTECT, related_name="observations")
    said_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    on_clock = models.DurationField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"said_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        app_label = "response"
        verbose_name = "observation"
        constraints = [
            models.CheckConstraint(
                condition=Q(rating="") | Q(rating__in=[r.value for r in Rating]), name="known_rating"
            ),
            models.CheckConstraint(
                condition=(Q(kind=NoteKind.OBSERVED.value) & ~Q(rating="") & ~Q(objective=""))
                | (Q(kind=NoteKind.HOT_WASH.value) & Q(rating="")),
                name="observation_rates_an_objective",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ExerciseAction(OwnedModel):
    """A corrective action: who answers for it, until when, and in the end the proof that it was done."""

    part_of: ClassVar[tuple[str, ...]] = ("finding",)

    finding: Any = models.ForeignKey(ExerciseFinding, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=500)
    answers = models.CharField(max_length=200)
    due = models.DateField()
    state = models.CharField(max_length=8, default=ActionState.OPEN)
    proof = models.CharField(max_length=1000, blank=True)
    planned_by = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"planned_by": Trace.PSEUDONYM, "closed_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("text", "answers", "proof")

    class Meta:
        app_label = "response"
        verbose_name = "corrective action of an exercise"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ActionState]), name="action_of_exercise_has_a_state"
            ),
            models.CheckConstraint(condition=~Q(answers=""), name="somebody_answers_for_the_action"),
            models.CheckConstraint(
                condition=(Q(state="open") & Q(proof="") & Q(closed_at__isnull=True))
                | (Q(state="closed") & ~Q(proof="") & Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="action_is_closed_with_proof",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="open_actions_of_exercises")]

    def __str__(self) -> str:
        return str(self.uid)
