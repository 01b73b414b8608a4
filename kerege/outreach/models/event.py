"""Events and the figures that sources state about them."""

from typing import ClassVar

from django.db import models

from kerege.records.asides import aside, side_of
from kerege.records.counts import SourcedCount
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.stated import Citation, StatedDates


class Event(OwnedModel, StatedDates):
    """Something that people were called together for, or that was made public. Who came is kept in a later room."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=16)
    project_key = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10)
    venue = models.ForeignKey("atlas.Territory", null=True, to_field="code", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    note, note_label = aside("note")

    class Meta:
        app_label = "outreach"
        indexes = [models.Index(fields=["project_key", "kind", "status", "done_by"], name="event_scope")]

    def __str__(self) -> str:
        return self.key


class EventNote(SideTable):
    """What was noted about an event."""

    record = side_of(Event, "note")
    value = models.TextField(blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "outreach"


class EventSource(Citation):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "outreach"
        constraints = [models.UniqueConstraint(fields=["event", "source"], name="event_cites_once")]


class EventCount(SourcedCount):
    """A figure that one source states about an event."""

    part_of: ClassVar[tuple[str, ...]] = ("event",)

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="counts")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "outreach"
