"""Incidents in laboratories: the desk that takes reports, the report, who made it, its investigation and its lesson.

All but published lessons is read by nobody's clearance: `queries.incidents` opens it to the biosafety officers of the
facility, and of each piece only to whom it is for. Triggers (migration `…_incidents_guarded`) keep what was decided.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace
from kerege.response.words.incidents import Confidence, Experience, Harm, Health, IncidentState, LessonState


class IncidentDesk(OwnedModel):
    """Where a facility takes reports: `door` is the secret of its address, `health` the seat of occupational health."""

    shareable: ClassVar[bool] = False

    facility = models.CharField(max_length=20, unique=True)
    door = models.CharField(max_length=32, unique=True)
    anonymous = models.BooleanField(default=False)
    days_to_answer = models.PositiveSmallIntegerField(default=3)
    health = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    class Meta:
        app_label = "response"
        verbose_name = "desk for incidents"

    def __str__(self) -> str:
        return str(self.uid)


class LabIncident(OwnedModel):
    """What was reported. Who did is not in it. Of the report only the day is kept, never the time: with the time of an
    anonymous one a log elsewhere would tell who sent it. `code_hash` is that of the code with which the reporter comes
    back. `findings` are the uids of the findings that its causes became (room capacity).
    """

    shareable: ClassVar[bool] = False

    desk = models.ForeignKey(IncidentDesk, on_delete=models.PROTECT, related_name="incidents")
    facility = models.CharField(max_length=20)
    kind = models.CharField(max_length=24)
    occurrences = models.JSONField(default=list)
    severity = models.CharField(max_length=12)
    room = models.CharField(max_length=12)
    activity = models.CharField(max_length=20)
    risk_group = models.CharField(max_length=1, blank=True)
    story = models.TextField()
    immediate = models.TextField(blank=True)
    occurred_at = models.DateTimeField()
    discovered_at = models.DateTimeField()
    reported_on = models.DateField()
    confidence = models.CharField(max_length=12)
    code_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, default=IncidentState.REPORTED)
    acknowledged_on = models.DateField(null=True)
    handled_by = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=1000, blank=True)
    closed_on = models.DateField(null=True)
    findings = models.JSONField(default=list)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"handled_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("story", "immediate", "outcome")

    class Meta:
        app_label = "response"
        verbose_name = "incident"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in IncidentState]), name="incident_has_a_state"
            ),
            models.CheckConstraint(condition=Q(severity__in=[h.value for h in Harm]), name="incident_has_a_severity"),
            models.CheckConstraint(
                condition=Q(confidence__in=[c.value for c in Confidence]), name="incident_has_a_confidence"
            ),
            models.CheckConstraint(
                condition=Q(discovered_at__gte=F("occurred_at")), name="incident_discovered_after_it_happened"
            ),
            models.CheckConstraint(
                condition=Q(state=IncidentState.REPORTED) | (Q(acknowledged_on__isnull=False) & ~Q(handled_by="")),
                name="incident_was_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[IncidentState.CLOSED, IncidentState.SET_ASIDE]) | Q(closed_on__isnull=False),
                name="incident_ends_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["facility", "reported_on"], name="incidents_of_a_facility")]

    def __str__(self) -> str:
        return str(self.uid)


class IncidentReporter(GuardedModel):
    """Who reported, in a table of its own; there is no row of an anonymous report."""

    incident = models.OneToOneField(LabIncident, on_delete=models.CASCADE, related_name="reporter")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")

    personal = Personal("account", ACCOUNT, "incident", (), Erased.DELETED, other=("incident",))

    class Meta:
        app_label = "response"
        verbose_name = "reporter of an incident"

    def __str__(self) -> str:
        return str(self.uid)


class IdentityRead(GuardedModel):
    """Somebody opened the name of a reporter (`account`), with the reason; the reporter reads it. It is only added."""

    incident = models.ForeignKey(LabIncident, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    on = models.DateField()

    personal = Personal("account", ACCOUNT, "incident", ("reader", "reason", "on"), Erased.DELETED, other=("incident",))
    traces: ClassVar[Mapping[str, Trace]] = {"reader": Trace.EMPTIED}
    typed: ClassVar[tuple[str, ...]] = ("reason",)

    class Meta:
        app_label = "response"
        verbose_name = "reading of a reporter's name"

    def __str__(self) -> str:
        return str(self.uid)


class AffectedPerson(OwnedModel):
    """Somebody who was affected, as a role and a band of experience; for occupational health alone."""

    part_of: ClassVar[tuple[str, ...]] = ("incident",)
    shareable: ClassVar[bool] = False

    incident = models.ForeignKey(LabIncident, on_delete=models.CASCADE, related_name="affected")
    role = models.CharField(max_length=12)
    experience = models.CharField(max_length=8, default=Experience.UNKNOWN)
    health = models.CharField(max_length=8, default=Health.OPEN)
    noted_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    class Meta:
        app_label = "response"
        verbose_name = "affected person"

    def __str__(self) -> str:
        return str(self.uid)


class IncidentMessage(OwnedModel):
    """A question of the officer, or an answer of the reporter, of whom nothing is kept with it."""

    part_of: ClassVar[tuple[str, ...]] = ("incident",)
    shareable: ClassVar[bool] = False

    incident = models.ForeignKey(LabIncident, on_delete=models.CASCADE, related_name="messages")
    of_reporter = models.BooleanField()
    text = models.CharField(max_length=1000)
    on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    typed: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        app_label = "response"
        verbose_name = "message about an incident"

    def __str__(self) -> str:
        return str(self.uid)


class Investigation(OwnedModel):
    """How causes were looked for, and which were found. `causes` are RootCause, `clauses` those of ISO 35001,
    `competences` those in which people lacked training (key of a framework, a colon and a code).
    """

    part_of: ClassVar[tuple[str, ...]] = ("incident",)
    shareable: ClassVar[bool] = False

    incident = models.OneToOneField(LabIncident, on_delete=models.CASCADE, related_name="investigation")
    method = models.CharField(max_length=12)
    found = models.TextField()
    causes = models.JSONField(default=list)
    clauses = models.JSONField(default=list)
    competences = models.JSONField(default=list)
    lead = models.CharField(max_length=64)
    concluded_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"lead": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("found",)

    class Meta:
        app_label = "response"
        verbose_name = "investigation"

    def __str__(self) -> str:
        return str(self.uid)


class Lesson(OwnedModel):
    """What others may learn from an incident, without persons and without the facility. `title` and `text` by language.
    Its label is that under which it was published; before that it is restricted.
    """

    shareable: ClassVar[bool] = False

    incident = models.ForeignKey(LabIncident, on_delete=models.PROTECT, related_name="lessons")
    kind = models.CharField(max_length=24)
    causes = models.JSONField(default=list)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=LessonState.DRAFT)
    author = models.CharField(max_length=64)
    drafted_on = models.DateField()
    checker = models.CharField(max_length=64, blank=True)
    published_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"author": Trace.PSEUDONYM, "checker": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("note",)

    class Meta:
        app_label = "response"
        verbose_name = "lesson"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in LessonState]), name="lesson_has_a_state"),
            models.CheckConstraint(
                condition=~Q(state=LessonState.PUBLISHED)
                | (~Q(checker="") & ~Q(checker=F("author")) & Q(published_on__isnull=False)),
                name="lesson_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LessonState.PUBLISHED, LessonState.WITHDRAWN]) | Q(label=Sensitivity.RESTRICTED),
                name="lesson_is_restricted_before",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
