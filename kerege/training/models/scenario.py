"""Walks through branching scenarios, each its walker's own."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal


class ScenarioWalk(GuardedModel):
    """How far one account came in one scenario, for its owner alone, like its answers to a lesson (LessonAttempt): no
    clearance reads it, it is erased with the account, and it counts nowhere.

    There is one for each scenario, in the language in which it was read last. `path` are the choices by their ids;
    `endings` the scenes in which walks before have ended, each once, in their order.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    curriculum = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    module = models.SlugField(max_length=60)
    scenario = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    path = models.JSONField(default=list)
    endings = models.JSONField(default=list)
    started_at = models.DateTimeField()
    walked_at = models.DateTimeField()

    personal = Personal(
        "account",
        ACCOUNT,
        "training",
        (
            *("curriculum", "version", "module", "scenario", "language", "path", "endings"),
            *("started_at", "walked_at"),
        ),
        Erased.DELETED,
    )

    class Meta:
        app_label = "training"
        verbose_name = "walk through a scenario"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "curriculum", "module", "scenario"], name="scenario_walked_by_an_account_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)
