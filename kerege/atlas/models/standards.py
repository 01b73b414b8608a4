"""Standards, their dated editions, and what cites which edition."""

from django.db import models

from kerege.atlas.models.dated import Dated, ends_after_start
from kerege.records.guarded import GuardedModel


class Standard(GuardedModel):
    """A standard or a manual that is published in editions."""

    key = models.CharField(max_length=40, unique=True)
    issuer = models.CharField(max_length=60)
    title = models.CharField(max_length=300)

    class Meta:
        app_label = "atlas"
        verbose_name = "standard"

    def __str__(self) -> str:
        return self.key


class StandardEdition(Dated, GuardedModel):
    """One edition, valid from its publication until it was withdrawn or replaced; maybe by another standard's edition.

    It is never deleted while something cites it, and replacing it changes no citation: those are listed instead.
    """

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="editions")
    edition = models.CharField(max_length=40)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        verbose_name = "edition"
        constraints = [
            ends_after_start("edition_ends_after_start"),
            models.UniqueConstraint(fields=["standard", "edition"], name="edition_once_per_standard"),
        ]

    def __str__(self) -> str:
        return f"{self.standard_id} {self.edition}"


class StandardCitation(GuardedModel):
    """Something (a course, a checklist, a curriculum), named by uid and kind, cites an edition since a day."""

    edition = models.ForeignKey(StandardEdition, on_delete=models.PROTECT, related_name="citations")
    cited_by_uid = models.UUIDField(db_index=True)
    cited_by_kind = models.CharField(max_length=30)
    cited_by_key = models.CharField(max_length=60, blank=True)
    cited_on = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        app_label = "atlas"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "cited_by_uid"],
                condition=models.Q(end__isnull=True),
                name="one_open_citation_per_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("cited_on")),
                name="citation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.cited_by_uid}"
