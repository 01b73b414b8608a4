"""Single items of equipment, what happened to them, their certificates, and who may test them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.inventory.models.lot import at_most_one
from kerege.inventory.rules.certificates import Certificate, Event
from kerege.inventory.words.equipment import Happening, Outcome
from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.owned import OwnedModel, SideTable


class Item(OwnedModel):
    """One piece of a lot that somebody accepted. Where it is now stands in `facility` or `organisation`, where it was
    before in its events. It has no room: a place inside a building is not for sharing.
    """

    lot = models.ForeignKey("inventory.Lot", on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=20)
    maker = models.CharField(max_length=120, blank=True)
    model = models.CharField(max_length=120, blank=True)
    serial, serial_label = aside("serial", label=Sensitivity.NATIONAL)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey("inventory.Facility", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField()
    condition = models.CharField(max_length=10)

    class Meta:
        app_label = "inventory"
        verbose_name = "item"
        constraints = [
            models.CheckConstraint(condition=at_most_one("facility", "organisation"), name="item_is_in_one_place")
        ]
        indexes = [
            models.Index(fields=["territory", "kind", "id"], name="item_by_country"),
            models.Index(fields=["facility", "kind", "id"], name="item_by_facility"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ItemSerial(SideTable):
    """The serial number that the maker gave an item."""

    record = side_of(Item, "serial")
    value = models.CharField(max_length=80, blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class ItemEvent(OwnedModel):
    """Something happened to an item on a day; after a move `facility` or `organisation` is where it went."""

    part_of: ClassVar[tuple[str, ...]] = ("item",)

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="events")
    on = models.DateField()
    what = models.CharField(max_length=16)
    facility = models.ForeignKey("inventory.Facility", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        app_label = "inventory"
        indexes = [models.Index(fields=["item", "on", "id"], name="item_event_in_order")]

    def __str__(self) -> str:
        return str(self.uid)

    def plain(self) -> Event:
        """The row for the rules."""
        return Event(self.on, Happening(self.what))


class Tester(OwnedModel):
    """An organisation that is qualified to test kinds of equipment, from a day to a day, with the proof of it."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kinds = models.CharField(max_length=300)
    proof = models.CharField(max_length=200)
    start = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "tester"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("start")), name="tester_ends_after_start"
            ),
            models.UniqueConstraint(fields=["owner", "organisation", "proof"], name="tester_once_by_proof"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ItemCertificate(OwnedModel):
    """A test of an item where it stands, who did it by which standard, and until when it holds (that day excluded)."""

    part_of: ClassVar[tuple[str, ...]] = ("item",)

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="certificates")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    until = models.DateField()
    outcome = models.CharField(max_length=8)
    standard = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=80, blank=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("on")), name="item_certificate_ends_after_test"),
            models.UniqueConstraint(fields=["item", "on", "number"], name="item_certificate_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    def plain(self) -> Certificate:
        """The row for the rules."""
        return Certificate(self.on, Outcome(self.outcome), self.until)
