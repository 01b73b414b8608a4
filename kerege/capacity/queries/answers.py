"""What was answered in an assessment, agreed on and proved, for whoever may read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Agreement, Answer, Evidence
from kerege.capacity.queries.teams import DOOR, own_rows, parts_of, reader_of
from kerege.capacity.rules.answers import Given
from kerege.capacity.words import Settled
from kerege.records.viewers import Viewer


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
    """What was agreed on a question, or why it was left open."""

    question: str
    settled: str
    given: Given
    reason: str
    on: date


@dataclass(frozen=True)
class EvidenceLine:
    """What proves an answer."""

    uid: str
    question: str
    title: str
    reference: str
    on: date


def own_answers(viewer: Viewer, row: Any, *, me: str) -> dict[str, OwnAnswer]:
    """What the reader answered themselves, by question."""
    found = own_rows(viewer, me, row, Answer).seen()
    return {a.question: OwnAnswer(Given(a.value, a.not_applicable), a.comment) for a in found}


def answers_of(viewer: Viewer, row: Any, *, me: str) -> list[AnswerLine]:
    """Every assessor's answers that the reader may read, by question."""
    reader = reader_of(viewer, me, row)
    found = Answer.objects.seen_by(reader).filter(assessment_id=row.id).order_by("question", "assessor_id").seen()
    return [answer_line(row) for row in found]


def agreements_of(viewer: Viewer, row: Any, *, me: str) -> dict[str, AgreementLine]:
    """What was agreed on, or left open with a reason, by question."""
    reader = reader_of(viewer, me, row)
    found = Agreement.objects.seen_by(reader).filter(assessment_id=row.id).seen()
    return {row.question: agreement_line(row) for row in found}


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


def answer_line(row: Any) -> AnswerLine:
    return AnswerLine(row.question, row.assessor_id, Given(row.value, row.not_applicable), row.comment)


def agreement_line(row: Any) -> AgreementLine:
    return AgreementLine(row.question, row.settled, Given(row.value, row.not_applicable), row.reason, row.on)
