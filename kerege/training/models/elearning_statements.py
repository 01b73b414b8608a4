"""Statements that a commit gave and the record store does not have yet."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal


class WaitingStatements(GuardedModel):
    """What one commit says as xAPI statements, written in the same transaction as the commit, and gone once the record
    store of the package's owner has them.
    """

    registration = models.ForeignKey(
        "training.ElearningRegistration", on_delete=models.CASCADE, related_name="waiting_statements"
    )
    statements = models.JSONField()

    personal = Personal("registration__account", ACCOUNT, "training", ("registration", "statements"), Erased.DELETED)

    class Meta:
        app_label = "training"
        verbose_name = "statements that wait"
        verbose_name_plural = "statements that wait"

    def __str__(self) -> str:
        return str(self.uid)
