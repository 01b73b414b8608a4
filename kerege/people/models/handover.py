"""Handovers of seats: who left, who followed, from which day, and what was in hand."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.personal import PERSON, Erased, Personal, Trace


class SeatHandover(OwnedModel):
    """One handover of a seat. `on` is the first day of the one who follows. Partners read that it was handed over.

    `former_end` is what the ended term said before, so that a handover that has not come yet can be taken back; a
    handover that was taken back has `withdrawn_on` and no `begun` term. `agreed_by` is the pseudonym of an account.
    """

    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    leaving = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    following = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    ended = models.ForeignKey("people.SeatTerm", on_delete=models.PROTECT, related_name="+")
    begun = models.ForeignKey("people.SeatTerm", null=True, on_delete=models.PROTECT, related_name="+")
    former_end = models.DateField(null=True)
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=64)
    note, note_label = aside("note", label=Sensitivity.NATIONAL)
    withdrawn_on = models.DateField(null=True)

    personal = Personal(
        "leaving",
        PERSON,
        "office",
        ("following", "agreed_by"),
        Erased.KEPT,
        other=("seat", "on", "ended", "begun", "former_end", "agreed_on", "withdrawn_on"),
        why="the protocol of a seat shows when it went over and with which tasks",
    )
    traces: ClassVar[Mapping[str, Trace]] = {"following": Trace.EMPTIED, "agreed_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "on"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_handover_of_a_seat_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.on}"


class SeatHandoverNoted(SideTable):
    """What was noted for the protocol."""

    record = side_of(SeatHandover, "note")
    value = models.CharField(max_length=1000, blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "people"


class HandedItem(OwnedModel):
    """One thing that was in hand at a handover, as it was then: a task, a role, a deputy, or what other rooms told.

    `former_end` keeps the end that a deputy's term or a role had before the handover ended it. A deputy is `person`
    and has no title: a name that was kept here would outlive an erasure.
    """

    part_of: ClassVar[tuple[str, ...]] = ("handover",)

    handover = models.ForeignKey(SeatHandover, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    detail = models.CharField(max_length=300, blank=True)
    fate = models.CharField(max_length=8)
    note = models.CharField(max_length=1000, blank=True)
    former_end = models.DateField(null=True)

    personal = Personal(
        "person",
        PERSON,
        "office",
        ("kind", "about", "detail", "fate", "note", "former_end"),
        Erased.KEPT,
        other=("handover", "title"),
        why="the protocol of a seat shows what became of its deputies",
    )
    traces: ClassVar[Mapping[str, Trace]] = {"about": Trace.NOBODY}  # a task, a term, a role or a share

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
