"""Reports about countries, and the regional texts that are made of them with the approval of each country.

Triggers (migration `…_country_reports_guarded`) keep an agreed report as it was agreed, and let nothing be published of
which a country has not approved every passage that speaks of it.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.words.country_reports import Approval, ReportState, Side, TextState
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class Closed(OwnedModel):
    """A row that its own sides read, and nobody by a share or a clearance alone."""

    shareable: ClassVar[bool] = False

    label = SensitivityField(default=Sensitivity.RESTRICTED)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.uid)


class Written(Closed):
    """What one person writes, in passages, for others to agree to."""

    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=12)
    written_by = models.CharField(max_length=64)
    begun_on = models.DateField()

    typed: ClassVar[tuple[str, ...]] = ("title",)

    class Meta:
        abstract = True


class Passage(Closed):
    """A numbered part of it; `digest` names the words that somebody decides about (rules.country_reports.digest_of)."""

    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)

    typed: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        abstract = True


class CountryReport(Written):
    """What somebody found out about a country (`owner`). Its author and the country's focal points read it, through
    `queries.report_doors`, and nobody else, whatever their clearance.
    """

    state = models.CharField(max_length=10, default=ReportState.WRITING)
    sent_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=64, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"written_by": Trace.PSEUDONYM, "agreed_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "outreach"
        verbose_name = "country report"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ReportState]), name="country_report_has_a_state"
            ),
            models.CheckConstraint(
                condition=(Q(state="agreed", agreed_on__isnull=False) & ~Q(agreed_by=""))
                | (~Q(state="agreed") & Q(agreed_on__isnull=True, agreed_by="")),
                name="country_report_is_agreed_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(agreed_by=F("written_by")), name="country_report_is_agreed_by_another"),
        ]


class ReportPassage(Passage):
    """A passage of a country report. What the country withdraws, with the reason, is used nowhere any more."""

    part_of: ClassVar[tuple[str, ...]] = ("report",)

    report = models.ForeignKey(CountryReport, on_delete=models.CASCADE, related_name="passages")
    withdrawn_on = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("text", "why")

    class Meta:
        app_label = "outreach"
        verbose_name = "passage of a country report"
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_passage_once")]


class PassageRemark(Closed):
    """What the country or the author remarked on a passage. It is only added."""

    part_of: ClassVar[tuple[str, ...]] = ("passage",)
    passage = models.ForeignKey(ReportPassage, on_delete=models.CASCADE, related_name="remarks")
    side = models.CharField(max_length=8)
    text = models.TextField()
    on = models.DateField()
    said_by = models.CharField(max_length=64)

    traces: ClassVar[Mapping[str, Trace]] = {"said_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        app_label = "outreach"
        verbose_name = "remark on a country report"
        constraints = [
            models.CheckConstraint(condition=Q(side__in=[s.value for s in Side]), name="passage_remark_has_a_side")
        ]


class RegionalText(Written):
    """A text of the region about its countries. Until it is published its writers read it, and each country the
    passages that speak of it; then everybody reads what every country still approves.
    """

    state = models.CharField(max_length=10, default=TextState.DRAFT)
    asked_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    published_by = models.CharField(max_length=64, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"written_by": Trace.PSEUDONYM, "published_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "outreach"
        verbose_name = "regional text"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in TextState]), name="regional_text_has_a_state"
            ),
            models.CheckConstraint(
                condition=(Q(state="published", published_on__isnull=False) & ~Q(published_by=""))
                | (~Q(state="published") & Q(published_on__isnull=True, published_by="")),
                name="regional_text_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(published_by=F("written_by")), name="regional_text_published_by_another"
            ),
        ]


class RegionalPassage(Passage):
    """A passage of a regional text. It is open to everybody only while its text is published and every country that it
    speaks of approves it; `digest` names the words that they approved.
    """

    part_of: ClassVar[tuple[str, ...]] = ("of",)

    of = models.ForeignKey(RegionalText, on_delete=models.CASCADE, related_name="passages")

    class Meta:
        app_label = "outreach"
        verbose_name = "passage of a regional text"
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="regional_passage_once")]


class PassageApproval(Closed):
    """What a country (`owner`) says about a passage that speaks of it. `origin` is the passage of its own report from
    which the words come, where they come from one; `digest` are the words about which it was said.
    """

    part_of: ClassVar[tuple[str, ...]] = ("passage",)
    passage = models.ForeignKey(RegionalPassage, on_delete=models.CASCADE, related_name="approvals")
    origin = models.ForeignKey(ReportPassage, on_delete=models.PROTECT, null=True, related_name="used")
    state = models.CharField(max_length=10, default=Approval.WAITING)
    digest = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=500, blank=True)

    traces: ClassVar[Mapping[str, Trace]] = {"decided_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("why",)

    class Meta:
        app_label = "outreach"
        verbose_name = "approval of a passage"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in Approval]), name="passage_approval_has_a_state"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="passage_approval_decided_by_somebody",
            ),
            models.UniqueConstraint(fields=["passage", "owner"], name="passage_approval_of_country_once"),
        ]
