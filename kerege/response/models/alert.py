"""Alerts that this node writes and issues, and what those whom they warn say in return.

Triggers (migration `…_alerts_guarded`) refuse to change or delete an alert that was issued, in raw SQL too.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.words.alerts import AlertState, Level, MsgType, Reply, Status


class Alert(OwnedModel):
    """One message. `thread` is shared by an alert and all that updates or cancels it, and `follows` is the one before.

    `texts` has an object for each language, in the order of the message; `areas` one for each area, whose polygons and
    circles are as CAP writes them; `recipients` are codes of the countries warned. `sent`, `references`, `xml`,
    `digest` and `sealed_by` are written once, when it is issued: `xml` is the signed document, byte for byte. People
    are named by pseudonyms. `number` counts changes.
    """

    thread = models.UUIDField(default=new_uid, db_index=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    identifier = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=10)
    msg_type = models.CharField(max_length=10)
    level = models.CharField(max_length=10)
    hazard = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10)
    severity = models.CharField(max_length=10)
    certainty = models.CharField(max_length=10)
    response_type = models.CharField(max_length=10)
    onset = models.DateTimeField(null=True)
    expires = models.DateTimeField()
    texts = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    contact = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, default=AlertState.DRAFT)
    author = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=500, blank=True)
    reviewer = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=64, blank=True)
    sender = models.CharField(max_length=120, blank=True)
    sent = models.DateTimeField(null=True, db_index=True)
    references = models.TextField(blank=True)
    xml = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, blank=True)
    sealed_by = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(default=1)
    label = SensitivityField(default=Sensitivity.REGIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {
        "thread": Trace.NOBODY,
        "sealed_by": Trace.NOBODY,
        "identifier": Trace.NOBODY,
        "author": Trace.PSEUDONYM,
        "reviewer": Trace.PSEUDONYM,
        "issued_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "response"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in AlertState]), name="alert_has_a_state"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="alert_has_a_status"),
            models.CheckConstraint(condition=Q(msg_type__in=[s.value for s in MsgType]), name="alert_has_a_type"),
            models.CheckConstraint(condition=Q(level__in=[s.value for s in Level]), name="alert_has_a_level"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "issued"])
                | (~Q(reviewer="") & Q(reviewed_at__isnull=False) & Q(submitted_at__isnull=False)),
                name="alert_was_reviewed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "issued"]) | Q(level="national") | ~Q(reviewer=F("author")),
                name="regional_alert_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | (
                    Q(sent__isnull=False)
                    & ~Q(digest="")
                    & ~Q(sealed_by="")
                    & ~Q(issued_by="")
                    & Q(expires__gt=F("sent"))
                ),
                name="issued_alert_is_whole",
            ),
            models.CheckConstraint(
                condition=(Q(msg_type="Alert") & Q(follows__isnull=True))
                | (~Q(msg_type="Alert") & Q(follows__isnull=False)),
                name="what_follows_is_no_alert",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=~Q(state="withdrawn") & Q(follows__isnull=False),
                name="one_message_follows",
            ),
        ]
        indexes = [models.Index(fields=["state", "status", "expires"], name="alerts_in_force")]

    def __str__(self) -> str:
        return self.identifier


class Acknowledgement(OwnedModel):
    """What one country says in return, and when. It belongs to that country and is only added."""

    part_of: ClassVar[tuple[str, ...]] = ("alert",)

    alert: Any = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    said_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.REGIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"said_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        constraints = [
            models.UniqueConstraint(fields=["alert", "owner", "kind"], name="acknowledged_once"),
            models.CheckConstraint(condition=Q(kind__in=[s.value for s in Reply]), name="reply_has_a_kind"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
