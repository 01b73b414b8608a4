"""Reports to international bodies: forms in releases, reports of a country, their fields, files and what was sent.

Triggers (migration `…_reports_guarded`) refuse to change or delete what was released, in raw SQL too.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.words.reports import ReportState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class FormTemplate(GuardedModel):
    """A form in one version: what `rules.forms.template` reads. A later version never changes what an earlier says."""

    key = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    content = models.JSONField()

    class Meta:
        app_label = "law"
        verbose_name = "form of a report"
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="report_form_version_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Report(OwnedModel):
    """A country's report with one form for one period (a year), as things stand on a day. People are pseudonyms.

    `audience` is the level of those who will read what is released; it bounds which facilities fill it. `number` counts
    changes, `edition` the versions that were released or tried. `seal` is the digest of all that was released.
    """

    form = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="reports")
    form_key = models.SlugField(max_length=40)
    period = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    as_of = models.DateField()
    audience = models.PositiveSmallIntegerField(default=int(Sensitivity.PUBLIC))
    state = models.CharField(max_length=12, default=ReportState.DRAFT)
    opened_by = models.CharField(max_length=64)
    opened_on = models.DateField()
    filled_on = models.DateField()
    prepared_by = models.CharField(max_length=64, blank=True)
    prepared_on = models.DateField(null=True)
    released_by = models.CharField(max_length=64, blank=True)
    released_on = models.DateField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    seal = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(default=1)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {
        "opened_by": Trace.PSEUDONYM,
        "prepared_by": Trace.PSEUDONYM,
        "released_by": Trace.PSEUDONYM,
    }
    typed: ClassVar[tuple[str, ...]] = ("reason",)

    class Meta:
        app_label = "law"
        verbose_name = "report"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "form_key", "period"],
                condition=Q(state__in=["draft", "prepared"]),
                name="one_open_report",
            ),
            models.UniqueConstraint(
                fields=["owner", "form_key", "period"], condition=Q(state="released"), name="one_released_report"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ReportState]), name="report_has_a_state"),
            models.CheckConstraint(
                condition=Q(audience__gte=Sensitivity.PUBLIC.value, audience__lt=Sensitivity.RESTRICTED.value),
                name="report_has_readers",
            ),
            models.CheckConstraint(
                condition=Q(released_by="") | ~Q(released_by=F("prepared_by")), name="nobody_releases_their_own"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "superseded"])
                | (~Q(released_by="") & ~Q(prepared_by="") & Q(released_on__isnull=False) & ~Q(seal="")),
                name="release_has_two_people",
            ),
        ]
        indexes = [models.Index(fields=["owner", "form_key", "period"], name="reports_of_a_country")]

    def __str__(self) -> str:
        return str(self.uid)


class ReportField(OwnedModel):
    """One field: what was `computed` from which `sources`, and beside it what a person wrote of their own.

    `instead` says that nothing of what was computed leaves.
    """

    part_of: ClassVar[tuple[str, ...]] = ("report",)

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="fields")
    key = models.CharField(max_length=40)
    computed = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    own = models.JSONField(default=dict)
    instead = models.BooleanField(default=False)
    written_by = models.CharField(max_length=64, blank=True)
    written_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"written_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "law"
        verbose_name = "field of a report"
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_field_once")]

    def __str__(self) -> str:
        return str(self.uid)


class ReportFile(OwnedModel):
    """A file as it was released, byte for byte."""

    part_of: ClassVar[tuple[str, ...]] = ("report",)

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=3)
    format = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    class Meta:
        app_label = "law"
        verbose_name = "file of a report"
        constraints = [models.UniqueConstraint(fields=["report", "language", "format"], name="report_file_once")]

    def __str__(self) -> str:
        return str(self.uid)


class ReportSubmission(OwnedModel):
    """That somebody sent a released report: when, by which channel, under which reference. It is only added."""

    part_of: ClassVar[tuple[str, ...]] = ("report",)

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="submissions")
    sent_on = models.DateField()
    channel = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, blank=True)
    recorded_by = models.CharField(max_length=64)
    recorded_on = models.DateField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"recorded_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "law"
        verbose_name = "submission of a report"

    def __str__(self) -> str:
        return str(self.uid)
