"""Certificates and what became of them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.models.case import CertificateCase
from kerege.capacity.models.scheme import CertificateScheme
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class Certificate(OwnedModel):
    """What somebody was certified for: level and scope, from a day up to, and not including, another.

    It is verified by its number, also when the person was erased: the row then leads to a person without a name.
    `name_shown`: the holder agreed that whoever has the number reads the name. It is restricted, because a list of
    certificates is a list of people; the number is the door to a single one.
    """

    shareable: ClassVar[bool] = False

    number = models.CharField(max_length=14, unique=True)
    case = models.OneToOneField(CertificateCase, on_delete=models.PROTECT, related_name="certificate")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(CertificateScheme, on_delete=models.PROTECT, related_name="certificates")
    level = models.CharField(max_length=20)
    curriculum = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    languages = models.CharField(max_length=100)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    name_shown = models.BooleanField(default=False)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "certificate",
        (
            *("number", "level", "curriculum", "version", "languages", "territory", "name_shown"),
            *("decided_on", "valid_from", "valid_until"),
        ),
        Erased.KEPT,
        other=("case", "scheme", "issuer"),
        why="whoever was shown a certificate can still verify its number; it then tells no name",
    )

    class Meta:
        app_label = "capacity"
        verbose_name = "certificate"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="certificate_holds_for_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.number


class CertificateStep(OwnedModel):
    """What happened to a certificate: suspended, reinstated, revoked or renewed, with the reason."""

    part_of: ClassVar[tuple[str, ...]] = ("certificate",)

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12)
    on = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=1000)
    noted_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "capacity"
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="step_has_a_reason")]

    def __str__(self) -> str:
        return str(self.uid)
