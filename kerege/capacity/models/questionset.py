"""Question sets and their versions."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.personal import Trace
from kerege.records.versions import DraftedVersion, InVersions, each_once


class QuestionSet(InVersions):
    """What is asked. `title` is in the language of the set; those in all its languages stand in each version."""

    about = models.CharField(max_length=12)

    traces: ClassVar[Mapping[str, Trace]] = {"about": Trace.NOBODY}  # what the set asks about

    class Meta:
        app_label = "capacity"
        verbose_name = "question set"


class SetVersion(DraftedVersion):
    """One version of a set, as rules.definitions reads it. Answers rest on it."""

    of = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        app_label = "capacity"
        verbose_name = "version of a question set"
        constraints = each_once("set")
