"""Who was nominated for a course, who waits, who has a place."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.personal import PERSON, Erased, Personal, Trace
from kerege.training.models.course import Course
from kerege.training.words.delivery import EnrolmentState


class Enrolment(OwnedModel):
    """One person and one course: words.delivery.EnrolmentState. `commitment` is what the employer promised.

    `waiting_since` is the moment from which somebody waits; who waits longest moves up first. `answer` is the person's
    own. `moved` counts changes of state, so that a page that is behind is seen. `letter` counts the addresses of the
    page without an account: the newest one holds, and none from `letter_ended` on; `slip`
    counts the PINs with which somebody signs in to sessions. Marks are kept elsewhere.
    """

    part_of: ClassVar[tuple[str, ...]] = ("course",)
    shareable: ClassVar[bool] = False

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default=EnrolmentState.NOMINATED)
    employer = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    commitment = models.CharField(max_length=1000, blank=True)
    nominated_on = models.DateField()
    waiting_since = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=12, blank=True)
    moved = models.PositiveIntegerField(default=0)
    letter = models.PositiveIntegerField(default=0)
    letter_ended = models.DateField(null=True)
    slip = models.PositiveIntegerField(default=0)
    noted_by = models.CharField(max_length=64)
    label = SensitivityField(default=Sensitivity.RESTRICTED)

    personal = Personal(
        "person",
        PERSON,
        "training",
        (
            *("course", "state", "employer", "commitment", "nominated_on", "waiting_since", "decided_on", "reason"),
            *("language", "moved", "letter", "letter_ended", "slip", "noted_by"),
        ),
        Erased.KEPT,
        why="figures that were published rest on it; it then tells of one participant without a name",
    )
    typed: ClassVar[tuple[str, ...]] = ("commitment", "reason")
    traces: ClassVar[Mapping[str, Trace]] = {"noted_by": Trace.PSEUDONYM}

    class Meta:
        app_label = "training"
        verbose_name = "enrolment"
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="enrolled_once")]
        indexes = [
            models.Index(fields=["course", "state", "waiting_since"], name="enrolments_of_a_course"),
            models.Index(fields=["person", "state"], name="enrolments_of_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
