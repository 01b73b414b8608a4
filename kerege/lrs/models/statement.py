"""Statements as they came, and what finds them again. All of it is only added to.

`stored` is a moment in microseconds since 1970. Within one owner no two statements have the same, and a later one is
larger, whatever the machine's clock does: it is the order in which statements are read, and where a reader goes on.
On PostgreSQL the tables of statements and of mentions are partitioned by it (records/partitions.py), so nothing may
point at a statement by a foreign key, and what has to be once stands in `KnownId`.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Statement(OwnedModel):
    """`uid` is the id of the statement, by which `KnownId` finds it; `raw` are the characters that were sent, all of
    them and no others.

    `verb` is the number of the verb (rules.mentions.number), `refers` the statement that is its object, `credential`
    the number of that by which it came, `version` that of the address where it came in.
    """

    uid = models.UUIDField(editable=False)
    owner = models.CharField(max_length=8)
    label = SensitivityField(default=Sensitivity.RESTRICTED)
    stored = models.BigIntegerField()
    verb = models.BigIntegerField()
    registration = models.UUIDField(null=True)
    refers = models.UUIDField(null=True)
    credential = models.BigIntegerField()
    version = models.CharField(max_length=5)
    signed = models.CharField(max_length=10, default="")
    raw = models.TextField()

    shareable: ClassVar[bool] = False
    traces: ClassVar[Mapping[str, Trace]] = {
        "registration": Trace.NOBODY,
        "refers": Trace.NOBODY,
    }

    class Meta:
        app_label = "lrs"
        base_manager_name = "relations"
        constraints = [models.UniqueConstraint(fields=["owner", "stored"], name="lrs_statement_order")]
        indexes = [
            models.Index(fields=["verb", "stored"], name="lrs_statement_verb"),
            models.Index(
                fields=["registration", "stored"], name="lrs_statement_course", condition=Q(registration__isnull=False)
            ),
            models.Index(fields=["refers"], name="lrs_statement_refers", condition=Q(refers__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"statement {self.uid}"


class Mention(GuardedModel):
    """A statement speaks of an agent or an activity (by rules.mentions.number): directly, or only as related."""

    uid = None  # type: ignore[assignment]  # millions of rows that nobody names
    thing = models.BigIntegerField()
    stored = models.BigIntegerField()
    related = models.BooleanField()

    class Meta:
        app_label = "lrs"
        indexes = [models.Index(fields=["thing", "stored", "related"], name="lrs_mention_thing")]

    def __str__(self) -> str:
        return f"{self.thing} at {self.stored}"


class Activity(GuardedModel):
    """An activity of which an owner's statements speak, with what was told of it last (`told`). `uid` is the key that
    its IRI gives. Of agents no such row is kept: they are found by numbers that are digests.
    """

    uid = models.UUIDField(editable=False)
    owner = models.CharField(max_length=8)
    iri = models.TextField()
    told = models.JSONField(null=True)

    class Meta:
        app_label = "lrs"
        constraints = [models.UniqueConstraint(fields=["owner", "uid"], name="lrs_activity_once")]

    def __str__(self) -> str:
        return f"activity {self.uid}"


class KnownId(GuardedModel):
    """That a statement with this id (`uid`) is kept, and when. `digest` (rules.sameness) is empty where it is made when
    the id comes again (queries.known), and there only for those that were kept before.
    """

    uid = models.UUIDField(editable=False)
    owner = models.CharField(max_length=8)
    stored = models.BigIntegerField()
    digest = models.BinaryField()

    class Meta:
        app_label = "lrs"
        constraints = [models.UniqueConstraint(fields=["owner", "uid"], name="lrs_known_id_once")]

    def __str__(self) -> str:
        return f"known {self.uid}"


class Voided(GuardedModel):
    """That a statement (`uid`), kept already or not yet, was declared void by another one."""

    uid = models.UUIDField(editable=False)
    owner = models.CharField(max_length=8)
    statement = models.UUIDField()

    class Meta:
        app_label = "lrs"
        constraints = [models.UniqueConstraint(fields=["owner", "uid"], name="lrs_voided_once")]

    def __str__(self) -> str:
        return f"void {self.uid}"


class Content(GuardedModel):
    """The content of an attachment, once for each owner under its hash."""

    uid = None  # type: ignore[assignment]  # its name is the hash
    owner = models.CharField(max_length=8)
    sha2 = models.CharField(max_length=128)
    content_type = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        app_label = "lrs"
        constraints = [models.UniqueConstraint(fields=["owner", "sha2"], name="lrs_content_once")]

    def __str__(self) -> str:
        return f"content {self.sha2}"


class StoreClock(GuardedModel):
    """The moment of the newest statement of an owner. Whoever writes locks it: statements are kept one batch after
    another, so that whoever has read up to a moment has missed nothing before it.
    """

    uid = None  # type: ignore[assignment]  # one row for each owner
    owner = models.CharField(max_length=8, unique=True)
    stored = models.BigIntegerField(default=0)

    class Meta:
        app_label = "lrs"

    def __str__(self) -> str:
        return f"clock of {self.owner}"
