"""Courses, events and handovers: what was done, and what sources say of it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedOfProject, AskedPage, Country, Line
from kerege.api.describing import listed, refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, SourceOut, listing, page_told, shape
from kerege.inventory import queries as inventory
from kerege.inventory.words import Status as HandoverStatus
from kerege.lib.refusal import Refusal
from kerege.outreach import queries as outreach
from kerege.outreach.words import EventKind, Level
from kerege.outreach.words import Status as EventStatus
from kerege.training import queries as training
from kerege.training.words import CourseKind
from kerege.training.words import Status as CourseStatus

router = Router(tags=["Activities"])
_ONE = refuses(words.NO_SUCH_RECORD)


class StatedFigure(Schema):
    """A figure of one source. Sources that disagree stand side by side."""

    measure: str
    value: int
    qualifier: str
    source: SourceOut
    note: str


class CountedOut(Schema):
    """How many trainees, between `low` and `high`; null when nobody says. `basis` is register, stated, planned or
    unknown.
    """

    basis: str
    low: int | None
    high: int | None
    planned: int | None
    in_conflict: bool


class ActivityOut(Shaped):
    """What courses, events and handovers share."""

    uid: str
    key: str
    owner: str
    title: str
    status: str
    project: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    note: str | None
    sources: list[SourceOut]
    synthetic: bool


class CourseOut(ActivityOut):
    kind: str
    generation: int | None
    group: str
    group_title: str
    venue: Named | None
    venue_place: str
    trainees_from: Named | None
    host: str
    language: str
    external_funding: bool | None
    register_closed_on: date | None
    counted: CountedOut
    unfit_documents: int = Field(description="How many controlled documents it uses that should not be relied on.")


class CourseList(Listing):
    items: list[CourseOut]


class UsedDocumentOut(Schema):
    """A controlled document that a course uses. `unfit` says why it should not be relied on: overdue or none_effective.
    Where the reader may not read the document, its uid, code, title and place are empty.
    """

    document: str
    code: str
    title: str
    place: str
    since: date
    unfit: str | None


class CourseCard(CourseOut):
    """A course with every figure stated about it and, where it has one, about its group, and the documents it uses."""

    figures: list[StatedFigure]
    group_figures: list[StatedFigure]
    documents: list[UsedDocumentOut]


class EventOut(ActivityOut):
    kind: str
    level: str
    venue: Named | None
    place: str
    figures: list[StatedFigure]


class EventList(Listing):
    items: list[EventOut]


class HandoverOut(ActivityOut):
    recipient: str
    territory: Named | None
    items: int | None
    items_qualifier: str
    value_text: str | None


class HandoverList(Listing):
    items: list[HandoverOut]


class AskedCourses(AskedOfProject):
    country: Country = Field("", description="Where the trainees come from, as ISO 3166-1 alpha-3 code.")
    venue: Country = Field("", description="Where the course is held, as ISO 3166-1 alpha-3 code.")
    kind: CourseKind | None = None
    status: Annotated[CourseStatus | None, listed(CourseStatus)] = None
    text: Line = Field("", description="Part of the title.")


class AskedEvents(AskedOfProject):
    kind: EventKind | None = None
    level: Level | None = None
    status: Annotated[EventStatus | None, listed(EventStatus)] = None
    text: Line = Field("", description="Part of the title.")


class AskedHandovers(AskedOfProject):
    status: Annotated[HandoverStatus | None, listed(HandoverStatus)] = None


class RegisterRow(Schema):
    """One person in one course, without the name, which `people` decides about."""

    uid: str
    role: str
    sex: str
    institution_type: str
    unit: str
    registered_on: date
    synthetic: bool


class RegisterOut(Listing):
    """`withheld_rows` exist that this reader may not list."""

    items: list[RegisterRow]
    withheld_rows: int


@router.get("/courses", response=CourseList, summary="Courses, the newest first")
def courses(request: HttpRequest, asked: Query[AskedCourses]) -> Any:
    found = training.courses(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        project=asked.project,
        kinds=(asked.kind,) if asked.kind else (),
        trainees_from=asked.territories,
        venue=(asked.venue,) if asked.venue else (),
        status=asked.status or "",
        text=asked.text,
        page=asked.page,
        size=asked.size,
    )
    names = Names.among(found.rows, asked=asked)
    return page_told(asked, [shape(CourseOut, line, names) for line in found.rows], total=found.total)


@router.get("/courses/{uid}", response=CourseCard, openapi_extra=_ONE, summary="One course with all stated figures")
def course(request: HttpRequest, uid: Path[Line], asked: Query[Asked]) -> Any:
    card = training.course(request.viewer, known_uid(uid), on=asked.day)  # type: ignore[attr-defined]
    if card is None:
        raise Refusal(words.NO_SUCH_RECORD)
    names = Names.among([card.line], asked=asked)
    me = request.actor  # type: ignore[attr-defined]
    used = training.documents_of(request.viewer, card.line.uid, me=me, on=asked.day, lang=asked.lang)  # type: ignore[attr-defined]
    told = {"figures": card.figures, "group_figures": card.group_figures, "documents": used}
    return shape(CourseCard, card.line, names, **told)


@router.get("/courses/{uid}/register", response=RegisterOut, openapi_extra=_ONE, summary="The register of a course")
def register(request: HttpRequest, uid: Path[Line], asked: Query[AskedPage]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    if training.course(viewer, known_uid(uid), on=asked.day) is None:
        raise Refusal(words.NO_SUCH_RECORD)
    found = training.register(viewer, known_uid(uid), on=asked.day, page=asked.page, size=asked.size)
    return {**page_told(asked, list(found.rows), total=found.total), "withheld_rows": found.withheld}


@router.get("/events", response=EventList, summary="Events, the newest first")
def events(request: HttpRequest, asked: Query[AskedEvents]) -> Any:
    found = outreach.events(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        project=asked.project,
        kinds=(asked.kind,) if asked.kind else (),
        level=asked.level or "",
        territories=asked.territories,
        status=asked.status or "",
        text=asked.text,
    )
    return listing(asked, found, lambda line, names: shape(EventOut, line, names))


@router.get("/events/{uid}", response=EventOut, openapi_extra=_ONE, summary="One event")
def event(request: HttpRequest, uid: Path[Line], asked: Query[Asked]) -> Any:
    line = outreach.event(request.viewer, known_uid(uid), on=asked.day)  # type: ignore[attr-defined]
    if line is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return shape(EventOut, line, Names.among([line], asked=asked))


@router.get("/handovers", response=HandoverList, summary="Handovers of equipment, the newest first")
def handovers(request: HttpRequest, asked: Query[AskedHandovers]) -> Any:
    found = inventory.handovers(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        project=asked.project,
        territories=asked.territories,
        status=asked.status or "",
    )
    return listing(asked, found, lambda line, names: shape(HandoverOut, line, names))


def known_uid(text: str) -> str:
    """`text` if it is written like a uid; else api.no_such_record, as for one that nobody has."""
    try:
        return str(UUID(text))
    except ValueError:
        raise Refusal(words.NO_SUCH_RECORD) from None
