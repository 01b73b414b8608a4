"""How far national law meets obligations: rounds, judgements with their evidence, and what reviewers said.

Triggers (migration `…_coverage_guarded`) refuse to change or delete a judgement that was approved, in raw SQL too.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.words.coverage import CoverageStatus, JudgementState, RoundState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.personal import Trace


class AssessmentRound(OwnedModel):
    """One look of a country at its law as on a day. `scope` narrows it to topics and instruments; empty is all.

    `partly` is what “partly met” counts, as a fraction. `frozen` is which obligations bound the country when the round
    was frozen: a later release of the catalogue, or a later ratification, changes nothing in it. `judged_at` names the
    node from which a file brought it, with the address of the `licence` stated there; empty is here. What was judged
    elsewhere is judged no further on this node.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    as_of = models.DateField()
    release = models.ForeignKey("law.CatalogueRelease", null=True, on_delete=models.PROTECT, related_name="+")
    scope = models.JSONField(default=dict)
    partly = models.CharField(max_length=12, default="1/2")
    state = models.CharField(max_length=10, default=RoundState.OPEN)
    opened_on = models.DateField()
    frozen_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    frozen = models.JSONField(default=dict)
    judged_at = models.CharField(max_length=80, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    class Meta:
        app_label = "law"
        verbose_name = "assessment round"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in RoundState]), name="round_has_a_state"),
        ]
        indexes = [models.Index(fields=["owner", "as_of", "id"], name="rounds_of_an_owner")]

    def __str__(self) -> str:
        return self.title


class Judgement(OwnedModel):
    """What somebody judged about one obligation in a round, and who approved it. People are named by pseudonyms.

    `grounds` (rationale, chain, search log, confidence) has a label of its own, and so has each piece of evidence: a
    country may share the status and keep the rest. `number` counts changes. `seal` is the digest of all that was
    approved, evidence included. Of an approved judgement only the label, the stale mark and the step to superseded
    change.
    """

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="judgements")
    obligation = models.ForeignKey("law.Obligation", to_field="key", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, default=CoverageStatus.UNKNOWN)
    grounds, grounds_label = aside("grounds", label=Sensitivity.NATIONAL)
    state = models.CharField(max_length=12, default=JudgementState.DRAFT)
    author = models.CharField(max_length=64)
    drafted_on = models.DateField()
    submitted_on = models.DateField(null=True)
    reviewer = models.CharField(max_length=64, blank=True)
    reviewed_on = models.DateField(null=True)
    overridden_by = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    confirm_due = models.DateField(null=True)
    seal = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(default=1)
    stale = models.BooleanField(default=False)
    stale_reason = models.CharField(max_length=16, blank=True)
    stale_on = models.DateField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {
        "author": Trace.PSEUDONYM,
        "reviewer": Trace.PSEUDONYM,
        "overridden_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "law"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "obligation"], condition=Q(state="approved"), name="one_approved_judgement"
            ),
            models.UniqueConstraint(
                fields=["round", "obligation"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="one_open_judgement",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in JudgementState]), name="judgement_has_a_state"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in CoverageStatus]), name="judgement_has_a_status"
            ),
            models.CheckConstraint(
                condition=Q(reviewer="") | ~Q(reviewer=F("author")), name="nobody_reviews_their_own"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "superseded"])
                | (~Q(reviewer="") & Q(reviewed_on__isnull=False) & ~Q(seal="") & ~Q(status="unknown")),
                name="approval_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(overridden_by="") | (~Q(overridden_by=F("author")) & ~Q(overridden_by=F("reviewer"))),
                name="exception_by_a_third",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "submitted_on"], name="judgements_waiting")]

    def __str__(self) -> str:
        return str(self.uid)


class JudgementGrounds(SideTable):
    """Why, as JSON: rationale, chain, search log, what is missing, how sure."""

    record: Any = side_of(Judgement, "grounds")
    value = models.TextField(blank=True)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "law"


class Evidence(OwnedModel):
    """A provision that a judgement cites, at its address, with the hash of its text at that time.

    `work`, `expression` and `eid` are the FRBR address; `wid` names the provision through renumbering. Where the law is
    not kept here, `work` is the address of the act elsewhere and the rest is empty. The selector (`exact` between
    `prefix` and `suffix`) is the words that carry it; the whole provision where it is empty.
    """

    part_of: ClassVar[tuple[str, ...]] = ("judgement",)

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="evidence")
    relation = models.CharField(max_length=16)
    work = models.CharField(max_length=300)
    expression = models.CharField(max_length=300, blank=True)
    eid = models.CharField(max_length=200, blank=True)
    wid = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    added_by = models.CharField(max_length=64)
    added_on = models.DateField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"added_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "law"
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "relation", "work", "expression", "eid", "place"], name="evidence_once"
            )
        ]
        indexes = [models.Index(fields=["work", "wid"], name="evidence_of_a_provision")]

    def __str__(self) -> str:
        return str(self.uid)


class Review(OwnedModel):
    """One step of a judgement: submitted, returned, approved, withdrawn, with what was said. It is only added."""

    part_of: ClassVar[tuple[str, ...]] = ("judgement",)

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=1000, blank=True)
    done_by = models.CharField(max_length=64)
    on = models.DateField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"done_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        app_label = "law"

    def __str__(self) -> str:
        return str(self.uid)
