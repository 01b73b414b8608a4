"""Shares, and who may read by them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import Trace
from kerege.records.shares import ShareRow


class Share(ShareRow):
    """What the query layer compares (see records.shares), with why it was made and who decided.

    `made_by`, `confirmed_by` and `withdrawn_by` are pseudonyms of accounts, as in the journal: they lead nowhere once
    somebody was erased. A share that reaches restricted labels has two different people behind it.
    """

    purpose = models.CharField(max_length=300)
    made_by = models.CharField(max_length=64)
    made_on = models.DateField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_on = models.DateField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {
        "record": Trace.RENAMED,
        "made_by": Trace.PSEUDONYM,
        "confirmed_by": Trace.PSEUDONYM,
        "withdrawn_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "sharing"
        indexes = [models.Index(fields=["kind", "record", "state"], name="share_of_record")]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="share_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record or self.project}"


class ShareReader(GuardedModel):
    """People with a working role for `owner` may read by the share: with this `role`, or with any (ANY_ROLE)."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="readers")
    owner = models.CharField(max_length=8)
    role = models.CharField(max_length=30)

    class Meta:
        app_label = "sharing"
        constraints = [
            models.UniqueConstraint(fields=["share", "owner", "role"], name="share_names_reader_once"),
            models.CheckConstraint(condition=~models.Q(owner="") & ~models.Q(role=""), name="share_reader_is_somebody"),
        ]
        indexes = [models.Index(fields=["owner", "role", "share"], name="share_for_reader")]

    def __str__(self) -> str:
        return f"{self.owner} {self.role}"
