"""When each job runs next, and what came of the last time."""

from django.db import models


class Schedule(models.Model):
    """One row for each job of `rules.JOBS`. `claimed_until` is set while somebody runs it."""

    key = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "jobs"

    def __str__(self) -> str:
        return self.key
