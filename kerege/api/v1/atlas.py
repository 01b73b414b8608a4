"""Territories, regions, who is partner or participant, projects, sources, standards, and search by name."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Names, listing, named
from kerege.atlas import queries as atlas
from kerege.atlas.words import UNKNOWN_CODE, SubjectKind

router = Router(tags=["Atlas"])
_ONE = refuses(UNKNOWN_CODE)


class TerritoryOut(Schema):
    """A territory with its name as on the day. `kind` tells how it is coded, nothing about its status."""

    code: str
    alpha2: str
    kind: str
    name: Named


class TerritoryList(Listing):
    items: list[TerritoryOut]


class UnitOut(Schema):
    code: str
    kind: str
    name: str
    start: date | None
    end: date | None


class TerritoryCard(TerritoryOut):
    """What it is on the day. Taking part in a project makes nobody a partner."""

    participates_in: list[str]
    partner_in: list[str]
    units: list[UnitOut]


class MembershipOut(Schema):
    """A partnership in a region; `certain` is false when it may have begun only after the day."""

    territory: Named
    region: str
    start: date | None
    start_precision: str
    end: date | None
    shown_by: date | None
    date_text: str
    source: str
    note: str
    certain: bool


class MembershipList(Listing):
    items: list[MembershipOut]


class RegionOut(Schema):
    code: str
    name: str
    synonyms: list[str]
    partners: list[Named]


class RegionList(Listing):
    items: list[RegionOut]


class ParticipantOut(Schema):
    territory: Named
    start: date | None
    start_precision: str
    end: date | None
    date_text: str
    source: str
    note: str
    certain: bool


class PassageOut(Schema):
    part: str
    position: int
    lang: str
    text: str
    state: str
    quoted: bool
    source: str
    date_text: str


class TagOut(Schema):
    code: str
    name: str
    suggested: bool
    source: str


class ProjectRegionOut(Schema):
    code: str
    name: str
    source: str


class ProjectOut(Schema):
    """A project's page. `categories` may be empty, which says that the page names none."""

    key: str
    title: str
    start: date | None
    start_precision: str
    end: date | None
    end_precision: str
    date_text: str
    source: str
    texts: list[PassageOut]
    areas: list[TagOut]
    categories: list[TagOut]
    regions: list[ProjectRegionOut]
    participants: list[ParticipantOut]
    footnotes: list[Named]


class ProjectList(Listing):
    items: list[str]


class SourceCard(Schema):
    key: str
    title: str
    addresses: list[str]
    page_date: date | None
    dated: str
    note: str


class SourceList(Listing):
    items: list[SourceCard]


class StandardOut(Schema):
    standard: str
    issuer: str
    title: str
    edition: str
    start: date | None
    start_precision: str
    end: date | None
    replaced_by: str
    current: bool
    citations: int


class StandardList(Listing):
    items: list[StandardOut]


class HitOut(Schema):
    """Something whose name is like the question; `former` when the name found is not its name on the day."""

    kind: str
    key: str
    territory: Named | None
    name: str
    matched: str
    marker: str
    note: str
    matched_lang: str
    former: bool
    start: date | None
    end: date | None
    score: float


class HitList(Listing):
    items: list[HitOut]


class AskedMemberships(AskedPage):
    region: Line = Field("", description="Code of a region, such as CA.")
    country: Country = Field("", description="ISO 3166-1 alpha-3 code.")


class AskedStandards(AskedPage):
    standard: Line = Field("", description="Key of a standard, such as ISO 35001.")


class AskedSearch(AskedPage):
    q: Line = Field(description="A name in any spelling and script; at most 80 characters.")
    kind: SubjectKind | None = Field(None, description="Only things of this kind.")


@router.get("/territories", response=TerritoryList, summary="Territories by name")
def territories(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    return listing(asked, atlas.territories(on=asked.day, lang=asked.lang), lambda line, names: _territory(line))


@router.get(
    "/territories/{code}",
    response=TerritoryCard,
    openapi_extra=_ONE,
    summary="One territory and its relations on the day",
)
def territory(request: HttpRequest, code: Path[Line], asked: Query[Asked]) -> Any:
    relations = atlas.relations(code.upper(), on=asked.day)
    line = atlas.territories(on=asked.day, lang=asked.lang, codes=[relations.code])[0]
    return {
        **_territory(line),
        "participates_in": relations.participates,
        "partner_in": relations.partner_in,
        "units": atlas.units(relations.code, on=asked.day, lang=asked.lang),
    }


def _territory(line: atlas.TerritoryLine) -> dict[str, Any]:
    return {"code": line.code, "alpha2": line.alpha2, "kind": line.kind, "name": named(line.name)}


@router.get("/regions", response=RegionList, summary="Regions with their partners on the day")
def regions(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    partners = atlas.partners(on=asked.day)
    names = Names((p.code for p in partners), asked=asked)

    def told(region: atlas.RegionLine, _: Names) -> dict[str, Any]:
        here = [names[p.code] for p in partners if p.region == region.code]
        return {"code": region.code, "name": region.name, "synonyms": region.synonyms, "partners": here}

    return listing(asked, atlas.regions(on=asked.day, lang=asked.lang), told)


@router.get("/memberships", response=MembershipList, summary="Partnerships in regions on the day")
def memberships(request: HttpRequest, asked: Query[AskedMemberships]) -> Any:
    found = atlas.partners(on=asked.day, region=asked.region or None)
    lines = [p for p in found if asked.country in ("", p.code)]
    names = Names((p.code for p in lines), asked=asked)
    return listing(asked, lines, lambda line, _: _related(MembershipOut, line, names))


@router.get("/projects", response=ProjectList, summary="Keys of projects")
def projects(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    return listing(asked, atlas.project_keys(), lambda key, _: key)


@router.get("/projects/{key}", response=ProjectOut, openapi_extra=_ONE, summary="A project's page, from records")
def project(request: HttpRequest, key: Path[Line], asked: Query[Asked]) -> Any:
    page = atlas.project_page(key, on=asked.day, lang=asked.lang)
    names = Names((p.code for p in page.participants), asked=asked)
    told = {name: getattr(page, name) for name in ProjectOut.model_fields}
    told["participants"] = [_related(ParticipantOut, p, names) for p in page.participants]
    told["footnotes"] = [named(note) for note in page.footnotes]
    return told


def _related(schema: type[Schema], line: Any, names: Names) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in schema.model_fields if name != "territory"}
    return {**told, "territory": names[line.code]}


@router.get("/sources", response=SourceList, summary="Pages on which records rest")
def sources(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    return listing(asked, list(atlas.source_lines().values()), lambda line, _: line)


@router.get("/standards", response=StandardList, summary="Standards and their editions up to the day")
def standards(request: HttpRequest, asked: Query[AskedStandards]) -> Any:
    found = atlas.editions(on=asked.day, standard=asked.standard or None)
    return listing(asked, found, lambda line, _: line)


@router.get("/search", response=HitList, summary="What is called like this, in any script, now or formerly")
def search(request: HttpRequest, asked: Query[AskedSearch]) -> Any:
    kinds = (asked.kind,) if asked.kind else ()
    found = atlas.search_names(asked.q, on=asked.day, lang=asked.lang, limit=200, kinds=kinds)
    return listing(asked, found, _hit)


def _hit(hit: atlas.Hit, names: Names) -> dict[str, Any]:
    told = {name: getattr(hit, name) for name in ("kind", "key", "matched_lang", "former", "start", "end", "score")}
    shown = {"name": str(hit.display), "matched": str(hit.matched)}
    return {**told, **shown, "marker": hit.display.marker, "note": hit.display.note, "territory": names[hit.territory]}
