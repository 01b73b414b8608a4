"""The register of processing: what is done with data about people, and why."""

from django.db import models

from kerege.records.guarded import GuardedModel


class Processing(GuardedModel):
    """One purpose for which data about people are kept. `owner` is who answers for it: a country, or the region.

    `categories` are separated by single spaces. An entry that no longer holds gets an `end` and stays.
    """

    owner = models.CharField(max_length=8, db_index=True)
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    basis = models.CharField(max_length=24)
    categories = models.CharField(max_length=200)
    end = models.DateField(null=True)

    class Meta:
        app_label = "privacy"
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_processing_per_key")]

    def __str__(self) -> str:
        return f"{self.owner} {self.key}"


class ProcessingText(GuardedModel):
    """The entry in one language. Everybody may read it: the register is public."""

    processing = models.ForeignKey(Processing, on_delete=models.CASCADE, related_name="texts")
    lang = models.CharField(max_length=12)
    purpose = models.CharField(max_length=400)
    whose = models.CharField(max_length=400)
    recipients = models.CharField(max_length=400)
    retention = models.CharField(max_length=400)
    place = models.CharField(max_length=400)

    class Meta:
        app_label = "privacy"
        constraints = [models.UniqueConstraint(fields=["processing", "lang"], name="one_processing_text_per_language")]

    def __str__(self) -> str:
        return f"{self.processing_id} {self.lang}"
