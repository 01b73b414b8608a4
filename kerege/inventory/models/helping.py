"""Offers of help, requests for help, and enquiries between two sides."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.inventory.words.enquiries import EnquiryState
from kerege.inventory.words.helping import Audience, RequestState, Urgency
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Offer(OwnedModel):
    """What a facility offers to do for others, from `start` until before `until`.

    `seat` is where enquiries go; it is empty where nobody sits. `countries` are those that the owner named, as codes
    between spaces: they read it by a share, which is not made here. Whoever may not see the facility sees no offer of
    it, whatever the offer's own label.
    """

    key = models.SlugField(max_length=60, unique=True)
    label = SensitivityField(default=Sensitivity.REGIONAL)
    facility = models.ForeignKey("inventory.Facility", on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    equipment = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    amount = models.PositiveIntegerField(null=True)
    start = models.DateField()
    until = models.DateField()
    audience = models.CharField(max_length=10, default=Audience.REGION)
    countries = models.CharField(max_length=200, blank=True)
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "offer"
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("start")), name="offer_ends_after_start")]
        indexes = [models.Index(fields=["kind", "until", "id"], name="offer_by_kind")]

    def __str__(self) -> str:
        return self.key


class HelpRequest(OwnedModel):
    """Somebody needs help by a day. It belongs to an owner, perhaps to an organisation, and to the seat whose holder
    answers for it: never to an account. `facility` or `place` say where help is needed.
    """

    key = models.SlugField(max_length=60, unique=True)
    label = SensitivityField(default=Sensitivity.REGIONAL)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    equipment = models.CharField(max_length=20, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    amount = models.PositiveIntegerField(null=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("atlas.Place", null=True, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey("inventory.Facility", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    needed_by = models.DateField()
    urgency = models.CharField(max_length=10, default=Urgency.ROUTINE)
    audience = models.CharField(max_length=10, default=Audience.REGION)
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=10, default=RequestState.OPEN)
    changed_on = models.DateField()
    closed_why = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "inventory"
        verbose_name = "request for help"
        indexes = [models.Index(fields=["kind", "needed_by", "id"], name="help_request_by_kind")]

    def __str__(self) -> str:
        return self.key


class Enquiry(OwnedModel):
    """A request put to one facility, as one side keeps it: both sides have a row with the same `thread` and the same
    content, each for the people of its own country. So nobody but the two learns who asked whom, and what was answered.

    `steps` has a line for each step: day, side, step and text, with tabs between. `task` is what the seat of this side
    has to do just now.
    """

    shareable: ClassVar[bool] = False  # what two sides write to each other is for these two

    thread = models.UUIDField(db_index=True)
    side = models.CharField(max_length=5)
    label = SensitivityField(default=Sensitivity.NATIONAL)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="+")
    facility = models.ForeignKey("inventory.Facility", on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.PROTECT, related_name="+")
    asker = models.CharField(max_length=8)
    giver = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    needed_by = models.DateField()
    asked_on = models.DateField()
    state = models.CharField(max_length=14, default=EnquiryState.SENT)
    changed_on = models.DateField()
    steps = models.TextField()
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    task = models.UUIDField(null=True)

    traces: ClassVar[Mapping[str, Trace]] = {"thread": Trace.NOBODY}  # it names the enquiry itself

    class Meta:
        app_label = "inventory"
        verbose_name = "enquiry"
        verbose_name_plural = "enquiries"
        constraints = [models.UniqueConstraint(fields=["thread", "side"], name="enquiry_once_for_each_side")]
        indexes = [models.Index(fields=["owner", "side", "-id"], name="enquiries_of_a_side")]

    def __str__(self) -> str:
        return f"{self.thread} {self.side}"
