"""Associations of people who work safely, and who does which reference work for a country or the region."""

from django.db import models
from django.db.models import Q

from kerege.inventory.models.training import exactly_one
from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation


class Association(OwnedModel):
    """An association of biosafety. Its members are a number of a day, never names."""

    organisation = models.OneToOneField("people.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", null=True, on_delete=models.PROTECT, related_name="+"
    )
    members = models.PositiveIntegerField(null=True)
    members_on = models.DateField(null=True)
    topics = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    website = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "association"
        constraints = [
            models.CheckConstraint(
                condition=Q(members__isnull=True, members_on__isnull=True)
                | Q(members__isnull=False, members_on__isnull=False),
                name="association_members_have_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class AssociationSource(Citation):
    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["association", "source"], name="association_cites_once")]


class ReferenceFunction(OwnedModel):
    """A facility or an organisation does reference work for its country or the region, from a day to a day, because an
    order says so. `area` is a code of work (words.training.ReferenceArea), never an agent.
    """

    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    reach = models.CharField(max_length=10)
    area = models.CharField(max_length=24)
    facility = models.ForeignKey("inventory.Facility", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    until = models.DateField(null=True)
    mandate = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "reference function"
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("facility", "organisation"), name="reference_function_has_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("start")),
                name="reference_function_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["territory", "reach", "area", "start"], name="reference_function_once_from"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ReferenceFunctionSource(Citation):
    function = models.ForeignKey(ReferenceFunction, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "inventory"
        constraints = [models.UniqueConstraint(fields=["function", "source"], name="reference_function_cites_once")]
