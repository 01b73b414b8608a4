"""Working groups of drafting tasks: who belongs to them, and what is said on provisions of a draft.

Nothing of this leaves with a draft that is shared: it is what people said before the draft was ripe. Triggers
(migration `…_working_guarded`) refuse to change what was said and what was decided.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.models.drafting import DraftingTask, DraftVersion
from kerege.law.words.working import RemarkKind, RemarkState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace


class GroupMember(OwnedModel):
    """That somebody belongs to a working group from `start` until before `until`, by which order.

    The chair stands in the task itself.
    """

    shareable: ClassVar[bool] = False

    task = models.ForeignKey(DraftingTask, on_delete=models.CASCADE, related_name="members")
    member = models.CharField(max_length=64)
    part = models.CharField(max_length=120, blank=True)
    order = models.CharField(max_length=200)
    ordered_on = models.DateField()
    start = models.DateField()
    until = models.DateField(null=True)
    entered_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"member": Trace.PSEUDONYM, "entered_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("part",)
    naming: ClassVar[tuple[str, ...]] = ("order",)

    class Meta:
        app_label = "law"
        verbose_name = "member of a working group"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("start")), name="member_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["task", "member"], condition=Q(until__isnull=True), name="member_of_a_group_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Remark(OwnedModel):
    """What somebody said on a provision of a version; `answers` is the first one of its thread.

    A suggestion says in `after` what should stand in place of the lines `before`; `sha256` is over all of it with its
    author, and stands with the version into which it was taken (`taken_in`). Nobody decides on their own.
    """

    shareable: ClassVar[bool] = False

    task = models.ForeignKey(DraftingTask, on_delete=models.CASCADE, related_name="remarks")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="remarks")
    eid = models.CharField(max_length=400)
    part_hash = models.CharField(max_length=64)
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="thread")
    kind = models.CharField(max_length=10, default=RemarkKind.COMMENT)
    words = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    author = models.CharField(max_length=64)
    made_on = models.DateField()
    state = models.CharField(max_length=9, default=RemarkState.OPEN)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    taken_in = models.ForeignKey(DraftVersion, null=True, on_delete=models.PROTECT, related_name="taken_from")
    label = SensitivityField(default=Sensitivity.NATIONAL)

    traces: ClassVar[Mapping[str, Trace]] = {"author": Trace.PSEUDONYM, "decided_by": Trace.PSEUDONYM}
    typed: ClassVar[tuple[str, ...]] = ("words", "reason")

    class Meta:
        app_label = "law"
        verbose_name = "remark on a draft"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in RemarkKind]), name="remark_has_a_kind"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in RemarkState]), name="remark_has_a_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | (Q(kind="suggestion") & ~Q(decided_by=F("author"))),
                name="suggestion_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", taken_in__isnull=False)
                | (~Q(state="accepted") & Q(taken_in__isnull=True)),
                name="accepted_is_in_a_version",
            ),
        ]
        indexes = [models.Index(fields=["task", "state", "id"], name="remarks_of_a_task")]

    def __str__(self) -> str:
        return str(self.uid)
