"""How long it takes from one town to another, as a source states it. Everybody may read it: it tells of no facility."""

from django.db import models

from kerege.inventory.words.travel import Season
from kerege.records.guarded import GuardedModel


class TravelTime(GuardedModel):
    """From the town `start` to the town `goal`, and not the way back, which is a row of its own.

    `on` is the day of which the source speaks; a later row for the same way stands in its place from that day on.
    """

    start = models.ForeignKey("atlas.Place", on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey("atlas.Place", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8)
    season = models.CharField(max_length=8, default=Season.ALL)
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "inventory"
        verbose_name = "travel time"
        constraints = [
            models.UniqueConstraint(fields=["start", "goal", "mode", "season", "on"], name="travel_time_once"),
            models.CheckConstraint(condition=~models.Q(start=models.F("goal")), name="travel_time_leads_elsewhere"),
        ]
        indexes = [models.Index(fields=["goal", "start"], name="travel_time_back")]

    def __str__(self) -> str:
        return f"{self.start_id} {self.goal_id} {self.mode}"
