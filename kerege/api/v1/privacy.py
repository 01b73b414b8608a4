"""Experts who chose to be found."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import BeforeValidator, Field

from kerege.api.asking import AskedPage, Country, Line, known_language
from kerege.api.describing import told_by
from kerege.api.shaping import Listing, Named, Names, Shaped, page_told, shape
from kerege.api.words import UNKNOWN_LANGUAGE
from kerege.atlas.words import BAD_LANGUAGE
from kerege.lib.geo import NOT_A_PLACE, Spot, spot_of
from kerege.people.rules import REGION
from kerege.privacy import queries
from kerege.privacy.words.experts import Expertise, ExpertRole, Reserve, Shown

router = Router(tags=["People"])
TEXTS = ("name", "organisation", "languages", "topics", "reserve", "place", "unit", "contact")
CODES = ("expertise", "roles", "teaching", "centres")


def _spot(value: Any) -> Spot | None:
    return value if isinstance(value, Spot) or not value else spot_of(str(value)[:100], field="near")


Near = Annotated[
    Any,
    BeforeValidator(_spot),
    told_by({"type": "string", "pattern": r"^-?[0-9]{1,2}(\.[0-9]{1,6})?,-?[0-9]{1,3}(\.[0-9]{1,6})?$"}, NOT_A_PLACE),
]
Spoken = Annotated[
    str,
    BeforeValidator(lambda value: known_language(value) if value else ""),
    told_by({"type": "string", "maxLength": 40}, BAD_LANGUAGE, UNKNOWN_LANGUAGE),
]


class ShownUntil(Schema):
    """One thing that somebody shows: `until` is the first day on which it is shown no more. With `own_country` only
    readers of the own country see it.
    """

    field: str
    until: date
    own_country: bool


class ExpertOut(Shaped):
    """Somebody in the regional list. What the person did not choose to show to this reader is null; `until` is the
    first day after the last of what is shown. `place` is the key of a town, `unit` the code of a region; `km` the
    distance that was asked for, rounded to what these are worth.
    """

    uid: str
    owner: Named | None
    owner_key: str
    name: str | None
    organisation: str | None
    languages: str | None
    topics: str | None
    expertise: list[str] | None
    roles: list[str] | None
    teaching: list[str] | None
    reserve: str | None
    place: str | None
    unit: str | None
    centres: list[str] | None
    contact: str | None
    shown: list[ShownUntil]
    km: float | None
    since: date
    until: date
    synthetic: bool


class ExpertList(Listing):
    items: list[ExpertOut]


class AskedForExperts(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; the whole region when it is left out.")
    text: Line = Field("", description="Words in what is shown, in any script.")
    expertise: Expertise | None = None
    role: ExpertRole | None = None
    teaching: Spoken = Field("", description="BCP 47 tag of a language in which they teach.")
    reserve: Reserve | None = None
    centre: Line = Field("", description="Key of a training centre where they say to teach.")
    near: Near = Field(None, description="Latitude and longitude: the nearest first, who shows no place last.")

    @property
    def choice(self) -> queries.ExpertChoice:
        return queries.ExpertChoice(
            text=self.text,
            owner=self.country,
            expertise=str(self.expertise or ""),
            role=str(self.role or ""),
            teaching=self.teaching,
            reserve=str(self.reserve or ""),
            centre=self.centre,
            near=self.near,
        )


@router.get("/experts", response=ExpertList, summary="Experts who chose to be found, field by field and dated")
def experts(request: HttpRequest, asked: Query[AskedForExperts]) -> Any:
    """For readers with a working role; nobody else finds anybody. Who is on the page is told that somebody looked."""
    start = (asked.page - 1) * asked.size
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.experts(viewer, on=asked.day, choice=asked.choice, start=start, size=asked.size)
    names = Names((line.owner for line in found.rows if line.owner != REGION), asked=asked)
    return page_told(asked, [_expert(line, names) for line in found.rows], total=found.total)


def _expert(line: queries.Listed, names: Names) -> dict[str, Any]:
    chosen: dict[str, Any] = {field: getattr(line, field) or None for field in TEXTS}
    chosen |= {field: list(getattr(line, field)) or None for field in CODES}
    shown = [
        {"field": str(what), "until": line.ends[what], "own_country": what in line.national}
        for what in Shown
        if what in line.ends
    ]
    country = names[line.owner] if line.owner != REGION else None
    return shape(ExpertOut, line, names, owner=country, owner_key=line.owner, shown=shown, **chosen)
