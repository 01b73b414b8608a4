"""Territories, the regions of the Centres of Excellence, and who belongs to a region since when."""

from django.db import models

from kerege.atlas.models.dated import Dated, ends_after_start
from kerege.atlas.words import TerritoryKind
from kerege.records.guarded import GuardedModel


class Territory(GuardedModel):
    """A country or another territory, by its ISO 3166-1 code or a user-assigned one.

    It has no name column: names are dated, in languages, and leave through `queries.designated`, which knows the
    markers and notes that must travel with some of them.
    """

    code = models.CharField(max_length=3, unique=True)
    alpha2 = models.CharField(max_length=2, unique=True)
    numeric = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=10, default=TerritoryKind.COUNTRY)

    class Meta:
        app_label = "atlas"
        verbose_name = "territory"

    def __str__(self) -> str:
        return self.code


class Region(GuardedModel):
    """One of the regions in which the Centres of Excellence work, by its code. Its names are in Name."""

    code = models.CharField(max_length=8, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "atlas"
        verbose_name = "region"

    def __str__(self) -> str:
        return self.code


class RegionMembership(Dated, GuardedModel):
    """A territory is a partner of the Centres of Excellence in a region. Says nothing about any project.

    `shown_by` is the day on which a source shows the membership, where its beginning is not known.
    """

    territory = models.ForeignKey(Territory, to_field="code", on_delete=models.PROTECT, related_name="memberships")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="memberships")
    shown_by = models.DateField(null=True)
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        app_label = "atlas"
        constraints = [ends_after_start("membership_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.region_id}"
