"""Courses, groups of courses that a source counts together, and the figures that sources state about them."""

from typing import Any, ClassVar

from django.db import models

from kerege.records.asides import aside, side_of
from kerege.records.counts import SourcedCount
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.stated import Citation, StatedDates


def territory() -> models.ForeignKey[Any, Any]:
    """A country by its code, so that a sum by country needs no join."""
    return models.ForeignKey("atlas.Territory", null=True, to_field="code", on_delete=models.PROTECT, related_name="+")


class Occasion(OwnedModel, StatedDates):
    """What a course and a group of courses have in common. The venue's country and the trainees' are two facts."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    project_key = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10)
    venue = territory()
    venue_place = models.CharField(max_length=120, blank=True)
    trainees_from = territory()
    note, note_label = aside("note")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class CourseGroup(Occasion):
    """Courses of which a source speaks together, for example with one number of participants for four seminars."""

    naming: ClassVar[tuple[str, ...]] = ("title",)

    class Meta:
        app_label = "training"


class Course(Occasion):
    """One course. `generation` 1 trains trainers, 2 is taught by those, and so on; empty when it is no part of
    a cascade.

    `teaches` is the version of the curriculum by which it is held.
    `register_closed_on` is the day from which its register stands for the course; an open register is unfinished.
    There is no number of participants here: sources state figures (CourseCount) and a register has rows.

    One course is held for one cohort, of `least` to `most` people (`cohort_reason`: why not as many as usual); the same
    course for several cohorts are courses of one group. `centre` is the training centre that holds it, `zone` the clock
    by which its sessions are told (IANA), `entry` one of words.delivery.Entry, and `share` the part of its hours, in
    percent, that somebody has to attend.
    """

    generation = models.PositiveSmallIntegerField(null=True)
    group = models.ForeignKey(CourseGroup, null=True, on_delete=models.PROTECT, related_name="courses")
    host = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    external_funding = models.BooleanField(null=True)
    register_closed_on = models.DateField(null=True)
    teaches = models.ForeignKey(
        "training.CurriculumVersion", null=True, on_delete=models.PROTECT, related_name="courses"
    )
    centre = models.ForeignKey("inventory.TrainingCentre", null=True, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40, blank=True)
    least = models.PositiveSmallIntegerField(null=True)
    most = models.PositiveSmallIntegerField(null=True)
    cohort_reason = models.CharField(max_length=500, blank=True)
    entry = models.CharField(max_length=12, blank=True)
    enrol_from = models.DateField(null=True)
    enrol_until = models.DateField(null=True)
    share = models.PositiveSmallIntegerField(null=True)
    called_off_for = models.CharField(max_length=500, blank=True)

    typed: ClassVar[tuple[str, ...]] = ("cohort_reason", "called_off_for")
    naming: ClassVar[tuple[str, ...]] = ("title",)

    class Meta:
        app_label = "training"
        indexes = [
            models.Index(fields=["project_key", "kind", "status", "done_by"], name="course_scope"),
            models.Index(fields=["trainees_from", "done_by"], name="course_trainees"),
            models.Index(fields=["venue", "done_by"], name="course_venue"),
        ]


class CourseNote(SideTable):
    """What was noted about a course."""

    record = side_of(Course, "note")
    value = models.TextField(blank=True)

    naming: ClassVar[tuple[str, ...]] = ("value",)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "training"


class CourseGroupNote(SideTable):
    """What was noted about a group of courses."""

    record = side_of(CourseGroup, "note")
    value = models.TextField(blank=True)

    naming: ClassVar[tuple[str, ...]] = ("value",)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "training"


class CourseSource(Citation):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "training"
        constraints = [models.UniqueConstraint(fields=["course", "source"], name="course_cites_once")]


class GroupSource(Citation):
    group = models.ForeignKey(CourseGroup, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        app_label = "training"
        constraints = [models.UniqueConstraint(fields=["group", "source"], name="group_cites_once")]


class CourseCount(SourcedCount):
    """A figure that one source states about one course, or about one group of courses together."""

    part_of: ClassVar[tuple[str, ...]] = ("course", "group")

    course = models.ForeignKey(Course, null=True, on_delete=models.CASCADE, related_name="counts")
    group = models.ForeignKey(CourseGroup, null=True, on_delete=models.CASCADE, related_name="counts")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "training"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(course__isnull=True, group__isnull=False)
                | models.Q(course__isnull=False, group__isnull=True),
                name="count_of_course_or_group",
            )
        ]
