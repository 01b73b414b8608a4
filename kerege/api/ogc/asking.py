"""What may be asked of the collections. A parameter that no address knows is refused, as the standard demands."""

import re
from datetime import date
from datetime import datetime as moment
from typing import Annotated, Any, Literal, Self

from django.utils import timezone
from ninja import Schema
from pydantic import BeforeValidator, Field, model_validator

from kerege.api import words
from kerege.api.asking import Asked, Country, Line
from kerege.api.v1.inventory import choice_of
from kerege.inventory.queries import Choice
from kerege.inventory.words import Capability, FacilityKind, Ownership, Sector, Standing
from kerege.lib.geo import NOT_A_BOX, Box, box_of
from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_day

MOST, USUAL = 1000, 100
"""So many features an answer has at most, and where nobody says."""
OPEN_ENDS = ("", "..")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2}))?", re.ASCII)


def _box(value: Any) -> Box | None:
    """Four edges, or six numbers with heights, which nothing here has. Refuses geo.not_a_box; empty is no box."""
    text = str(value or "").strip()
    if not text:
        return None
    numbers = text[:200].split(",")
    if len(numbers) == 6:
        for number in (numbers[2], numbers[5]):
            _height(number, text)
        numbers = [*numbers[:2], *numbers[3:5]]
    return box_of(",".join(numbers), field="bbox")


def _height(number: str, text: str) -> None:
    if not re.fullmatch(r"\s*[+-]?\d{1,9}(\.\d{0,9})?\s*", number, re.ASCII):
        raise Refusal(NOT_A_BOX, field="bbox", value=text[:60])


def last_day(value: Any) -> date | None:
    """The day as on which to read for an instant or a span (RFC 3339): a span is read as on its last day, one without
    an end as on today. None for an empty text. Refuses api.not_a_moment and dates.not_a_day.
    """
    text = str(value or "").strip()
    if not text:
        return None
    parts = text[:80].split("/")
    days = [None if part in OPEN_ENDS and len(parts) == 2 else _day(part, text) for part in parts[:2]]
    first, last = days[0], days[-1]
    if len(parts) > 2 or (first and last and last < first):
        raise Refusal(words.NOT_A_MOMENT, field="datetime", value=text[:60])
    return last or max(timezone.localdate(), first or date.min)


def _day(part: str, text: str) -> date:
    if not _MOMENT.fullmatch(part):
        raise Refusal(words.NOT_A_MOMENT, field="datetime", value=text[:60])
    day = read_day(part[:10], field="datetime")
    if len(part) == len("2018-04-04"):
        return day or date.min
    try:
        return timezone.localtime(moment.fromisoformat(part.upper())).date()
    except (ValueError, OverflowError):
        raise Refusal(words.NOT_A_MOMENT, field="datetime", value=text[:60]) from None


class AskedHere(Asked):
    """What every address of this interface takes beside the day and the language."""

    f: Literal["json", "html"] = Field("json", description="html leads to the page for people.")


class AskedItems(AskedHere):
    """Which features. Of several filters every one has to hold."""

    limit: int = Field(USUAL, ge=1, description=f"How many features an answer has, at most {MOST}.")
    bbox: Annotated[Any, BeforeValidator(_box)] = Field(None, description="West, south, east, north in degrees.")
    datetime: Annotated[Any, BeforeValidator(last_day)] = Field(
        None, description="As on which day to read: an instant, or a span, which is read as on its last day."
    )
    after: Line = Field("", description="Key of the feature behind which to go on; the next link has it.")
    country: Country = Field("", description="ISO 3166-1 alpha-3 code.")
    kind: FacilityKind | None = None
    sector: Sector | None = None
    capability: Capability | None = None
    standing: Standing | None = None
    ownership: Ownership | None = None
    stale: bool | None = Field(None, description="true: only cards that nobody has confirmed for twelve months.")
    text: Line = Field("", description="Words of a name or a town, in any script.")

    @model_validator(mode="after")
    def _settle_moment(self) -> Self:
        self.on = self.datetime or self.on
        self.limit = min(self.limit, MOST)
        return self

    @property
    def choice(self) -> Choice:
        return choice_of(self)


def parameters(schema: type[Schema]) -> list[str]:
    """The names of what may be asked."""
    return list(schema.model_fields)
