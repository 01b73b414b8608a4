"""The question bank: collections of an owner, questions, and their versions."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.training.words.bank import ItemState


class BankCollection(OwnedModel):
    """Questions that are kept together. Only who keeps curricula for its owner reads them (queries.bank), whatever the
    label: they tell what is right. Nothing of a bank is shared.
    """

    shareable: ClassVar[bool] = False

    label = SensitivityField(default=Sensitivity.NATIONAL)
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)

    class Meta:
        app_label = "training"
        verbose_name = "collection of questions"

    def __str__(self) -> str:
        return self.key


class BankEntry(OwnedModel):
    """A question through its versions. `key` is its name in the collection; `origin` is where a file called it, so that
    the same file brought in again is known again.
    """

    part_of: ClassVar[tuple[str, ...]] = ("collection",)
    shareable: ClassVar[bool] = False

    label = SensitivityField(default=Sensitivity.NATIONAL)
    collection = models.ForeignKey(BankCollection, on_delete=models.PROTECT, related_name="entries")
    key = models.SlugField(max_length=60)
    origin = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "training"
        verbose_name = "question"
        constraints = [
            models.UniqueConstraint(fields=["collection", "key"], name="bank_entry_once"),
            models.UniqueConstraint(fields=["collection", "origin"], condition=~Q(origin=""), name="bank_origin_once"),
        ]

    def __str__(self) -> str:
        return self.key


class BankVersion(OwnedModel):
    """One version of a question: `body` is the item as rules.items reads it, and `digest` is that of the body.

    `authors` are all who wrote in this version, `written_by` the last of them; who reviewed or released it is none of
    them. All are pseudonyms. A version that was released never changes; a change after that is another version.
    `languages` are those in which all of it is there, `kinds` are its interactions. `difficulty` is the share of people
    of whom a right answer is expected.
    """

    part_of: ClassVar[tuple[str, ...]] = ("entry",)
    shareable: ClassVar[bool] = False

    label = SensitivityField(default=Sensitivity.NATIONAL)
    entry = models.ForeignKey(BankEntry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=12, default=ItemState.DRAFT)
    title = models.CharField(max_length=200, blank=True)
    kinds = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    points = models.FloatField(default=1)
    by_person = models.BooleanField(default=False)
    outcomes = models.JSONField(default=list)
    competences = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    bloom = models.CharField(max_length=12, blank=True)
    difficulty = models.FloatField(null=True)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    written_on = models.DateField()
    written_by = models.CharField(max_length=64)
    authors = models.JSONField(default=list)
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    released_on = models.DateField(null=True)
    released_by = models.CharField(max_length=64, blank=True)
    retired_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {
        "written_by": Trace.PSEUDONYM,
        "authors": Trace.PSEUDONYM,
        "reviewed_by": Trace.PSEUDONYM,
        "released_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "training"
        verbose_name = "version of a question"
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="bank_version_once"),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state__in=[ItemState.DRAFT, ItemState.REVIEWED]),
                name="bank_one_open_version",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(state=ItemState.RELEASED), name="bank_one_released_version"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True) | ~Q(reviewed_by=F("written_by")),
                name="bank_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(reviewed_on__isnull=False), name="bank_reviewed_before"
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="bank_versions_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)
