"""Question sets and their versions."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.capacity.words import SetState, Wording
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class QuestionSet(OwnedModel):
    """What is asked, under a key that stays while versions follow each other. `rights` says whose text it is.

    `title` is in the language of the set; the titles in all its languages stand in each version's content.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=12)
    wording = models.CharField(max_length=8, default=Wording.LOADED)
    rights = models.CharField(max_length=500, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"about": Trace.NOBODY}  # what the set asks about

    class Meta:
        app_label = "capacity"
        verbose_name = "question set"

    def __str__(self) -> str:
        return self.key


class SetVersion(OwnedModel):
    """One version of a set: its whole content as rules.definitions reads it, with the digest of that.

    A draft may be written anew until it is published; from then on it stays as it is, because answers rest on it.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)

    of = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=SetState.DRAFT)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_on = models.DateField(null=True)
    superseded_on = models.DateField(null=True)

    class Meta:
        app_label = "capacity"
        verbose_name = "version of a question set"
        constraints = [
            models.UniqueConstraint(fields=["of", "version"], name="set_version_once"),
            models.UniqueConstraint(
                fields=["of"], condition=models.Q(state=SetState.PUBLISHED), name="set_has_one_published_version"
            ),
            models.CheckConstraint(
                condition=models.Q(state=SetState.DRAFT) | models.Q(published_on__isnull=False),
                name="set_version_published_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.version}"
