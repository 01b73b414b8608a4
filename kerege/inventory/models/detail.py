"""What belongs to a facility and has a label of its own: units, containment, accreditation, proficiency testing."""

from typing import ClassVar

from django.db import models

from kerege.inventory.words import Proof
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel


class FacilityUnit(OwnedModel):
    """A department or laboratory inside a facility. It has no room number and no place in the building."""

    part_of: ClassVar[tuple[str, ...]] = ("facility",)

    facility = models.ForeignKey("inventory.Facility", on_delete=models.CASCADE, related_name="units")
    label = SensitivityField(default=Sensitivity.REGIONAL)
    title = models.CharField(max_length=200)
    functions = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["facility", "title"], name="facility_unit_once")]

    def __str__(self) -> str:
        return str(self.uid)


class Containment(OwnedModel):
    """A level of containment that a facility, or one unit of it, claims; and what proves it, where something does.

    Without rooms, a body that verified them and a day it is a claim and shown as one (rules.standing).
    """

    part_of: ClassVar[tuple[str, ...]] = ("facility",)

    facility = models.ForeignKey("inventory.Facility", on_delete=models.CASCADE, related_name="containment")
    unit = models.ForeignKey(FacilityUnit, null=True, on_delete=models.CASCADE, related_name="containment")
    label = SensitivityField(default=Sensitivity.NATIONAL)
    scheme = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField()
    claimed_on = models.DateField()
    proof = models.CharField(max_length=20, default=Proof.DECLARED)
    rooms = models.PositiveSmallIntegerField(null=True)
    area = models.PositiveIntegerField(null=True)
    airflow_checked = models.BooleanField(null=True)
    body = models.CharField(max_length=200, blank=True)
    certificate = models.CharField(max_length=80, blank=True)
    verified_on = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="containment_level_1_to_4"),
            models.CheckConstraint(
                condition=models.Q(proof=Proof.DECLARED)
                | (models.Q(rooms__gte=1, verified_on__isnull=False) & ~models.Q(body="")),
                name="containment_is_proved_by_rooms",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Accreditation(OwnedModel):
    """A body accredited the facility by a standard, from a day to a day."""

    part_of: ClassVar[tuple[str, ...]] = ("facility",)

    facility = models.ForeignKey("inventory.Facility", on_delete=models.CASCADE, related_name="accreditations")
    scheme = models.CharField(max_length=12)
    number = models.CharField(max_length=80)
    body = models.CharField(max_length=200)
    scope = models.CharField(max_length=300, blank=True)
    start = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.UniqueConstraint(fields=["facility", "scheme", "number"], name="accreditation_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("start")),
                name="accreditation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Proficiency(OwnedModel):
    """One round of proficiency testing in which the facility took part."""

    part_of: ClassVar[tuple[str, ...]] = ("facility",)

    facility = models.ForeignKey("inventory.Facility", on_delete=models.CASCADE, related_name="rounds")
    label = SensitivityField(default=Sensitivity.NATIONAL)
    provider = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    on = models.DateField()
    result = models.CharField(max_length=16)
    until = models.DateField(null=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.UniqueConstraint(fields=["facility", "provider", "subject", "on"], name="proficiency_round_once")
        ]

    def __str__(self) -> str:
        return str(self.uid)
