"""Schemes of certificates, which everybody may read; cases and certificates as far as each reader may."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kerege.api.asking import AskedPage, Country, Line
from kerege.api.shaping import Listing, Named, Shaped, files_of, listing, shape
from kerege.capacity import queries
from kerege.capacity.words.certification import CaseState, CertificateState
from kerege.capacity.words.course_badges import BadgeKind, BadgeState

router = Router(tags=["Capacity"])


class SchemeLevelOut(Schema):
    """A level of a scheme; `after` names the one that is needed before, `observed` counts deliveries of others."""

    key: str
    after: str
    deliveries: int
    observed: int


class SchemeOut(Schema):
    """One version of a scheme. Means are in tenths, so that 35 is 3.5; all else in whole hours, percents and months."""

    uid: str
    owner: str
    key: str
    version: str
    title: str
    published_on: date
    current: bool
    hours: int
    pass_mark: int
    rubric_mean: int
    deadline_months: int
    least_participants: int
    response_rate: int
    feedback_mean: int
    observer_level: str
    validity_months: int
    refresh_deliveries: int
    appeal_days: int
    levels: list[SchemeLevelOut]
    curricula: dict[str, str]
    also: dict[str, tuple[str, ...]] = Field(description="Further versions of a curriculum that count beside it.")


class SchemeList(Listing):
    items: list[SchemeOut]


class CaseOut(Shaped):
    """A case of a trainer's certificate without what was recorded in it; `name` is empty where it may not be read."""

    uid: str
    owner: str
    name: str
    state: str
    level: str
    scheme_key: str
    scheme_version: str
    curriculum: str
    languages: str
    territory: Named | None
    nominated_on: date
    enrolled_on: date | None
    passed_on: date | None
    deadline: date | None
    submitted_on: date | None
    decided_on: date | None
    synthetic: bool


class CaseList(Listing):
    items: list[CaseOut]


class TrainerCertificateOut(Shaped):
    """A certificate as on the day; `valid_until` is the first day on which it holds no more, renewals included."""

    uid: str
    number: str
    owner: str
    state: str
    name: str
    scheme_key: str
    scheme_version: str
    level: str
    curriculum: str
    version: str
    languages: list[str]
    territory: Named | None
    issuer: str
    decided_on: date
    valid_from: date
    valid_until: date
    synthetic: bool


class CertificateList(Listing):
    items: list[TrainerCertificateOut]


class CourseBadgeOut(Schema):
    """A badge that a course gave, as on the day: no trainer's certificate. `kind` is what it says: `took_part`, by the
    closed register, or `passed`, an exam that the node graded. `name` is empty where it may not be read.
    """

    uid: str
    number: str
    owner: str
    state: BadgeState
    name: str
    kind: BadgeKind
    title: str
    achievement: str
    given_on: date
    taken_back_on: date | None
    synthetic: bool


class CourseBadgeList(Listing):
    items: list[CourseBadgeOut]


class HeldCertificateOut(Schema):
    """A certificate that holds. `valid_until` is the first day on which it holds no more."""

    scheme_key: str
    level: str
    languages: list[str]
    valid_until: date


class CertifiedOut(Schema):
    """Somebody who agreed to stand in the public register. `reserve` is how soon they come, and empty for who is not in
    the reserve.
    """

    name: str
    owner: str
    reserve: str
    since: date
    certificates: list[HeldCertificateOut]
    synthetic: bool


class CertifiedList(Listing):
    """The register; `files` are the addresses of the same people as files."""

    items: list[CertifiedOut]
    files: list[str]


class AskedRegister(AskedPage):
    country: Country = ""
    scheme: Line = ""
    level: Line = ""
    language: Line = Field("", description="A language in which somebody is certified, as a BCP 47 code.")
    reserve: Line = Field("", description="How soon somebody comes, or `any` for everybody in the reserve.")
    text: Line = Field("", description="Words of a name.")


class AskedCases(AskedPage):
    country: Country = ""
    state: CaseState | None = None


class AskedBadges(AskedPage):
    country: Country = ""


class AskedCertificates(AskedPage):
    country: Country = ""
    state: CertificateState | None = None


@router.get("/certificate-schemes", response=SchemeList, summary="Schemes of certificates, by key")
def certificate_schemes(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.schemes.schemes(viewer, on=asked.day, lang=asked.lang)
    return listing(asked, found, lambda line, _: _scheme(line))


@router.get("/certificate-cases", response=CaseList, summary="Cases of trainers' certificates, the newest first")
def certificate_cases(request: HttpRequest, asked: Query[AskedCases]) -> Any:
    viewer, by = request.viewer, request.actor  # type: ignore[attr-defined]
    state = str(asked.state or "")
    found = queries.cases.cases(viewer, by=by, on=asked.day, lang=asked.lang, state=state, owner=asked.country)
    return listing(asked, found, lambda line, names: shape(CaseOut, line, names))


@router.get("/certificates", response=CertificateList, summary="Certificates issued, the newest first")
def certificates(request: HttpRequest, asked: Query[AskedCertificates]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    state = str(asked.state or "")
    found = queries.certificates.issued(viewer, on=asked.day, lang=asked.lang, owner=asked.country, state=state)
    return listing(asked, found, lambda line, names: shape(TrainerCertificateOut, line, names))


@router.get("/course-badges", response=CourseBadgeList, summary="Badges that courses gave, the newest first")
def course_badges(request: HttpRequest, asked: Query[AskedBadges]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.course_badges.given_by_owner(viewer, on=asked.day, owner=asked.country)
    return listing(asked, found, lambda line, _: _badge(line))


@router.get("/certified", response=CertifiedList, summary="Certified people who agreed to stand in the register")
def certified(request: HttpRequest, asked: Query[AskedRegister]) -> Any:
    told = {name: getattr(asked, name) for name in ("scheme", "level", "language", "reserve", "text")}
    choice = queries.badges.RegisterChoice(owner=asked.country, **told)
    found = queries.badges.certified(on=asked.day, lang=asked.lang, choice=choice)
    files = files_of("certified", asked, country=asked.country, **told)
    return {**listing(asked, found, lambda line, _: vars(line)), "files": files}


def _badge(line: queries.course_badges.GivenLine) -> dict[str, Any]:
    of = line.badge
    return {**vars(line), "kind": of.kind, "title": of.title, "achievement": of.uid}


def _scheme(line: queries.schemes.SchemeLine) -> dict[str, Any]:
    asked = {name: value for name, value in vars(line.scheme).items() if name not in {"title", "levels"}}
    levels = [vars(level) for level in line.scheme.levels]
    return {**asked, **vars(line), "levels": levels, "curricula": dict(line.scheme.curricula)}
