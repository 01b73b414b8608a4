"""From what a query tells to what goes out: names of territories with their notes, withheld fields named."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from kerege.api.asking import Asked, AskedPage
from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.lib.tables import FORMATS
from kerege.records.labels import Withheld

TERRITORY_FIELDS = ("territory", "venue", "trainees_from")


class Named(Schema):
    """A territory. `name` ends with `marker`; whoever prints the name prints `note` too. Both are empty for most."""

    code: str
    name: str
    marker: str = ""
    note: str = ""
    lang: str = Field("", description="Language of the name; not always the one asked for.")


class SourceOut(Schema):
    """A page that states something."""

    key: str
    title: str
    address: str
    page_date: str


class Shaped(Schema):
    """A record as this reader may see it."""

    withheld: list[str] = Field(
        default_factory=list, description="Fields that exist but lie above the reader's clearance; they are null."
    )


class Listing(Schema):
    """One page of a list, as on a day."""

    on: date
    lang: str
    total: int
    page: int = 1
    size: int


def named(found: Designated) -> dict[str, str]:
    """A designated name for the schema `Named`."""
    return {"code": found.code, "name": str(found), "marker": found.marker, "note": found.note, "lang": found.lang}


class Names:
    """The names of all territories of one answer, asked for once."""

    def __init__(self, codes: Iterable[str], *, asked: Asked) -> None:
        wanted = {code for code in codes if code}
        self._found = atlas.display_names(sorted(wanted), lang=asked.lang, on=asked.day) if wanted else {}

    @classmethod
    def among(cls, lines: Iterable[Any], *, asked: Asked, fields: Sequence[str] = TERRITORY_FIELDS) -> "Names":
        """Of the territories that these lines speak of."""
        return cls((getattr(line, name, "") or "" for line in lines for name in fields), asked=asked)

    def __getitem__(self, code: str | None) -> dict[str, str] | None:
        return named(self._found[code]) if code else None


def shape(schema: type[Shaped], line: Any, names: Names, **more: Any) -> dict[str, Any]:
    """`line` by the fields of `schema`. A withheld value is None and its field stands in `withheld`."""
    told: dict[str, Any] = {"withheld": []}
    for name in schema.model_fields:
        if name == "withheld":
            continue
        value = more[name] if name in more else getattr(line, name)
        if isinstance(value, Withheld):
            told["withheld"].append(name)
            value = None
        elif name in TERRITORY_FIELDS and name not in more:
            value = names[value]
        told[name] = value
    return told


def listing(
    asked: AskedPage,
    lines: Sequence[Any],
    make: Callable[[Any, Names], Any],
    *,
    fields: Sequence[str] = TERRITORY_FIELDS,
) -> dict[str, Any]:
    """One page of a list that the query gave as a whole; `fields` of its lines name territories."""
    start = (asked.page - 1) * asked.size
    shown = lines[start : start + asked.size]
    names = Names.among(shown, asked=asked, fields=fields)
    return page_told(asked, [make(line, names) for line in shown], total=len(lines))


def files_of(name: str, asked: Asked, **filters: str) -> list[str]:
    """The addresses of the same rows as files: of the page with this name, for this day and these filters."""
    said = {name: value for name, value in filters.items() if value}
    day = {"on": asked.day.isoformat()}
    return [f"{reverse(name)}?{urlencode({**said, **day, 'format': key})}" for key in FORMATS]


def page_told(asked: AskedPage, items: list[Any], *, total: int) -> dict[str, Any]:
    """The members of a `Listing`."""
    head = {"on": asked.day, "lang": asked.lang, "total": total, "page": asked.page, "size": asked.size}
    return {**head, "items": items}
