"""Assessments for readers: lists, one with its team and how far it is, and what somebody answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.atlas import queries as atlas
from kerege.capacity.models import Agreement, Answer, Assessment, Evidence, QuestionSet, SetVersion
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR, Member, own_rows, parts_of, reader_of, team
from kerege.capacity.rules.answers import Given, asked
from kerege.capacity.rules.definitions import Definition, text_in
from kerege.capacity.rules.reading import reads_everything
from kerege.capacity.words import About, AssessmentState, Settled
from kerege.inventory import queries as inventory
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer

MOST = 2_000
"""So many assessments are read for one list at most."""


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment as on the day. `summary` is None while it is open; `part` is the reader's own in its team."""

    id: int
    uid: str
    owner: str
    label: int
    title: str
    set_key: str
    set_title: str
    version: str
    about: str
    facility: str
    organisation: str
    territory: str
    kind: str
    round: int
    state: str
    opened_on: date
    closed_on: date | None
    note: str
    part: str
    summary: Mapping[str, Any] | Withheld | None
    synthetic: bool

    @property
    def open(self) -> bool:
        return self.state == AssessmentState.OPEN


@dataclass(frozen=True)
class OwnAnswer:
    """What somebody answered to one question."""

    given: Given
    comment: str


@dataclass(frozen=True)
class AnswerLine:
    """One assessor's answer, for whoever reads all of them. `assessor` is the number of the member of the team."""

    question: str
    assessor: int
    given: Given
    comment: str


@dataclass(frozen=True)
class AgreementLine:
    question: str
    settled: str
    given: Given
    reason: str
    on: date


@dataclass(frozen=True)
class EvidenceLine:
    uid: str
    question: str
    title: str
    reference: str
    on: date


@dataclass(frozen=True)
class Choice:
    """Which assessments; an empty text means all. `mine`: only those in whose team the reader is."""

    set_key: str = ""
    territory: str = ""
    facility: str = ""
    organisation: str = ""
    kind: str = ""
    state: str = ""
    about: str = ""
    mine: bool = False


@dataclass(frozen=True)
class AssessmentPage:
    """One assessment with its questions. `all_answers` is True where the reader may read everybody's."""

    line: AssessmentLine
    definition: Definition
    team: tuple[Member, ...]
    own: Mapping[str, OwnAnswer]
    all_answers: bool
    evidence: tuple[EvidenceLine, ...] = field(default=())

    @property
    def asked(self) -> list[str]:
        """The questions that are asked with the reader's own answers."""
        return asked(self.definition, {key: each.given for key, each in self.own.items()})

    @property
    def answered(self) -> int:
        wanted = set(self.asked)
        return sum(key in wanted and not each.given.empty for key, each in self.own.items())


def assessments(viewer: Viewer, *, me: str, on: date, lang: str, choice: Choice | None = None) -> list[AssessmentLine]:
    """Assessments opened by the day, the newest first: those that the reader's clearance or a share reaches, and those
    in whose teams the reader is.
    """
    wanted, mine = choice or Choice(), parts_of(me)
    rows = [] if wanted.mine else _filtered(Assessment.objects.seen_by(viewer), wanted, on).seen()
    known = {row.id for row in rows}
    own = [number for number in mine if number not in known]
    rows += _filtered(Assessment.objects.seen_by(DOOR).filter(id__in=own), wanted, on).seen() if own else []
    lines = _lines(viewer, me, rows, on, lang, mine)
    found = [line for line in lines if not wanted.state or line.state == wanted.state]
    return sorted(found, key=lambda line: (line.opened_on, line.id), reverse=True)


def assessment(viewer: Viewer, uid: object, *, me: str, on: date, lang: str) -> AssessmentPage | None:
    """One assessment as far as the reader may read it; None where there is none on the day."""
    row = row_of(viewer, uid, me=me, on=on)
    if row is None:
        return None
    mine = parts_of(me)
    (line,) = _lines(viewer, me, [row], on, lang, mine)
    reader = reader_of(viewer, me, row)
    everything = reader.may_see(Sensitivity.RESTRICTED, row.owner)
    version = SetVersion.objects.seen_by(DOOR).filter(id=row.version_id).one()
    own = {
        a.question: OwnAnswer(Given(a.value, a.not_applicable), a.comment)
        for a in own_rows(viewer, me, row, Answer).seen()
    }
    return AssessmentPage(
        line,
        definition_of(version),
        tuple(team(viewer, me, row)),
        own,
        everything,
        evidence_of(viewer, row, me=me),
    )


def row_of(viewer: Viewer, uid: object, *, me: str, on: date) -> Any:
    """The assessment with this uid that was open by the day and is there for the reader; else None."""
    number = uid_or_none(uid)
    if number is None:
        return None
    found = Assessment.objects.seen_by(viewer).filter(uid=number, opened_on__lte=on).one()
    if found is None and (mine := parts_of(me)):
        found = Assessment.objects.seen_by(DOOR).filter(uid=number, opened_on__lte=on, id__in=list(mine)).one()
    return found


def answers_of(viewer: Viewer, row: Any, *, me: str) -> list[AnswerLine]:
    """Every assessor's answers that the reader may read, by question."""
    reader = reader_of(viewer, me, row)
    found = Answer.objects.seen_by(reader).filter(assessment_id=row.id).order_by("question", "assessor_id").seen()
    return [AnswerLine(a.question, a.assessor_id, Given(a.value, a.not_applicable), a.comment) for a in found]


def agreements_of(viewer: Viewer, row: Any, *, me: str) -> dict[str, AgreementLine]:
    """What was agreed on, or left open with a reason, by question."""
    reader = reader_of(viewer, me, row)
    found = Agreement.objects.seen_by(reader).filter(assessment_id=row.id).seen()
    return {
        a.question: AgreementLine(a.question, a.settled, Given(a.value, a.not_applicable), a.reason, a.on)
        for a in found
    }


def agreed(lines: Mapping[str, AgreementLine], question: str) -> tuple[Given | None, bool]:
    """What was agreed on a question, and whether it was left open."""
    line = lines.get(question)
    if line is None:
        return None, False
    return (line.given, False) if line.settled == Settled.AGREED else (None, True)


def evidence_of(viewer: Viewer, row: Any, *, me: str) -> tuple[EvidenceLine, ...]:
    """The evidence that the reader may know of: all of it for the team, because evidence is looked at together."""
    reader = DOOR if parts_of(me).get(row.id) else viewer
    found = Evidence.objects.seen_by(reader).filter(assessment_id=row.id).order_by("question", "id").seen()
    return tuple(EvidenceLine(str(e.uid), e.question, e.title, e.reference, e.on) for e in found)


def _filtered(rows: Any, wanted: Choice, on: date) -> Any:
    names = {
        "version__in": _versions_of(wanted.set_key) if wanted.set_key else "",
        "territory_id": wanted.territory,
        "facility": wanted.facility,
        "organisation": wanted.organisation,
        "kind": wanted.kind,
        "about": wanted.about,
    }
    chosen = {name: value for name, value in names.items() if not isinstance(value, str) or value}
    return rows.filter(opened_on__lte=on, **chosen).order_by("-opened_on", "-id")[:MOST]


def _versions_of(key: str) -> list[int]:
    sets = QuestionSet.objects.seen_by(DOOR).filter(key=key).values_list("id", flat=True)
    return list(SetVersion.objects.seen_by(DOOR).filter(of_id__in=list(sets)).values_list("id", flat=True))


def _lines(
    viewer: Viewer, me: str, rows: list[Any], on: date, lang: str, mine: Mapping[int, str]
) -> list[AssessmentLine]:
    """The title of its set is told with an assessment to whoever may see the assessment."""
    versions = {v.id: v for v in SetVersion.objects.seen_by(DOOR).filter(id__in={r.version_id for r in rows}).seen()}
    sets = {
        s.id: s for s in QuestionSet.objects.seen_by(DOOR).filter(id__in={v.of_id for v in versions.values()}).seen()
    }
    called = _called(viewer, rows, on, lang)
    ids = [r.id for r in rows if reads_everything(mine.get(r.id, ""), r.state)]
    opened = {r.id: r.summary for r in Assessment.objects.seen_by(DOOR).filter(id__in=ids).seen()} if ids else {}
    return [
        _line(row, versions[row.version_id], sets[versions[row.version_id].of_id], on, lang, mine, opened, called)
        for row in rows
    ]


def _line(
    row: Any,
    version: Any,
    of: Any,
    on: date,
    lang: str,
    mine: Mapping[int, str],
    opened: Mapping[int, Any],
    called: Mapping[int, str],
) -> AssessmentLine:
    ended = row.closed_on is not None and row.closed_on <= on
    definition = definition_of(version)
    told = opened.get(row.id, row.summary) if ended and row.state == AssessmentState.CLOSED else None
    if told is not None and told is not WITHHELD:
        told = _summary(told)
    return AssessmentLine(
        id=row.id,
        uid=str(row.uid),
        owner=row.owner,
        label=row.label,
        title=called.get(row.id, row.title),
        set_key=of.key,
        set_title=text_in(definition.title, lang, definition.source),
        version=version.version,
        about=row.about,
        facility=row.facility,
        organisation=row.organisation,
        territory=row.territory_id,
        kind=row.kind,
        round=row.round,
        state=row.state if ended else AssessmentState.OPEN.value,
        opened_on=row.opened_on,
        closed_on=row.closed_on if ended else None,
        note=row.note if ended else "",
        part=mine.get(row.id, ""),
        summary=told,
        synthetic=row.synthetic,
    )


def _called(viewer: Viewer, rows: list[Any], on: date, lang: str) -> dict[int, str]:
    """What facilities and countries are called in the reader's language: countries with their marker, facilities where
    the reader may see their cards. For the rest an assessment keeps what they were called when it was opened.
    """
    countries = {row.territory_id for row in rows if row.about == About.COUNTRY}
    names = atlas.display_names(sorted(countries), lang=lang, on=on) if countries else {}
    called = {row.id: str(names[row.territory_id]) for row in rows if row.about == About.COUNTRY}
    if keys := sorted({row.facility for row in rows if row.facility}):
        found = inventory.facilities(viewer, on=on, choice=inventory.Choice(keys=keys), lang=lang, size=500)
        of_keys = {line.key: line.name for line in found.rows}
        called |= {row.id: of_keys[row.facility] for row in rows if row.facility in of_keys}
    return called


def _summary(text: str) -> Mapping[str, Any] | None:
    """What was kept as JSON; a text that is none counts as no summary."""
    try:
        found: Mapping[str, Any] = json.loads(text)
    except ValueError:
        return None
    return found
