"""The journal's two tables. Neither has a foreign key, so that history never stands in the way of anything."""

from django.db import models

from kerege.journal.rules import Entry


class Act(models.Model):
    """One thing that a person, or the node itself, did. Triggers in the database refuse to change or delete a row.

    There is no `modified` time and no link to the record: `about` is its uid, which stays true when the record moves
    to another node or is superseded; `owner` is the owner of that record, empty for reference data. `at` is text,
    because it is hashed as it was written.
    """

    seq = models.BigIntegerField(unique=True)
    at = models.CharField(max_length=32)
    node = models.CharField(max_length=16)
    actor = models.CharField(max_length=64, db_index=True)
    owner = models.CharField(max_length=8, blank=True, db_index=True)
    word = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=64, blank=True, db_index=True)
    facts = models.JSONField(default=dict)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "journal"

    def __str__(self) -> str:
        return f"{self.seq} {self.word}"

    @classmethod
    def of(cls, entry: Entry) -> "Act":
        """The row for what was hashed, not saved."""
        seq, at, node, actor, owner, word, about, facts, prev, fingerprint = entry
        told = {"actor": actor, "owner": owner, "word": word, "about": about, "facts": facts}
        return cls(seq=seq, at=at, node=node, prev=prev, hash=fingerprint, **told)

    def entry(self) -> Entry:
        """The row in the shape that is hashed."""
        return Entry(
            self.seq,
            self.at,
            self.node,
            self.actor,
            self.owner,
            self.word,
            self.about,
            self.facts,
            self.prev,
            self.hash,
        )


class Head(models.Model):
    """The last act, kept in one row that every writer locks: acts are written one after the other."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        app_label = "journal"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_has_one_head")]

    def __str__(self) -> str:
        return f"head {self.seq}"
