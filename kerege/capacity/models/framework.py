"""Competence frameworks and their versions."""

from typing import ClassVar

from django.db import models

from kerege.capacity.words import SetState, Wording
from kerege.records.owned import OwnedModel


class Framework(OwnedModel):
    """Competences and roles under a key that stays while versions follow each other. `rights` says whose text it is."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    wording = models.CharField(max_length=8, default=Wording.LOADED)
    rights = models.CharField(max_length=500, blank=True)

    class Meta:
        app_label = "capacity"
        verbose_name = "competence framework"

    def __str__(self) -> str:
        return self.key


class FrameworkVersion(OwnedModel):
    """One version of a framework: its whole content as rules.framework reads it, with the digest of that.

    A draft may be written anew until it is published; from then on it stays as it is, because what people showed and
    what roles need rests on it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)

    of = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=SetState.DRAFT)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_on = models.DateField(null=True)
    superseded_on = models.DateField(null=True)

    class Meta:
        app_label = "capacity"
        verbose_name = "version of a competence framework"
        constraints = [
            models.UniqueConstraint(fields=["of", "version"], name="framework_version_once"),
            models.UniqueConstraint(
                fields=["of"], condition=models.Q(state=SetState.PUBLISHED), name="framework_has_one_published_version"
            ),
            models.CheckConstraint(
                condition=models.Q(state=SetState.DRAFT) | models.Q(published_on__isnull=False),
                name="framework_version_published_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.version}"
