"""Where a fact was read."""

from django.db import models

from kerege.records.guarded import GuardedModel


class Source(GuardedModel):
    """A page or a document. `page_date` is its own date where it states one; `page_date_text` says it in its words.

    `note` is ours. The page itself is not kept: facts and figures are, with this address.
    """

    key = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    address = models.TextField(blank=True)
    page_date = models.DateField(null=True)
    page_date_text = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "atlas"

    def __str__(self) -> str:
        return self.key
