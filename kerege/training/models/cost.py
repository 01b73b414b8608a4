"""What a course needs and what it costs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.training.models.course import Course


class CourseCost(OwnedModel):
    """One line of a course's budget, in one currency (ISO 4217). `payer` is an organisation of the register or `funder`
    a name; `external` says whether the money comes from outside the country that keeps the course, None: not said.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(max_length=16)
    what = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3)
    planned = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    spent = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    payer = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    funder = models.CharField(max_length=200, blank=True)
    external = models.BooleanField(null=True)
    dropped_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    class Meta:
        app_label = "training"
        verbose_name = "cost"
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__isnull=False) | Q(spent__isnull=False), name="cost_says_an_amount"
            ),
            models.CheckConstraint(
                condition=(Q(planned__isnull=True) | Q(planned__gte=0)) & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="cost_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class CourseMaterial(OwnedModel):
    """Something a course needs, and whether it is there. As open as its course."""

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="materials")
    key = models.CharField(max_length=60)
    what = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    there = models.PositiveIntegerField(default=0)
    dropped_on = models.DateField(null=True)

    class Meta:
        app_label = "training"
        verbose_name = "material"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "key"], condition=Q(dropped_on__isnull=True), name="material_of_a_course_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)
