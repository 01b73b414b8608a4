"""Figures that somebody published. Computed figures have no table: there is nothing to type one into."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Claim(OwnedModel):
    """A figure as one source published it, with what it means in our own words.

    Claims that disagree stay side by side.
    """

    key = models.SlugField(max_length=60, unique=True)
    indicator = models.CharField(max_length=60)
    project_key = models.CharField(max_length=20, blank=True)
    territory = models.ForeignKey(
        "atlas.Territory", null=True, to_field="code", on_delete=models.PROTECT, related_name="+"
    )
    value = models.PositiveIntegerField()
    qualifier = models.CharField(max_length=12)
    unit = models.CharField(max_length=30)
    meaning = models.CharField(max_length=300)
    stated_by = models.CharField(max_length=120)
    stated_on = models.CharField(max_length=40, blank=True)
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    traces: ClassVar[Mapping[str, Trace]] = {"stated_by": Trace.NOBODY}  # a body or a paper that published it

    class Meta:
        app_label = "indicators"
        indexes = [models.Index(fields=["indicator", "project_key", "territory"], name="claim_scope")]

    def __str__(self) -> str:
        return self.key
