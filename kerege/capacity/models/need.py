"""By which policies needs are computed."""

from django.db import models

from kerege.records.guarded import GuardedModel


class NeedPolicy(GuardedModel):
    """One version of how an owner weighs its training needs, from `start` until its next version starts.

    `content` is as rules.policy reads it. Everybody may read it: a figure is worth what its weights are worth. The
    region's policy holds for every country that has none of its own.
    """

    owner = models.CharField(max_length=8, db_index=True)
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    reason = models.CharField(max_length=500)
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()

    class Meta:
        app_label = "capacity"
        verbose_name = "policy of needs"
        constraints = [
            models.UniqueConstraint(fields=["owner", "version"], name="policy_version_once"),
            models.UniqueConstraint(fields=["owner", "start"], name="policy_once_from_a_day"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="policy_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.version}"
