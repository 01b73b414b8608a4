"""National measures: who issues them, of which rank they are, and what happens to them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.words.measures import MeasureState
from kerege.records.guarded import GuardedModel
from kerege.records.owned import OwnedModel
from kerege.records.stated import Citation, StatedDates


class NormRank(GuardedModel):
    """Of which rank a kind of norm is in one country; a lower level binds a higher one. `names` are by language."""

    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=30)
    level = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)

    class Meta:
        app_label = "law"
        verbose_name = "rank of norms"
        constraints = [models.UniqueConstraint(fields=["territory", "key"], name="norm_rank_once")]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.key}"


class Authority(OwnedModel):
    """A body that issues measures or has duties by law, from a day until before another. `titles` are by language.

    One without a territory is of no country: an international organisation, which the region records.
    """

    key = models.SlugField(max_length=60, unique=True)
    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", null=True, on_delete=models.PROTECT, related_name="+"
    )
    titles = models.JSONField(default=dict)
    abbreviation = models.CharField(max_length=30, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        app_label = "law"
        verbose_name = "authority"
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("start")),
                name="authority_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Measure(OwnedModel, StatedDates):
    """A work of national law (FRBR): a statute, a decree, an order, also one that is only drafted. `uri` is its address
    by the naming convention of Akoma Ntoso. The dates say when it was adopted, of a draft when it was written.

    `stated_state` is how a source says that it stands; where something happened to it, that decides (rules.timeline).
    `titles` are by language, `aliases` pairs of a register and a number there. It is confirmed for two years.
    """

    uri = models.CharField(max_length=200, unique=True)
    territory = models.ForeignKey("atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    rank = models.ForeignKey(NormRank, null=True, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="+")
    titles = models.JSONField(default=dict)
    number = models.CharField(max_length=40, blank=True)
    stated_state = models.CharField(max_length=10, default=MeasureState.UNKNOWN)
    delegated_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="delegated")
    delegated_eid = models.CharField(max_length=120, blank=True)
    gazette = models.CharField(max_length=200, blank=True)
    gazette_on = models.DateField(null=True)
    link = models.URLField(max_length=300, blank=True)
    aliases = models.JSONField(default=list)
    note = models.TextField(blank=True)
    confirmed_on = models.DateField(null=True)

    class Meta:
        app_label = "law"
        verbose_name = "measure"
        indexes = [models.Index(fields=["territory", "kind", "id"], name="measures_of_a_country")]

    def __str__(self) -> str:
        return self.uri


class MeasureSource(Citation):
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "law"
        constraints = [models.UniqueConstraint(fields=["measure", "source"], name="measure_cites_once")]


class LifecycleEvent(OwnedModel):
    """What happened to a measure, or will: to the parts that `wids` name, or to all of it where they are empty.

    It counts from `counts_from`, the last day of what is stated; that is empty where only a condition is known.
    """

    part_of: ClassVar[tuple[str, ...]] = ("measure",)

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20)
    wids = models.JSONField(default=list)
    first_day = models.DateField(null=True)
    counts_from = models.DateField(null=True)
    precision = models.CharField(max_length=5)
    condition = models.CharField(max_length=300, blank=True)
    by_measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("withdrawn_why",)

    class Meta:
        app_label = "law"
        verbose_name = "event of a measure"
        constraints = [
            models.CheckConstraint(
                condition=Q(counts_from__isnull=False) | ~Q(condition=""), name="event_has_day_or_condition"
            )
        ]
        indexes = [models.Index(fields=["measure", "counts_from", "id"], name="events_of_a_measure")]

    def __str__(self) -> str:
        return str(self.uid)
