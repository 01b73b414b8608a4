"""What the closed assessments of facilities say, question by question, as far as somebody may read their answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Agreement, Answer, Assessment, Finding, QuestionSet, SetVersion
from kerege.capacity.queries.answers import AgreementLine, AnswerLine
from kerege.capacity.queries.results import put_together
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR, parts_of, through
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.definitions import Definition
from kerege.capacity.rules.gaps import Item, items_of
from kerege.capacity.rules.reading import reads_everything
from kerege.capacity.words import About, AssessmentState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ClosedRound:
    """The newest closed round of a set about a facility. `items` are its scored questions by key; None where the reader
    may know of the round and not read its answers.
    """

    uid: str
    facility: str
    owner: str
    set_key: str
    closed_on: date
    definition: Definition
    items: Mapping[str, Item] | None


def reads_restricted(viewer: Viewer, owner: str) -> bool:
    """Whether somebody, and whoever looks with their eyes, reads all restricted records of an owner."""
    each: Viewer | None = viewer
    while each is not None and each.clearance_for(owner) >= Sensitivity.RESTRICTED:
        each = each.within
    return each is None


def closed_rounds(viewer: Viewer, *, me: str, on: date, facilities: Collection[str] = ()) -> list[ClosedRound]:
    """The newest closed round of each set about each facility by the day, as the reader may know of them. Asks the same
    number of questions of the database however many rounds there are.
    """
    mine = parts_of(me)
    known = _rows(viewer, mine, on, facilities)
    versions = {v.id: v for v in SetVersion.objects.seen_by(DOOR).filter(id__in={r.version_id for r in known}).seen()}
    rows = _newest(known, versions)
    whole = [row for row in rows if reads_restricted(viewer, row.owner)]
    team = [row for row in rows if reads_everything(mine.get(row.id, ""), row.state) and row not in whole]
    told = _told(viewer, whole) | _told(DOOR, team)
    sets = QuestionSet.objects.seen_by(DOOR).filter(id__in={v.of_id for v in versions.values()})
    keys = dict(sets.values_list("id", "key"))
    return [_round(row, versions[row.version_id], keys, told.get(row.id)) for row in rows]


def _rows(viewer: Viewer, mine: Mapping[int, str], on: date, facilities: Collection[str]) -> list[Any]:
    wanted: dict[str, Any] = {"about": About.FACILITY, "state": AssessmentState.CLOSED, "closed_on__lte": on}
    if facilities:
        wanted["facility__in"] = list(facilities)
    doors = (Assessment.objects.seen_by(viewer), Assessment.objects.seen_by(DOOR).filter(id__in=list(mine)))
    return through(*(rows.filter(**wanted) for rows in doors))


def _newest(rows: Iterable[Any], versions: Mapping[int, Any]) -> list[Any]:
    found: dict[tuple[str, int], Any] = {}
    for row in sorted(rows, key=lambda row: (row.closed_on, row.id)):
        found[row.facility, versions[row.version_id].of_id] = row
    return [found[key] for key in sorted(found)]


@dataclass
class _Told:
    answers: list[AnswerLine]
    agreements: dict[str, AgreementLine]
    findings: dict[str, tuple[str, str]]


def _told(reader: Viewer, rows: list[Any]) -> dict[int, _Told]:
    """Answers, agreements and findings with their causes, by the number of the round."""
    if not rows:
        return {}
    found = {row.id: _Told([], {}, {}) for row in rows}
    chosen = {"assessment_id__in": list(found)}
    for a in Answer.objects.seen_by(reader).filter(**chosen).order_by("question", "assessor_id").seen():
        found[a.assessment_id].answers.append(
            AnswerLine(a.question, a.assessor_id, Given(a.value, a.not_applicable), "")
        )
    for g in Agreement.objects.seen_by(reader).filter(**chosen).seen():
        line = AgreementLine(g.question, g.settled, Given(g.value, g.not_applicable), "", g.on)
        found[g.assessment_id].agreements[g.question] = line
    for f in Finding.objects.seen_by(reader).filter(**chosen).seen():
        found[f.assessment_id].findings[f.question] = (str(f.uid), f.cause_kind)
    return found


def _round(row: Any, version: Any, keys: Mapping[int, str], told: _Told | None) -> ClosedRound:
    definition = definition_of(version)
    items = None
    if told is not None:
        _settled, result = put_together(definition, told.answers, told.agreements)
        items = items_of(str(row.uid), definition, result, told.findings)
    return ClosedRound(str(row.uid), row.facility, row.owner, keys[version.of_id], row.closed_on, definition, items)
