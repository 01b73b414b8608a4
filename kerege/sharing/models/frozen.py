"""Times in which nothing comes from a node."""

from django.db import models

from kerege.records.guarded import GuardedModel


class FrozenPeriod(GuardedModel):
    """From `start` on nothing new comes from a node, up to and not including `end`, the day on which it was revived.

    It has an end only once it is over, so that "as on" any day answers whether the node was frozen then. Both notes are
    read by everybody.
    """

    node = models.ForeignKey("sharing.Node", on_delete=models.PROTECT, related_name="frozen_periods")
    start = models.DateField()
    end = models.DateField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    revived = models.CharField(max_length=400, blank=True)

    class Meta:
        app_label = "sharing"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="frozen_ends_after_start",
            ),
            models.UniqueConstraint(fields=["node"], condition=models.Q(end__isnull=True), name="one_frozen_period"),
        ]

    def __str__(self) -> str:
        return f"{self.node_id} {self.start}"
