"""Experts who chose to be found."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from kerege.api.asking import AskedPage, Country, Line
from kerege.api.shaping import Listing, Named, Names, Shaped, page_told, shape
from kerege.people.rules import REGION
from kerege.privacy import queries

router = Router(tags=["People"])
CHOSEN = ("name", "organisation", "languages", "topics")


class ExpertOut(Shaped):
    """Somebody in the regional list. What the person did not choose to show is null; `until` is the first day after."""

    uid: str
    owner: Named | None
    owner_key: str
    name: str | None
    organisation: str | None
    languages: str | None
    topics: str | None
    since: date
    until: date
    synthetic: bool


class ExpertList(Listing):
    items: list[ExpertOut]


class AskedForExperts(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")
    text: Line = Field("", description="Words that name, organisation, languages or topics hold, in any script.")


@router.get("/experts", response=ExpertList, summary="Experts who chose to be found, field by field and dated")
def experts(request: HttpRequest, asked: Query[AskedForExperts]) -> Any:
    """For readers with a working role; nobody else finds anybody. Who is on the page is told that somebody looked."""
    start = (asked.page - 1) * asked.size
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.experts(viewer, on=asked.day, text=asked.text, owner=asked.country, start=start, size=asked.size)
    names = Names((line.owner for line in found.rows if line.owner != REGION), asked=asked)
    return page_told(asked, [_expert(line, names) for line in found.rows], total=found.total)


def _expert(line: queries.Listed, names: Names) -> dict[str, Any]:
    chosen = {field: getattr(line, field) or None for field in CHOSEN}
    country = names[line.owner] if line.owner != REGION else None
    return shape(ExpertOut, line, names, owner=country, owner_key=line.owner, **chosen)
