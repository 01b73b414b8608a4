"""Assessments, who is in their teams, and what is told of a result without its answers."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.questionset import SetVersion
from kerege.capacity.words import AssessmentState, Part
from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.personal import Trace


class Assessment(OwnedModel):
    """One round in which a facility, an organisation or a country is assessed by one version of a set.

    `facility` and `organisation` are keys of those records; `title` is what it was called when the round was opened.
    `round` counts those of the same set about the same; they follow each other and never overlap. The summary stands
    aside and is for focal points until the owner says otherwise.
    """

    label = SensitivityField(default=Sensitivity.NATIONAL)
    version = models.ForeignKey(SetVersion, on_delete=models.PROTECT, related_name="assessments")
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=12)
    facility = models.CharField(max_length=20, blank=True)
    organisation = models.CharField(max_length=60, blank=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=AssessmentState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    summary, summary_label = aside("summary", label=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"about": Trace.NOBODY}  # what its set asks about

    class Meta:
        app_label = "capacity"
        verbose_name = "assessment"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=AssessmentState.OPEN, closed_on__isnull=True)
                | (~models.Q(state=AssessmentState.OPEN) & models.Q(closed_on__isnull=False)),
                name="assessment_ends_on_a_day",
            )
        ]
        indexes = [models.Index(fields=["owner", "state", "id"], name="assessments_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class AssessmentSummary(SideTable):
    """Scores and counts of a closed assessment by section, as JSON; empty while it is open."""

    record = side_of(Assessment, "summary")
    value = models.TextField(blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "capacity"


class Assessor(OwnedModel):
    """Somebody in the team of an assessment; `subject` is the pseudonym of the account, as in the journal.

    `handed_in_on` is the day on which they said that their answers are ready; empty again once they change one.
    """

    part_of: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="team")
    label = SensitivityField(default=Sensitivity.NATIONAL)
    named_by = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    part = models.CharField(max_length=10, default=Part.ASSESSOR)
    handed_in_on = models.DateField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"named_by": Trace.PSEUDONYM, "subject": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        constraints = [models.UniqueConstraint(fields=["assessment", "subject"], name="assessor_once_in_a_team")]
        indexes = [models.Index(fields=["subject"], name="teams_of_somebody")]

    def __str__(self) -> str:
        return str(self.uid)
