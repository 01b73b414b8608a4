"""Whom an exercise is open to: its director by a role, and everybody who has a part in it, whatever their clearance.

Shut while somebody looks with other eyes, and until a second factor is proved.
"""

from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import Viewer
from kerege.response.models import Exercise, ExerciseRole
from kerege.response.rules.exercises.clock import Run
from kerege.response.rules.exercises.order import Line
from kerege.response.rules.exercises.parts import Rights
from kerege.sharing.rules import viewer_of

DOOR = Viewer(uid="response.exercises", everywhere=Sensitivity.RESTRICTED)


def role_of(by: Actor, exercise: int) -> Any:
    """The row of the part that somebody has in an exercise; None for none."""
    if not by.uid or by.is_system or by.owes_factor:
        return None
    return ExerciseRole.objects.seen_by(DOOR).filter(exercise_id=exercise, subject=known_as(by.uid)).one()


def rights_in(by: Actor, row: Any, role: Any = None) -> Rights:
    """What somebody may do in an exercise. By a role one directs what the clearance of that role reaches."""
    if by.is_system:
        return Rights(True, "", row.state)
    if not by.uid or by.owes_factor:
        return Rights(False, "", row.state)
    own = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    directs = may(by, Deed.DIRECT_EXERCISE, row.owner) and own.may_see(row.label, row.owner)
    found = role or role_of(by, row.id)
    return Rights(directs, found.part if found is not None else "", row.state)


def exercise_row(uid: object) -> Any:
    """The row of an exercise; None where there is none. Whoever asks has to ask for the rights in it as well."""
    number = uid_or_none(uid)
    return Exercise.objects.seen_by(DOOR).filter(uid=number).one() if number else None


def door_of(by: Actor, uid: object) -> tuple[Any, Rights]:
    """The exercise and what somebody may do in it. Refuses records.nothing_there to whoever has no part in it."""
    row = exercise_row(uid)
    rights = rights_in(by, row) if row is not None else Rights()
    if not rights.any:
        raise Refusal(NOTHING_THERE, field="exercise", what="exercise", key=str(uid)[:40])
    return row, rights


def run_of(row: Any) -> Run:
    return Run(row.state, row.started_at, row.paused_at, row.paused_for, row.ended_at)


def line_of(row: Any) -> Line:
    return Line(row.position, row.minute, row.release, row.state)


def is_for(inject: Any, team: str) -> bool:
    """Whether an inject goes to a role of players; one that names none goes to all."""
    return not inject.to or team in inject.to
