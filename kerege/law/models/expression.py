"""The texts of national measures, and their provisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.models.measure import Measure
from kerege.law.words.measures import SchemaKept
from kerege.records.owned import OwnedModel


class Expression(OwnedModel):
    """A measure's text in one language (ISO 639-2) from `start` until before `until` (FRBR). `content` is Akoma Ntoso
    as it came, byte for byte: the database refuses to change it, and to hold two official texts of one language on one
    day.

    `file_kind` and `file_sha256` are of the file that was brought; `losses` says what of it the text does not hold.
    Only what went through the gate without a loss may be edited as markup.
    """

    part_of: ClassVar[tuple[str, ...]] = ("measure",)

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="expressions")
    language = models.CharField(max_length=3)
    start = models.DateField()
    until = models.DateField(null=True)
    source_kind = models.CharField(max_length=24)
    translation_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="translations")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    schema = models.CharField(max_length=8, default=SchemaKept.STRICT)
    editable = models.BooleanField(default=False)
    losses = models.JSONField(default=list)
    file_kind = models.CharField(max_length=8)
    file_sha256 = models.CharField(max_length=64)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("withdrawn_why",)

    class Meta:
        app_label = "law"
        verbose_name = "text of a measure"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("start")), name="expression_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["measure", "language", "start", "source_kind"],
                condition=Q(withdrawn_on__isnull=True),
                name="expression_of_a_day_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}@{self.start}"


class Provision(OwnedModel):
    """A part of a text that can be cited: `eid` is its name in this text, `wid` the one that it keeps through all."""

    part_of: ClassVar[tuple[str, ...]] = ("expression",)

    expression = models.ForeignKey(Expression, on_delete=models.CASCADE, related_name="provisions")
    eid = models.CharField(max_length=400)
    wid = models.CharField(max_length=400)
    parent = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=40)
    num = models.CharField(max_length=200, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)
    ordinal = models.PositiveIntegerField()

    class Meta:
        app_label = "law"
        verbose_name = "provision"
        constraints = [models.UniqueConstraint(fields=["expression", "eid"], name="provision_once")]
        indexes = [models.Index(fields=["expression", "ordinal"], name="provisions_in_order")]

    def __str__(self) -> str:
        return self.eid


class ProvisionLineage(OwnedModel):
    """What became of a provision in the next text of the same language; one side is empty where it came or went.

    `confidence` is a percentage: 100 where both files call it by one name.
    """

    part_of: ClassVar[tuple[str, ...]] = ("later",)

    later = models.ForeignKey(Expression, on_delete=models.CASCADE, related_name="lineages")
    before = models.ForeignKey(Provision, null=True, on_delete=models.CASCADE, related_name="became")
    after = models.ForeignKey(Provision, null=True, on_delete=models.CASCADE, related_name="came_of")
    kind = models.CharField(max_length=12)
    confidence = models.PositiveSmallIntegerField(default=100)

    class Meta:
        app_label = "law"
        verbose_name = "lineage of a provision"
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="lineage_has_a_side"
            )
        ]

    def __str__(self) -> str:
        return self.kind
