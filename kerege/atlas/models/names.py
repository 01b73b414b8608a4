"""The one table of dated names, and the designations that must travel with some of them."""

from django.db import models

from kerege.atlas.models.dated import Dated, ends_after_start
from kerege.atlas.words import NameKind
from kerege.records.guarded import GuardedModel


class Name(Dated, GuardedModel):
    """What something is called, in one language, for a time.

    `subject_uid` is the uid of a territory, region, unit, place, organisation, term, standard or instrument. One
    preferred name per language at any time; alternative and former names are only searched. `folded` and `bones` are
    the keys of search.
    """

    subject_uid = models.UUIDField()
    subject_kind = models.CharField(max_length=16)
    lang = models.CharField(max_length=12)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, db_index=True)
    bones = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=12, default=NameKind.PREFERRED)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "atlas"
        constraints = [
            ends_after_start("name_ends_after_start"),
            models.UniqueConstraint(
                fields=["subject_uid", "lang"],
                condition=models.Q(kind=NameKind.PREFERRED, end__isnull=True),
                name="one_current_preferred_name",
            ),
        ]
        indexes = [models.Index(fields=["subject_uid", "lang", "kind"], name="names_of_subject")]

    def __str__(self) -> str:
        return f"{self.lang}: {self.uid}"


class Designation(Dated, GuardedModel):
    """How an authority wants a territory to be called: the name, the marker behind it, and the note at the foot.

    Marker and note are kept as they were published; nothing renumbers them.
    """

    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="designations"
    )
    lang = models.CharField(max_length=12)
    display_name = models.CharField(max_length=200)
    marker = models.CharField(max_length=8)
    note = models.TextField()
    authority = models.CharField(max_length=60)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        constraints = [
            ends_after_start("designation_ends_after_start"),
            models.UniqueConstraint(
                fields=["territory", "lang", "authority"],
                condition=models.Q(end__isnull=True),
                name="one_current_designation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.lang}"
