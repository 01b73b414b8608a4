"""How far the statements of an owner were handed on to another store."""

from django.db import models

from kerege.records.guarded import GuardedModel


class Forwarding(GuardedModel):
    """`target` has everything up to `stored`. Where it did not answer, it is asked again from `due` (microseconds) on.

    `passed_over` counts statements that it did not take: it has others under their ids, or holds them for wrong.
    `taken` is the last one that it did take: with that it is asked whether it takes anything at all.
    """

    owner = models.CharField(max_length=8)
    target = models.CharField(max_length=500)
    stored = models.BigIntegerField(default=0)
    taken = models.BigIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    due = models.BigIntegerField(default=0)
    passed_over = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=60, default="")

    class Meta:
        app_label = "lrs"
        constraints = [models.UniqueConstraint(fields=["owner", "target"], name="lrs_forwarding_once")]

    def __str__(self) -> str:
        return f"{self.owner} to {self.target}"
