"""Exercises: the plan with its list of events, who has which part, what players answer.

Triggers (migration `…_exercises_guarded`) keep the plan from the start on, what went out, and what was answered.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.words.exercises import ExerciseKind, ExercisePart, ExerciseState, InjectState, Release


class Exercise(OwnedModel):
    """One exercise. Texts are by language, the first of `languages` is whole. `objectives` and `teams` are as
    rules.exercises.plan has them. `director` is a pseudonym. `number` counts changes of what players see, so that
    a phone learns with one row whether there is anything new.
    """

    title = models.JSONField(default=dict)
    kind = models.CharField(max_length=12)
    languages = models.JSONField(default=list)
    scope = models.JSONField(default=dict)
    scenario = models.JSONField(default=dict)
    objectives = models.JSONField(default=list)
    teams = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ExerciseState.PLANNED)
    director = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(default=timedelta(0))
    ended_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=64, blank=True)
    template = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(default=1)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"director": Trace.PSEUDONYM, "reported_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("place",)
    typed: ClassVar[tuple[str, ...]] = ("title", "scope", "scenario", "objectives", "teams")

    class Meta:
        app_label = "response"
        verbose_name = "exercise"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ExerciseState]), name="exercise_has_a_state"
            ),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in ExerciseKind]), name="exercise_has_a_kind"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="exercise_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(started_at__isnull=False),
                name="exercise_was_started",
            ),
            models.CheckConstraint(
                condition=(Q(state="paused") & Q(paused_at__isnull=False))
                | (~Q(state="paused") & Q(paused_at__isnull=True)),
                name="paused_exercise_says_since_when",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["ended", "reported"]) & Q(ended_at__isnull=False))
                | (~Q(state__in=["ended", "reported"]) & Q(ended_at__isnull=True)),
                name="ended_exercise_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="reported") | (Q(reported_at__isnull=False) & ~Q(reported_by="")),
                name="report_of_exercise_adopted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ExerciseRole(OwnedModel):
    """What somebody is in an exercise: one part each, so that nobody evaluates what they play. `subject` is the
    pseudonym of the account, `called` what others in the exercise read instead of a name, `team` the role of a player.
    """

    part_of: ClassVar[tuple[str, ...]] = ("exercise",)
    shareable: ClassVar[bool] = False

    exercise: Any = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="roles")
    subject = models.CharField(max_length=64)
    part = models.CharField(max_length=10)
    team = models.CharField(max_length=8, blank=True)
    called = models.CharField(max_length=120)
    named_by = models.CharField(max_length=64)
    named_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"subject": Trace.PSEUDONYM, "named_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("called",)

    class Meta:
        app_label = "response"
        verbose_name = "part in an exercise"
        constraints = [
            models.UniqueConstraint(fields=["exercise", "subject"], name="one_part_in_an_exercise"),
            models.CheckConstraint(
                condition=Q(part__in=[p.value for p in ExercisePart]), name="part_in_exercise_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(part="player") & ~Q(team="")) | (~Q(part="player") & Q(team="")),
                name="players_alone_play_a_role",
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="exercises_of_somebody")]

    def __str__(self) -> str:
        return str(self.uid)


class ExerciseInject(OwnedModel):
    """One line of the master events list. `minute` is planned on the clock of the exercise, `out_at` is when it went
    out and `out_on_clock` where the clock stood; `to` are roles of players, empty for all. `reason` is why it went out
    of order or was dropped.
    """

    part_of: ClassVar[tuple[str, ...]] = ("exercise",)

    exercise: Any = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="injects")
    position = models.PositiveSmallIntegerField()
    minute = models.PositiveIntegerField()
    release = models.CharField(max_length=6)
    to = models.JSONField(default=list)
    text = models.JSONField(default=dict)
    expected = models.JSONField(default=dict)
    objective = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=InjectState.PLANNED)
    out_at = models.DateTimeField(null=True)
    out_on_clock = models.DurationField(null=True)
    by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("reason",)
    typed: ClassVar[tuple[str, ...]] = ("text", "expected")

    class Meta:
        app_label = "response"
        verbose_name = "inject"
        constraints = [
            models.UniqueConstraint(fields=["exercise", "position"], name="inject_has_its_number"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in InjectState]), name="inject_has_a_state"),
            models.CheckConstraint(
                condition=Q(release__in=[r.value for r in Release]), name="inject_is_released_somehow"
            ),
            models.CheckConstraint(
                condition=~Q(state="out") | (Q(out_at__isnull=False) & Q(out_on_clock__isnull=False)),
                name="inject_that_is_out_says_when",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(reason=""), name="dropped_inject_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class InjectReply(OwnedModel):
    """What one player did with an inject, on both clocks: took note of it, then answered it. Answers are only added."""

    part_of: ClassVar[tuple[str, ...]] = ("inject",)

    inject: Any = models.ForeignKey(ExerciseInject, on_delete=models.CASCADE, related_name="replies")
    role: Any = models.ForeignKey(ExerciseRole, on_delete=models.PROTECT, related_name="replies")
    read_at = models.DateTimeField()
    read_on_clock = models.DurationField()
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_on_clock = models.DurationField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    naming: ClassVar[tuple[str, ...]] = ("answer",)

    class Meta:
        app_label = "response"
        verbose_name = "answer to an inject"
        constraints = [
            models.UniqueConstraint(fields=["inject", "role"], name="one_answer_to_an_inject"),
            models.CheckConstraint(
                condition=(Q(answer="") & Q(answered_at__isnull=True))
                | (~Q(answer="") & Q(answered_at__isnull=False) & Q(answered_on_clock__isnull=False)),
                name="answer_to_inject_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
