"""The catalogue of international obligations: reference data without an owner, which comes in releases.

Texts in several languages are `{language: text}`, English and Russian always; the words are the project's own and quote
no instrument. What stands here is the newest release that this node has; what a release said stays in its entries.
"""

from django.db import models

from kerege.law.models.instrument import Instrument
from kerege.records.guarded import GuardedModel


class InstrumentVersion(GuardedModel):
    """An instrument as it reads from one day on: IHR (2005), or IHR as amended in 2024. `position` counts from 1.

    The days are those of the instrument as such; for a state its own PartyStatus tells from when.
    """

    key = models.CharField(max_length=40, unique=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField()
    label = models.JSONField(default=dict)
    adopted_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    work_uri = models.CharField(max_length=200, blank=True)
    source = models.URLField(max_length=300, blank=True)

    class Meta:
        app_label = "law"
        constraints = [
            models.UniqueConstraint(fields=["instrument", "position"], name="version_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(adopted_on=None)
                | models.Q(in_force_on=None)
                | models.Q(in_force_on__gte=models.F("adopted_on")),
                name="version_adopted_first",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class InstrumentProvision(GuardedModel):
    """A place in an instrument, by its name in Akoma Ntoso (`art_4__para_1bis`) and as people cite it."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="provisions")
    eid = models.CharField(max_length=80)
    num = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "law"
        constraints = [models.UniqueConstraint(fields=["instrument", "eid"], name="provision_named_once")]

    def __str__(self) -> str:
        return self.num


class Topic(GuardedModel):
    """What an obligation is about; the columns of the catalogue."""

    key = models.SlugField(max_length=40, unique=True)
    label = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return self.key


class Obligation(GuardedModel):
    """One thing that an instrument asks. `statement` is ours; `states` says of each language how far it is checked.

    `since` is the first version that asks it and `until` the first that does not any more. `verified` means that
    somebody read it in `verified_via`; what is not, is provisional.
    """

    key = models.CharField(max_length=40, unique=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="obligations")
    provision = models.ForeignKey(InstrumentProvision, on_delete=models.PROTECT, related_name="obligations")
    since = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="begins")
    until = models.ForeignKey(InstrumentVersion, null=True, on_delete=models.PROTECT, related_name="ends")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="obligations")
    kind = models.CharField(max_length=20)
    force = models.CharField(max_length=20)
    bearer = models.CharField(max_length=20)
    modality = models.CharField(max_length=12)
    sector = models.CharField(max_length=12)
    cbrn_areas = models.CharField(max_length=4)
    statement = models.JSONField(default=dict)
    states = models.JSONField(default=dict)
    needs_penalty = models.BooleanField(default=False)
    needs_authority = models.BooleanField(default=False)
    min_norm_rank = models.PositiveSmallIntegerField(null=True)
    verified = models.BooleanField(default=False)
    verified_via = models.CharField(max_length=300, blank=True)
    source = models.URLField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return self.key


class ObligationLink(GuardedModel):
    """How one obligation stands to another. `view_of` says whose view that is."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="links")
    to = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="linked")
    relation = models.CharField(max_length=12)
    view_of = models.CharField(max_length=40)
    provisional = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "law"
        constraints = [
            models.UniqueConstraint(fields=["obligation", "to", "relation"], name="obligations_linked_once"),
            models.CheckConstraint(condition=~models.Q(obligation=models.F("to")), name="obligation_not_to_itself"),
        ]

    def __str__(self) -> str:
        return self.relation


class CatalogueRelease(GuardedModel):
    """One issue of the catalogue; `sha256` is over its canonical bytes. A later one never changes what it said."""

    version = models.CharField(max_length=20, unique=True)
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    changelog = models.JSONField(default=dict)
    provisional = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return self.version


class ReleaseEntry(GuardedModel):
    """An obligation as one release states it: what a round that rests on the release goes on resting on."""

    release = models.ForeignKey(CatalogueRelease, on_delete=models.PROTECT, related_name="entries")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="entries")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        app_label = "law"
        constraints = [models.UniqueConstraint(fields=["release", "obligation"], name="release_states_once")]

    def __str__(self) -> str:
        return self.sha256[:12]
