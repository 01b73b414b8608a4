"""Consultations on drafts: what was laid out, for whom, how long; responses, each with its answer.

Of members of the public nothing is asked and nothing kept but what they say. Triggers (migration
`…_consulting_guarded`) refuse to change what was laid out and what was said.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.models.drafting import DraftingTask, DraftVersion
from kerege.law.words.consulting import Answered, Audience
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Consultation(OwnedModel):
    """A version of a draft that was laid out from a day to another, both included, with its text as it was then.

    One that asks the public is public, although the task behind it is not. `law` is what lays down how long it lasts.
    `ended_on` is the day on which the step was recorded; from then on the responses are read with it.
    """

    shareable: ClassVar[bool] = False

    task = models.ForeignKey(DraftingTask, on_delete=models.CASCADE, related_name="consultations")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=3)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    audience = models.CharField(max_length=6)
    bodies = models.JSONField(default=list)
    opens = models.DateField()
    closes = models.DateField()
    least_days = models.PositiveSmallIntegerField(default=0)
    law = models.CharField(max_length=300, blank=True)
    opened_by = models.CharField(max_length=64)
    ended_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"opened_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("title",)
    typed: ClassVar[tuple[str, ...]] = ("bodies",)

    class Meta:
        app_label = "law"
        verbose_name = "consultation"
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="consultation_closes_after_opening"),
            models.CheckConstraint(condition=Q(audience__in=[a.value for a in Audience]), name="consultation_asks"),
            models.UniqueConstraint(fields=["task"], condition=Q(ended_on__isnull=True), name="consultation_at_once"),
        ]
        indexes = [models.Index(fields=["owner", "closes", "id"], name="consultations_of_an_owner")]

    def __str__(self) -> str:
        return self.title


class ConsultationResponse(OwnedModel):
    """What somebody said on the draft that was laid out: `body` is empty for a member of the public, `eid` for all of
    it. `entered_by` is the pseudonym of whoever entered a body's letter, empty where the public wrote.
    """

    shareable: ClassVar[bool] = False

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="responses")
    body = models.CharField(max_length=200, blank=True)
    eid = models.CharField(max_length=400, blank=True)
    words = models.TextField(blank=True)
    sent_on = models.DateField()
    entered_by = models.CharField(max_length=64, blank=True)
    answer = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=2000, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"entered_by": Trace.PSEUDONYM, "answered_by": Trace.PSEUDONYM}
    naming: ClassVar[tuple[str, ...]] = ("body", "words", "reason")

    class Meta:
        app_label = "law"
        verbose_name = "response to a consultation"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (Q(answer__in=[a.value for a in Answered]) & Q(answered_on__isnull=False)),
                name="response_is_answered_or_waits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
