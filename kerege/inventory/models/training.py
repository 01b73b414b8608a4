"""Training centres: who teaches, accredited by whom, in which rooms, and when these are booked."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.inventory.models.lot import at_most_one
from kerege.inventory.words.training import RequestState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


def exactly_one(facility: str, organisation: str) -> Q:
    """Somebody is a facility or an organisation: one of them, and not both."""
    some = Q(**{f"{facility}__isnull": False}) | Q(**{f"{organisation}__isnull": False})
    return at_most_one(facility, organisation) & some


class TrainingCentre(OwnedModel):
    """A facility or an organisation that trains others. Its name is that of the facility or organisation.

    `topics` are codes of privacy's words.experts.Expertise, between spaces; `zone` is the time in which its calendar is
    kept, a name of the IANA database.
    """

    key = models.SlugField(max_length=60, unique=True)
    facility = models.OneToOneField("inventory.Facility", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.OneToOneField("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40)
    topics = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "training centre"
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("facility", "organisation"), name="training_centre_is_one_thing"
            )
        ]
        indexes = [models.Index(fields=["territory", "id"], name="training_centre_by_country")]

    def __str__(self) -> str:
        return self.key


class CentreAccreditation(OwnedModel):
    """A body allows the centre to train, from a day to a day."""

    part_of: ClassVar[tuple[str, ...]] = ("centre",)

    centre = models.ForeignKey(TrainingCentre, on_delete=models.CASCADE, related_name="accreditations")
    body = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    scope = models.CharField(max_length=300, blank=True)
    start = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.UniqueConstraint(fields=["centre", "body", "number"], name="centre_accreditation_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("start")),
                name="centre_accreditation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class TrainingRoom(OwnedModel):
    """A room in which courses are held. It has no number and no place in the building."""

    part_of: ClassVar[tuple[str, ...]] = ("centre",)

    centre = models.ForeignKey(TrainingCentre, on_delete=models.CASCADE, related_name="rooms")
    title = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField()
    equipment = models.CharField(max_length=200, blank=True)
    access = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "room"
        constraints = [
            models.UniqueConstraint(fields=["centre", "title"], name="training_room_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="training_room_has_seats"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class RoomBooking(OwnedModel):
    """A room is taken from a moment up to, and not including, another. What was called off stays, and takes nothing."""

    part_of: ClassVar[tuple[str, ...]] = ("room",)

    room = models.ForeignKey(TrainingRoom, on_delete=models.CASCADE, related_name="bookings")
    label = SensitivityField(default=Sensitivity.NATIONAL)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    title = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField(null=True)
    called_off = models.DateField(null=True)

    naming: ClassVar[tuple[str, ...]] = ("title",)

    class Meta:
        app_label = "inventory"
        verbose_name = "booking"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="room_booking_ends_after_start"),
            models.UniqueConstraint(
                fields=["room", "starts"], condition=Q(called_off__isnull=True), name="room_booked_once_from"
            ),
        ]
        indexes = [models.Index(fields=["room", "starts"], name="room_booking_by_time")]

    def __str__(self) -> str:
        return str(self.uid)


class RoomRequest(OwnedModel):
    """Somebody who does not keep the centre asks for a room of it, for a course: at all the times in `slots`, pairs of
    a day and time by the clock of the centre. `asker` is the owner for whom the course is planned, `course` its uid;
    `bookings` are the uids of what was booked when its keeper said yes.
    """

    part_of: ClassVar[tuple[str, ...]] = ("room",)
    naming: ClassVar[tuple[str, ...]] = ("title",)
    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {"course": Trace.NOBODY}

    room = models.ForeignKey(TrainingRoom, on_delete=models.CASCADE, related_name="requests")
    label = SensitivityField(default=Sensitivity.REGIONAL)
    asker = models.CharField(max_length=8)
    course = models.UUIDField(db_index=True)
    title = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField(null=True)
    slots = models.JSONField(default=list)
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=12, default=RequestState.ASKED)
    reason = models.CharField(max_length=500, blank=True)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    bookings = models.JSONField(default=list)

    class Meta:
        app_label = "inventory"
        verbose_name = "request for a room"
        indexes = [models.Index(fields=["room", "first"], name="room_request_by_day")]

    def __str__(self) -> str:
        return str(self.uid)
