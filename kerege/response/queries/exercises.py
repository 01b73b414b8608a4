"""Reading exercises. The plan is secret until the play is over: before, its list of events is read by who directs,
steers or evaluates; a player reads what went out to their own role, whatever their clearance or their country.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.versions import Texts
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.response.models import (
    Exercise,
    ExerciseAction,
    ExerciseFinding,
    ExerciseInject,
    ExerciseObservation,
    ExerciseRole,
    InjectReply,
)
from kerege.response.queries.exercise_doors import DOOR, is_for, line_of, rights_in, role_of, run_of
from kerege.response.rules.exercises.clock import Run, elapsed
from kerege.response.rules.exercises.order import due
from kerege.response.rules.exercises.parts import Rights
from kerege.response.rules.exercises.plan import Objective, Team, objectives_of, teams_of
from kerege.response.rules.exercises.states import OVER
from kerege.response.words.exercises import InjectState


@dataclass(frozen=True)
class ExerciseLine:
    """An exercise, and what the reader may do in it. `team` is the role that the reader plays, with `called`; `row` and
    `role` are for the queries here.
    """

    row: int
    uid: str
    owner: str
    title: Texts
    kind: str
    languages: tuple[str, ...]
    scope: Texts
    scenario: Texts
    objectives: tuple[Objective, ...]
    teams: tuple[Team, ...]
    place: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    state: str
    run: Run
    reported_at: datetime | None
    number: int
    label: int
    synthetic: bool
    rights: Rights
    team: str = ""
    called: str = ""
    role: int = 0

    @property
    def over(self) -> bool:
        return self.state in OVER

    def played(self, key: str) -> Team | None:
        return next((each for each in self.teams if each.key == key), None)


@dataclass(frozen=True)
class InjectLine:
    """A line of the list of events. `state` is as the clock has it at the moment that was asked."""

    uid: str
    number: int
    minute: int
    release: str
    to: tuple[str, ...]
    text: Texts
    expected: Texts
    objective: str
    state: str
    out_at: datetime | None
    late: timedelta | None
    reason: str


@dataclass(frozen=True)
class ReplyLine:
    """What a player did with an inject."""

    inject: str
    number: int
    called: str
    team: str
    read_at: datetime
    read_on_clock: timedelta
    answer: str
    answered_at: datetime | None
    answered_on_clock: timedelta | None


@dataclass(frozen=True)
class PartLine:
    """Who has a part: what they are called in the exercise, and whether it is the reader."""

    uid: str
    part: str
    team: str
    called: str
    mine: bool


@dataclass(frozen=True)
class NoteLine:
    """An observation or a word of the hot wash; `finding` is the uid of the finding that rests on it."""

    uid: str
    kind: str
    objective: str
    inject: int
    rating: str
    text: str
    at: datetime
    on_clock: timedelta
    finding: str
    mine: bool


@dataclass(frozen=True)
class ActionLine:
    uid: str
    finding: str
    text: str
    answers: str
    due: date
    state: str
    proof: str
    closed_at: datetime | None

    def late(self, on: date) -> bool:
        return self.state == "open" and self.due < on


@dataclass(frozen=True)
class FindingLine:
    """A finding with the observations on which it rests and the actions that it led to."""

    uid: str
    kind: str
    objective: str
    title: str
    text: str
    cause: str
    notes: tuple[str, ...]
    actions: tuple[ActionLine, ...]


def exercises(viewer: Viewer, actor: Actor) -> list[ExerciseLine]:
    """The exercises that the reader may know of: by clearance, and those in which the reader has a part. The latest
    first.
    """
    roles = _own_roles(actor)
    found = {row.id: row for row in Exercise.objects.seen_by(viewer).seen()}
    more = set(roles) - set(found)
    found |= {row.id: row for row in Exercise.objects.seen_by(DOOR).filter(id__in=more).seen()} if more else {}
    lines = [_line(row, rights_in(actor, row, roles.get(row.id)), roles.get(row.id)) for row in found.values()]
    return sorted(lines, key=lambda line: (line.starts_at, line.uid), reverse=True)


def exercise(viewer: Viewer, actor: Actor, uid: object) -> ExerciseLine | None:
    """One exercise; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    if number is None:
        return None
    row = Exercise.objects.seen_by(viewer).filter(uid=number).one()
    behind = row or Exercise.objects.seen_by(DOOR).filter(uid=number).one()
    role = role_of(actor, behind.id) if behind is not None else None
    if row is None and role is None:
        return None
    return _line(behind, rights_in(actor, behind, role), role)


def injects(viewer: Viewer, line: ExerciseLine, *, at: datetime) -> list[InjectLine]:
    """The list of events: all of it for whom it is no secret; a player and an observer read what is out, a player of
    another role not even that, and after the play whoever may read the exercise.
    """
    rows = ExerciseInject.objects.seen_by(_reader(viewer, line)).filter(exercise_id=line.row)
    lines = _injects(rows.order_by("position").seen(), line, at)
    if line.rights.sees_plan:
        return lines
    if line.rights.part and not line.over:
        return [each for each in lines if each.state == InjectState.OUT and _reaches(each, line)]
    if not line.over:
        return []
    cleared = _cleared(viewer, line)
    return lines if cleared else [each for each in lines if each.state == InjectState.OUT and _reaches(each, line)]


def replies(viewer: Viewer, line: ExerciseLine) -> list[ReplyLine]:
    """What players answered: all of it for who directs, steers or evaluates, and after the play for whoever may read
    the exercise; else a player's own.
    """
    numbers = {i.id: i for i in ExerciseInject.objects.seen_by(DOOR).filter(exercise_id=line.row).seen()}
    rows = InjectReply.objects.seen_by(_reader(viewer, line)).filter(inject_id__in=list(numbers))
    if not line.rights.sees_plan and not (line.over and _cleared(viewer, line)):
        if not line.rights.plays:
            return []
        rows = rows.filter(role_id=line.role)
    found = rows.order_by("read_at", "id").seen()
    people = {r.id: r for r in ExerciseRole.objects.seen_by(DOOR).filter(exercise_id=line.row).seen()}
    return [_reply(row, numbers[row.inject_id], people[row.role_id]) for row in found]


def parts(actor: Actor, line: ExerciseLine) -> list[PartLine]:
    """Who has which part, for who directs or steers; everybody else reads their own alone."""
    rows = ExerciseRole.objects.seen_by(DOOR).filter(exercise_id=line.row).order_by("part", "team", "called", "id")
    me = known_as(actor.uid) if actor.uid else ""
    if not line.rights.controls:
        rows = rows.filter(subject=me) if line.rights.part else rows.none()
    return [PartLine(str(r.uid), r.part, r.team, r.called, bool(me) and r.subject == me) for r in rows.seen()]


def notes(viewer: Viewer, actor: Actor, line: ExerciseLine) -> list[NoteLine]:
    """Observations and the hot wash: all of it for who directs, steers or evaluates, and once the report is adopted for
    whoever may read the exercise; everybody with a part reads what they said themselves.
    """
    rows = ExerciseObservation.objects.seen_by(_reader(viewer, line)).filter(exercise_id=line.row)
    me = known_as(actor.uid) if actor.uid else ""
    if not line.rights.sees_plan and not (line.reported_at is not None and _cleared(viewer, line)):
        if not line.rights.part:
            return []
        rows = rows.filter(said_by=me)
    found = rows.order_by("at", "id").seen()
    numbers = _numbers(ExerciseInject, (row.inject_id for row in found), "position")
    findings = _numbers(ExerciseFinding, (row.finding_id for row in found), "uid")
    return [
        NoteLine(
            uid=str(row.uid),
            inject=numbers.get(row.inject_id, 0),
            finding=str(findings.get(row.finding_id, "")),
            mine=bool(me) and row.said_by == me,
            **{name: getattr(row, name) for name in ("kind", "objective", "rating", "text", "at", "on_clock")},
        )
        for row in found
    ]


def findings(viewer: Viewer, line: ExerciseLine) -> list[FindingLine]:
    """Findings with their actions, for who directs, steers or evaluates; once the report is adopted for whoever may
    read the exercise.
    """
    if not line.rights.sees_plan and not (line.reported_at is not None and _cleared(viewer, line)):
        return []
    reader = _reader(viewer, line)
    rows = ExerciseFinding.objects.seen_by(reader).filter(exercise_id=line.row).order_by("objective", "id").seen()
    keys = {row.id: str(row.uid) for row in rows}
    acts = ExerciseAction.objects.seen_by(reader).filter(finding_id__in=list(keys)).order_by("due", "id").seen()
    seen = ExerciseObservation.objects.seen_by(reader).filter(finding_id__in=list(keys)).order_by("at", "id").seen()
    return [
        FindingLine(
            uid=keys[row.id],
            notes=tuple(str(each.uid) for each in seen if each.finding_id == row.id),
            actions=tuple(_action(each, keys) for each in acts if each.finding_id == row.id),
            **{name: getattr(row, name) for name in ("kind", "objective", "title", "text", "cause")},
        )
        for row in rows
    ]


def reads_report(viewer: Viewer, line: ExerciseLine) -> bool:
    """Whether somebody reads what the exercise showed: who directs, steers or evaluates it after the play, and once the
    report is adopted whoever may read the exercise.
    """
    if not line.over:
        return False
    return line.rights.sees_plan or (line.reported_at is not None and _cleared(viewer, line))


def turn(line: ExerciseLine, *, at: datetime) -> str:
    """What changes whenever there is something new for the players: the number of the exercise, and how many injects
    the clock has released by itself since.
    """
    rows = ExerciseInject.objects.seen_by(DOOR).filter(exercise_id=line.row, state=InjectState.PLANNED)
    return f"{line.number}.{len(due([line_of(row) for row in rows.seen()], line.run, at))}"


# -- shaping -----------------------------------------------------------------------------------------------------------


def _reader(viewer: Viewer, line: ExerciseLine) -> Viewer:
    """Who has a part reads through the door, as far as the part goes; everybody else by their clearance."""
    return DOOR if line.rights.any else viewer


def _cleared(viewer: Viewer, line: ExerciseLine) -> bool:
    return bool(Exercise.objects.seen_by(viewer).filter(uid=line.uid).exists())


def _own_roles(actor: Actor) -> Mapping[int, Any]:
    if not actor.uid or actor.is_system or actor.owes_factor:
        return {}
    rows = ExerciseRole.objects.seen_by(DOOR).filter(subject=known_as(actor.uid))
    return {row.exercise_id: row for row in rows.seen()}


def _line(row: Any, rights: Rights, role: Any) -> ExerciseLine:
    plain = (
        *("owner", "title", "kind", "scope", "scenario", "place", "zone", "starts_at", "ends_at", "state"),
        *("reported_at", "number", "label", "synthetic"),
    )
    return ExerciseLine(
        row=row.id,
        uid=str(row.uid),
        languages=tuple(row.languages),
        objectives=objectives_of(row.objectives),
        teams=teams_of(row.teams),
        run=run_of(row),
        rights=rights,
        team=role.team if role is not None else "",
        called=role.called if role is not None else "",
        role=role.id if role is not None else 0,
        **{name: getattr(row, name) for name in plain},
    )


def _injects(rows: Sequence[Any], line: ExerciseLine, at: datetime) -> list[InjectLine]:
    now = due([line_of(row) for row in rows], line.run, at)
    return [_inject(row, now.get(row.position), line.run) for row in rows]


def _inject(row: Any, out: datetime | None, run: Run) -> InjectLine:
    moment = row.out_at or out
    stood = row.out_on_clock if row.out_on_clock is not None else elapsed(run, out) if out is not None else None
    return InjectLine(
        uid=str(row.uid),
        number=row.position,
        minute=row.minute,
        release=row.release,
        to=tuple(row.to),
        text=row.text,
        expected=row.expected,
        objective=row.objective,
        state=InjectState.OUT if out is not None else row.state,
        out_at=moment,
        late=stood - timedelta(minutes=row.minute) if stood is not None else None,
        reason=row.reason,
    )


def _reaches(inject: InjectLine, line: ExerciseLine) -> bool:
    """Whether what is out is for the reader: an observer sees all of it, a player what goes to the own role."""
    return not line.rights.plays or is_for(inject, line.team)


def _reply(row: Any, inject: Any, role: Any) -> ReplyLine:
    plain = ("read_at", "read_on_clock", "answer", "answered_at", "answered_on_clock")
    return ReplyLine(
        inject=str(inject.uid),
        number=inject.position,
        called=role.called,
        team=role.team,
        **{name: getattr(row, name) for name in plain},
    )


def _action(row: Any, keys: Mapping[int, str]) -> ActionLine:
    plain = ("text", "answers", "due", "state", "proof", "closed_at")
    return ActionLine(str(row.uid), keys[row.finding_id], **{name: getattr(row, name) for name in plain})


def _numbers(model: Any, ids: Iterable[int | None], name: str) -> dict[int | None, Any]:
    wanted = {each for each in ids if each}
    return {row.id: getattr(row, name) for row in model.objects.seen_by(DOOR).filter(id__in=wanted).seen()}
