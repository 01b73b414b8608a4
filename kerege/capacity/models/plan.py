"""Quality plans with their staged checklists, what proves an activity, and the visits of the mentor."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.words.plans import PlanState, Proved, VisitKind
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.records.versions import KeptVersion


class StagedChecklist(KeptVersion):
    """One version of a checklist, as rules.checklists reads it. It never changes; other content is another version."""

    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    rights = models.CharField(max_length=500, blank=True)
    published_on = models.DateField()

    class Meta:
        app_label = "capacity"
        verbose_name = "staged checklist"
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="checklist_version_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class QualityPlan(OwnedModel):
    """What a facility, or a unit of it, does in at most two years with a mentor, stage by stage. `mentor` and `host`
    are seats, so that the plan stays when people go. `days` has the day of each stage, `set_key` the questions by which
    it is seen what changed, `independence` why a mentor of the same organisation does it.
    """

    label = SensitivityField(default=Sensitivity.RESTRICTED)
    facility = models.CharField(max_length=20)
    unit = models.CharField(max_length=200, blank=True)
    checklist = models.ForeignKey(StagedChecklist, on_delete=models.PROTECT, related_name="plans")
    mentor = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    set_key = models.CharField(max_length=60)
    start = models.DateField()
    until = models.DateField()
    days = models.JSONField()
    state = models.CharField(max_length=8, default=PlanState.RUNNING)
    ended_on = models.DateField(null=True)
    conclusion = models.CharField(max_length=1000, blank=True)
    independence = models.CharField(max_length=500, blank=True)

    class Meta:
        app_label = "capacity"
        verbose_name = "quality plan"
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("start")), name="plan_ends_after_it_begins"),
            models.CheckConstraint(condition=~models.Q(mentor=models.F("host")), name="plan_mentor_is_not_the_host"),
            models.UniqueConstraint(
                fields=["facility", "unit"],
                condition=models.Q(state=PlanState.RUNNING),
                name="plan_one_running_at_a_place",
            ),
        ]
        indexes = [models.Index(fields=["facility", "start"], name="plans_of_a_facility")]

    def __str__(self) -> str:
        return str(self.uid)


class ActivityProof(OwnedModel):
    """That an activity was done, with what proves it, and that another person looked at it. What did not convince
    stays, and the activity may be reported again. `mark` tells the same proof again.
    """

    part_of: ClassVar[tuple[str, ...]] = ("plan",)

    plan = models.ForeignKey(QualityPlan, on_delete=models.CASCADE, related_name="proofs")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    activity = models.CharField(max_length=60)
    proof = models.CharField(max_length=1000)
    mark = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default=Proved.REPORTED)
    reported_on = models.DateField()
    reported_by = models.CharField(max_length=64)
    looked_on = models.DateField(null=True)
    looked_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"reported_by": Trace.PSEUDONYM, "looked_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "proof of an activity"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "activity"],
                condition=~models.Q(state=Proved.RETURNED),
                name="activity_proved_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "mark"], condition=~models.Q(state=Proved.RETURNED), name="proof_of_one_activity"
            ),
            models.CheckConstraint(
                condition=models.Q(state=Proved.REPORTED)
                | (
                    models.Q(looked_on__isnull=False)
                    & ~models.Q(looked_by="")
                    & ~models.Q(looked_by=models.F("reported_by"))
                ),
                name="activity_is_proved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class MentorVisit(OwnedModel):
    """A visit or a call of the mentor: what was seen, what was agreed, and when the next one is."""

    part_of: ClassVar[tuple[str, ...]] = ("plan",)

    plan = models.ForeignKey(QualityPlan, on_delete=models.CASCADE, related_name="visits")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    kind = models.CharField(max_length=8, default=VisitKind.VISIT)
    on = models.DateField()
    seen = models.CharField(max_length=1000)
    agreed = models.CharField(max_length=1000, blank=True)
    next_on = models.DateField(null=True)
    logged_by = models.CharField(max_length=64)

    traces: ClassVar[Mapping[str, Trace]] = {"logged_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "visit of a mentor"
        constraints = [models.UniqueConstraint(fields=["plan", "kind", "on"], name="visit_once_a_day")]

    def __str__(self) -> str:
        return str(self.uid)
