"""Answers that somebody gave to the questions of a lesson."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace


class LessonAttempt(GuardedModel):
    """The answers of one account to one lesson, for its owner alone: no clearance reads them, and they are erased with
    the account. They count nowhere.

    The lesson is named by curriculum, version and module, in the language in which it was read. Without `finished_at`
    the answers wait to be gone on with; there are such once for each lesson. `right` of `asked` questions were right.
    `sent_as` is the number that a device without a line gave to the attempt, so that it comes in once.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    curriculum = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    module = models.SlugField(max_length=60)
    language = models.CharField(max_length=12)
    answers = models.JSONField(default=dict)
    right = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    sent_as = models.UUIDField(null=True)

    personal = Personal(
        "account",
        ACCOUNT,
        "training",
        (
            *("curriculum", "version", "module", "language", "answers", "right", "asked"),
            *("started_at", "finished_at"),
        ),
        Erased.DELETED,
        other=("sent_as",),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"sent_as": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "attempt at a lesson"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "curriculum", "module"],
                condition=Q(finished_at__isnull=True),
                name="lesson_waits_once",
            ),
            models.UniqueConstraint(fields=["account", "sent_as"], name="lesson_sent_once"),
        ]
        indexes = [models.Index(fields=["account", "curriculum", "module"], name="lessons_of_an_account")]

    def __str__(self) -> str:
        return str(self.uid)
