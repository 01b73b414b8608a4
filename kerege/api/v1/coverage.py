"""National law and how far it meets obligations: measures, duties, rounds with their figures, and judgements.

A judgement is a working view of national law, not a compliance finding; countries are not ranked.
"""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import listed, refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, SourceOut, listing, shape
from kerege.law import queries as law
from kerege.law.queries import covered, judged
from kerege.law.queries.judged import JudgementLine, RoundLine
from kerege.law.queries.measures import measures as measures_of
from kerege.law.rules.coverage import Coverage
from kerege.law.words.duties import Mode
from kerege.lib.refusal import Refusal
from kerege.records.labels import Withheld

router = Router(tags=["Law"])
OWNER = ("owner",)
"""The field by which lines of rounds and judgements name their country."""


class MeasureOut(Shaped):
    """A work of national law, at its address by the naming convention of Akoma Ntoso; its texts are below /api/v3/."""

    uid: str
    uri: str
    territory: Named | None
    kind: str
    titles: dict[str, str]
    number: str
    state: str
    first_day: date | None
    last_day: date | None
    precision: str
    gazette: str
    gazette_on: date | None
    link: str
    note: str
    confirmed_on: date | None
    confirmed: bool
    languages: list[str]
    sources: list[SourceOut]
    synthetic: bool


class MeasureList(Listing):
    items: list[MeasureOut]


class AskedMeasures(AskedPage):
    country: Country = ""
    kind: Line = ""
    state: Line = Field("", description="How it stands on the day, such as in_force.")
    text: Line = ""


class BasisOut(Schema):
    """Where a duty is laid down: an act, or an obligation."""

    act: str
    measure: str
    obligation: str
    provision: str
    source: str
    source_as_of: date | None


class DutyOut(Shaped):
    """What the law gives a body to do; `body` is its key, empty where the law names none."""

    uid: str
    key: str
    territory: Named | None
    body: str
    topic: str
    part: str
    what: dict[str, str]
    basis: BasisOut
    start: date | None
    until: date | None
    provisional: bool
    stated: bool
    note: str
    known_from: date
    synthetic: bool


class DutyList(Listing):
    items: list[DutyOut]


class InformingOut(Shaped):
    """Who tells whom of what, by when. `period` is ISO 8601; `clock` says what starts it; with `working_days` its days
    are those on which one works.
    """

    uid: str
    key: str
    territory: Named | None
    sender: str
    recipient: str
    subject: str
    what: dict[str, str]
    form: dict[str, str]
    mode: str
    switched_by: str
    timing: str
    period: str
    clock: str
    working_days: bool
    basis: BasisOut
    start: date | None
    until: date | None
    provisional: bool
    stated: bool
    note: str
    known_from: date
    synthetic: bool


class InformingList(Listing):
    items: list[InformingOut]


class AskedDuties(AskedPage):
    country: Country = ""
    topic: Line = ""
    body: Line = ""


class AskedInforming(AskedPage):
    country: Country = ""
    mode: Annotated[Mode | None, listed(Mode)] = None
    body: Line = ""


class CoverageFigureOut(Schema):
    """Coverage as an interval with its completeness: exact fractions as text, null where nothing applies. What nobody
    judged makes the interval wide; what may or may not bind is `perhaps`; what is voluntary is no duty and told apart.
    """

    low: str | None
    high: str | None
    completeness: str | None
    judged: int
    applicable: int
    perhaps: int
    by_status: dict[str, int]
    voluntary: dict[str, Any] | None


class CoverageRoundOut(Schema):
    """A look of a country at its law as on a day. `judged_at` names the node from which a file brought it."""

    uid: str
    key: str
    territory: Named | None
    title: str
    as_of: date
    state: str
    release: str
    partly: str = Field(description="What “partly met” counts.")
    judged_at: str
    opened_on: date
    frozen_on: date | None
    published_on: date | None
    synthetic: bool


class RoundList(Listing):
    items: list[CoverageRoundOut]


class AskedRounds(AskedPage):
    country: Country = ""


class CoverageCellOut(CoverageFigureOut):
    topic: str
    instrument: str


class RoundPageOut(CoverageRoundOut):
    """With the figures of all that is shared with the reader, and of each topic and instrument."""

    whole: CoverageFigureOut
    cells: list[CoverageCellOut]


class JudgementOut(Shaped):
    """What was judged about one obligation. `grounds` is withheld where only the status is shared; names of people are
    empty for readers outside the country.
    """

    uid: str
    territory: Named | None
    round: str
    obligation: str
    status: str
    state: str
    grounds: dict[str, Any] | None
    author: str
    reviewer: str
    drafted_on: date
    submitted_on: date | None
    reviewed_on: date | None
    confirmed: bool
    confirm_due: date | None
    stale: bool
    stale_reason: str
    stale_on: date | None
    seal: str
    synthetic: bool


class JudgementList(Listing):
    items: list[JudgementOut]


class CitedOut(Schema):
    """A provision that is cited, with the hash of its text at that time."""

    relation: str
    work: str
    expression: str
    eid: str
    title: str
    place: str
    exact: str
    content_hash: str
    added_on: date


class JudgementPageOut(JudgementOut):
    evidence: list[CitedOut]


class AskedJudgements(AskedPage):
    country: Country = ""
    round: Line = Field("", description="The uid of a round.")
    obligation: Line = ""
    state: Line = Field("", description="Such as approved; all that the reader may see when it is left out.")


@router.get("/measures", response=MeasureList, summary="Measures of national law as they stand on the day")
def measures(request: HttpRequest, asked: Query[AskedMeasures]) -> Any:
    countries = (asked.country,) if asked.country else ()
    given: dict[str, Any] = {"kind": asked.kind, "state": asked.state, "text": asked.text}
    found = measures_of(request.viewer, on=asked.day, territories=countries, **given)  # type: ignore[attr-defined]
    return listing(asked, found, lambda line, names: shape(MeasureOut, line, names))


@router.get("/duties", response=DutyList, summary="What the law gives bodies to do")
def duties(request: HttpRequest, asked: Query[AskedDuties]) -> Any:
    given: dict[str, Any] = {"country": asked.country, "topic": asked.topic, "body": asked.body}
    found = law.duties(request.viewer, on=asked.day, **given)  # type: ignore[attr-defined]
    return listing(asked, found, lambda line, names: shape(DutyOut, line, names))


@router.get("/information-duties", response=InformingList, summary="Who has to inform whom, of what, by when")
def information_duties(request: HttpRequest, asked: Query[AskedInforming]) -> Any:
    given: dict[str, Any] = {"country": asked.country, "mode": asked.mode or "", "body": asked.body}
    found = law.information_duties(request.viewer, on=asked.day, **given)  # type: ignore[attr-defined]
    return listing(asked, found, lambda line, names: shape(InformingOut, line, names))


@router.get("/coverage-rounds", response=RoundList, summary="Rounds of judging national law that the reader may see")
def rounds(request: HttpRequest, asked: Query[AskedRounds]) -> Any:
    found = judged.rounds(request.viewer, owner=asked.country)  # type: ignore[attr-defined]
    return listing(asked, found, _round, fields=OWNER)


@router.get(
    "/coverage-rounds/{uid}",
    response=RoundPageOut,
    summary="One round with its coverage: an interval and its completeness, by topic and instrument",
    openapi_extra=refuses(words.NO_SUCH_RECORD),
)
def round_page(request: HttpRequest, uid: Path[str], asked: Query[Asked]) -> Any:
    page = covered.round_page(request.viewer, uid, on=asked.day)  # type: ignore[attr-defined]
    if page is None:
        raise Refusal(words.NO_SUCH_RECORD)
    told = _round(page.line, Names([page.line.owner], asked=asked))
    cells = [
        _figure(figure) | {"topic": topic, "instrument": instrument}
        for (topic, instrument), figure in sorted(page.cells.items())
    ]
    return told | {"whole": _figure(page.whole), "cells": cells}


@router.get("/judgements", response=JudgementList, summary="Judgements of rounds, as far as they are shared")
def judgements(request: HttpRequest, asked: Query[AskedJudgements]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    known = {line.id: line.uid for line in judged.rounds(viewer, owner=asked.country)}
    chosen = next((of for of, uid in known.items() if uid == asked.round), 0) if asked.round else None
    states = [asked.state] if asked.state else []
    found = judged.judgements(viewer, on=asked.day, round=chosen, obligation=asked.obligation, states=states)
    lines = [line for line in found if line.round in known]
    return listing(asked, lines, lambda line, names: _judgement(line, known, names), fields=OWNER)


@router.get(
    "/judgements/{uid}",
    response=JudgementPageOut,
    summary="One judgement with what it cites, as far as that is shared",
    openapi_extra=refuses(words.NO_SUCH_RECORD),
)
def judgement(request: HttpRequest, uid: Path[str], asked: Query[Asked]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    known = {line.id: line.uid for line in judged.rounds(viewer)}
    line = judged.judgement_line(viewer, uid, on=asked.day)
    if line is None or line.round not in known:
        raise Refusal(words.NO_SUCH_RECORD)
    cited = judged.evidence_of(viewer, line.id)
    return _judgement(line, known, Names([line.owner], asked=asked)) | {"evidence": cited}


def _round(line: RoundLine, names: Names) -> dict[str, Any]:
    plain = [name for name in CoverageRoundOut.model_fields if name != "territory"]
    return {name: getattr(line, name) for name in plain} | {"territory": names[line.owner]}


def _judgement(line: JudgementLine, rounds: dict[int, str], names: Names) -> dict[str, Any]:
    grounds = line.grounds if isinstance(line.grounds, Withheld) else vars(line.grounds)
    more = {"territory": names[line.owner], "round": rounds[line.round], "grounds": grounds}
    return shape(JudgementOut, line, names, **more)


def _figure(figure: Coverage) -> dict[str, Any]:
    return {
        "low": _exact(figure.low),
        "high": _exact(figure.high),
        "completeness": _exact(figure.completeness),
        "judged": figure.judged,
        "applicable": figure.applicable,
        "perhaps": figure.perhaps,
        "by_status": {status.value: count for status, count in figure.by_status},
        "voluntary": _figure(figure.voluntary) if figure.voluntary is not None else None,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
