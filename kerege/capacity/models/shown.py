"""What shows that a person has a competence."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.capacity.models.framework import Framework
from kerege.capacity.words.competence import Shown
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class CompetenceEvidence(OwnedModel):
    """Evidence: at which level (0 to 4) a person showed a competence, how, when, and until when it counts.

    `rests_on` is the uid of a certificate of another body that was verified here and is counted for this competence.
    `taught` says that an observer saw this person teach it. `given_by` is the pseudonym of whoever recorded it.
    Restricted, and told by no share; `queries.competence` says who reads it.
    """

    shareable: ClassVar[bool] = False

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="evidence")
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    competence = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField()
    taught = models.BooleanField(default=False)
    shown_on = models.DateField()
    expires_on = models.DateField(null=True)
    reference = models.CharField(max_length=300, blank=True)
    rests_on = models.UUIDField(null=True, db_index=True)
    given_by = models.CharField(max_length=64)
    withdrawn_on = models.DateField(null=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    personal = Personal(
        "person",
        PERSON,
        "competence",
        ("framework", "competence", "kind", "level", "taught", "shown_on", "expires_on", "reference", "withdrawn_on",
         "why_withdrawn"),
        Erased.DELETED,
        other=("given_by", "rests_on"),
    )  # fmt: skip
    traces: ClassVar[Mapping[str, Trace]] = {
        "given_by": Trace.PSEUDONYM,
        "rests_on": Trace.NOBODY,  # a record, which goes with its person too
    }

    class Meta:
        app_label = "capacity"
        verbose_name = "evidence of a competence"
        constraints = [
            models.CheckConstraint(condition=Q(level__lte=4), name="evidence_level_0_to_4"),
            models.CheckConstraint(condition=Q(taught=False) | Q(kind=Shown.OBSERVED), name="teaching_is_observed"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("shown_on")), name="evidence_expires_later"
            ),
        ]
        indexes = [models.Index(fields=["person", "framework"], name="evidence_of_a_person")]

    def __str__(self) -> str:
        return str(self.uid)
