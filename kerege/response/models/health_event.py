"""Signals, the events that they become, and the assessments of an event by two persons who do not see each other.

Triggers (migration `…_health_events_guarded`) refuse to change answers that were given and decisions that were made, in
raw SQL too, and to decide before two persons answered.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.words.health_events import AssessmentState, EventState, Outcome, SourceKind, Triage


class HealthEvent(OwnedModel):
    """What happened, as it is known now. `exercise` is said when it is opened and never changes. `detected_at` is told
    by the clock of `zone`. `number` counts changes. People are named by pseudonyms.
    """

    title = models.CharField(max_length=140)
    exercise = models.BooleanField(default=False)
    domains = models.JSONField(default=list)
    unit = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True)
    known = models.TextField()
    detected_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=8, default=EventState.OPEN)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    why_closed = models.CharField(max_length=500, blank=True)
    number = models.PositiveIntegerField(default=1)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"opened_by": Trace.PSEUDONYM, "closed_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        verbose_name = "health event"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in EventState]), name="event_has_a_state"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closed_by="")
                | (Q(state="closed", closed_at__isnull=False) & ~Q(closed_by="") & ~Q(why_closed="")),
                name="event_is_closed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "-detected_at"], name="events_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class Signal(OwnedModel):
    """What somebody heard, and what became of it: `event` with an event, `into` the one with which it was merged."""

    source = models.CharField(max_length=12)
    source_name = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    exercise = models.BooleanField(default=False)
    domains = models.JSONField(default=list)
    unit = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=120, blank=True)
    known = models.TextField()
    triage = models.CharField(max_length=10, default=Triage.NEW)
    event: Any = models.ForeignKey(HealthEvent, null=True, on_delete=models.PROTECT, related_name="signals")
    into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    reason = models.CharField(max_length=500, blank=True)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    triaged_by = models.CharField(max_length=64, blank=True)
    triaged_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"recorded_by": Trace.PSEUDONYM, "triaged_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        constraints = [
            models.CheckConstraint(condition=Q(source__in=[s.value for s in SourceKind]), name="signal_has_a_source"),
            models.CheckConstraint(
                condition=Q(triage="new", event__isnull=True, into__isnull=True, triaged_at__isnull=True)
                | Q(triage="event", event__isnull=False, into__isnull=True, triaged_at__isnull=False)
                | (Q(triage="not_event", event__isnull=True, into__isnull=True) & ~Q(reason=""))
                | (Q(triage="merged", event__isnull=True, into__isnull=False) & ~Q(into=F("id"))),
                name="signal_is_triaged_whole",
            ),
        ]
        indexes = [models.Index(fields=["owner", "triage", "-received_at"], name="signals_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class Assessment(OwnedModel):
    """An event judged by one frame. `first` and `second` answered without seeing each other; `outcome` was decided by a
    third person, or proposed by one of them and agreed to by the other. A later `edition` begins when more is known.
    """

    part_of: ClassVar[tuple[str, ...]] = ("event",)

    event: Any = models.ForeignKey(HealthEvent, on_delete=models.PROTECT, related_name="assessments")
    frame = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    edition = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, default=AssessmentState.OPEN)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    first = models.CharField(max_length=64, blank=True)
    second = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    proposed_by = models.CharField(max_length=64, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = dict.fromkeys(
        ("opened_by", "first", "second", "proposed_by", "decided_by"), Trace.PSEUDONYM
    )

    class Meta:
        app_label = "response"
        constraints = [
            models.UniqueConstraint(fields=["event", "frame", "edition"], name="assessed_by_edition"),
            models.UniqueConstraint(fields=["event", "frame"], condition=Q(state="open"), name="one_open_assessment"),
            models.CheckConstraint(
                condition=(Q(state="open", decided_by="", decided_at__isnull=True))
                | (
                    Q(state="decided", decided_at__isnull=False, outcome__in=[s.value for s in Outcome])
                    & ~Q(reason="")
                    & ~Q(decided_by="")
                ),
                name="assessment_is_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(second="") | (~Q(first="") & ~Q(first=F("second"))), name="assessed_by_two"
            ),
            models.CheckConstraint(
                condition=Q(state="open")
                | (
                    ~Q(second="")
                    & (
                        (Q(proposed_by="") & ~Q(decided_by=F("first")) & ~Q(decided_by=F("second")))
                        | Q(proposed_by=F("first"), decided_by=F("second"))
                        | Q(proposed_by=F("second"), decided_by=F("first"))
                    )
                ),
                name="decided_by_both_or_a_third",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class AssessmentAnswers(OwnedModel):
    """What one assessor answered and why, by question: only added, and read by others when both have answered."""

    part_of: ClassVar[tuple[str, ...]] = ("event",)

    event: Any = models.ForeignKey(HealthEvent, on_delete=models.PROTECT, related_name="answers")
    assessment: Any = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    assessor = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    given_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"assessor": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        verbose_name = "answers of an assessor"
        constraints = [models.UniqueConstraint(fields=["assessment", "assessor"], name="answered_once")]

    def __str__(self) -> str:
        return str(self.uid)
