"""E-learning packages that other programs made, and what they keep of whoever plays them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kerege.records.guarded import GuardedModel
from kerege.records.owned import OwnedModel
from kerege.records.personal import ACCOUNT, Erased, Personal, Trace
from kerege.training.words.elearning import PackageState


class ElearningPackage(OwnedModel):
    """A package as it came in, which never changes: `told` is what its manifest says (rules.elearning.shapes), `paths`
    names every file with its SHA-256, size and type. The files are kept with it (purpose `elearning`).

    `handed_in_by` and `reviewed_by` are pseudonyms, and never the same.
    """

    title = models.CharField(max_length=200)
    standard = models.CharField(max_length=12)
    edition = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64)
    told = models.JSONField()
    paths = models.JSONField()
    size = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    languages = models.JSONField(default=list)
    licence = models.CharField(max_length=80, blank=True)
    rights = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, default=PackageState.HANDED_IN)
    handed_in_on = models.DateField()
    handed_in_by = models.CharField(max_length=64)
    published_on = models.DateField(null=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    withdrawn_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("reason",)
    traces: ClassVar[Mapping[str, Trace]] = {
        "handed_in_by": Trace.PSEUDONYM,
        "reviewed_by": Trace.PSEUDONYM,
    }

    class Meta:
        app_label = "training"
        verbose_name = "e-learning package"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "digest"], condition=Q(withdrawn_on__isnull=True), name="elearning_package_once"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(reviewed_by=models.F("handed_in_by")),
                name="elearning_package_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ElearningRegistration(GuardedModel):
    """One time that an account plays a package, for its owner alone: no clearance reads it, and it is erased with the
    account. It counts nowhere. Where it is `recorded`, what it keeps becomes statements under a pseudonym as well.
    One that was begun for a `course` is read by the staff of that course too.

    `data` is what stands of all commits, by part and element; of cmi5 what stands of each unit, and `satisfied` names
    the blocks of which that was said. `session` is the window that may go on keeping;
    `numbers` are that window's last commits, by part.
    """

    package = models.ForeignKey(ElearningPackage, on_delete=models.PROTECT, related_name="registrations")
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    data = models.JSONField(default=dict)
    session = models.CharField(max_length=36, blank=True)
    numbers = models.JSONField(default=dict)
    part = models.CharField(max_length=250, blank=True)
    started_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    recorded = models.BooleanField(default=False)
    course = models.ForeignKey("training.Course", null=True, on_delete=models.PROTECT, related_name="+")
    satisfied = models.JSONField(default=list)

    personal = Personal(
        "account",
        ACCOUNT,
        "training",
        ("package", "language", "data", "part", "started_at", "kept_at", "course", "satisfied"),
        Erased.DELETED,
        other=("session", "numbers", "recorded"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "registration for a package"
        indexes = [models.Index(fields=["account", "package"], name="registrations_of_an_account")]

    def __str__(self) -> str:
        return str(self.uid)


class ElearningCommit(GuardedModel):
    """What a package kept in one go, added and never changed: the elements that differ from before, and those that
    went. A commit that came from a window that was no longer the last is kept `aside` and changes nothing.
    """

    registration = models.ForeignKey(ElearningRegistration, on_delete=models.CASCADE, related_name="commits")
    session = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=250)
    changed = models.JSONField(default=dict)
    gone = models.JSONField(default=list)
    aside = models.BooleanField(default=False)
    at = models.DateTimeField()

    personal = Personal(
        "registration__account",
        ACCOUNT,
        "training",
        ("registration", "part", "changed", "gone", "at"),
        Erased.DELETED,
        other=("session", "number", "aside"),
    )

    class Meta:
        app_label = "training"
        verbose_name = "commit of a package"
        constraints = [
            models.UniqueConstraint(fields=["registration", "session", "number"], name="elearning_commit_once")
        ]

    def __str__(self) -> str:
        return str(self.uid)
