"""Administrative units and the gazetteer's places. Neither is finer than a town: no facility has its position here."""

from django.db import models

from kerege.atlas.models.dated import Dated, ends_after_start
from kerege.records.guarded import GuardedModel


class AdminUnit(Dated, GuardedModel):
    """A first-level or lower unit of a territory by its ISO 3166-2 code; its names are in Name."""

    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        app_label = "atlas"
        verbose_name = "administrative unit"
        constraints = [ends_after_start("unit_ends_after_start")]

    def __str__(self) -> str:
        return self.code


class Place(GuardedModel):
    """A town, with its position to about a kilometre. `population` is what the gazetteer says, for ordering only."""

    key = models.CharField(max_length=40, unique=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="places")
    unit = models.ForeignKey(AdminUnit, null=True, on_delete=models.PROTECT, related_name="places")
    latitude = models.DecimalField(max_digits=6, decimal_places=3)
    longitude = models.DecimalField(max_digits=6, decimal_places=3)
    population = models.PositiveIntegerField(default=0)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        verbose_name = "place"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_is_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.key
