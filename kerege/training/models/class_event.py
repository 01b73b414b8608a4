"""A class without a line: who sits in it, and what came back from it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.guarded import GuardedModel
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import ACCOUNT, PERSON, Erased, Personal, Trace
from kerege.training.models.course import Course


class ClassSeat(GuardedModel):
    """Somebody who signs in to a class with a PIN, on the laptop that holds it. `place` is the number of the place in
    the course, as the list has it; empty for whoever typed a name. `tries` are wrong PINs in a row.
    """

    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    place = models.UUIDField(null=True, unique=True)
    pin = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)
    came = models.JSONField(default=list)

    personal = Personal(
        "account", ACCOUNT, "training", ("name", "place", "pin", "tries", "waits_until", "came"), Erased.DELETED
    )
    traces: ClassVar[Mapping[str, Trace]] = {"place": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "seat in a class"

    def __str__(self) -> str:
        return str(self.uid)


class ClassEvent(OwnedModel):
    """One record that a class brought back, as it was told: nothing is written over. `number` is what the class called
    it, `held` is the class, `came` what became of it (words.classes.Came). `called` is the name that somebody typed who
    is in no list. `at` is what the laptop's clock said; where that was wrong, `shift` is by how many seconds it was set
    right.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="class_events")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.UUIDField()
    held = models.CharField(max_length=40)
    what = models.CharField(max_length=10)
    at = models.DateTimeField()
    called = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=200, blank=True)
    right = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)
    came = models.CharField(max_length=10)
    reason = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64)
    taken_on = models.DateTimeField()
    shift = models.BigIntegerField(null=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("course", "what", "at", "called", "about", "right", "asked", "came", "reason", "taken_on", "shift"),
        Erased.DELETED,
        other=("number", "held", "digest"),
        repeats=("called",),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"number": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "record from a class"
        constraints = [models.UniqueConstraint(fields=["number", "digest"], name="class_event_once")]
        indexes = [models.Index(fields=["course", "came"], name="class_events_of_a_course")]

    def __str__(self) -> str:
        return str(self.uid)


class ClassList(OwnedModel):
    """A list of a course that was given out for a class, and the public key with which what comes back is checked. The
    other half of the key went out with the list and is kept nowhere here.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="class_lists")
    issued = models.DateTimeField()
    public = models.CharField(max_length=44, unique=True)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    class Meta:
        app_label = "training"
        verbose_name = "list for a class"

    def __str__(self) -> str:
        return self.public[:12]


class ClassClock(OwnedModel):
    """By how many seconds the clock of a class (`held`) was wrong, as somebody said once. `reason` is how they know."""

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="class_clocks")
    held = models.CharField(max_length=40)
    shift = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    set_on = models.DateTimeField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    typed: ClassVar[tuple[str, ...]] = ("reason",)

    class Meta:
        app_label = "training"
        verbose_name = "clock of a class"
        constraints = [models.UniqueConstraint(fields=["course", "held"], name="class_clock_set_once")]

    def __str__(self) -> str:
        return f"{self.held} {self.shift}"
