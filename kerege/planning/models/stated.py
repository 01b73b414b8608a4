"""What a country says of its needs to those who plan with it."""

from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel


class StatedNeeds(OwnedModel):
    """The needs of a country in figures, as it states them: people by competence and language, and how urgent. No
    facility, post or person stands in it. It is national: others read it where its owner shares it. The newest counts.
    """

    naming: ClassVar[tuple[str, ...]] = ("source",)

    label = SensitivityField(default=Sensitivity.NATIONAL)
    stated_on = models.DateField()
    source = models.CharField(max_length=300)
    rows = models.JSONField(default=list)

    class Meta:
        app_label = "planning"
        verbose_name = "stated needs"
        indexes = [models.Index(fields=["owner", "-id"], name="stated_needs_of_an_owner")]

    def __str__(self) -> str:
        return f"{self.owner} {self.stated_on}"
