"""What a program shows when it sends or reads statements."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import Trace


class Credential(GuardedModel):
    """`uid` is the key; of the secret only a digest is kept. It sends and reads the statements of its owner.

    `public_key` (PEM, RSA) is that of a sender whose signatures bring no certificate. With `agent` (a key of
    rules.mentions) or `registration` it is for that learner, or that registration, alone.
    """

    owner = models.CharField(max_length=8, db_index=True)
    purpose = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField()
    public_key = models.TextField(default="")
    agent = models.UUIDField(null=True)
    registration = models.UUIDField(null=True)
    made_on = models.DateField()
    ends_on = models.DateField()
    revoked_on = models.DateField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"agent": Trace.NOBODY, "registration": Trace.NOBODY}

    class Meta:
        app_label = "lrs"

    def __str__(self) -> str:
        return f"credential {self.uid}"
