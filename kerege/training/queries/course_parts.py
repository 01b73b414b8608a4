"""Which pages of a course somebody finds: what each of them is for is asked there once more, by its own query."""

from dataclasses import dataclass

from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.queries import cohort, tool_doors
from kerege.training.queries.exam_doors import has_place, person_of
from kerege.training.queries.practice_doors import rights_in
from kerege.training.queries.staff import parts_in


@dataclass(frozen=True)
class CourseParts:
    """`planned`: it was planned here; `organises`: the reader keeps the records of its owner; `staff`: what they are in
    it (words.delivery.StaffPart); `sits`: they have a place; `plans` and `activities`: rules of its activities and
    exams; `tools`: something of an open tool is there for them.
    """

    uid: str
    planned: bool
    organises: bool
    staff: frozenset[str]
    sits: bool
    plans: bool
    activities: bool
    tools: bool

    @property
    def inside(self) -> bool:
        return self.organises or bool(self.staff)

    @property
    def keeps(self) -> bool:
        """Whether they keep its list: its organiser, trainers and support."""
        return self.organises or bool(self.staff & cohort.KEEPING)


def course_parts(viewer: Viewer, uid: object, *, by: Actor) -> CourseParts | None:
    """The parts of a course for a reader; None where there is no course that they may see or have a part in."""
    row = cohort.course_row(viewer, by, uid)
    if row is None:
        return None
    rights, person = rights_in(by, row), person_of(by)
    return CourseParts(
        uid=str(row.uid),
        planned=bool(row.zone),
        organises=may(by, Deed.RECORD_ACTIVITY, row.owner),
        staff=parts_in(by, row),
        sits=has_place(row.id, person),
        plans=rights.plans,
        activities=rights.any,
        tools=tool_doors.in_course(viewer, by, str(row.uid)),
    )
