"""Question sets, which everybody may read unless their owner says otherwise; assessments as far as each reader may."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, listing, shape
from kerege.capacity import queries
from kerege.capacity.queries import AssessmentLine
from kerege.capacity.rules.definitions import written
from kerege.capacity.words import About, AssessmentKind, AssessmentState
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.records.labels import Withheld

router = Router(tags=["Capacity"])
_ONE = refuses(words.NO_SUCH_RECORD)


class LanguageOut(Schema):
    """A language of a set; `state` says how far its texts can be relied on."""

    lang: str
    state: str


class QuestionSetOut(Schema):
    """A set with the version that is answered on the day; `version` is empty where none is published."""

    uid: str
    key: str
    owner: str
    title: str
    about: str
    wording: str
    rights: str
    version: str
    published_on: date | None
    questions: int
    languages: list[LanguageOut]
    synthetic: bool


class QuestionSetList(Listing):
    items: list[QuestionSetOut]


class VersionOut(Schema):
    version: str
    state: str
    published_on: date | None
    superseded_on: date | None


class QuestionSetPageOut(QuestionSetOut):
    """A set with one version whole: `content` is what a file of a set holds, with the texts in all languages."""

    shown: VersionOut
    versions: list[VersionOut]
    content: dict[str, Any]


class SectionScoreOut(Schema):
    """A score as an exact share, such as 7/12; empty while answers are missing. It is then not zero, but not known."""

    key: str
    score: str
    asked: int
    known: int


class SummaryOut(Schema):
    score: str
    asked: int
    known: int
    sections: list[SectionScoreOut]


class AssessmentOut(Shaped):
    """One round. Its answers are not among what leaves here; `summary` is null while it is open or withheld."""

    uid: str
    owner: str
    title: str
    set_key: str
    set_title: str
    version: str
    about: str
    facility: str
    organisation: str
    territory: Named | None
    kind: str
    round: int
    state: str
    opened_on: date
    closed_on: date | None
    summary: SummaryOut | None
    synthetic: bool


class AssessmentList(Listing):
    items: list[AssessmentOut]


class AskedSets(AskedPage):
    about: About | None = None


class AskedSet(Asked):
    version: Line = ""


class AskedAssessments(AskedPage):
    country: Country = ""
    kind: AssessmentKind | None = None
    state: AssessmentState | None = None
    set_key: Line = ""
    facility: Line = ""


@router.get("/question-sets", response=QuestionSetList, summary="Question sets, by title")
def question_sets(request: HttpRequest, asked: Query[AskedSets]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.sets(viewer, on=asked.day, lang=asked.lang, about=str(asked.about or ""))
    return listing(asked, found, lambda line, _: told_line(line))


@router.get(
    "/question-sets/{key}", response=QuestionSetPageOut, openapi_extra=_ONE, summary="One version of a question set"
)
def question_set(request: HttpRequest, key: Path[Line], asked: Query[AskedSet]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.question_set(viewer, key, on=asked.day, lang=asked.lang, version=asked.version)
    if page is None:
        raise Refusal(words.NO_SUCH_RECORD)
    beside = {"shown": page.shown, "versions": page.versions, "content": written(page.definition)}
    return told_line(page.line) | beside


@router.get("/assessments", response=AssessmentList, summary="Assessments, the newest first")
def assessments(request: HttpRequest, asked: Query[AskedAssessments]) -> Any:
    choice = queries.Choice(
        territory=asked.country,
        kind=str(asked.kind or ""),
        state=str(asked.state or ""),
        set_key=asked.set_key,
        facility=asked.facility,
    )
    viewer, me = request.viewer, request.actor.uid  # type: ignore[attr-defined]
    found = queries.assessments(viewer, me=me, on=asked.day, lang=asked.lang, choice=choice)
    return listing(asked, found, _assessment)


@router.get("/assessments/{uid}", response=AssessmentOut, openapi_extra=_ONE, summary="One assessment")
def assessment(request: HttpRequest, uid: Path[Line], asked: Query[Asked]) -> Any:
    viewer, me = request.viewer, request.actor.uid  # type: ignore[attr-defined]
    number = uid_or_none(uid)
    page = queries.assessment(viewer, number, me=me, on=asked.day, lang=asked.lang) if number else None
    if page is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _assessment(page.line, Names.among([page.line], asked=asked))


def told_line(line: queries.SetLine | queries.FrameworkLine) -> dict[str, Any]:
    """What is kept in versions, as a list tells it."""
    return {**vars(line), "languages": [{"lang": lang, "state": state} for lang, state in line.languages]}


def _assessment(line: AssessmentLine, names: Names) -> dict[str, Any]:
    summary = line.summary
    return shape(AssessmentOut, line, names, summary=summary if isinstance(summary, Withheld) else summary or None)
