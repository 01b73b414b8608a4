"""Curricula that took a course in."""

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation, StatedDates
from kerege.training.models.course import territory


class CurriculumAdoption(OwnedModel, StatedDates):
    """An institution made a course part of a programme. `compulsory` and the institution are empty when not stated.

    `curriculum` is the version adopted, where it is kept here, and `decree` the decision by which it was.
    """

    key = models.SlugField(max_length=60, unique=True)
    territory = territory()
    institution = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=200)
    level = models.CharField(max_length=24, blank=True)
    compulsory = models.BooleanField(null=True)
    curriculum = models.ForeignKey(
        "training.CurriculumVersion", null=True, on_delete=models.PROTECT, related_name="adoptions"
    )
    decree = models.CharField(max_length=200, blank=True)
    project_key = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "training"

    def __str__(self) -> str:
        return self.key


class AdoptionSource(Citation):
    adoption = models.ForeignKey(CurriculumAdoption, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "training"
        constraints = [models.UniqueConstraint(fields=["adoption", "source"], name="adoption_cites_once")]
