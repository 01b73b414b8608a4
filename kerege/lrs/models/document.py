"""What programs keep about a learner, an activity or an agent, and write again and again."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import Trace


class Document(GuardedModel):
    """One document at its place. `uid` names the place and the key in it (rules.asking.Place), once for each owner."""

    uid = models.UUIDField(editable=False)
    owner = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    activity = models.UUIDField(null=True)
    agent = models.UUIDField(null=True)
    registration = models.UUIDField(null=True)
    key = models.TextField()
    content_type = models.CharField(max_length=200)
    content = models.BinaryField()
    etag = models.CharField(max_length=42)
    changed = models.BigIntegerField()

    traces: ClassVar[Mapping[str, Trace]] = {
        "activity": Trace.NOBODY,
        "agent": Trace.NOBODY,
        "registration": Trace.NOBODY,
    }

    class Meta:
        app_label = "lrs"
        constraints = [models.UniqueConstraint(fields=["owner", "uid"], name="lrs_document_once")]
        indexes = [models.Index(fields=["owner", "kind", "activity", "agent"], name="lrs_document_place")]

    def __str__(self) -> str:
        return f"document {self.uid}"
