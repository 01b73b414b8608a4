"""The library: what there is to read, in which editions and languages, under which licence."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import listed, refuses
from kerege.api.shaping import Listing, listing
from kerege.lib.refusal import Refusal
from kerege.outreach import queries
from kerege.outreach.queries import EditionLine, ResourceLine
from kerege.outreach.words.library import LICENCES_AT, ResourceKind
from kerege.privacy.words.experts import Expertise

router = Router(tags=["Library"])


class LibraryFileOut(Schema):
    """A file of an edition. It is taken from the page of the resource; `sha256` says whether it came whole."""

    name: str
    size: int
    media_type: str
    sha256: str


class LibraryEditionOut(Schema):
    """An edition in one language. `state` is current, superseded or withdrawn; `behind` names the newest edition where
    this is the current one of its language and yet older.
    """

    uid: str
    edition: str
    lang: str
    title: str
    summary: str
    rights: str
    licence: str
    licence_address: str
    issued_on: date
    added_on: date
    withdrawn_on: date | None
    address: str
    state: str
    behind: str
    file: LibraryFileOut | None


class LibraryResourceOut(Schema):
    """A resource. `title` is that of the edition for the language asked for; lists hold the current editions, and the
    answer about one resource holds all.
    """

    key: str
    owner: str
    kind: str
    topics: list[str]
    title: str
    editions: list[LibraryEditionOut]
    synthetic: bool


class LibraryList(Listing):
    items: list[LibraryResourceOut]


class AskedLibrary(AskedPage):
    country: Country = Field("", description="Whose resources, as ISO 3166-1 alpha-3 code.")
    kind: Annotated[ResourceKind | None, listed(ResourceKind)] = None
    topic: Annotated[Expertise | None, listed(Expertise)] = None
    language: Line = Field("", description="Of which there is a current edition in this language.")
    text: Line = Field("", description="Words of titles, summaries and rights.")


@router.get("/library", response=LibraryList, summary="The library, by title")
def library(request: HttpRequest, asked: Query[AskedLibrary]) -> Any:
    found = queries.library(
        request.viewer,  # type: ignore[attr-defined]
        on=asked.day,
        lang=asked.lang,
        kind=asked.kind or "",
        topic=asked.topic or "",
        language=asked.language,
        owner=asked.country,
        text=asked.text,
    )
    return listing(asked, found, lambda line, _: _resource(line, line.current), fields=())


@router.get(
    "/library/{key}",
    response=LibraryResourceOut,
    openapi_extra=refuses(words.NO_SUCH_RECORD),
    summary="One resource with all its editions",
)
def resource(request: HttpRequest, key: Path[Line], asked: Query[Asked]) -> Any:
    line = queries.resource(request.viewer, key, on=asked.day, lang=asked.lang)  # type: ignore[attr-defined]
    if line is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _resource(line, line.editions)


def _resource(line: ResourceLine, editions: tuple[EditionLine, ...]) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in ("key", "owner", "kind", "title", "synthetic")}
    return told | {"topics": list(line.topics), "editions": [_edition(each) for each in editions]}


def _edition(line: EditionLine) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in LibraryEditionOut.model_fields if hasattr(line, name)}
    return told | {
        "licence_address": LICENCES_AT.get(line.licence, ""),
        "state": "withdrawn" if line.withdrawn_on else "current" if line.current else "superseded",
    }
