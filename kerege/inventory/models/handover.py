"""Equipment that changed hands."""

from django.db import models

from kerege.records.asides import aside, side_of
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.stated import Citation, StatedDates


class Handover(OwnedModel, StatedDates):
    """Somebody handed equipment over to a country or an organisation, as sources tell.

    `items` is a number only where a source gives one. No serial numbers, rooms or storage places here.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    recipient = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "atlas.Territory", null=True, to_field="code", on_delete=models.PROTECT, related_name="+"
    )
    project_key = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10)
    items = models.PositiveIntegerField(null=True)
    items_qualifier = models.CharField(max_length=12, blank=True)
    value_text, value_text_label = aside("value_text")
    note = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        indexes = [models.Index(fields=["project_key", "status", "done_by"], name="handover_scope")]

    def __str__(self) -> str:
        return self.key


class HandoverValue(SideTable):
    """What was handed over is worth, as a source says it."""

    record = side_of(Handover, "value_text")
    value = models.CharField(max_length=120, blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class HandoverSource(Citation):
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["handover", "source"], name="handover_cites_once")]
