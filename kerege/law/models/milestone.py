"""Steps of national law."""

from django.db import models

from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation, StatedDates


class Milestone(OwnedModel, StatedDates):
    """A law, decree, body or step of drafting. Without a territory it concerns the whole region."""

    key = models.SlugField(max_length=60, unique=True)
    territory = models.ForeignKey(
        "atlas.Territory", null=True, to_field="code", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=40, blank=True)
    project_key = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return self.key


class MilestoneSource(Citation):
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "law"
        constraints = [models.UniqueConstraint(fields=["milestone", "source"], name="milestone_cites_once")]
