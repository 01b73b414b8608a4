"""Competence frameworks, which everybody may read unless their owner says otherwise; posts for who answers for them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, listing
from kerege.api.v1.capacity import LanguageOut, VersionOut, told_line
from kerege.capacity import queries
from kerege.capacity.queries import FrameworkPage, HeldCompetence, HeldPost
from kerege.capacity.rules.case import Passport, packed
from kerege.capacity.rules.framework import written
from kerege.capacity.rules.levels import Estimate
from kerege.lib.refusal import Refusal

router = Router(tags=["Capacity"])
_ONE = refuses(words.NO_SUCH_RECORD)


class FrameworkOut(Schema):
    """A framework with the version of the day; `version` is empty where none is published."""

    uid: str
    key: str
    owner: str
    title: str
    wording: str
    rights: str
    version: str
    published_on: date | None
    domains: int
    competences: int
    roles: int
    languages: list[LanguageOut]
    synthetic: bool


class FrameworkList(Listing):
    items: list[FrameworkOut]


class FrameworkPageOut(FrameworkOut):
    """A framework with one version whole: `content` is what a file of a framework holds, in all languages."""

    shown: VersionOut
    versions: list[VersionOut]
    content: dict[str, Any]


class LevelOut(Schema):
    """What somebody has shown of a competence, 0 to 4 in hundredths, with the span in which it lies."""

    level: Decimal
    low: Decimal
    high: Decimal
    pieces: int


class CompetenceHeldOut(Schema):
    """Required against held. `levels` are those of the people of whom something is known; `unknown` counts the others,
    who are never zero. `may_teach` counts those qualified to teach it, and is null where the role need not.
    """

    competence: str
    target: str
    criticality: int
    levels: list[LevelOut]
    unknown: int
    may_teach: int | None


class PostOut(Schema):
    """A role in a facility or one of its units. It names nobody."""

    uid: str
    owner: str
    facility: str
    unit: str
    framework: str
    role: str
    people: int
    fte: Decimal
    named: int
    needs: bool
    start: date
    competences: list[CompetenceHeldOut]
    synthetic: bool


class PostList(Listing):
    items: list[PostOut]


class AskedFramework(Asked):
    version: Line = ""


class AskedPosts(AskedPage):
    facility: Line = ""


@router.get("/frameworks", response=FrameworkList, summary="Competence frameworks, by title")
def frameworks(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    found = queries.frameworks(request.viewer, on=asked.day, lang=asked.lang)  # type: ignore[attr-defined]
    return listing(asked, found, lambda line, _: told_line(line))


@router.get(
    "/frameworks/{key}", response=FrameworkPageOut, openapi_extra=_ONE, summary="One version of a competence framework"
)
def framework(request: HttpRequest, key: Path[Line], asked: Query[AskedFramework]) -> Any:
    page = _page(request, key, asked)
    beside = {"shown": page.shown, "versions": page.versions, "content": written(page.definition)}
    return told_line(page.line) | beside


@router.get(
    "/frameworks/{key}/case",
    response=dict[str, Any],
    openapi_extra=_ONE,
    summary="The same as a package of 1EdTech CASE 1.0",
)
def framework_case(request: HttpRequest, key: Path[Line], asked: Query[AskedFramework]) -> Any:
    page = _page(request, key, asked)
    shown = page.shown
    told = Passport(page.line.key, shown.version, shown.state, page.line.rights, shown.published_on or asked.day)
    return packed(page.definition, told)


@router.get("/posts", response=PostList, summary="Posts with what is required beside what is held, by facility")
def posts(request: HttpRequest, asked: Query[AskedPosts]) -> Any:
    viewer, acting = request.viewer, request.actor  # type: ignore[attr-defined]
    facilities = [asked.facility] if asked.facility else []
    found = queries.held(viewer, on=asked.day, acting=acting, facilities=facilities)
    return listing(asked, found, lambda line, _: _post(line))


def _page(request: HttpRequest, key: str, asked: AskedFramework) -> FrameworkPage:
    viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.framework(viewer, key, on=asked.day, lang=asked.lang, version=asked.version)
    if page is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return page


def _post(held: HeldPost) -> dict[str, Any]:
    return {**vars(held.post), "competences": [_held(each) for each in held.competences]}


def _held(need: HeldCompetence) -> dict[str, Any]:
    teach = sum(each is True for each in need.may_teach) if need.may_teach else None
    levels = [_level(level) for level in need.levels if level is not None]
    told = {"competence": need.competence, "target": need.target.value, "criticality": need.criticality}
    return told | {"levels": levels, "unknown": need.unknown, "may_teach": teach}


def _level(level: Estimate) -> dict[str, Any]:
    return {name: getattr(level, name) for name in ("level", "low", "high", "pieces")}
