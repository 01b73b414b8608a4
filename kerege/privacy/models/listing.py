"""What people chose to show of themselves to others in the region: field by field, for whom, and until when."""

from typing import ClassVar, Self

from django.db import models
from django.utils.timezone import localdate

from kerege.lib.sensitivity import Sensitivity
from kerege.privacy.words import LISTING
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal
from kerege.records.scope import OwnedQuerySet
from kerege.records.viewers import Viewer


class ListingQuerySet(OwnedQuerySet):
    """What is over is read by nobody, from the day on which it is over, through whatever page or file."""

    def seen_by(self, viewer: Viewer) -> Self:
        return super().seen_by(viewer).filter(until__gt=localdate())


class Listing(OwnedModel):
    """One person in the regional list of experts; what is shown of them are ListedField.

    The row is there up to, and not including, the last day of any of its fields; a withdrawal deletes it with them. No
    share opens it to more readers: whom it is for is the person's alone to say.
    """

    shareable: ClassVar[bool] = False

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    start = models.DateField()
    until = models.DateField()
    label = SensitivityField(default=Sensitivity.REGIONAL)

    objects = ListingQuerySet.as_manager()  # type: ignore[misc]  # stricter than the one of all owned records

    personal = Personal("person", PERSON, "listing", ("start", "until"), Erased.DELETED, rests_on=LISTING)

    class Meta:
        app_label = "privacy"

    def __str__(self) -> str:
        return str(self.uid)


class ListedField(OwnedModel):
    """One thing that a person shows (words.experts.Shown), as it was on the day of the choice, because that is what was
    agreed to be shown. Its label says for whom, `until` is the first day on which it is shown no more.

    Several codes stand in one value, each between spaces.
    """

    shareable: ClassVar[bool] = False

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="shown")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=16)
    value = models.CharField(max_length=500)
    until = models.DateField()
    label = SensitivityField(default=Sensitivity.REGIONAL)

    objects = ListingQuerySet.as_manager()  # type: ignore[misc]  # stricter than the one of all owned records

    personal = Personal(
        *("person", PERSON, "listing", ("field", "value", "until"), Erased.DELETED),
        other=("listing",),
        rests_on=LISTING,
    )

    class Meta:
        app_label = "privacy"
        constraints = [models.UniqueConstraint(fields=["listing", "field"], name="listed_field_once")]

    def __str__(self) -> str:
        return str(self.uid)
