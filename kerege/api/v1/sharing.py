"""What was shared, for its owner and for those with whom it was."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from kerege.api.asking import AskedPage, Country
from kerege.api.shaping import Listing, Shaped, listing, shape
from kerege.sharing import queries

router = Router(tags=["Sharing"])


class ShareOut(Shaped):
    """One share. `record` is empty for a list, `title` where this reader may not see the record."""

    uid: str
    owner: str
    kind: str
    record: str
    title: str
    project: str
    field: str
    level: int
    readers: list[tuple[str, str]]
    start: date
    end: date
    purpose: str
    state: str
    made_on: date
    withdrawn_on: date | None


class ShareList(Listing):
    items: list[ShareOut]


class AskedOfOwner(AskedPage):
    owner: Country = Field("", description="Whose shares, as a code; what was shared with the reader when left out.")


@router.get("/shares", response=ShareList, summary="Shares that an owner gave, or that the reader received")
def shares(request: HttpRequest, asked: Query[AskedOfOwner]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.given(viewer, owner=asked.owner) if asked.owner else queries.received(viewer)
    return listing(asked, found, lambda line, names: shape(ShareOut, line, names))
