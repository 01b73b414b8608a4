"""What is kept as data in versions: content that never changes once it is published. Each kind has its own tables."""

from typing import ClassVar

from django.db import models

from kerege.lib.versions import VersionState, Wording
from kerege.records.owned import OwnedModel


class InVersions(OwnedModel):
    """What keeps its key while versions of it follow each other. `rights` says whose text it is."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    wording = models.CharField(max_length=8, default=Wording.LOADED)
    rights = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class KeptVersion(OwnedModel):
    """One version: its whole content as the rules of its kind read it, with the digest of that."""

    version = models.CharField(max_length=20)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True


class DraftedVersion(KeptVersion):
    """A version of what is `InVersions`, which the kind's foreign key `of` names.

    A draft may be written anew until it is published; from then on it stays as it is, because other records rest on it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)
    of_id: int

    state = models.CharField(max_length=12, default=VersionState.DRAFT)
    published_on = models.DateField(null=True)
    superseded_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.of_id} {self.version}"


def each_once(kind: str) -> list[models.BaseConstraint]:
    """What the database itself holds of the drafted versions of a kind: numbers once, one published, on a day."""
    return [
        models.UniqueConstraint(fields=["of", "version"], name=f"{kind}_version_once"),
        models.UniqueConstraint(
            fields=["of"], condition=models.Q(state=VersionState.PUBLISHED), name=f"{kind}_has_one_published_version"
        ),
        models.CheckConstraint(
            condition=models.Q(state=VersionState.DRAFT) | models.Q(published_on__isnull=False),
            name=f"{kind}_version_published_on_a_day",
        ),
    ]
