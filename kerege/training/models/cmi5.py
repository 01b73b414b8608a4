"""Sessions of units of cmi5."""

from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal
from kerege.training.models.elearning import ElearningRegistration


class Cmi5Session(GuardedModel):
    """One time that a unit was launched; its `uid` is the session id.

    `fetch` and `token` are digests of what the launch address and the unit's first answer hold. `said` are the verbs
    of cmi5 that the unit used, `sent` counts its statements. A session is over once `ended_at` is set: terminated by
    its unit, or `abandoned`.
    """

    registration = models.ForeignKey(ElearningRegistration, on_delete=models.CASCADE, related_name="sessions")
    part = models.CharField(max_length=250)
    mode = models.CharField(max_length=8)
    origin = models.CharField(max_length=200)
    fetch = models.CharField(max_length=64)
    token = models.CharField(max_length=64, blank=True)
    prepared = models.BooleanField(default=False)
    said = models.JSONField(default=list)
    sent = models.PositiveIntegerField(default=0)
    launched_at = models.DateTimeField()
    until = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    abandoned = models.BooleanField(default=False)

    personal = Personal(
        "registration__account",
        ACCOUNT,
        "training",
        ("registration", "part", "mode", "said", "sent", "launched_at", "last_at", "ended_at", "abandoned"),
        Erased.DELETED,
        other=("origin", "fetch", "token", "prepared", "until"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "session of a unit"
        indexes: ClassVar = [models.Index(fields=["registration", "ended_at"], name="cmi5_open_sessions")]

    def __str__(self) -> str:
        return str(self.uid)
