"""Reading gaps as far as their reader may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.law.models import DraftingTask, Gap, Judgement, TaskGap
from kerege.law.queries.judged import JudgementLine, judgements
from kerege.law.rules.drafting import LEAVES_A_GAP, closes
from kerege.law.rules.grounds import Grounds
from kerege.law.words.coverage import JudgementState
from kerege.law.words.drafting import GapKind, GapState
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class GapLine:
    """A gap. `keeper` has a name only for readers of the country; `tasks` are uid and title of those they may see."""

    id: int
    uid: str
    owner: str
    obligation: str
    kind: GapKind
    missing: str
    keeper: str
    target_on: date | None
    state: GapState
    opened_on: date
    closed_on: date | None
    judgement: int
    closed_by: int | None
    synthetic: bool
    tasks: tuple[tuple[str, str], ...] = ()


def gaps(
    viewer: Viewer,
    *,
    owner: str = "",
    kind: str = "",
    state: str = "",
    text: str = "",
    ids: Iterable[int] | None = None,
) -> list[GapLine]:
    """The gaps that the reader may know of: open ones first, those that are due first before the others."""
    rows = Gap.objects.seen_by(viewer)
    for name, value in (("owner", owner), ("kind", kind), ("state", state)):
        if value:
            rows = rows.filter(**{name: value})
    if ids is not None:
        rows = rows.filter(id__in=list(ids))
    found = rows.order_by("-state", "id").seen()
    wanted = text.casefold()
    found = [row for row in found if not wanted or wanted in f"{row.obligation_id} {row.missing}".casefold()]
    lines = _lines(viewer, found)
    return sorted(lines, key=lambda each: (each.state != GapState.OPEN, each.target_on or date.max, each.id))


def gap(viewer: Viewer, uid: object) -> GapLine | None:
    """One gap; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    row = Gap.objects.seen_by(viewer).filter(uid=number).one() if number else None
    return _lines(viewer, [row])[0] if row is not None else None


def _lines(viewer: Viewer, rows: list[Any]) -> list[GapLine]:
    own = {row.keeper for row in rows if viewer.may_see(Sensitivity.NATIONAL, row.owner)}
    names = people.actor_names(own) if own else {}
    tasks = _tasks(viewer, [row.id for row in rows])
    return [
        GapLine(
            id=row.id,
            uid=str(row.uid),
            owner=row.owner,
            obligation=row.obligation_id,
            kind=GapKind(row.kind),
            missing=row.missing,
            keeper=names.get(row.keeper, "") if viewer.may_see(Sensitivity.NATIONAL, row.owner) else "",
            target_on=row.target_on,
            state=GapState(row.state),
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            judgement=row.judgement_id,
            closed_by=row.closed_by_id,
            synthetic=row.synthetic,
            tasks=tuple(tasks.get(row.id, ())),
        )
        for row in rows
    ]


def _tasks(viewer: Viewer, ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    pairs = TaskGap.objects.seen_by(viewer).filter(gap_id__in=ids).order_by("id").values_list("gap_id", "task_id")
    told = list(pairs)
    rows = DraftingTask.objects.seen_by(viewer).filter(id__in={task for _gap, task in told}).seen()
    names = {row.id: (str(row.uid), row.title) for row in rows}
    found: dict[int, list[tuple[str, str]]] = {}
    for of, task in told:
        if task in names:
            found.setdefault(of, []).append(names[task])
    return found


def keeps(viewer: Viewer, me: str, line: GapLine) -> bool:
    """Whether somebody sees to a gap."""
    return bool(Gap.objects.seen_by(viewer).filter(id=line.id, keeper=known_as(me)).exists())


def without_gap(viewer: Viewer, *, on: date, owners: Iterable[str]) -> list[JudgementLine]:
    """The approved judgements of these countries that are not “met” and on which no gap was opened."""
    told = {row.judgement_id for row in Gap.objects.seen_by(viewer).seen()}
    found = judgements(viewer, on=on, states=[JudgementState.APPROVED])
    wanted = set(owners)
    return [each for each in found if each.owner in wanted and each.status in LEAVES_A_GAP and each.id not in told]


def closing(viewer: Viewer, line: GapLine, *, on: date) -> list[JudgementLine]:
    """The judgements that could close a gap now, as far as the reader may read their grounds."""
    found = judgements(viewer, on=on, obligation=line.obligation, states=[JudgementState.APPROVED])
    return [
        each
        for each in found
        if each.owner == line.owner
        and each.id > line.judgement
        and isinstance(each.grounds, Grounds)
        and closes(line.kind, each.status, each.grounds.chain)
    ]


def rests_on(viewer: Viewer, line: GapLine, *, on: date) -> tuple[JudgementLine | None, JudgementLine | None]:
    """The judgement that a gap rests on, and the one that closed it, as far as the reader may know of them."""
    found = {each.id: each for each in judgements(viewer, on=on, obligation=line.obligation)}
    return found.get(line.judgement), found.get(line.closed_by or -1)


def judgement_line(viewer: Viewer, uid: object, *, on: date) -> JudgementLine | None:
    """One judgement; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    row = Judgement.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None:
        return None
    found = judgements(viewer, on=on, round=row.round_id, obligation=row.obligation_id)
    return next((each for each in found if each.id == row.id), None)
