"""The catalogue of international obligations, versions of instruments, and how states stand. Everybody may read it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api.asking import Asked, AskedPage, Country, Day, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Shaped, listing, shape
from kerege.law import queries as law
from kerege.law.queries import ObligationChoice
from kerege.law.words.releases import UNKNOWN_INSTRUMENT, UNKNOWN_OBLIGATION

router = Router(tags=["Law"])


class ObligationOut(Schema):
    """One thing that an instrument asks, in our own words. What is not `verified` is provisional."""

    key: str
    instrument: str
    instrument_name: str
    provision: str
    eid: str
    since: str
    until: str
    topic: str
    topic_label: str
    kind: str
    force: str
    bearer: str
    modality: str
    sector: str
    cbrn_areas: str
    statement: str
    lang: str = Field(description="Language of the statement; not always the one asked for.")
    state: str = Field(description="How far the statement is checked in that language.")
    needs_penalty: bool
    needs_authority: bool
    min_norm_rank: int | None
    verified: bool
    verified_via: str
    source: str
    note: str
    withdrawn: bool


class ObligationList(Listing):
    items: list[ObligationOut]


class LinkOut(Schema):
    """How two obligations stand to each other, in whose view; `outwards` is false at the far end."""

    relation: str
    outwards: bool
    other: str
    view_of: str
    provisional: bool
    note: str


class StatedOut(Schema):
    """A release that states the obligation, with the SHA-256 of what it says."""

    release: str
    sha256: str


class ObligationPageOut(ObligationOut):
    links: list[LinkOut]
    stated: list[StatedOut]


class AskedObligations(AskedPage):
    instrument: Line = ""
    topic: Line = ""
    kind: Line = ""
    force: Line = ""
    verified: Line = Field("", description="yes or no; both when it is left out.")
    text: Line = ""


class InstrumentVersionOut(Schema):
    """An instrument as it reads from one day on; `new` and `ended` are keys of obligations."""

    key: str
    label: str
    position: int
    adopted_on: date | None
    in_force_on: date | None
    source: str
    new: list[str]
    ended: list[str]


class InstrumentPageOut(Schema):
    key: str
    name: str
    kind: str
    force: str
    universal: bool
    depositary: str
    adopted_on: date | None
    opened_on: date | None
    in_force_on: date | None
    address: str
    note: str
    versions: list[InstrumentVersionOut]


class ReleaseOut(Schema):
    version: str
    sha256: str
    published_on: date
    changelog: str
    provisional: int = Field(description="How many obligations nobody verified yet.")


class ReleaseList(Listing):
    items: list[ReleaseOut]


class StandingOut(Shaped):
    """How a state stands with a version of an instrument. `holds` is null where the source does not say for the day;
    not a party is never a gap.
    """

    key: str
    territory: Named | None
    instrument: str
    version: str
    version_label: str
    status: str
    expression: str
    expressed_on: date | None
    first_day: date | None
    last_day: date | None
    precision: str
    until: date | None
    reservation: str
    source: str
    source_as_of: date | None
    verified: bool
    note: str
    known_from: date
    known_to: date | None
    holds: bool | None


class StandingList(Listing):
    items: list[StandingOut]


class AskedStandings(AskedPage):
    country: Country = ""
    instrument: Line = ""
    known_on: Day = Field(None, description="As it was known on that day; as it is known now when it is left out.")


@router.get("/obligations", response=ObligationList, summary="Obligations of the newest release of the catalogue")
def obligations(request: HttpRequest, asked: Query[AskedObligations]) -> Any:
    wanted: dict[str, Any] = {
        name: getattr(asked, name) for name in ("instrument", "topic", "kind", "force", "verified", "text")
    }
    found = law.obligations(on=asked.day, lang=asked.lang, choice=ObligationChoice(**wanted))
    return listing(asked, found, lambda line, _: line)


@router.get(
    "/obligations/{key}",
    response=ObligationPageOut,
    summary="One obligation with its links and the releases that state it",
    openapi_extra=refuses(UNKNOWN_OBLIGATION),
)
def obligation(request: HttpRequest, key: Path[str], asked: Query[Asked]) -> Any:
    page = law.obligation(key, on=asked.day, lang=asked.lang)
    links = [_told(LinkOut, each, but="other") | {"other": each.other.key} for each in page.links]
    stated = [{"release": release, "sha256": digest} for release, digest in page.stated]
    return _told(ObligationOut, page.line) | {"links": links, "stated": stated}


@router.get(
    "/instruments/{key}",
    response=InstrumentPageOut,
    summary="One instrument with its versions and what each asks anew",
    openapi_extra=refuses(UNKNOWN_INSTRUMENT),
)
def instrument(request: HttpRequest, key: Path[str], asked: Query[Asked]) -> Any:
    page = law.instrument(key, on=asked.day, lang=asked.lang)
    versions = [
        _told(InstrumentVersionOut, each)
        | {"new": [line.key for line in each.new], "ended": [line.key for line in each.ended]}
        for each in page.versions
    ]
    return _told(InstrumentPageOut, page, but="versions") | {"versions": versions}


def _told(schema: type[Schema], line: Any, *, but: str = "") -> dict[str, Any]:
    return {name: getattr(line, name) for name in schema.model_fields if name != but}


@router.get("/catalogue-releases", response=ReleaseList, summary="Releases of the catalogue that this node has")
def releases(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    return listing(asked, law.releases(lang=asked.lang), lambda line, _: line)


@router.get("/party-statuses", response=StandingList, summary="How states stand with versions of instruments")
def party_statuses(request: HttpRequest, asked: Query[AskedStandings]) -> Any:
    countries = (asked.country,) if asked.country else ()
    given: dict[str, Any] = {"instrument": asked.instrument, "lang": asked.lang, "known_on": asked.known_on}
    found = law.standings(on=asked.day, territories=countries, **given)
    return listing(asked, found, lambda line, names: shape(StandingOut, line, names))
