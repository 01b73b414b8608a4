"""Sheets that were handed in, row by row, and what each sender's columns are."""

from typing import ClassVar

from django.db import models

from kerege.inventory.words.importing import Decision, Done, ImportState, Outcome
from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel, SideTable


class SheetImport(OwnedModel):
    """A file of facilities that somebody sent, and how far its import has come (words.importing).

    The file itself is kept by `files`, under this record's uid. `columns` says what was found in the sheet and
    proposed, `mapping` what was chosen: the field by the letter of its column. `usual` fills fields that rows leave
    empty, and says what words mean that nobody knows (rules.import_words);
    `level` is who may read the cards.
    `checked` is how many rows the node has looked at, so that whoever goes on after a restart knows where.
    """

    shareable: ClassVar[bool] = False

    label = SensitivityField(default=Sensitivity.NATIONAL)
    state = models.CharField(max_length=16, default=ImportState.UPLOADED)
    sender = models.CharField(max_length=120)
    file_title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=200, blank=True)
    sheets = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    usual = models.JSONField(default=dict)
    level = SensitivityField(default=Sensitivity.PUBLIC)
    rows_found = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    handed_in = models.DateTimeField()
    stepped_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "inventory"
        indexes = [models.Index(fields=["owner", "-id"], name="imports_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class ImportRow(OwnedModel):
    """One row: what it says of a facility, what is wrong with it, and what became of it.

    `origin` names the row wherever it comes again: its sender and number, or its names. `told` is what is recorded.
    `faults` and `doubts` are lists of address, field, code and data; `matches` of card, score and reasons. `version` is
    that of the card after it was written, so that undoing knows whether somebody changed it since. What stood on the
    card before stands aside, because fields of it have labels of their own.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)
    shareable: ClassVar[bool] = False

    of = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="rows")
    label = SensitivityField(default=Sensitivity.NATIONAL)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=120, blank=True)
    told = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    matches = models.JSONField(default=list)
    outcome = models.CharField(max_length=12, default=Outcome.NEW)
    decision = models.CharField(max_length=8, default=Decision.OPEN, blank=True)
    done = models.CharField(max_length=12, default=Done.NOTHING, blank=True)
    facility = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True)
    before, before_label = aside("before", label=Sensitivity.RESTRICTED)

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["of", "outcome"], name="import_rows_by_outcome"),
            models.Index(fields=["owner", "origin"], name="import_rows_by_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"


class ImportRowBefore(SideTable):
    """What stood on a card before a row changed it, as JSON; empty for a row that changed none."""

    record = side_of(ImportRow, "before")
    value = models.TextField(blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class SenderColumns(OwnedModel):
    """Which field each heading of a sender's sheets was chosen for, as rules.mapping remembers headings, and what words
    of the sender mean, as rules.import_words keeps them.
    """

    shareable: ClassVar[bool] = False

    label = SensitivityField(default=Sensitivity.NATIONAL)
    sender = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["owner", "sender"], name="sender_columns_once")]

    def __str__(self) -> str:
        return str(self.uid)
