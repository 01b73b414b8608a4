"""What started clocks, the duties to inform that run for it, what happened with them, and in which mode a country is.

Triggers (migration `…_clocks_guarded`) refuse to change when a clock began, that a duty was done, what a duty said, a
line of the timeline and a switch that was recorded.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kerege.law.words.duties import Mode
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import Trace
from kerege.response.words.clocks import Ended, OccasionKind, Step
from kerege.response.words.health_events import EventState


class Occasion(OwnedModel):
    """What started clocks: a health event, a laboratory incident, an alert (`about` is its uid) or what somebody told
    by hand. `title` is typed by a person and repeats nothing of the record. `detected_at` is told by the clock of
    `zone`; `exercise` is said once.
    """

    shareable: ClassVar[bool] = False

    kind = models.CharField(max_length=8)
    about = models.UUIDField(null=True)
    title = models.CharField(max_length=140)
    exercise = models.BooleanField(default=False)
    zone = models.CharField(max_length=40)
    detected_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=EventState.OPEN)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    naming: ClassVar[tuple[str, ...]] = ("title",)
    traces: ClassVar[Mapping[str, Trace]] = {"about": Trace.NOBODY, "opened_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        verbose_name = "occasion of clocks"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in OccasionKind]), name="occasion_has_a_kind"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in EventState]), name="occasion_has_a_state"),
            models.CheckConstraint(
                condition=Q(kind="hand", about__isnull=True) | (~Q(kind="hand") & Q(about__isnull=False)),
                name="occasion_is_about_a_record",
            ),
            models.UniqueConstraint(fields=["owner", "about"], name="occasion_of_a_record_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class DutyClock(OwnedModel):
    """One duty of the law for one occasion, as the law said it when it began: `duty` is its key there. `level` says how
    far it was called out (0 nobody, 1 holder, 2 deputy, 3 head), `passed` how far a person passed it on. `settled_at`
    is when it was recorded as done or ended.
    """

    part_of: ClassVar[tuple[str, ...]] = ("occasion",)
    shareable: ClassVar[bool] = False

    occasion: Any = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="clocks")
    duty = models.CharField(max_length=80)
    sender = models.CharField(max_length=60)
    recipient = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    what = models.JSONField(default=dict)
    form = models.JSONField(default=dict)
    mode = models.CharField(max_length=10)
    timing = models.CharField(max_length=8)
    period = models.CharField(max_length=30, blank=True)
    clock = models.CharField(max_length=10, blank=True)
    working_days = models.BooleanField(default=False)
    basis = models.CharField(max_length=330)
    source = models.URLField(max_length=300, blank=True)
    provisional = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    passed = models.PositiveSmallIntegerField(default=0)
    taken_by = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=14, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    naming: ClassVar[tuple[str, ...]] = ("proof", "end_reason")
    traces: ClassVar[Mapping[str, Trace]] = {
        "duty": Trace.NOBODY,
        "sender": Trace.NOBODY,
        "recipient": Trace.NOBODY,
        "subject": Trace.NOBODY,
        "recorded_by": Trace.PSEUDONYM,
        "taken_by": Trace.PSEUDONYM,
        "done_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "response"
        verbose_name = "duty with a clock"
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "duty"], condition=Q(ended_at__isnull=True), name="duty_runs_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="", proof="")
                | (Q(done_at__isnull=False) & ~Q(done_by="") & ~Q(proof="")),
                name="duty_is_done_with_proof",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(started_at__isnull=True) | Q(done_at__gte=F("started_at")),
                name="duty_is_done_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, why_ended="")
                | Q(ended_at__isnull=False, done_at__isnull=True, why_ended__in=[s.value for s in Ended]),
                name="duty_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(why_ended__in=["", "mode"]) | ~Q(end_reason=""), name="person_ends_duty_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(started_at__isnull=False, timing="within"),
                name="only_a_limit_is_due",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, done_at__isnull=True, ended_at__isnull=True)
                | (Q(settled_at__isnull=False) & (Q(done_at__isnull=False) | Q(ended_at__isnull=False))),
                name="duty_is_settled_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["owner", "due_at"], name="duties_by_due")]

    def __str__(self) -> str:
        return str(self.uid)


class ClockEntry(OwnedModel):
    """One line of the timeline of an occasion; without `clock` it is about the whole. An empty `said_by` is the node.
    Only added.
    """

    part_of: ClassVar[tuple[str, ...]] = ("occasion",)
    shareable: ClassVar[bool] = False

    occasion: Any = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="entries")
    clock: Any = models.ForeignKey(DutyClock, null=True, on_delete=models.PROTECT, related_name="entries")
    step = models.CharField(max_length=8)
    at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    said_by = models.CharField(max_length=64, blank=True)
    label = SensitivityField(default=Sensitivity.NATIONAL)

    naming: ClassVar[tuple[str, ...]] = ("note",)
    traces: ClassVar[Mapping[str, Trace]] = {"said_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        verbose_name = "line of a timeline"
        verbose_name_plural = "lines of timelines"
        constraints = [
            models.CheckConstraint(condition=Q(step__in=[s.value for s in Step]), name="entry_has_a_step"),
        ]
        indexes = [models.Index(fields=["occasion", "at"], name="entries_of_an_occasion")]

    def __str__(self) -> str:
        return str(self.uid)


class ModeSwitch(OwnedModel):
    """That a country went into a mode at a moment: `body` is who switched it by law, `act` by which act. Only added."""

    shareable: ClassVar[bool] = False

    mode = models.CharField(max_length=10)
    at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    body = models.CharField(max_length=60)
    act = models.CharField(max_length=200)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.NATIONAL)

    naming: ClassVar[tuple[str, ...]] = ("act",)
    traces: ClassVar[Mapping[str, Trace]] = {"body": Trace.NOBODY, "recorded_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "response"
        verbose_name = "switch of the mode"
        verbose_name_plural = "switches of the mode"
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=[s.value for s in Mode]), name="switch_has_a_mode"),
            models.CheckConstraint(condition=~Q(body="") & ~Q(act=""), name="switch_has_an_authority"),
            models.UniqueConstraint(fields=["owner", "at"], name="one_switch_at_a_moment"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
