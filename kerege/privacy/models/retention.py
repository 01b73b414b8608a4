"""How long things are kept that nobody needs for ever."""

from django.db import models

from kerege.records.guarded import GuardedModel


class RetentionRule(GuardedModel):
    """What `key` names is deleted `days` after it was last needed. The keys are those of `privacy.words.Kept`."""

    key = models.SlugField(max_length=40, unique=True)
    days = models.PositiveIntegerField()

    class Meta:
        app_label = "privacy"

    def __str__(self) -> str:
        return f"{self.key} {self.days}"
