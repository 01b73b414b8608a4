"""Keys that turn the uid of a human being into what the journal calls them, and back."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import PSEUDONYM, Erased, Personal, Trace


class PseudonymKey(GuardedModel):
    """The key of one account or person. Without it nobody can tell whose pseudonym stands in the journal.

    `subject` is the uid of the account or person; `pseudonym` is kept so that a page of the journal costs one query.
    """

    subject = models.UUIDField(unique=True)
    key = models.CharField(max_length=64)
    pseudonym = models.CharField(max_length=64, unique=True)

    personal = Personal("", PSEUDONYM, "journal", ("subject", "key", "pseudonym"), Erased.DELETED)
    traces: ClassVar[Mapping[str, Trace]] = {"subject": Trace.GOES}

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return self.pseudonym


class Tombstone(GuardedModel):
    """That an account or a person was erased, as a digest of the uid that it had: nothing in it says who it was.

    A restored backup may hold them again; people.actions.replay_erasures erases whatever has one of these digests.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8)
    on = models.DateField()

    personal = Personal(
        "", PSEUDONYM, "erasure", ("digest", "kind", "on"), Erased.KEPT, why="a restored backup asks it"
    )

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"
