"""Results of assessments: scores with their arithmetic, disagreements, findings and what is done about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import CorrectiveAction, Evidence, Finding
from kerege.capacity.queries.answers import AgreementLine, AnswerLine, agreed, agreements_of, answers_of
from kerege.capacity.queries.assessments import AssessmentPage, assessment, row_of
from kerege.capacity.queries.teams import reader_of
from kerege.capacity.rules.answers import Given, Standing, asked, together
from kerege.capacity.rules.definitions import Definition
from kerege.capacity.rules.scoring import Result, result
from kerege.capacity.words import ActionState
from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ActionLine:
    """A corrective action. `late` where it is planned and its day is over; `worked` is None until somebody looked."""

    uid: str
    assessment: str
    finding: str
    question: str
    owner: str
    what: str
    seat: str
    seat_title: str
    due: date
    state: str
    planned_on: date
    proof: str
    done_on: date | None
    reported_by: str
    verified_on: date | None
    note: str
    worked: bool | None
    looked_on: date | None
    looked_note: str
    late: bool
    synthetic: bool


@dataclass(frozen=True)
class FindingLine:
    """A finding with what is done about it. `cause_kind` is empty until somebody has said why it arose."""

    uid: str
    question: str
    value: str
    severity: str
    graded_because: str
    found_on: date
    cause_kind: str
    cause: str
    cause_on: date | None
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class ResultPage:
    """What the answers of all assessors say together. `settled` has for each question how it stands and the answer."""

    page: AssessmentPage
    result: Result
    settled: Mapping[str, tuple[Standing, Given]]
    answers: Mapping[str, tuple[AnswerLine, ...]]
    agreements: Mapping[str, AgreementLine]
    findings: tuple[FindingLine, ...]


def put_together(
    definition: Definition, answers: list[AnswerLine], agreements: Mapping[str, AgreementLine]
) -> tuple[dict[str, tuple[Standing, Given]], Result]:
    """How each question stands when the answers of all assessors are put together, and the scores of that."""
    by_question: dict[str, list[Given]] = {}
    for line in answers:
        by_question.setdefault(line.question, []).append(line.given)
    settled = {}
    for question in definition.questions():
        said, left_open = agreed(agreements, question.key)
        settled[question.key] = together(by_question.get(question.key, ()), agreed=said, left_open=left_open)
    wanted = asked(definition, {key: given for key, (_standing, given) in settled.items()})
    return settled, result(definition, settled, wanted)


def result_page(viewer: Viewer, uid: object, *, me: str, on: date, lang: str) -> ResultPage | None:
    """The result so far, or of a closed assessment; None where the reader may not read all answers."""
    page = assessment(viewer, uid, me=me, on=on, lang=lang)
    if page is None or not page.all_answers:
        return None
    row = row_of(viewer, uid, me=me, on=on)
    answers, agreements = answers_of(viewer, row, me=me), agreements_of(viewer, row, me=me)
    settled, found = put_together(page.definition, answers, agreements)
    by_question: dict[str, list[AnswerLine]] = {}
    for line in answers:
        by_question.setdefault(line.question, []).append(line)
    return ResultPage(
        page,
        found,
        settled,
        {key: tuple(lines) for key, lines in by_question.items()},
        agreements,
        findings_of(viewer, row, me=me, on=on) if not page.line.open else (),
    )


def findings_of(viewer: Viewer, row: Any, *, me: str, on: date) -> tuple[FindingLine, ...]:
    """The findings of a closed assessment that the reader may read, in the order of the questions."""
    reader = reader_of(viewer, me, row)
    found = Finding.objects.seen_by(reader).filter(assessment_id=row.id, found_on__lte=on).order_by("id").seen()
    by_finding: dict[int, list[ActionLine]] = {}
    rows = CorrectiveAction.objects.seen_by(reader).filter(assessment_id=row.id, planned_on__lte=on)
    for each in rows.select_related("seat").order_by("id").seen():
        finding = next(f for f in found if f.id == each.finding_id)
        by_finding.setdefault(each.finding_id, []).append(action_line(each, row, finding, on))
    return tuple(finding_line(f, tuple(by_finding.get(f.id, ())), on) for f in found)


def finding_line(row: Any, actions: tuple[ActionLine, ...], on: date) -> FindingLine:
    caused = row.cause_on is not None and row.cause_on <= on
    return FindingLine(
        uid=str(row.uid),
        question=row.question,
        value=row.value,
        severity=row.severity,
        graded_because=row.graded_because,
        found_on=row.found_on,
        cause_kind=row.cause_kind if caused else "",
        cause=row.cause if caused else "",
        cause_on=row.cause_on if caused else None,
        actions=actions,
    )


def action_line(each: Any, row: Any, finding: Any, on: date) -> ActionLine:
    return ActionLine(
        uid=str(each.uid),
        assessment=str(row.uid) if row is not None else "",
        finding=str(finding.uid),
        question=finding.question,
        owner=each.owner,
        what=each.what,
        seat=each.seat.key,
        seat_title=each.seat.title,
        due=each.due,
        state=each.state,
        planned_on=each.planned_on,
        proof=each.proof,
        done_on=each.done_on,
        reported_by=each.reported_by,
        verified_on=each.verified_on,
        note=each.note,
        worked=each.worked if each.looked_on is not None and each.looked_on <= on else None,
        looked_on=each.looked_on if each.looked_on is not None and each.looked_on <= on else None,
        looked_note=each.looked_note if each.looked_on is not None and each.looked_on <= on else "",
        late=each.state == ActionState.PLANNED and each.due < on,
        synthetic=each.synthetic,
    )


def files_of(viewer: Viewer, uid: object, *, me: str, on: date) -> dict[str, FileLine]:
    """The files of the evidence of one assessment, by the uid of the evidence, for a reader of all its answers."""
    row = row_of(viewer, uid, me=me, on=on)
    if row is None:
        return {}
    reader = reader_of(viewer, me, row)
    kept = Evidence.objects.seen_by(reader).filter(assessment_id=row.id).values_list("uid", flat=True)
    lines = files.files_of(reader, list(kept), purpose=Purpose.EVIDENCE)
    return {line.about: line for line in lines}
