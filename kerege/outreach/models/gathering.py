"""How an event is held, who was invited to it, and who came."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models.event import Event
from kerege.outreach.words.gatherings import Reply
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace


class Programme(OwnedModel):
    """When and in which languages an event is held, what is done there, and until when people register.

    `purpose` says what names are used for, and until `names_until` they are kept. `link` counts the addresses at which
    people register (below 0 they are closed), `code` the codes by which they say that they are there; 0 is none. The
    label is that of its event.
    """

    part_of: ClassVar[tuple[str, ...]] = ("event",)

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="programme")
    zone = models.CharField(max_length=60)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    languages = models.JSONField(default=list)
    text = models.TextField(blank=True)
    purpose = models.CharField(max_length=500)
    names_until = models.DateField()
    register_until = models.DateField(null=True)
    link = models.IntegerField(default=0)
    code = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "outreach"
        verbose_name = "programme of an event"
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="event_ends_after_it_starts")]

    def __str__(self) -> str:
        return str(self.uid)


class Guest(OwnedModel):
    """Somebody invited by list, or who registered by link. Read by the keepers of the list alone; others read numbers.

    `folded` is the name as searches compare it. Without a name (`forgotten_on`) the row is a number that figures rest
    on. `same_as` is the row of the same person that counts instead. `tries` counts wrong codes. `mailed_on` is the day
    on which the invitation went out by mail.
    """

    part_of: ClassVar[tuple[str, ...]] = ("event",)
    shareable: ClassVar[bool] = False

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="guests")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=400, blank=True)
    email = models.CharField(max_length=254, blank=True)
    works_at = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(
        "atlas.Territory", null=True, to_field="code", on_delete=models.PROTECT, related_name="+"
    )
    gender = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=12, blank=True)
    invited_on = models.DateField(null=True)
    mailed_on = models.DateField(null=True)
    reply = models.CharField(max_length=12, default=Reply.NONE)
    agreed_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    came_how = models.CharField(max_length=8, blank=True)
    same_as: Any = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    forgotten_on = models.DateField(null=True)
    noted_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "events",
        (
            *("event", "name", "folded", "email", "works_at", "country", "gender", "language", "invited_on", "reply"),
            "mailed_on",
            *("agreed_at", "came_at", "came_how", "same_as", "tries", "forgotten_on", "noted_by"),
        ),
        Erased.DELETED,
        repeats=("name", "email"),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "outreach"
        verbose_name = "guest of an event"
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_on__isnull=True) | Q(name="", folded="", email="", works_at=""),
                name="forgotten_guest_has_no_name",
            ),
            models.CheckConstraint(condition=~Q(same_as=F("id")), name="guest_is_not_counted_by_itself"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class SameGuest(OwnedModel):
    """What somebody decided of two rows of one event: one person, or two. The newest decision about a pair holds."""

    part_of: ClassVar[tuple[str, ...]] = ("event",)
    shareable: ClassVar[bool] = False

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField()
    reason = models.CharField(max_length=300)
    decided_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    traces: ClassVar[Mapping[str, Trace]] = {"decided_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("reason",)

    class Meta:
        app_label = "outreach"
        verbose_name = "decision about two guests"
        constraints = [models.CheckConstraint(condition=~Q(kept=F("other")), name="two_guests_are_compared")]

    def __str__(self) -> str:
        return str(self.uid)
