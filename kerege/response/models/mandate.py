"""The directory: who speaks for a country before whom, and whether the line was tried."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.words.mandates import CheckHow, MandateKind


class Mandate(OwnedModel):
    """A mandate from a day until before another. `seat` is the key of the seat whose holder and deputy have it, `head`
    that of the seat above, `body` that of the body under Law which tells and is told. Telephone and address are those
    of the post, not of a person. `asked_on` is the day of a letter that nobody has answered, and `asked_hash` the
    SHA-256 of the code in it.
    """

    kind = models.CharField(max_length=16)
    seat = models.CharField(max_length=60)
    head = models.CharField(max_length=60, blank=True)
    body = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=120, blank=True)
    hours = models.CharField(max_length=60, blank=True)
    start = models.DateField()
    until = models.DateField(null=True)
    check_every = models.PositiveIntegerField(default=90)
    asked_on = models.DateField(null=True)
    asked_hash = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.REGIONAL)

    naming: ClassVar[tuple[str, ...]] = ("hours",)
    traces: ClassVar[Mapping[str, Trace]] = {
        "seat": Trace.NOBODY,
        "head": Trace.NOBODY,
        "body": Trace.NOBODY,
        "telephone": Trace.NOBODY,
        "email": Trace.NOBODY,
        "asked_hash": Trace.NOBODY,
    }

    class Meta:
        app_label = "response"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[s.value for s in MandateKind]), name="mandate_has_a_kind"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("start")), name="mandate_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(telephone="") | ~Q(email=""), name="mandate_has_a_contact"),
            models.CheckConstraint(condition=Q(check_every__gte=1, check_every__lte=366), name="mandate_is_checked"),
            models.CheckConstraint(condition=~Q(head=F("seat")), name="mandate_has_another_above"),
        ]
        indexes = [models.Index(fields=["owner", "kind"], name="mandates_of_an_owner")]

    def __str__(self) -> str:
        return str(self.uid)


class ContactCheck(OwnedModel):
    """That the line of a mandate was tried on a day, how, and whether somebody answered. Only added. An empty
    `checked_by` is the post itself, which answered a letter.
    """

    part_of: ClassVar[tuple[str, ...]] = ("mandate",)

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField()
    how = models.CharField(max_length=8, default=CheckHow.TRIED)
    reached = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    checked_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.REGIONAL)

    naming: ClassVar[tuple[str, ...]] = ("note",)
    traces: ClassVar[Mapping[str, Trace]] = {"checked_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        verbose_name = "check of a contact"
        verbose_name_plural = "checks of contacts"
        constraints = [
            models.CheckConstraint(condition=Q(how__in=[h.value for h in CheckHow]), name="check_was_made_somehow"),
        ]
        indexes = [models.Index(fields=["mandate", "-on"], name="checks_of_a_mandate")]

    def __str__(self) -> str:
        return str(self.uid)
