"""Tasks that belong to seats."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.people.words import TaskState
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Task(OwnedModel):
    """Something that whoever sits on a seat has to do by a day. It has no person: a handover leaves it where it is.

    `about` is the uid of the record that it concerns, where there is one; `set_by` and `closed_by` are pseudonyms of
    accounts, as in the journal. `note` says how it ended: what was done, or why it was dropped.
    """

    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=64, blank=True)
    due = models.DateField()
    set_on = models.DateField()
    set_by = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default=TaskState.OPEN.value)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {
        "about": Trace.RENAMED,
        "set_by": Trace.PSEUDONYM,
        "closed_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=TaskState.OPEN.value, closed_on__isnull=True)
                | (~models.Q(state=TaskState.OPEN.value) & models.Q(closed_on__isnull=False) & ~models.Q(note="")),
                name="task_closes_with_day_and_note",
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
