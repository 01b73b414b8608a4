"""Who plans the activities of a course, and who records what happens in them. Like `staff`, this opens one course and
no other, and is shut while somebody looks with other eyes.
"""

from dataclasses import dataclass
from typing import Any

from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.queries.staff import DOOR, parts_in
from kerege.training.words.delivery import TEACHING, StaffPart


@dataclass(frozen=True)
class Rights:
    """What somebody may do in the activities of one course. `plans`: set them up and divide people into groups;
    `observes`: mark, note and sign; `door`: with which viewer its lists of people are read, None for nobody.
    """

    plans: bool
    observes: bool
    door: Viewer | None

    @property
    def any(self) -> bool:
        return self.door is not None


def rights_in(by: Actor, course: Any) -> Rights:
    """Trainers of the course plan and observe, its observers observe, and whoever keeps the records of its owner
    plans.
    """
    if by.is_system:
        return Rights(True, True, DOOR)
    if not by.uid or by.owes_factor:
        return Rights(False, False, None)
    parts = parts_in(by, course)
    teaches = bool(parts & TEACHING)
    plans = teaches or may(by, Deed.RECORD_ACTIVITY, course.owner)
    observes = teaches or StaffPart.OBSERVER in parts
    helps = bool(parts & {StaffPart.INTERPRETER, StaffPart.SUPPORT})
    return Rights(plans, observes, DOOR if plans or observes or helps else None)
