"""How a country stands with an instrument: what holds since when, who says so, and when that became known."""

from django.db import models

from kerege.law.models.catalogue import InstrumentVersion
from kerege.law.models.instrument import Instrument
from kerege.records.guarded import GuardedModel


class PartyStatus(GuardedModel):
    """One status with two times: from `first_day` to `until` it holds, from `known_from` to `known_to` it was
    the newest that was known. A correction ends the knowledge of one row and adds another; nothing is edited.

    `first_day` and `last_day` are the bounds of what the source says of the beginning (a year has 365 days); both are
    empty where it says only that the status held on `source_as_of`.
    """

    key = models.CharField(max_length=80, unique=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="standings")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="standings")
    status = models.CharField(max_length=12)
    expression = models.CharField(max_length=20, blank=True)
    expressed_on = models.DateField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    precision = models.CharField(max_length=5)
    until = models.DateField(null=True)
    reservation = models.TextField(blank=True)
    source = models.URLField(max_length=300)
    source_as_of = models.DateField(null=True)
    verified = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    known_from = models.DateField()
    known_to = models.DateField(null=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed")

    class Meta:
        app_label = "law"
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "version", "first_day"],
                condition=models.Q(known_to=None, first_day__isnull=False),
                name="status_begins_once",
            ),
            models.UniqueConstraint(
                fields=["territory", "version"],
                condition=models.Q(known_to=None, until=None),
                name="status_goes_on_once",
            ),
            models.CheckConstraint(
                condition=models.Q(known_to=None) | models.Q(known_to__gte=models.F("known_from")),
                name="status_known_forwards",
            ),
        ]

    def __str__(self) -> str:
        return self.key
