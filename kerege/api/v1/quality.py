"""Findings, quality plans, controlled documents and proficiency tests: each as far as its reader may read it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, files_of, listing
from kerege.capacity import queries
from kerege.capacity.queries import FoundChoice, FoundLine
from kerege.capacity.queries import documents as register
from kerege.capacity.queries import plans as of_plans
from kerege.capacity.queries import standing as tests
from kerege.capacity.queries.documents import ControlledVersion, DocumentLine
from kerege.capacity.queries.plans import PlanLine, PlanPage
from kerege.capacity.queries.results import ActionLine
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.words import Severity
from kerege.capacity.words.documents import Unfit, VersionState
from kerege.capacity.words.plans import Proved
from kerege.capacity.words.quality import Cause, FindingStanding, Source
from kerege.capacity.words.rounds import Verdict
from kerege.lib.refusal import Refusal

router = Router(tags=["Quality"])
_ONE = refuses(words.NO_SUCH_RECORD)


class InFiles(Listing):
    """A list that leaves as files too; `files` are their addresses with the same filters."""

    files: list[str]


class CorrectiveActionOut(Schema):
    """What is done about a finding, by which seat. `worked` is null until somebody looked whether it did."""

    uid: str
    what: str
    seat: str
    seat_title: str
    due: date
    state: str
    planned_on: date
    proof: str
    done_on: date | None
    verified_on: date | None
    worked: bool | None
    looked_on: date | None
    late: bool


class FindingOut(Schema):
    """A finding with how it stands on the day: late, found_again, did_not_work, bare, to_verify, to_look, planned,
    worked or closed. `question` is the key in its set, and empty where it came from no assessment.
    """

    uid: str
    owner: str
    facility: str
    title: str
    source: str
    text: str
    assessment: str
    set_key: str
    round: int
    question: str
    value: str
    severity: str
    found_on: date
    cause_kind: str
    cause: str
    standing: str
    due: date | None
    actions: list[CorrectiveActionOut]
    synthetic: bool


class FindingList(InFiles):
    items: list[FindingOut]


class PlanStageOut(Schema):
    """A stage is reached when all that it asks is verified by another person; what is only reported does not count."""

    key: str
    title: str
    due: date
    asked: int
    verified: int
    reported: int
    late: bool
    reached: bool


class QualityPlanOut(Schema):
    """A quality plan. `mentor` and `host` are seats; `on_course` is when the mentor said last that it is."""

    uid: str
    owner: str
    facility: str
    title: str
    unit: str
    checklist_key: str
    checklist_version: str
    mentor: str
    host: str
    set_key: str
    start: date
    until: date
    state: str
    ended_on: date | None
    conclusion: str
    independence: str
    on_course: date | None
    stages: list[PlanStageOut]
    synthetic: bool


class QualityPlanList(InFiles):
    items: list[QualityPlanOut]


class PlanActivityOut(Schema):
    """An activity of a plan: open, reported, returned (it did not convince) or verified."""

    stage: str
    key: str
    what: str
    state: str
    proof: str
    reported_on: date | None
    looked_on: date | None
    note: str


class VisitOut(Schema):
    """What a mentor saw; the kind `check` is the mentor's word that the plan is on course, without a visit."""

    uid: str
    kind: str
    on: date
    seen: str
    agreed: str
    next_on: date | None


class QualityPlanPageOut(QualityPlanOut):
    """A plan with every activity, the visits, and what was found in them."""

    activities: list[PlanActivityOut]
    visits: list[VisitOut]
    found: list[str]


class DocumentVersionOut(Schema):
    """A version: draft, in_review, approved (not in force yet), effective, superseded or withdrawn."""

    uid: str
    version: str
    state: str
    kept_at: str
    written_on: date
    approved_on: date | None
    effective_from: date | None
    review_by: date | None
    withdrawn_on: date | None
    note: str
    has_file: bool


class DocumentOut(Schema):
    """A controlled document with its versions, the newest first. `unfit` says why it should not be relied on: overdue
    or none_effective.
    """

    uid: str
    owner: str
    facility: str
    place: str
    code: str
    title: str
    seat: str
    unfit: str | None
    versions: list[DocumentVersionOut]
    synthetic: bool


class DocumentList(InFiles):
    items: list[DocumentOut]


class ProficiencyTestOut(Schema):
    """What a provider told of a round, and what it means: acceptable, warning, unacceptable or not_evaluated. `needed`
    is the percentage of right answers that was acceptable, with its source; null where none were counted.
    """

    uid: str
    owner: str
    facility: str
    place: str
    round: str
    subject: str
    measure: str
    told: str
    needed: int | None
    needed_source: str
    verdict: str
    on: date
    finding: str
    synthetic: bool


class ProficiencyTestList(Listing):
    items: list[ProficiencyTestOut]


class AskedPlace(AskedPage):
    country: Country = Field("", description="Whose records, as ISO 3166-1 alpha-3 code.")
    facility: Line = Field("", description="Key of a facility.")


class AskedFindings(AskedPlace):
    source: Source | None = None
    severity: Severity | None = None
    cause: Cause | None = None
    standing: FindingStanding | None = Field(None, description="Without it, all that are not closed.")


class AskedDocuments(AskedPlace):
    state: VersionState | Unfit | None = Field(
        None, description="A state of a version, or overdue or none_effective: what should not be relied on."
    )


class AskedTests(AskedPlace):
    verdict: Verdict | None = None


@router.get("/findings", response=FindingList, summary="Findings that are not closed, the most urgent first")
def findings(request: HttpRequest, asked: Query[AskedFindings]) -> Any:
    said = {name: str(getattr(asked, name) or "") for name in ("source", "severity", "cause", "standing")}
    choice = FoundChoice(owner=asked.country, facility=asked.facility, open=not asked.standing, **said)  # type: ignore[arg-type]
    found = queries.found(*_reader(request), choice=choice, **_told(request, asked))
    files = files_of("quality", asked, country=asked.country, facility=asked.facility, **said)
    return {**listing(asked, found, lambda line, _: _finding(line, asked.lang)), "files": files}


@router.get("/findings/{uid}", response=FindingOut, openapi_extra=_ONE, summary="One finding")
def finding(request: HttpRequest, uid: Path[Line], asked: Query[Asked]) -> Any:
    line = queries.found_one(*_reader(request), uid, **_told(request, asked))
    if line is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _finding(line, asked.lang)


@router.get("/quality-plans", response=QualityPlanList, summary="Quality plans, running ones first")
def quality_plans(request: HttpRequest, asked: Query[AskedPlace]) -> Any:
    told = _told(request, asked)
    found = of_plans.plans(*_reader(request), **told, owner=asked.country, facility=asked.facility)
    files = files_of("quality_plans", asked, country=asked.country, facility=asked.facility)
    return {**listing(asked, found, lambda line, _: _plan(line, asked.lang)), "files": files}


@router.get("/quality-plans/{uid}", response=QualityPlanPageOut, openapi_extra=_ONE, summary="One quality plan")
def quality_plan(request: HttpRequest, uid: Path[Line], asked: Query[Asked]) -> Any:
    page = of_plans.plan(*_reader(request), uid, **_told(request, asked))
    if page is None:
        raise Refusal(words.NO_SUCH_RECORD)
    beside = {"activities": _activities(page, asked.lang), "visits": page.visits, "found": page.found}
    return _plan(page.line, asked.lang) | beside


@router.get("/controlled-documents", response=DocumentList, summary="Controlled documents, the unfit first")
def controlled_documents(request: HttpRequest, asked: Query[AskedDocuments]) -> Any:
    told, state = _told(request, asked), str(asked.state or "")
    found = register.register(*_reader(request), **told, owner=asked.country, facility=asked.facility, state=state)
    said = {"country": asked.country, "facility": asked.facility, "state": state}
    files = files_of("controlled_documents", asked, **said)
    return {**listing(asked, found, lambda line, _: _document(line)), "files": files}


@router.get("/controlled-documents/{uid}", response=DocumentOut, openapi_extra=_ONE, summary="One document")
def controlled_document(request: HttpRequest, uid: Path[Line], asked: Query[Asked]) -> Any:
    line = register.document(*_reader(request), uid, **_told(request, asked))
    if line is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _document(line)


@router.get(
    "/proficiency-tests", response=ProficiencyTestList, summary="Results of proficiency tests, the newest first"
)
def proficiency_tests(request: HttpRequest, asked: Query[AskedTests]) -> Any:
    told, verdict = _told(request, asked), str(asked.verdict or "")
    found = tests.results(*_reader(request), **told, owner=asked.country, facility=asked.facility, verdict=verdict)
    return listing(asked, found, lambda line, _: vars(line))


_UNTOLD = {"state": Proved.OPEN.value, "proof": "", "reported_on": None, "looked_on": None, "note": ""}
"""Of an activity that nobody reported."""


def _reader(request: HttpRequest) -> tuple[Any]:
    return (request.viewer,)  # type: ignore[attr-defined]


def _told(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return {"me": request.actor, "on": asked.day, "lang": asked.lang}  # type: ignore[attr-defined]


def _finding(line: FoundLine, lang: str) -> dict[str, Any]:
    definition, text = line.definition, line.text
    if definition is not None:
        asked = next((each for each in definition.questions() if each.key == line.finding.question), None)
        text = text_in(asked.text, lang, definition.source) if asked is not None else text
    actions = [_action(each) for each in line.finding.actions]
    return vars(line.finding) | vars(line) | {"text": text, "due": line.due, "actions": actions}


def _action(action: ActionLine) -> dict[str, Any]:
    return {name: getattr(action, name) for name in CorrectiveActionOut.model_fields}


def _plan(line: PlanLine, lang: str) -> dict[str, Any]:
    titles = {each.key: text_in(each.title, lang, line.checklist.source) for each in line.checklist.stages}
    stages = [{**vars(each), "reached": each.reached, "title": titles[each.key]} for each in line.stages]
    return vars(line) | {"stages": stages}


def _activities(page: PlanPage, lang: str) -> list[dict[str, Any]]:
    checklist, found = page.line.checklist, []
    for stage, each in checklist.activities():
        proof = page.proofs.get(each.key)
        what = text_in(each.what, lang, checklist.source)
        found.append(_UNTOLD | (vars(proof) if proof else {}) | {"stage": stage.key, "key": each.key, "what": what})
    return found


def _document(line: DocumentLine) -> dict[str, Any]:
    return vars(line) | {"versions": [_version(each) for each in line.versions]}


def _version(version: ControlledVersion) -> dict[str, Any]:
    return vars(version) | {"has_file": version.file is not None}
