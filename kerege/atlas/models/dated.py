"""The columns of a dated relation, and the constraint that every table with them has."""

from django.db import models

from kerege.lib.periods import Period
from kerege.lib.stated import Precision


class Dated(models.Model):
    """True from `start` up to, and not including, `end`.

    No start means that none is known, and `start_precision` is then `none`; with a month or a year `start` is the
    first day of it. `date_text` keeps the source's own words where they say more.
    """

    start = models.DateField(null=True)
    end = models.DateField(null=True)
    start_precision = models.CharField(max_length=5, default=Precision.NONE)
    end_precision = models.CharField(max_length=5, default=Precision.NONE)
    date_text = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)


def ends_after_start(name: str) -> models.CheckConstraint:
    """The database's own word against periods that end before they begin."""
    open_ended = models.Q(end__isnull=True) | models.Q(start__isnull=True)
    return models.CheckConstraint(condition=open_ended | models.Q(end__gt=models.F("start")), name=name)
