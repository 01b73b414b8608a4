"""Offers of help and requests for help: who can give what, and who needs what, as far as each reader may know."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, listing, shape
from kerege.inventory import queries
from kerege.inventory.queries import OfferLine, RequestLine, Wanted
from kerege.inventory.words.helping import HelpKind, OfferState, RequestState, Urgency
from kerege.lib.refusal import Refusal

router = Router(tags=["Inventory"])
_ONE = refuses(words.NO_SUCH_RECORD)


class OfferOut(Shaped):
    """What a facility offers to do for others, from `start` until before `until`. Answers come from a seat."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    note: str
    equipment: list[str]
    languages: list[str]
    amount: int | None
    start: date
    until: date
    state: str
    audience: str
    facility: str
    facility_name: str
    territory: Named | None
    place: str
    seat: str
    made_on: date
    synthetic: bool


class RequestOut(Shaped):
    """Help that somebody needs by a day. Whom they asked for it is told to the two sides alone, and not here."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    note: str
    equipment: str
    languages: list[str]
    amount: int | None
    territory: Named | None
    place: str
    facility: str | None
    facility_name: str | None
    needed_by: date
    urgency: str
    state: str
    audience: str
    seat: str
    asked_on: date
    synthetic: bool


class OfferList(Listing):
    items: list[OfferOut]


class RequestList(Listing):
    items: list[RequestOut]


class AskedOffers(AskedPage):
    """Which offers."""

    country: Country = Field("", description="ISO 3166-1 alpha-3 code of the facility; all when it is left out.")
    kind: HelpKind | None = None
    state: OfferState | None = None
    text: Line = Field("", description="Words in the title, the note or the name of the facility, in any script.")


class AskedRequests(AskedPage):
    """Which requests."""

    country: Country = Field("", description="ISO 3166-1 alpha-3 code of where help is needed.")
    kind: HelpKind | None = None
    state: RequestState | None = None
    urgency: Urgency | None = None
    text: Line = Field("", description="Words in the title or the note, in any script.")


@router.get("/offers", response=OfferList, summary="Offers of help, those that stand first")
def offers(request: HttpRequest, asked: Query[AskedOffers]) -> Any:
    wanted = Wanted(territory=asked.country, kind=asked.kind or "", state=asked.state or "", text=asked.text)
    found = queries.offers(request.viewer, on=asked.day, wanted=wanted, lang=asked.lang)  # type: ignore[attr-defined]
    return listing(asked, found, _offer)


@router.get("/offers/{key}", response=OfferOut, openapi_extra=_ONE, summary="One offer of help")
def offer(request: HttpRequest, key: Path[Line], asked: Query[Asked]) -> Any:
    found = queries.offer(request.viewer, key, on=asked.day, lang=asked.lang)  # type: ignore[attr-defined]
    if found is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _offer(found, Names.among([found], asked=asked))


@router.get("/requests", response=RequestList, summary="Requests for help, the most urgent first")
def requests(request: HttpRequest, asked: Query[AskedRequests]) -> Any:
    wanted = Wanted(
        territory=asked.country,
        kind=asked.kind or "",
        state=asked.state or "",
        urgency=asked.urgency or "",
        text=asked.text,
    )
    found = queries.requests(request.viewer, on=asked.day, wanted=wanted, lang=asked.lang)  # type: ignore[attr-defined]
    return listing(asked, found, _request)


@router.get("/requests/{key}", response=RequestOut, openapi_extra=_ONE, summary="One request for help")
def help_request(request: HttpRequest, key: Path[Line], asked: Query[Asked]) -> Any:
    found = queries.request(request.viewer, key, on=asked.day, lang=asked.lang)  # type: ignore[attr-defined]
    if found is None:
        raise Refusal(words.NO_SUCH_RECORD)
    return _request(found, Names.among([found], asked=asked))


def _offer(line: OfferLine, names: Names) -> dict[str, Any]:
    return shape(OfferOut, line, names, seat=line.seat.key if line.seat else "")


def _request(line: RequestLine, names: Names) -> dict[str, Any]:
    return shape(RequestOut, line, names, seat=line.seat.key if line.seat else "")
