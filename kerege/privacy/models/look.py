"""Who read whose data, and who read very many at once."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, PERSON, Erased, Personal, Trace


class Look(GuardedModel):
    """An account was given a person's data that not everybody may read; once for each way out and day."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    owner = models.CharField(max_length=8, db_index=True)
    roles = models.CharField(max_length=200)
    outlet = models.CharField(max_length=8)
    on = models.DateField()
    at = models.DateTimeField(db_index=True)

    personal = Personal("person", PERSON, "looks", ("account", "roles", "outlet", "on", "at"), Erased.DELETED)
    traces: ClassVar[Mapping[str, Trace]] = {"account": Trace.EMPTIED}  # the person may still ask how often it was

    class Meta:
        app_label = "privacy"
        constraints = [
            models.UniqueConstraint(fields=["person", "account", "outlet", "on"], name="one_look_per_outlet_and_day")
        ]
        indexes = [models.Index(fields=["account", "at"], name="looks_of_a_reader")]

    def __str__(self) -> str:
        return f"{self.outlet} {self.on}"


class BulkRead(GuardedModel):
    """An account read the data of unusually many people within an hour. One for an account, owner and hour."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    owner = models.CharField(max_length=8, db_index=True)
    persons = models.PositiveIntegerField()
    at = models.DateTimeField()

    personal = Personal("account", ACCOUNT, "looks", ("persons", "at"), Erased.DELETED)

    class Meta:
        app_label = "privacy"

    def __str__(self) -> str:
        return f"{self.owner} {self.at}"
