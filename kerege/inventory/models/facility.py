"""The card of a facility. What has a label of its own stands aside, each in a table of its own."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from kerege.inventory.models.detail import Containment
from kerege.inventory.rules.standing import HEIGHTENED, rank
from kerege.inventory.words import NameKind, Ownership, Proof, Standing, refused
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.personal import Trace
from kerege.records.stated import Citation


class Facility(OwnedModel):
    """A laboratory, training centre, field station: something that others may need, and who keeps its card.

    `title` is its present main name, for lists; all names with their languages and times are FacilityName. Several
    codes of one vocabulary stand in one column, each between spaces. The columns `shown_*` are the position for
    everybody who may see the record (rules.precision): they never hold the exact one, and only they can be searched by.
    `confirmed_on` is the last day on which its keeper said that the card holds; `version` counts its changes.
    """

    key = models.CharField(max_length=20, unique=True)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=24)
    ownership = models.CharField(max_length=16, default=Ownership.NOT_RECORDED)
    standing = models.CharField(max_length=12, default=Standing.OPERATIONAL)
    sectors = models.CharField(max_length=120)
    capabilities = models.CharField(max_length=160, blank=True)
    functions = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    waste = models.CharField(max_length=120, blank=True)
    transport = models.CharField(max_length=120, blank=True)
    packages = models.TextField(blank=True)
    note = models.TextField(blank=True)
    website = models.CharField(max_length=300, blank=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("atlas.AdminUnit", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("atlas.Place", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    shown_at = models.CharField(max_length=10)
    shown_latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    shown_longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    position, position_label = aside("position", label=Sensitivity.REGIONAL)
    address, address_label = aside("address", label=Sensitivity.NATIONAL)
    contacts, contacts_label = aside("contacts", label=Sensitivity.REGIONAL)
    staff, staff_label = aside("staff", label=Sensitivity.NATIONAL)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    proof = models.CharField(max_length=20, default=Proof.DECLARED)
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField()
    origin = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    traces: ClassVar[Mapping[str, Trace]] = {"verified_by": Trace.NOBODY}  # the body that looked at the place

    class Meta:
        app_label = "inventory"
        verbose_name = "facility"
        constraints = [
            models.UniqueConstraint(fields=["territory", "number"], name="facility_number_once"),
            models.UniqueConstraint(
                fields=["owner", "origin"], condition=~models.Q(origin=""), name="facility_origin_once"
            ),
            models.CheckConstraint(
                condition=models.Q(shown_latitude__isnull=True, shown_longitude__isnull=True)
                | models.Q(
                    shown_latitude__gte=-90, shown_latitude__lte=90, shown_longitude__gte=-180, shown_longitude__lte=180
                ),
                name="facility_is_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["territory", "title", "id"], name="facility_by_country"),
            models.Index(fields=["title", "id"], name="facility_by_title"),
            models.Index(fields=["confirmed_on", "id"], name="facility_by_confirmation"),
            models.Index(fields=["shown_latitude", "shown_longitude"], name="facility_by_position"),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever writes it, and by whatever action: refuses inventory.position_of_heightened."""
        if not self._state.adding and self.position_label == Sensitivity.PUBLIC:
            levels = Containment.relations.filter(facility=self).values_list("scheme", "level")
            if any(rank(scheme, level) >= HEIGHTENED for scheme, level in levels):
                raise Refusal(refused.POSITION_OF_HEIGHTENED, field="level")
        super().save(*args, **kwargs)


class FacilityPosition(SideTable):
    """Where a facility is, to about a metre: latitude and longitude (WGS 84) with a comma between, or empty."""

    record = side_of(Facility, "position")
    value = models.CharField(max_length=40, blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class FacilityAddress(SideTable):
    """The street and house of a facility."""

    record = side_of(Facility, "address")
    value = models.CharField(max_length=300, blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class FacilityContacts(SideTable):
    """Contacts of offices by what they are for; see rules.cards."""

    record = side_of(Facility, "contacts")
    value = models.TextField(blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class FacilityStaff(SideTable):
    """How many people work there by role; see rules.cards."""

    record = side_of(Facility, "staff")
    value = models.TextField(blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "inventory"


class FacilityName(OwnedModel):
    """What a facility is called in one language, for a time. `folded` and `bones` are the keys of search."""

    part_of: ClassVar[tuple[str, ...]] = ("facility",)

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="names")
    lang = models.CharField(max_length=12)
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default=NameKind.PREFERRED)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    folded = models.CharField(max_length=400, db_index=True)
    bones = models.CharField(max_length=400, db_index=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "lang"],
                condition=models.Q(kind=NameKind.PREFERRED, end__isnull=True),
                name="facility_has_one_present_name",
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gt=models.F("start")),
                name="facility_name_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lang}: {self.uid}"


class FacilitySource(Citation):
    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["facility", "source"], name="facility_cites_once")]


class FacilityChange(OwnedModel):
    """One change of a card, kept in words; `version` is the one that it led to. `changes` has a line for each field:
    its name and, where everybody who sees the record may read them, what stood there and what stands there now, with
    tabs between.
    """

    part_of: ClassVar[tuple[str, ...]] = ("facility",)

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="history")
    version = models.PositiveIntegerField()
    on = models.DateField()
    what = models.CharField(max_length=20)
    changes = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        indexes = [models.Index(fields=["facility", "-id"], name="facility_history")]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.version}"
