"""The index of facilities: what readers of each clearance may find (rules.findable). Made by actions.finding alone."""

from typing import ClassVar

from django.db import models

from kerege.records.fulltext import WordsField
from kerege.records.owned import OwnedModel


class Findable(OwnedModel):
    """A facility for readers whose clearance is at least `label` and below `until`, with what they may read and no
    more. It is shown to nobody: it leads to the facility, which is asked for by itself.

    `names` and `words` are folded; `codes` pairs a vocabulary with a code, between spaces. `cell` is where the position
    lies on the web map (lib.geo), so that a tile or a box is a range of an ordinary index.
    """

    part_of: ClassVar[tuple[str, ...]] = ("facility",)
    shareable: ClassVar[bool] = False  # it comes with its facility, or not at all
    follows: ClassVar[bool] = True  # nobody writes its labels: it is made anew from those of the facility

    # A facility that is deleted leaves its rows to the act's end, where they are taken off the sums and deleted.
    facility = models.ForeignKey("inventory.Facility", on_delete=models.DO_NOTHING, related_name="findable")
    until = models.PositiveSmallIntegerField()
    territory = models.CharField(max_length=3)
    title = models.CharField(max_length=200)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    names = models.TextField(blank=True)
    words = WordsField()
    codes = models.TextField(blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    at = models.CharField(max_length=10, blank=True)
    within_m = models.PositiveIntegerField(null=True)
    cell = models.BigIntegerField(null=True)

    class Meta:
        app_label = "inventory"
        indexes = [
            models.Index(fields=["cell"], name="findable_by_cell"),
            models.Index(fields=["title", "id"], name="findable_by_title"),
            models.Index(fields=["within_m", "cell"], name="findable_by_worth"),
            models.Index(fields=["start"], name="findable_by_start"),
            models.Index(fields=["end"], name="findable_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.label}"
