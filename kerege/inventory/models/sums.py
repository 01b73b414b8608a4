"""How many facilities there are for readers of each clearance: sums over the index. Kept by actions.finding alone."""

from typing import ClassVar

from django.db import models

from kerege.records.owned import OwnedModel


class Cluster(OwnedModel):
    """Facilities in one cell of the map, for readers whose clearance is at least `label` and below `until`.

    `cell` is the number of a square of zoom `level` (lib.geo), and `wide` says that only the region or country is told.
    `x`, `y` and `ids` add up where they stand on the finest grid and who they are: of one facility, `ids` is its id.
    What is closed on some day is left out, because the sums hold for every day.
    """

    shareable: ClassVar[bool] = False  # a sum of records of which each may be shared by itself

    owner = models.CharField(max_length=8)
    territory = models.CharField(max_length=3)
    until = models.PositiveSmallIntegerField()
    wide = models.BooleanField()
    level = models.PositiveSmallIntegerField()
    cell = models.BigIntegerField()
    n = models.BigIntegerField()
    x = models.BigIntegerField()
    y = models.BigIntegerField()
    ids = models.BigIntegerField()

    class Meta:
        app_label = "inventory"
        constraints = [
            models.UniqueConstraint(
                fields=["level", "wide", "cell", "owner", "territory", "label", "until"], name="cluster_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.cell}"


class Tally(OwnedModel):
    """Facilities with one code, for readers whose clearance is at least `label` and below `until`; as Cluster.

    `code` pairs a vocabulary with a code, as Findable.codes does; empty for all facilities.
    """

    shareable: ClassVar[bool] = False  # a sum of records of which each may be shared by itself

    owner = models.CharField(max_length=8)
    territory = models.CharField(max_length=3)
    until = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80, blank=True)
    n = models.BigIntegerField()

    class Meta:
        app_label = "inventory"
        constraints = [
            models.UniqueConstraint(fields=["code", "owner", "territory", "label", "until"], name="tally_once")
        ]

    def __str__(self) -> str:
        return self.code
