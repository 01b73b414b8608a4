"""The library: resources and their editions."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class LibraryResource(OwnedModel):
    """Something to read or to use, whatever its editions. `topics` are codes of privacy's words.experts.Expertise,
    between spaces. `label` says who reads it, with all its editions and their files.
    """

    shareable: ClassVar[bool] = False

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12)
    topics = models.CharField(max_length=300)

    class Meta:
        app_label = "outreach"
        verbose_name = "resource of the library"

    def __str__(self) -> str:
        return self.key


class LibraryEdition(OwnedModel):
    """An edition in one language, under a licence: a file (purpose `library`), an address where it can be read, or
    both. `rights` says whose text it is. It stays when others come after it; one that was withdrawn has no file any
    more.
    """

    part_of: ClassVar[tuple[str, ...]] = ("resource",)
    shareable: ClassVar[bool] = False

    resource = models.ForeignKey(LibraryResource, on_delete=models.PROTECT, related_name="editions")
    edition = models.CharField(max_length=60)
    lang = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    rights = models.CharField(max_length=300)
    licence = models.CharField(max_length=16)
    issued_on = models.DateField()
    read_at = models.CharField(max_length=500, blank=True)
    added_on = models.DateField()
    added_by = models.CharField(max_length=64)
    withdrawn_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"added_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("reason",)
    naming: ClassVar[tuple[str, ...]] = ("rights", "summary")

    class Meta:
        app_label = "outreach"
        verbose_name = "edition"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "edition", "lang"],
                condition=Q(withdrawn_on__isnull=True),
                name="edition_stands_once_in_a_language",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("added_on")),
                name="edition_withdrawn_after_it_was_added",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.edition} {self.lang}"
