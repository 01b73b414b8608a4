"""Columns for what a source says about a record: when it was, and which pages say so."""

from django.db import models

from kerege.lib.stated import Precision, Stated
from kerege.records.guarded import GuardedModel


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
