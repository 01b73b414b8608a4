"""Who wants letters about alerts, and how far the letters about one alert have come."""

from django.db import models
from django.db.models import Q

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal
from kerege.response.models.alert import Alert


class AlertSubscription(GuardedModel):
    """One account that wants a letter about each alert that it may read; erased with the account.

    `countries` are codes: alerts that come from one of them or warn it; empty for all. `drills` says whether exercises
    and tests are wanted as well. Letters are about what was sent from `since` on.
    """

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="+")
    countries = models.JSONField(default=list)
    drills = models.BooleanField(default=False)
    since = models.DateTimeField()

    personal = Personal("account", ACCOUNT, "account", ("countries", "drills", "since"), Erased.DELETED)

    class Meta:
        app_label = "response"
        verbose_name = "subscription to letters about alerts"

    def __str__(self) -> str:
        return str(self.uid)


class AlertMailing(GuardedModel):
    """The letters about one issued alert: `reached` is the last subscription (by row) that was looked at. A letter and
    this row are written in one transaction, so that whoever is told is told once. It counts and names nobody.
    """

    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="mailing")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reached = models.BigIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    subscribed = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "response"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("begun_at")), name="mailing_ends_later"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)
