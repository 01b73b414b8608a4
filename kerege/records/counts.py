"""Figures that sources state about a record."""

from enum import StrEnum

from django.db import models

from kerege.records.owned import OwnedModel


class Qualifier(StrEnum):
    """How exactly a source states a figure."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    PLANNED = "planned"


class SourcedCount(OwnedModel):
    """One figure of one source. Sources that disagree stand side by side; nothing here says which one is right."""

    measure = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    qualifier = models.CharField(max_length=12, choices=[(q.value, q.value) for q in Qualifier])
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
