"""Seats that outlive the people in them."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal


class Seat(GuardedModel):
    """A place to be filled: a focal point, a member of a National Team of Experts. It exists by a dated mandate.

    `title` is English and in the message catalogues; a seat is never a person and survives every holder.
    """

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=8, db_index=True)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="seats")
    mandate = models.CharField(max_length=400)
    mandate_on = models.DateField()
    end = models.DateField(null=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return self.key


class SeatTerm(OwnedModel):
    """Who sits on a seat, as holder or deputy, from `start` up to and not including `end`."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="terms")
    capacity = models.CharField(max_length=8)
    start = models.DateField()
    end = models.DateField(null=True)

    personal = Personal(
        "person",
        PERSON,
        "office",
        ("seat", "capacity", "start", "end"),
        Erased.KEPT,
        why="a seat's history shows that it was filled, and by how many",
    )

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="term_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["seat", "capacity"], condition=models.Q(end__isnull=True), name="one_open_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.capacity}"
