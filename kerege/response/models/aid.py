"""Mutual aid: a request of one country put to another, or an offer of that one, until everything is back home.

Triggers (migration `…_aid_guarded`) keep the order of states and what was said.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.words.aid import AidState, AidStatus, Bearer


class AidCase(OwnedModel):
    """One request and one country that may help (`giver`). `owner` is the country that needs help. Both sides read it,
    through `queries.aid_doors`, and nobody else: neither what is paid nor what is missing is for a third country.

    `what` says what is sent, without names of people; `facility` is the key of a card of the giver, or empty. `until`
    is the first day on which it is not needed. `cost` is the estimate, `spent` what it came to, both in `currency`.
    """

    shareable: ClassVar[bool] = False

    request = models.ForeignKey("inventory.HelpRequest", on_delete=models.PROTECT, related_name="+")
    giver = models.CharField(max_length=8, db_index=True)
    status = models.CharField(max_length=10)
    facility = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=300)
    start = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=14)
    bearer = models.CharField(max_length=10, default=Bearer.OPEN)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    spent = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    cost_note = models.CharField(max_length=500, blank=True)
    customs = models.CharField(max_length=1000, blank=True)
    begun_on = models.DateField()
    changed_on = models.DateField()
    returned_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    typed: ClassVar[tuple[str, ...]] = ("what", "cost_note", "customs")

    class Meta:
        app_label = "response"
        verbose_name = "case of mutual aid"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in AidState]), name="aid_has_a_state"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in AidStatus]), name="aid_has_a_status"),
            models.CheckConstraint(condition=Q(bearer__in=[b.value for b in Bearer]), name="aid_has_a_bearer"),
            models.CheckConstraint(condition=~Q(giver=F("owner")), name="aid_is_between_two"),
            models.CheckConstraint(condition=Q(until__gt=F("start")), name="aid_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state__in=["committed", "deployed", "arrived", "leaving", "returned"]) | ~Q(bearer="open"),
                name="promised_aid_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state="returned", returned_on__isnull=False)
                | (~Q(state="returned") & Q(returned_on__isnull=True)),
                name="aid_is_back_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["request", "giver"],
                condition=~Q(state__in=["returned", "declined", "withdrawn"]),
                name="aid_of_a_country_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class AidEntry(OwnedModel):
    """One step of a case, by one side; `day` is when it happened. It is only added, in the order of `number`."""

    part_of: ClassVar[tuple[str, ...]] = ("case",)
    shareable: ClassVar[bool] = False

    case = models.ForeignKey(AidCase, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=5)
    step = models.CharField(max_length=14)
    day = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    said_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"said_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("note",)

    class Meta:
        app_label = "response"
        verbose_name = "step of mutual aid"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="aid_step_once")]

    def __str__(self) -> str:
        return str(self.uid)
