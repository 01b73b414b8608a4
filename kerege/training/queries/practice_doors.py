"""Who plans the activities of a course, and who records what happens in them. Like `staff`, this opens one course and
no other, and is shut while somebody looks with other eyes.
"""

from dataclasses import dataclass
from typing import Any

from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.sharing.rules import viewer_of
from kerege.training.queries.staff import DOOR, parts_in
from kerege.training.words.delivery import OBSERVING, TEACHING


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
    """Trainers of the course plan and observe, its observers observe, and whoever keeps the records of its owner plans.
    Staff reads its lists of people whatever its clearance; who plans by a role reads them, and knows of the course, as
    far as that role does.
    """
    if by.is_system:
        return Rights(True, True, DOOR)
    if not by.uid or by.owes_factor:
        return Rights(False, False, None)
    parts = parts_in(by, course)
    teaches = bool(parts & TEACHING)
    own = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    keeps = may(by, Deed.RECORD_ACTIVITY, course.owner) and own.may_see(course.label, course.owner)
    reader = DOOR if parts else own if keeps else None
    return Rights(teaches or keeps, bool(parts & OBSERVING), reader)
