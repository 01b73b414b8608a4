"""Findings of all assessments and other sources: a list of what is to be done next, and one with its whole story."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Assessment, CorrectiveAction, Finding, QuestionSet, Reaudit, SetVersion
from kerege.capacity.queries.places import keeps, own_facilities, rows_at
from kerege.capacity.queries.results import ActionLine, FindingLine, action_line, finding_line
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR, parts_of, through
from kerege.capacity.rules.definitions import Definition, text_in
from kerege.capacity.rules.quality import Mending, Seen, standing, urgency
from kerege.capacity.words import ActionState, Part, Severity
from kerege.capacity.words.quality import FindingStanding
from kerege.inventory import queries as inventory
from kerege.lib.ids import uid_or_none
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer

MOST = 2_000
"""So many findings are read for one list at most, the newest."""


@dataclass(frozen=True)
class ReauditLine:
    """What a later round answered to the same question."""

    assessment: str
    round: int
    on: date
    value: str
    met: bool


@dataclass(frozen=True)
class FoundLine:
    """A finding with how it stands on the day. `definition` is the set's, None where it came from no assessment;
    `title` is what it is about, `keeps` whether the reader answers for it.
    """

    finding: FindingLine
    owner: str
    facility: str
    title: str
    source: str
    text: str
    assessment: str
    set_key: str
    set_title: str
    round: int
    definition: Definition | None
    standing: str
    reaudits: tuple[ReauditLine, ...]
    keeps: bool
    synthetic: bool

    @property
    def due(self) -> date | None:
        """The day of the next action that is not done."""
        return min((a.due for a in self.finding.actions if a.state == ActionState.PLANNED), default=None)


@dataclass(frozen=True)
class FoundChoice:
    """Which findings; an empty text means all. `open`: only those that are not closed."""

    owner: str = ""
    facility: str = ""
    source: str = ""
    severity: str = ""
    cause: str = ""
    standing: str = ""
    open: bool = False


def found(viewer: Viewer, *, me: Actor, on: date, lang: str, choice: FoundChoice | None = None) -> list[FoundLine]:
    """Findings that the reader may read by clearance, in closed assessments of their teams, and at the own facilities;
    the most urgent first.
    """
    wanted = choice or FoundChoice()
    rows = _readable(viewer, me, wanted, on)
    lines = [line for line in _lines(viewer, me, rows, on, lang) if _chosen(line, wanted)]
    return sorted(lines, key=_order)


def found_one(viewer: Viewer, uid: object, *, me: Actor, on: date, lang: str) -> FoundLine | None:
    """One finding; None where there is none that the reader may read."""
    number = uid_or_none(uid)
    rows = _readable(viewer, me, FoundChoice(), on, uid=number) if number else []
    return next(iter(_lines(viewer, me, rows, on, lang)), None)


def _chosen(line: FoundLine, wanted: FoundChoice) -> bool:
    if wanted.open and line.standing == FindingStanding.CLOSED:
        return False
    return not wanted.standing or line.standing == wanted.standing


def _order(line: FoundLine) -> tuple[Any, ...]:
    grade = list(Severity).index(Severity(line.finding.severity))
    return (urgency(line.standing), grade, line.due or date.max, line.finding.uid)


def _readable(viewer: Viewer, me: Actor, wanted: FoundChoice, on: date, *, uid: Any = None) -> list[Any]:
    names = {
        "owner": wanted.owner,
        "facility": wanted.facility,
        "source": wanted.source,
        "severity": wanted.severity,
        "cause_kind": wanted.cause,
        "uid": uid,
    }
    chosen = {name: value for name, value in names.items() if value}
    doors = (
        Finding.objects.seen_by(viewer),
        Finding.objects.seen_by(DOOR).filter(assessment_id__in=list(parts_of(me.uid))),
        rows_at(own_facilities(me, on=on), Finding).filter(assessment__isnull=True),
    )
    kept = through(*(rows.filter(found_on__lte=on, **chosen).order_by("-id")[:MOST] for rows in doors))
    return sorted(kept, key=lambda row: row.id)


@dataclass(frozen=True)
class _Around:
    """What stands around the findings of one list."""

    rounds: Mapping[int, Any]
    versions: Mapping[int, Any]
    sets: Mapping[int, Any]
    actions: Mapping[int, list[Any]]
    reaudits: Mapping[int, list[Any]]
    names: Mapping[str, str]


def _lines(viewer: Viewer, me: Actor, rows: list[Any], on: date, lang: str) -> list[FoundLine]:
    parts, own = parts_of(me.uid), own_facilities(me, on=on)
    around = _around(viewer, rows, on, lang, teams=list(parts))
    found = []
    for row in rows:
        if row.assessment_id:
            mine = may(me, Deed.LABEL, row.owner) or parts.get(row.assessment_id) == Part.LEAD
        else:
            mine = keeps(me, own, owner=row.owner, facility=row.facility)
        found.append(_line(row, around, on, lang, keeps=mine))
    return found


def _around(viewer: Viewer, rows: list[Any], on: date, lang: str, *, teams: list[int]) -> _Around:
    """What the reader of a finding reads with it: its round and its actions; what a later round says only where that
    one is readable too, because whoever was in the team of one round is not in that of the next.
    """
    ids = [row.id for row in rows]
    asked = [Reaudit.objects.seen_by(viewer), Reaudit.objects.seen_by(DOOR).filter(assessment_id__in=teams)]
    seen = {each.id: each for which in asked for each in which.filter(finding_id__in=ids, on__lte=on).seen()}
    again = _by(sorted(seen.values(), key=lambda each: (each.on, each.id)))
    numbers = {row.assessment_id for row in rows if row.assessment_id}
    numbers |= {each.assessment_id for lines in again.values() for each in lines}
    rounds = {a.id: a for a in Assessment.objects.seen_by(DOOR).filter(id__in=numbers).seen()}
    kinds = {a.version_id for a in rounds.values()}
    versions = {v.id: v for v in SetVersion.objects.seen_by(DOOR).filter(id__in=kinds).seen()}
    of = {v.of_id for v in versions.values()}
    sets = {s.id: s for s in QuestionSet.objects.seen_by(DOOR).filter(id__in=of).seen()}
    actions = CorrectiveAction.objects.seen_by(DOOR).filter(finding_id__in=ids, planned_on__lte=on)
    return _Around(
        rounds,
        versions,
        sets,
        _by(actions.select_related("seat").order_by("id").seen()),
        again,
        names_of(viewer, {row.facility for row in rows if row.facility}, on=on, lang=lang),
    )


def names_of(viewer: Viewer, keys: Iterable[str], *, on: date, lang: str) -> dict[str, str]:
    """What facilities are called, by key, as far as the reader may see their cards."""
    wanted = tuple(sorted(keys))
    if not wanted:
        return {}
    found = inventory.facilities(viewer, on=on, choice=inventory.Choice(keys=wanted), lang=lang, size=500).rows
    return {line.key: line.name for line in found}


def _by(rows: list[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.finding_id, []).append(row)
    return found


def _line(row: Any, around: _Around, on: date, lang: str, *, keeps: bool) -> FoundLine:
    round_ = around.rounds.get(row.assessment_id)
    version = around.versions[round_.version_id] if round_ is not None else None
    definition = definition_of(version) if version is not None else None
    actions = [action_line(each, round_, row, on) for each in around.actions.get(row.id, ())]
    again = tuple(_again(each, around.rounds[each.assessment_id]) for each in around.reaudits.get(row.id, ()))
    return FoundLine(
        finding=finding_line(row, tuple(actions), on),
        owner=row.owner,
        facility=row.facility,
        title=around.names.get(row.facility) or (round_.title if round_ is not None else row.facility),
        source=row.source,
        text=row.text,
        assessment=str(round_.uid) if round_ is not None else "",
        set_key=around.sets[version.of_id].key if version is not None else "",
        set_title=text_in(definition.title, lang, definition.source) if definition else "",
        round=round_.round if round_ is not None else 0,
        definition=definition,
        standing=_standing(actions, again, definition is not None, on),
        reaudits=again,
        keeps=keeps,
        synthetic=row.synthetic,
    )


def _standing(actions: list[ActionLine], again: tuple[ReauditLine, ...], asked: bool, on: date) -> str:
    mending = [Mending(a.state, a.due, a.planned_on, a.worked) for a in actions]
    return standing(mending, [Seen(each.on, each.met) for each in again], asked_again=asked, on=on).value


def _again(row: Any, round_: Any) -> ReauditLine:
    return ReauditLine(str(round_.uid), round_.round, row.on, row.value, row.met)
