"""Reading who sits in a working group and what is said on a draft, as far as the reader may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.law.models import DraftVersion, GroupMember, Remark
from kerege.law.queries.drafting import TaskLine, version_text
from kerege.law.rules.akn.parts import Part
from kerege.law.rules.akn.wording import Run, compare_words
from kerege.law.rules.blocks import blocks, lines_of, since
from kerege.law.rules.working import holds
from kerege.law.words.drafting import StepKind
from kerege.law.words.working import RemarkKind, RemarkState, Since
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.words import Deed
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class MemberLine:
    """Somebody in a working group. `name` is empty for whoever may not read who works on this country's law."""

    uid: str
    name: str
    part: str
    order: str
    ordered_on: date
    start: date
    until: date | None
    there: bool
    mine: bool


@dataclass(frozen=True)
class AnswerLine:
    author: str
    made_on: date
    words: str
    mine: bool


@dataclass(frozen=True)
class RemarkLine:
    """The first of a thread, with its answers.

    `eid` is the provision in the version on which it was said, `now` its eId in the newest one; `since` says what
    became of it between them. `runs` say word by word what a suggestion changes.
    """

    uid: str
    version: int
    newest: int
    eid: str
    now: str
    called: str
    since: Since
    kind: RemarkKind
    state: RemarkState
    words: str
    before: str
    after: str
    runs: tuple[Run, ...]
    author: str
    mine: bool
    made_on: date
    decided_by: str
    decided_on: date | None
    reason: str
    taken_in: int
    sha256: str
    thread: tuple[AnswerLine, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state == RemarkState.OPEN


@dataclass(frozen=True)
class _Texts:
    """The versions of a draft that were read, by number."""

    viewer: Viewer
    task: int
    found: dict[int, tuple[str, tuple[Part, ...]]] = field(default_factory=dict)

    def parts(self, number: int) -> tuple[Part, ...]:
        if number not in self.found:
            self.found[number] = version_text(self.viewer, self.task, number) or ("", ())
        return self.found[number][1]


def members(viewer: Viewer, task: TaskLine, *, on: date, me: str = "") -> list[MemberLine]:
    """Everybody who ever belonged to the group: those of the day first."""
    rows = GroupMember.objects.seen_by(viewer).filter(task_id=task.id).order_by("start", "id").seen()
    names = people.actor_names({row.member for row in rows}) if _reads_names(viewer, task) else {}
    who = known_as(me) if me else ""
    lines = [
        MemberLine(
            *(str(row.uid), names.get(row.member, ""), row.part, row.order, row.ordered_on, row.start, row.until),
            there=holds(row.start, row.until, on),
            mine=bool(who) and row.member == who,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda each: not each.there)


def candidates(owner: str, *, on: date) -> list[tuple[str, str]]:
    """Who may sit in a working group of a country, by uid and name; for its chair."""
    return [(str(each.uid), each.name) for each in people.who_may(Deed.SPEAK_ON_DRAFTS, owner, on=on)]


def speaks(viewer: Viewer, task: TaskLine, *, on: date, me: str) -> bool:
    """Whether the reader speaks on the draft now, as actions.remarks lets them."""
    sits = any(each.mine and each.there for each in members(viewer, task, on=on, me=me))
    wrote = any(each.mine for each in task.versions)
    out = any(each.taken for each in task.steps if each.step.kind == StepKind.CONSULTATION)
    return task.chairs or sits or wrote or out


def remarks(viewer: Viewer, task: TaskLine, *, me: str = "", uid: object = None) -> list[RemarkLine]:
    """The threads on a draft, or one of them, in the order of the provisions as they stand in the newest version."""
    rows = Remark.objects.seen_by(viewer).filter(task_id=task.id).order_by("id")
    firsts = rows.filter(answers=None)
    if uid is not None:
        firsts = firsts.filter(uid=uid_or_none(uid))
    found = firsts.seen()
    answers = rows.filter(answers_id__in=[row.id for row in found]).seen()
    names = people.actor_names(_told([*found, *answers])) if _reads_names(viewer, task) else {}
    who, texts = known_as(me) if me else "", _Texts(viewer, task.id)
    newest = task.versions[-1].number if task.versions else 0
    numbers = _numbers(viewer, task)
    lines = [_line(row, answers, names, who, texts, numbers, newest) for row in found]
    order = {part.eid: place for place, part in enumerate(texts.parts(newest))}
    return sorted(lines, key=lambda each: (order.get(each.now, len(order)), each.eid))


def _told(rows: Sequence[Any]) -> set[str]:
    return {who for row in rows for who in (row.author, row.decided_by) if who}


def _reads_names(viewer: Viewer, task: TaskLine) -> bool:
    return viewer.may_see(Sensitivity.NATIONAL, task.owner)


def _numbers(viewer: Viewer, task: TaskLine) -> dict[int, int]:
    rows = DraftVersion.objects.seen_by(viewer).filter(task_id=task.id)
    return dict(rows.values_list("id", "number"))


def _line(
    row: Any,
    answers: Sequence[Any],
    names: Mapping[str, str],
    who: str,
    texts: _Texts,
    numbers: Mapping[int, int],
    newest: int,
) -> RemarkLine:
    version = numbers.get(row.version_id, 0)
    then = texts.parts(version)
    fate, now = (Since.SAME, row.eid) if version == newest else since(row.eid, then, texts.parts(newest))
    part = next((each for each in then if each.eid == row.eid), None)
    return RemarkLine(
        uid=str(row.uid),
        version=version,
        newest=newest,
        eid=row.eid,
        now=now,
        called=called(part) if part is not None else row.eid,
        since=fate,
        kind=RemarkKind(row.kind),
        state=RemarkState(row.state),
        words=row.words,
        before=row.before,
        after=row.after,
        runs=compare_words(row.before, row.after) if row.kind == RemarkKind.SUGGESTION else (),
        author=names.get(row.author, ""),
        mine=bool(who) and row.author == who,
        made_on=row.made_on,
        decided_by=names.get(row.decided_by, ""),
        decided_on=row.decided_on,
        reason=row.reason,
        taken_in=numbers.get(row.taken_in_id, 0),
        sha256=row.sha256,
        thread=tuple(
            AnswerLine(names.get(each.author, ""), each.made_on, each.words, bool(who) and each.author == who)
            for each in answers
            if each.answers_id == row.id
        ),
    )


def called(part: Part) -> str:
    """How a provision is named to people: its number with its heading, else how its text begins."""
    said = part.heading or part.text.split("\n")[0][:60]
    return f"{part.num} {said}".strip() or part.eid


def provision(viewer: Viewer, task: TaskLine, version: int, eid: str) -> tuple[Part, str] | None:
    """A provision of a version with its lines; the lines are empty where they cannot be exchanged by themselves."""
    found = version_text(viewer, task.id, version)
    part = next((each for each in found[1] if each.eid == eid), None) if found is not None else None
    if found is None or part is None:
        return None
    block = blocks(found[0], found[1]).get(eid)
    return part, lines_of(found[0], block) if block is not None else ""
