"""Nodes: the owners of records."""

from django.db import models

from kerege.records.guarded import GuardedModel


class Node(GuardedModel):
    """A country's platform, or the region's. `key` is what stands in every record's `owner`."""

    key = models.CharField(max_length=8, unique=True)
    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", null=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(null=True)

    class Meta:
        app_label = "sharing"

    def __str__(self) -> str:
        return self.key
