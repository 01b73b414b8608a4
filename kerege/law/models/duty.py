"""Which body has which task by law, and who informs whom of what, by when."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.models.catalogue import Obligation, Topic
from kerege.law.models.measure import Authority
from kerege.law.words.duties import Mode, Timing
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class LaidDown(OwnedModel):
    """What all duties have: where they are laid down, since when, and who says so.

    `act` is the address (FRBR) of the measure, recorded here or not; `obligation` one of the catalogue, where the duty
    is laid down between states. From `start` until before `until` it holds; from `known_from` until before `known_to`
    it was the newest that was known. A correction ends the knowledge of one row and adds another; nothing is edited.
    `stated` rows come from a person on this node; others from a country pack, which leaves those alone.
    """

    key = models.CharField(max_length=80, unique=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=200, blank=True)
    obligation = models.ForeignKey(Obligation, null=True, on_delete=models.PROTECT, related_name="+")
    provision = models.CharField(max_length=120, blank=True)
    start = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.URLField(max_length=300)
    source_as_of = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    note = models.CharField(max_length=400, blank=True)
    known_from = models.DateField()
    known_to = models.DateField(null=True)
    why_withdrawn = models.CharField(max_length=200, blank=True)
    stated = models.BooleanField(default=False)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed")

    class Meta:
        abstract = True
        base_manager_name = "relations"
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("start")),
                name="%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(known_to__isnull=True) | Q(known_to__gte=F("known_from")), name="%(class)s_known_forwards"
            ),
            models.CheckConstraint(
                condition=~Q(act="") | Q(obligation__isnull=False), name="%(class)s_is_laid_down_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class BodyDuty(LaidDown):
    """What a body does about a topic. Without a body the provision names none, or none that is known here."""

    body = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="duties")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12)
    what = models.JSONField(default=dict)

    class Meta(LaidDown.Meta):
        app_label = "law"
        verbose_name = "duty"
        indexes = [models.Index(fields=["territory", "topic", "id"], name="duties_of_a_country")]


class InformationDuty(LaidDown):
    """Who informs whom of what. `subject` is the key of what is told, the same in both modes; `what` says it in words.

    `period` is an ISO 8601 period that `clock` starts, where `timing` is within; its days are working days where the
    provision says so.
    """

    sender = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="tells")
    recipient = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="is_told")
    subject = models.SlugField(max_length=60)
    what = models.JSONField(default=dict)
    form = models.JSONField(default=dict)
    mode = models.CharField(max_length=10, default=Mode.NORMAL)
    switcher = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="switches")
    timing = models.CharField(max_length=8, default=Timing.UNKNOWN)
    period = models.CharField(max_length=30, blank=True)
    clock = models.CharField(max_length=10, blank=True)
    working_days = models.BooleanField(default=False)

    traces: ClassVar[Mapping[str, Trace]] = {"subject": Trace.NOBODY}

    class Meta(LaidDown.Meta):
        app_label = "law"
        verbose_name = "duty to inform"
        constraints = [
            *LaidDown.Meta.constraints,
            models.CheckConstraint(condition=~Q(sender=F("recipient")), name="informs_another"),
            models.CheckConstraint(
                condition=(Q(timing=Timing.WITHIN) & ~Q(period="") & ~Q(clock=""))
                | (~Q(timing=Timing.WITHIN) & Q(period="")),
                name="informs_within_a_time",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.NORMAL) | Q(switcher__isnull=False) | Q(provisional=True),
                name="emergency_has_who_switches",
            ),
        ]
        indexes = [models.Index(fields=["territory", "mode", "id"], name="informing_of_a_country")]
