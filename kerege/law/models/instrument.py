"""International instruments and where states stand with them."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation, StatedDates


class Instrument(GuardedModel):
    """A treaty, regulation, resolution or body of standards; its names stand in atlas.Name.

    A body of standards has no single date of adoption, and nothing can be dated against it. `force` is how far it
    binds as a whole; `universal` marks what binds every state without its own act (a decision of the Security Council).
    """

    key = models.SlugField(max_length=30, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    adopted_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    address = models.URLField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    force = models.CharField(max_length=20, blank=True)
    universal = models.BooleanField(default=False)
    depositary = models.CharField(max_length=200, blank=True)
    work_uri = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return self.title


class StatusRecord(OwnedModel, StatedDates):
    """What a state did about an instrument, and when. Never before the instrument existed."""

    key = models.SlugField(max_length=60, unique=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="statuses")
    act = models.CharField(max_length=20)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return self.key


class StatusSource(Citation):
    status = models.ForeignKey(StatusRecord, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "law"
        constraints = [models.UniqueConstraint(fields=["status", "source"], name="status_cites_once")]
