"""Somebody's way to a certificate: the case, who has a part in it, and what was recorded. Restricted by default."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.scheme import CertificateScheme
from kerege.capacity.words.certification import CaseState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class CertificateCase(OwnedModel):
    """One person's way to one level of one scheme. `commitment` is what the employer promised.

    `deadline` is the last day for deliveries. `drawn` says that the case is in the random sample that is audited.
    """

    shareable: ClassVar[bool] = False

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(CertificateScheme, on_delete=models.PROTECT, related_name="cases")
    level = models.CharField(max_length=20)
    state = models.CharField(max_length=16, default=CaseState.NOMINATED)
    curriculum = models.CharField(max_length=60)
    languages = models.CharField(max_length=100)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    commitment = models.CharField(max_length=1000)
    nominated_on = models.DateField()
    enrolled_on = models.DateField(null=True)
    passed_on = models.DateField(null=True)
    deadline = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    drawn = models.BooleanField(default=False)
    note = models.CharField(max_length=1000, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "certificate",
        (
            *("scheme", "level", "state", "curriculum", "languages", "territory", "commitment", "note", "round"),
            *("nominated_on", "enrolled_on", "passed_on", "deadline", "submitted_on", "decided_on", "drawn"),
        ),
        Erased.KEPT,
        why="the certificate that came of it stays verifiable; it then tells of a trainer without a name",
    )

    class Meta:
        app_label = "capacity"
        verbose_name = "case"
        indexes = [models.Index(fields=["owner", "state", "id"], name="cases_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class CasePart(OwnedModel):
    """Somebody else in a case: by the pseudonym of the account, and the person where the account belongs to one."""

    part_of: ClassVar[tuple[str, ...]] = ("case",)

    case = models.ForeignKey(CertificateCase, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=64)
    part = models.CharField(max_length=12)
    named_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "certificate",
        ("subject", "part", "named_on"),
        Erased.KEPT,
        other=("case",),
        why="that a case had a trainer and an observer stays, without saying who they were",
    )
    traces: ClassVar[Mapping[str, Trace]] = {"subject": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        constraints = [models.UniqueConstraint(fields=["case", "subject", "part"], name="part_once_in_a_case")]
        indexes = [models.Index(fields=["subject"], name="cases_of_somebody")]

    def __str__(self) -> str:
        return str(self.uid)


class CaseRecord(OwnedModel):
    """One thing that was recorded in a case: hours of a day, a result, a text, an extension, an appeal.

    `given` holds what its kind has, as the action that records it writes it. `mark` tells the same evidence again, in
    this case or in another. `noted_by` is the pseudonym of whoever recorded or signed it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("case",)

    case = models.ForeignKey(CertificateCase, on_delete=models.CASCADE, related_name="records")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    on = models.DateField()
    given = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    mark = models.CharField(max_length=64, blank=True)
    noted_by = models.CharField(max_length=64)
    noted_on = models.DateField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "certificate",
        ("kind", "on", "given", "text", "mark", "noted_by", "noted_on"),
        Erased.DELETED,
        other=("case",),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        verbose_name = "record of a case"
        constraints = [
            models.UniqueConstraint(fields=["mark"], condition=~models.Q(mark=""), name="case_evidence_once")
        ]
        indexes = [models.Index(fields=["case", "kind", "on"], name="records_of_a_case")]

    def __str__(self) -> str:
        return str(self.uid)


class CaseDecision(OwnedModel):
    """What one decider said on a matter of a case, with the reason. Two who agree decide."""

    part_of: ClassVar[tuple[str, ...]] = ("case",)

    case = models.ForeignKey(CertificateCase, on_delete=models.CASCADE, related_name="decisions")
    matter = models.CharField(max_length=8)
    round = models.PositiveSmallIntegerField(default=1)
    verdict = models.CharField(max_length=4)
    reason = models.CharField(max_length=1000)
    on = models.DateField()
    decided_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"decided_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        constraints = [
            models.UniqueConstraint(fields=["case", "matter", "round", "decided_by"], name="decides_once_on_a_matter"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
