"""Columns for what a source says about a record: when it was, and which pages say so."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from kerege.lib.stated import Precision, Stated, done_by, read_stated
from kerege.lib.text import clean_line
from kerege.records.guarded import GuardedModel

# Undated records come after the dated ones when the newest is first, on every database.
NEWEST = F("done_by").desc(nulls_last=True)
OLDEST = F("done_by").asc(nulls_first=True)


class StatedDates(models.Model):
    """When something was, as exactly as it is known and no more.

    `done_by` is the first day on which the record says that it had happened: its last day, or, where no date is known,
    the day on which the source was read. Empty while something is only planned. Reads "as on" a date compare it.
    """

    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    precision = models.CharField(max_length=5, default=Precision.NONE)
    date_text = models.CharField(max_length=120, blank=True)
    done_by = models.DateField(null=True, db_index=True)

    class Meta:
        abstract = True

    @property
    def stated(self) -> Stated:
        """The three columns as one value."""
        return Stated(self.first_day, self.last_day, Precision(self.precision))


class Citation(GuardedModel):
    """One page that a record rests on; the concrete model adds the record."""

    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def date_columns(
    dates: str, *, date_text: str, happened: bool, known_by: date | None, today: date | None
) -> dict[str, Any]:
    """The columns of StatedDates for dates as text; see lib.stated.read_stated for how they are written.

    Refuses what read_stated and lib.stated.done_by refuse.
    """
    stated = read_stated(dates)
    counts_from = done_by(stated, known_by=known_by, today=today or timezone.now().date()) if happened else None
    return {
        "first_day": stated.first,
        "last_day": stated.last,
        "precision": stated.precision.value,
        "date_text": clean_line(date_text, field="date_text", max_length=120) if date_text else "",
        "done_by": counts_from,
    }
