"""Findings of closed assessments, and what is done about them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.assessment import Assessment
from kerege.capacity.words import ActionState
from kerege.capacity.words.quality import Source
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Finding(OwnedModel):
    """An answer below the threshold of the set, as it stood when the assessment was closed: `question` names it, its
    words stand in the version, `value` is the answer. Or what was found at a facility otherwise (`source`): without
    an assessment, `text` says it. The cause is named later, by whoever leads. `competences` are those that people
    lacked where an incident was investigated (key of a framework, a colon and a code).
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.CASCADE, related_name="findings")
    source = models.CharField(max_length=12, default=Source.ASSESSMENT)
    facility = models.CharField(max_length=20, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    question = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=500, blank=True)
    severity = models.CharField(max_length=12)
    graded_because = models.CharField(max_length=500, blank=True)
    found_on = models.DateField()
    competences = models.JSONField(default=list)
    cause_kind = models.CharField(max_length=12, blank=True)
    cause = models.CharField(max_length=1000, blank=True)
    cause_on = models.DateField(null=True)
    cause_by = models.CharField(max_length=64, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"cause_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "finding"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="finding_once_by_question"),
            models.CheckConstraint(
                condition=models.Q(source=Source.ASSESSMENT, assessment__isnull=False)
                | (~models.Q(source=Source.ASSESSMENT) & models.Q(assessment__isnull=True) & ~models.Q(text="")),
                name="finding_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=models.Q(cause_kind="", cause="", cause_on__isnull=True)
                | (~models.Q(cause_kind="") & ~models.Q(cause="") & models.Q(cause_on__isnull=False)),
                name="finding_cause_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["facility", "found_on"], name="findings_at_a_facility")]

    def __str__(self) -> str:
        return str(self.uid)


class CorrectiveAction(OwnedModel):
    """What is done about a finding: by whoever sits on a seat, by a day, with its proof, verified by another person.

    Whether it worked is looked at later, by another person again (`worked`), and a later round of the set shows it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.CASCADE, related_name="actions")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="actions")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    what = models.CharField(max_length=500)
    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, default=ActionState.PLANNED)
    planned_on = models.DateField()
    proof = models.CharField(max_length=1000, blank=True)
    done_on = models.DateField(null=True)
    reported_by = models.CharField(max_length=64, blank=True)
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    task = models.UUIDField(null=True)
    worked = models.BooleanField(null=True)
    looked_on = models.DateField(null=True)
    looked_by = models.CharField(max_length=64, blank=True)
    looked_note = models.CharField(max_length=1000, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {
        "reported_by": Trace.PSEUDONYM,
        "verified_by": Trace.PSEUDONYM,
        "looked_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "capacity"
        verbose_name = "corrective action"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=ActionState.VERIFIED)
                | (
                    models.Q(verified_on__isnull=False)
                    & ~models.Q(verified_by="")
                    & ~models.Q(proof="")
                    & ~models.Q(verified_by=models.F("reported_by"))
                ),
                name="action_is_verified_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(worked__isnull=True)
                | (models.Q(state=ActionState.VERIFIED, looked_on__isnull=False) & ~models.Q(looked_note="")),
                name="action_worked_after_it_was_verified",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
