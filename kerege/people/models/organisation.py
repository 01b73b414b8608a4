"""Organisations. Their dated names stand in atlas.Name."""

from django.db import models

from kerege.records.guarded import GuardedModel


class Organisation(GuardedModel):
    """A body that people work for or speak for. It has no name here: names are dated and stand in atlas.Name.

    An organisation that ends stays; what came after it is a Succession.
    """

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", null=True, on_delete=models.PROTECT, related_name="+"
    )
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True)
                | models.Q(start__isnull=True)
                | models.Q(end__gt=models.F("start")),
                name="organisation_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Succession(GuardedModel):
    """One organisation came after another. The graph has no way back to where it began (people.rules)."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=12)
    on = models.DateField(null=True)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "people"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(condition=~models.Q(predecessor=models.F("successor")), name="no_self_succession"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
