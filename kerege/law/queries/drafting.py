"""Reading drafting tasks, their steps and their versions as far as their reader may."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.law.models import (
    Adoption,
    DraftingTask,
    DraftVersion,
    Measure,
    NormRank,
    Obligation,
    TaskGap,
    TaskStep,
)
from kerege.law.rules import drafting as rules
from kerege.law.rules.akn.compare import Change, compare
from kerege.law.rules.akn.parts import Part, parts
from kerege.law.rules.akn.reading import read
from kerege.law.rules.checking import Demand
from kerege.law.words.drafting import StepResult, TaskState
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class StepLine:
    """A step of the procedure with how often it was taken; the last time decides."""

    step: rules.Step
    taken: tuple[tuple[date, StepResult, str, str], ...] = ()

    @property
    def behind(self) -> bool:
        return any(result == StepResult.PASSED for _on, result, _note, _by in self.taken)

    @property
    def on(self) -> date | None:
        return self.taken[-1][0] if self.taken else None


@dataclass(frozen=True)
class VersionLine:
    number: int
    written_on: date
    author: str
    note: str
    sha256: str
    parent_sha256: str
    machine: bool
    mine: bool


@dataclass(frozen=True)
class TaskLine:
    """A drafting task. `steps` are its whole way; `next` is the first required step that is not behind. `amends` is the
    address of the measure that it amends, `amended` its titles by language.
    """

    id: int
    uid: str
    key: str
    owner: str
    title: str
    kind: str
    language: str
    state: TaskState
    procedure: Mapping[str, Any]
    steps: tuple[StepLine, ...]
    chair: str
    chairs: bool
    opened_on: date
    due_on: date | None
    ended_on: date | None
    ended_why: str
    amends: str
    amended: Mapping[str, str]
    adopted: str
    synthetic: bool
    label: int
    gaps: tuple[int, ...] = ()
    versions: tuple[VersionLine, ...] = ()

    @property
    def next(self) -> rules.Step | None:
        return next((each.step for each in self.steps if each.step.required and not each.behind), None)

    @property
    def behind(self) -> int:
        return sum(each.behind for each in self.steps)


def tasks(
    viewer: Viewer, *, me: str = "", owner: str = "", kind: str = "", state: str = "", text: str = ""
) -> list[TaskLine]:
    """The drafting tasks that the reader may know of: those that go on before others, then those that are due first."""
    rows = DraftingTask.objects.seen_by(viewer)
    for name, value in (("owner", owner), ("kind", kind), ("state", state)):
        if value:
            rows = rows.filter(**{name: value})
    wanted = text.casefold()
    found = [row for row in rows.order_by("id").seen() if not wanted or wanted in row.title.casefold()]
    lines = _lines(viewer, found, me)
    return sorted(lines, key=lambda each: (each.state != TaskState.OPEN, each.due_on or date.max, each.id))


def task(viewer: Viewer, uid: object, *, me: str = "") -> TaskLine | None:
    """One drafting task; None where there is none that the reader may know of. `me` is the uid of who reads."""
    number = uid_or_none(uid)
    row = DraftingTask.objects.seen_by(viewer).filter(uid=number).one() if number else None
    return _lines(viewer, [row], me)[0] if row is not None else None


def _lines(viewer: Viewer, rows: Sequence[Any], me: str) -> list[TaskLine]:
    ids = [row.id for row in rows]
    steps = _of(TaskStep.objects.seen_by(viewer).filter(task_id__in=ids).order_by("id").seen())
    versions = _of(
        DraftVersion.objects.seen_by(viewer).filter(task_id__in=ids).defer("content", "text").order_by("number").seen()
    )
    about = _of(TaskGap.objects.seen_by(viewer).filter(task_id__in=ids).order_by("id").seen())
    done = {row.task_id: row.measure_id for row in Adoption.objects.seen_by(viewer).filter(task_id__in=ids).seen()}
    measures = {*done.values(), *(row.amends_id for row in rows)} - {None}
    known = {row.id: row for row in Measure.objects.seen_by(viewer).filter(id__in=measures).seen()}
    uris = {key: str(row.uri) for key, row in known.items()}
    own = [row for row in rows if viewer.may_see(Sensitivity.NATIONAL, row.owner)]
    told = {row.chair for row in own}
    told |= {each.done_by for row in own for each in steps.get(row.id, ())}
    told |= {each.author for row in own for each in versions.get(row.id, ())}
    names, who = people.actor_names(told - {""}), known_as(me) if me else ""
    return [
        TaskLine(
            id=row.id,
            uid=str(row.uid),
            key=row.key,
            owner=row.owner,
            title=row.title,
            kind=row.kind,
            language=row.language,
            state=TaskState(row.state),
            procedure=row.procedure,
            steps=_steps(row, steps.get(row.id, ()), names),
            chair=names.get(row.chair, ""),
            chairs=bool(who) and who == row.chair,
            opened_on=row.opened_on,
            due_on=row.due_on,
            ended_on=row.ended_on,
            ended_why=row.ended_why,
            amends=uris.get(row.amends_id, ""),
            amended=known[row.amends_id].titles if row.amends_id in known else {},
            adopted=uris.get(done.get(row.id), ""),
            synthetic=row.synthetic,
            label=row.label,
            gaps=tuple(each.gap_id for each in about.get(row.id, ())),
            versions=tuple(_version(each, names, who) for each in versions.get(row.id, ())),
        )
        for row in rows
    ]


def _of(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return found


def _steps(row: Any, taken: Sequence[Any], names: Mapping[str, str]) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(
            step,
            tuple(
                (each.on, StepResult(each.result), each.note, names.get(each.done_by, ""))
                for each in taken
                if each.step == step.key
            ),
        )
        for step in rules.read_steps(row.key, row.steps)
    )


def _version(row: Any, names: Mapping[str, str], who: str) -> VersionLine:
    return VersionLine(
        row.number,
        row.written_on,
        names.get(row.author, ""),
        row.note,
        row.sha256,
        row.parent_sha256,
        row.machine,
        bool(who) and row.author == who,
    )


def version_text(viewer: Viewer, task: int, number: int) -> tuple[str, tuple[Part, ...]] | None:
    """The text of a version as it was typed, and its parts; None where there is none that the reader may know of."""
    row = DraftVersion.objects.seen_by(viewer).filter(task_id=task, number=number).one()
    if row is None:
        return None
    return row.text, tuple(parts(read(bytes(row.content)).root))


def compared(viewer: Viewer, task: int, old: int, new: int) -> tuple[Change, ...] | None:
    """What became of each part from one version to another; None where one of them is not there for the reader."""
    before, after = version_text(viewer, task, old), version_text(viewer, task, new)
    if before is None or after is None:
        return None
    return tuple(compare(before[1], after[1]))


@dataclass(frozen=True)
class Demanded:
    """An obligation with what it demands of an act."""

    key: str
    statement: Mapping[str, str]
    demand: Demand


def demands(keys: Iterable[str]) -> list[Demanded]:
    """The obligations with these keys; everybody may read the catalogue."""
    rows = Obligation.objects.filter(key__in=list(keys)).order_by("position", "id")
    return [
        Demanded(row.key, row.statement, Demand(row.needs_penalty, row.needs_authority, row.min_norm_rank))
        for row in rows
    ]


def level_of(territory: str, kind: str) -> int | None:
    """The level of acts of a kind in a country, as its ranks say; None where none was recorded."""
    row = NormRank.objects.filter(territory_id=territory, key=kind).first()
    return int(row.level) if row is not None else None
