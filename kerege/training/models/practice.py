"""Activities of a course: what participants do, in which groups, and what was observed of them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.training.models.course import Course
from kerege.training.models.session import CourseSession


class CourseActivity(OwnedModel):
    """One activity of a course, in a session or not yet in one. As open as its course.

    `content` has the shape of an activity in a curriculum (rules.practice_plan) and is a copy: what was observed
    stays observed of what was asked. `curriculum`, `version` and `source` say whence; they are empty for what was set
    up by hand.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="activities")
    session = models.ForeignKey(CourseSession, null=True, on_delete=models.PROTECT, related_name="activities")
    curriculum = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=60, blank=True)
    content = models.JSONField()
    dropped_on = models.DateField(null=True)

    class Meta:
        app_label = "training"
        verbose_name = "activity"
        indexes = [models.Index(fields=["course", "dropped_on", "id"], name="activities_of_a_course")]

    def __str__(self) -> str:
        return str(self.uid)


class GroupPlace(OwnedModel):
    """In which group, from 1, somebody is in a session. Restricted: it is a list of people."""

    part_of: ClassVar[tuple[str, ...]] = ("session",)
    shareable: ClassVar[bool] = False

    session = models.ForeignKey(CourseSession, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal("person", PERSON, "training", ("session", "number"), Erased.DELETED)

    class Meta:
        app_label = "training"
        verbose_name = "place in a group"
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="in_one_group_of_a_session")]

    def __str__(self) -> str:
        return str(self.uid)


class PracticeEvent(OwnedModel):
    """Something that was seen in an activity, as its device told it. Rows are added and never changed; how things stand
    is `rules.practice_events.standing` of all of them.

    `uid` was made by the device, so the same event comes in once. `number` counts on the device; `after` are the uids
    of the events that it had seen of the same matter. `off` is by how many seconds the device's clock was behind when
    it sent. `claims` is the uid of another event whose number this one bore with other content; such a row counts for
    nothing and is shown. `held` is the class without a line that brought it back, empty for what a device sent here.
    """

    part_of: ClassVar[tuple[str, ...]] = ("activity",)
    shareable: ClassVar[bool] = False

    activity = models.ForeignKey(CourseActivity, on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    team = models.PositiveSmallIntegerField(default=0)
    item = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    after = models.JSONField(default=list)
    device = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    device_at = models.DateTimeField()
    received_at = models.DateTimeField()
    off = models.IntegerField(default=0)
    claims = models.UUIDField(null=True)
    held = models.CharField(max_length=40, blank=True)
    noted_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        ("kind", "item", "value", "note", "device_at", "received_at", "off", "noted_by"),
        Erased.DELETED,
        other=("activity", "team", "after", "device", "number", "claims", "held"),
    )
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM, "claims": Trace.NOBODY}

    class Meta:
        app_label = "training"
        verbose_name = "observation"
        indexes = [models.Index(fields=["activity", "person"], name="seen_in_an_activity")]

    def __str__(self) -> str:
        return str(self.uid)
