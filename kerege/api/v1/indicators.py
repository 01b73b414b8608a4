"""Indicators: what was claimed beside what the records show, down to the records; and claims."""

from datetime import date
from enum import StrEnum
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from ninja import Body, Path, Query, Router, Schema, Status
from ninja.security import SessionAuth
from pydantic import ConfigDict, Field, StrictInt, StrictStr

from kerege.api import words
from kerege.api.asking import OF_TEXT, Asked, AskedOfProject, AskedPage, Country, Line, Project
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, SourceOut, listing, shape
from kerege.atlas.words import UNKNOWN_CODE
from kerege.indicators import actions
from kerege.indicators import queries as indicators
from kerege.indicators.rules import BY_TRAINEES, BY_VENUE, DEFINITIONS, GROUPS, Definition, Reading, Scope
from kerege.indicators.rules.definitions import UNITS
from kerege.indicators.words import (
    CLAIM_WITHOUT_SOURCE,
    COMPUTED_NOT_TYPED,
    NO_MEANING,
    STATED_IN_FUTURE,
    UNKNOWN_INDICATOR,
    WRONG_UNIT,
)
from kerege.lib.figures import NOT_A_FIGURE
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import LAST_BEFORE_FIRST, NOT_A_DATE
from kerege.lib.text import NOT_TEXT
from kerege.people.words import NOT_ABOUT_OTHERS, NOT_YOURS
from kerege.records.counts import Qualifier
from kerege.records.recording import BAD_KEY, KEY_TAKEN

router = Router(tags=["Indicators"])
_REFUSED_CLAIMS = refuses(
    words.BAD_JSON,
    words.MISSING_FIELD,
    words.NOT_SIGNED_IN,
    words.NO_TOKEN,
    words.UNKNOWN_FIELD,
    words.WRONG_CHOICE,
    words.WRONG_FORM,
    *OF_TEXT,
    NOT_TEXT,
    UNKNOWN_CODE,
    CLAIM_WITHOUT_SOURCE,
    NO_MEANING,
    STATED_IN_FUTURE,
    UNKNOWN_INDICATOR,
    WRONG_UNIT,
    NOT_A_FIGURE,
    LAST_BEFORE_FIRST,
    NOT_A_DATE,
    NOT_ABOUT_OTHERS,
    NOT_YOURS,
    BAD_KEY,
    KEY_TAKEN,
)


class IndicatorOut(Schema):
    """What an indicator is. `missing` names what this node does not record yet; then it has no value and no zero."""

    key: str
    group: str
    group_title: str
    objective: int
    title: str
    unit: str
    unit_name: str
    evidence: str
    missing: str
    inference: str


class IndicatorList(Listing):
    items: list[IndicatorOut]


class ClaimOut(Shaped):
    """A figure as it was published."""

    uid: str
    key: str
    indicator: str
    project: str
    territory: Named | None
    value: int
    qualifier: str
    unit: str
    meaning: str
    stated_by: str
    stated_on: str
    source: SourceOut


class ClaimList(Listing):
    items: list[ClaimOut]


class EvidenceOut(Schema):
    """What the records show: between `low` and `high`; null unless `state` is recorded. `of_low` and `of_high` are a
    base, where there is one.
    """

    state: str
    low: float | None
    high: float | None
    of_low: int | None
    of_high: int | None


class ValueOut(Schema):
    value: int
    sources: list[str]


class ConflictOut(Schema):
    """Figures for one thing that cannot all be right. None of them is chosen."""

    kind: str
    about: str
    uid: str
    values: list[ValueOut]


class Silence(Schema):
    """The last day of a record of this country; null where there is none. Silence is not zero."""

    territory: Named
    last_day: date | None


class Frozen(Schema):
    """A country from which nothing comes since this day. What is not there of it is no data and never zero."""

    territory: Named
    since: date


class ByTerritory(Schema):
    territory: Named | None
    low: float
    high: float


class CellOut(Schema):
    value: str
    people: int
    partly: bool


class BreakdownOut(Schema):
    """Attendances by one dimension, as far as this reader may know; see docs/reference/api.md on small cells."""

    dimension: str
    cells: list[CellOut]
    withheld: int
    left_out: int
    courses: int
    least_cell: int


class RecordOut(Shaped):
    """One record behind the figure; `low` and `high` are what it adds to it."""

    kind: str
    uid: str
    key: str
    title: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    territory: Named | None
    venue: Named | None
    low: int | float | None
    high: int | float | None
    planned: int | None
    basis: str
    sources: list[SourceOut]
    synthetic: bool


class RecordPage(Schema):
    total: int
    page: int
    size: int
    withheld_rows: int
    items: list[RecordOut]


class ReadingOut(Schema):
    """One indicator for one scope on one day, computed when it was asked for."""

    on: date
    lang: str
    indicator: IndicatorOut
    project: str
    countries: list[Named]
    by: str
    evidence: EvidenceOut
    claims: list[ClaimOut]
    country_claims: list[ClaimOut]
    planned: int | None
    unknown: int | None
    unknown_records: int
    inference: bool
    conflicts: list[ConflictOut]
    difference: list[float] | None = Field(description="Claim minus evidence: the least and the greatest it can be.")
    no_data_since: list[Silence]
    frozen: list[Frozen]
    by_territory: list[ByTerritory]
    breakdown: BreakdownOut | None
    protected: str = Field(
        description="How the figure is told to you where you may not know who is counted; else empty."
    )
    records: RecordPage


class By(StrEnum):
    """What makes a record a country's: whose people came, or where it was held."""

    TRAINEES = BY_TRAINEES
    VENUE = BY_VENUE


class AskedReading(AskedOfProject):
    by: By = By.TRAINEES


class AskedClaims(AskedOfProject):
    indicator: Line = Field("", description="Key of an indicator; all when it is left out.")


class NewClaim(Schema):
    """A figure that a source published, with what it means in your own words."""

    model_config = ConfigDict(extra="forbid")

    owner: Line = Field(description="REG for the region, or the ISO 3166-1 alpha-3 code of the country.")
    key: Line
    indicator: Line
    value: StrictInt | StrictStr
    qualifier: Qualifier
    unit: Line
    meaning: str
    source: Line = ""
    project_key: Project = ""
    territory: Country = ""
    stated_by: str = ""
    stated_on: str = ""
    label: Sensitivity = Sensitivity.PUBLIC


@router.get("/indicators", response=IndicatorList, summary="All indicators with what counts as their evidence")
def definitions(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    return listing(asked, DEFINITIONS, lambda about, _: _defined(about))


def _defined(about: Definition) -> dict[str, Any]:
    return {
        "key": about.key,
        "group": about.group,
        "group_title": gettext(GROUPS[about.group].title),
        "objective": about.objective,
        "title": gettext(about.title),
        "unit": about.unit,
        "unit_name": gettext(UNITS[about.unit]),
        **{name: text and gettext(text) for name, text in _prose(about).items()},
    }


def _prose(about: Definition) -> dict[str, str]:
    return {"evidence": about.evidence, "missing": about.missing, "inference": about.inference}


@router.get(
    "/indicators/{key}",
    response=ReadingOut,
    openapi_extra=refuses(UNKNOWN_INDICATOR),
    summary="One indicator: claims, evidence, records",
)
def reading(request: HttpRequest, key: Path[Line], asked: Query[AskedReading]) -> Any:
    scope = Scope(asked.project, asked.territories, asked.by)
    viewer = request.viewer  # type: ignore[attr-defined]
    day = min(asked.day, localdate())  # as on a later day every time of asking would be over
    found = indicators.reading(viewer, key, on=day, scope=scope, page=asked.page, size=asked.size)
    return _read(found, asked)


def _read(found: Reading, asked: AskedReading) -> dict[str, Any]:
    lines = (*found.claims, *found.country_claims, *found.records)
    codes = {code for code, _ in found.no_data_since} | {code for code, _, _ in found.by_territory}
    codes |= {code for line in lines for code in (line.territory, getattr(line, "venue", ""))}
    codes |= set(found.scope.territories) | {code for code, _ in found.frozen}
    names = Names(codes, asked=asked)
    plain = ("on", "evidence", "planned", "unknown", "unknown_records", "inference", "difference")
    return {
        **{name: getattr(found, name) for name in plain},
        "lang": asked.lang,
        "indicator": _defined(found.indicator),
        "project": found.scope.project,
        "countries": [names[code] for code in found.scope.territories],
        "by": found.scope.by,
        "claims": [shape(ClaimOut, claim, names) for claim in found.claims],
        "country_claims": [shape(ClaimOut, claim, names) for claim in found.country_claims],
        "conflicts": [_conflict(conflict) for conflict in found.conflicts],
        "no_data_since": [{"territory": names[code], "last_day": day} for code, day in found.no_data_since],
        "frozen": [{"territory": names[code], "since": day} for code, day in found.frozen],
        "by_territory": [{"territory": names[c], "low": low, "high": high} for c, low, high in found.by_territory],
        "breakdown": _breakdown(found.breakdown),
        "protected": gettext(found.protected) if found.protected else "",
        "records": {
            "total": found.records_total,
            "page": asked.page,
            "size": asked.size,
            "withheld_rows": found.withheld_records,
            "items": [shape(RecordOut, record, names) for record in found.records],
        },
    }


def _conflict(conflict: Any) -> dict[str, Any]:
    values = [{"value": value, "sources": sources} for value, sources in conflict.values]
    return {"kind": conflict.kind, "about": conflict.about, "uid": conflict.uid, "values": values}


def _breakdown(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    plain = ("dimension", "withheld", "left_out", "courses", "least_cell")
    cells = [{"value": value, "people": n, "partly": value in found.partly} for value, n in found.cells]
    return {**{name: getattr(found, name) for name in plain}, "cells": cells}


@router.api_operation(
    ["PUT", "POST", "PATCH"],
    "/indicators/{key}/evidence",
    response={422: None},
    openapi_extra=refuses(COMPUTED_NOT_TYPED, UNKNOWN_INDICATOR),
    summary="Always refused: evidence is computed from records and cannot be typed",
)
def type_evidence(request: HttpRequest, key: Path[Line]) -> NoReturn:
    actions.type_value(by=request.actor, indicator=key, value=None)  # type: ignore[attr-defined]


@router.get("/claims", response=ClaimList, summary="Published figures")
def claims(request: HttpRequest, asked: Query[AskedClaims]) -> Any:
    found = indicators.claims(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        indicator=asked.indicator,
        project=asked.project,
        territory=asked.country or None,
    )
    return listing(asked, found, lambda line, names: shape(ClaimOut, line, names))


@router.post(
    "/claims",
    response={201: ClaimOut},
    auth=SessionAuth(),
    openapi_extra=_REFUSED_CLAIMS,
    summary="Record a published figure",
)
def record_claim(request: HttpRequest, claim: Body[NewClaim], asked: Query[Asked]) -> Any:
    given = claim.model_dump()
    made = actions.record_claim(by=request.actor, **given)  # type: ignore[attr-defined]
    found = indicators.claims(request.viewer, on=date.max, indicator=made.indicator)  # type: ignore[attr-defined]
    line = next(c for c in found if c.uid == str(made.uid))
    return Status(201, shape(ClaimOut, line, Names.among([line], asked=asked)))
