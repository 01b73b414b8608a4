"""What people chose to show of themselves to others in the region, and until when."""

from typing import Self

from django.db import models
from django.utils.timezone import localdate

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal
from kerege.records.scope import OwnedQuerySet
from kerege.records.viewers import Viewer


class ListingQuerySet(OwnedQuerySet):
    """A listing that is over is read by nobody, from the day on which it is over, through whatever page or file."""

    def seen_by(self, viewer: Viewer) -> Self:
        return super().seen_by(viewer).filter(until__gt=localdate())


class Listing(OwnedModel):
    """One person in the regional list of experts: only the fields that the person chose are filled.

    The values are copied on the day of the choice, because that is what was agreed to be shown. The row is there up to,
    and not including, `until`; a withdrawal deletes it.
    """

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    topics = models.CharField(max_length=300, blank=True)
    start = models.DateField()
    until = models.DateField()
    label = SensitivityField(default=Sensitivity.REGIONAL)

    objects = ListingQuerySet.as_manager()  # type: ignore[misc]  # stricter than the one of all owned records

    personal = Personal(
        "person",
        PERSON,
        "listing",
        ("name", "organisation", "languages", "topics", "start", "until"),
        Erased.DELETED,
    )

    class Meta:
        app_label = "privacy"

    def __str__(self) -> str:
        return str(self.uid)
