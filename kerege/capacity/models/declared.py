"""Scores that were published of countries in frames of others."""

from django.db import models

from kerege.capacity.rules.frames import FRAMES
from kerege.records.owned import OwnedModel


class DeclaredScores(OwnedModel):
    """What was published of a country in a frame as on a day, with its source. It is nobody's answer here.

    `called` is the name in the source; `territory` is empty where that names none that is known.
    """

    frame = models.CharField(max_length=10)
    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", null=True, on_delete=models.PROTECT, related_name="+"
    )
    called = models.CharField(max_length=200)
    on = models.DateField()
    scores = models.JSONField()
    source = models.CharField(max_length=20)

    class Meta:
        app_label = "capacity"
        verbose_name = "declared scores"
        constraints = [
            models.UniqueConstraint(fields=["owner", "frame", "called", "on"], name="declared_once_by_name"),
            models.UniqueConstraint(
                fields=["owner", "frame", "territory", "on"],
                condition=models.Q(territory__isnull=False),
                name="declared_once_of_a_country",
            ),
            models.CheckConstraint(condition=models.Q(frame__in=sorted(FRAMES)), name="declared_in_a_known_frame"),
        ]
        indexes = [models.Index(fields=["territory", "frame", "on"], name="declared_of_a_country")]

    def __str__(self) -> str:
        return str(self.uid)
