"""Equipment on its way: lots, what moved when, and the plans by which it is given away."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.inventory.rules.ledger import Account, Movement
from kerege.inventory.words.equipment import Stage
from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation

FACILITY, ORGANISATION = "inventory.Facility", "people.Organisation"


def at_most_one(facility: str, organisation: str) -> Q:
    """A holder is a facility, or an organisation, and never both."""
    return Q(**{f"{facility}__isnull": True}) | Q(**{f"{organisation}__isnull": True})


class Lot(OwnedModel):
    """So many pieces of one kind that were bought together. How many, and where they are, only its movements say."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    maker = models.CharField(max_length=120, blank=True)
    model = models.CharField(max_length=120, blank=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    project_key = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "lot"
        indexes = [models.Index(fields=["territory", "kind", "id"], name="lot_by_country")]

    def __str__(self) -> str:
        return self.key


class LotSource(Citation):
    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["lot", "source"], name="lot_cites_once")]


class LotMovement(OwnedModel):
    """Pieces of a lot that went from one account of the ledger to another (rules.ledger). Never changed, never deleted:
    what was wrong is moved back.
    """

    part_of: ClassVar[tuple[str, ...]] = ("lot",)

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="movements")
    on = models.DateField()
    pieces = models.PositiveIntegerField()
    source_stage = models.CharField(max_length=12)
    source_facility = models.ForeignKey(FACILITY, null=True, on_delete=models.PROTECT, related_name="+")
    source_organisation = models.ForeignKey(ORGANISATION, null=True, on_delete=models.PROTECT, related_name="+")
    target_stage = models.CharField(max_length=12)
    target_facility = models.ForeignKey(FACILITY, null=True, on_delete=models.PROTECT, related_name="+")
    target_organisation = models.ForeignKey(ORGANISATION, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        app_label = "inventory"
        constraints = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="lot_movement_moves_something"),
            models.CheckConstraint(
                condition=at_most_one("source_facility", "source_organisation")
                & at_most_one("target_facility", "target_organisation"),
                name="lot_movement_has_one_holder",
            ),
            models.CheckConstraint(
                condition=~Q(target_stage=Stage.HELD)
                | Q(target_facility__isnull=False)
                | Q(target_organisation__isnull=False),
                name="lot_movement_is_held_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["lot", "on", "id"], name="lot_movement_in_order")]

    def __str__(self) -> str:
        return str(self.uid)

    def plain(self) -> Movement:
        """The row for the rules. Ask for it with both holders selected."""
        return Movement(
            self.on,
            Account(Stage(self.source_stage), key_of(self.source_facility, self.source_organisation)),
            Account(Stage(self.target_stage), key_of(self.target_facility, self.target_organisation)),
            self.pieces,
        )


class Plan(OwnedModel):
    """Who is to get which pieces. It binds from `agreed_on`, when enough of the National Team of Experts agreed; a
    later agreed plan of the same owner takes its place for the lots that it names.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    made_on = models.DateField()
    letter = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True)
    members = models.PositiveSmallIntegerField(null=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "distribution plan"
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | Q(agreed_on__gte=models.F("made_on")),
                name="plan_agreed_after_made",
            )
        ]

    def __str__(self) -> str:
        return self.key


class PlanShare(OwnedModel):
    """One line of a plan: so many pieces of a lot to a facility or an organisation."""

    part_of: ClassVar[tuple[str, ...]] = ("plan",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="shares")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(FACILITY, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(ORGANISATION, null=True, on_delete=models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField()

    class Meta:
        app_label = "inventory"
        constraints = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="plan_share_of_something"),
            models.CheckConstraint(
                condition=Q(facility__isnull=False, organisation__isnull=True)
                | Q(facility__isnull=True, organisation__isnull=False),
                name="plan_share_has_one_holder",
            ),
            models.UniqueConstraint(fields=["plan", "lot", "facility"], name="plan_share_once_for_facility"),
            models.UniqueConstraint(fields=["plan", "lot", "organisation"], name="plan_share_once_for_organisation"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class PlanAgreement(OwnedModel):
    """A seat on the National Team of Experts agreed to a plan. It tells the seat, not the person."""

    part_of: ClassVar[tuple[str, ...]] = ("plan",)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="agreements")
    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["plan", "seat"], name="plan_agreed_once_by_seat")]

    def __str__(self) -> str:
        return str(self.uid)


def key_of(facility: object | None, organisation: object | None) -> str:
    """The key by which the rules know a holder; empty where nobody is named."""
    return str(getattr(facility or organisation, "key", ""))
