"""Equipment: lots with their ledger, items with how they stand, and who is qualified to test them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kerege.api import words
from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.describing import refuses
from kerege.api.shaping import Listing, Named, Names, Shaped, SourceOut, files_of, page_told, shape
from kerege.inventory import queries
from kerege.inventory.queries import HolderRef, ItemLine, LotLine
from kerege.inventory.rules.counting import item_state
from kerege.inventory.words.equipment import Certified, EquipmentKind
from kerege.inventory.words.statistics import ItemState
from kerege.lib.refusal import Refusal
from kerege.people import queries as people

router = Router(tags=["Equipment"])
_ONE = refuses(words.NO_SUCH_RECORD)


class HolderOut(Schema):
    """Who has something: a facility, or an organisation. `withheld`: a facility that the reader may not see."""

    facility: str | None
    title: str | None
    organisation: str
    withheld: bool = False


class StageOut(Schema):
    """How many pieces of a lot stand at one stage: ordered, received, inspected, rejected, held, written_off."""

    stage: str
    pieces: int


class LotOut(Shaped):
    """What was bought together, and where its pieces stood at the end of the day."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    maker: str
    model: str
    territory: Named | None
    project: str
    note: str
    stages: list[StageOut]
    synthetic: bool


class LotList(Listing):
    """`files` are the addresses of the same rows as files."""

    items: list[LotOut]
    files: list[str]


class MovementOut(Schema):
    """One step of the ledger: pieces went from one stage, and holder, to another."""

    on: date
    pieces: int
    source: str
    giver: HolderOut
    target: str
    taker: HolderOut
    document: str
    note: str


class HeldOut(Schema):
    """How many pieces a holder has, and of how many of them an item is accepted."""

    holder: HolderOut
    pieces: int
    accepted: int


class LotCardOut(LotOut):
    movements: list[MovementOut]
    held: list[HeldOut]
    sources: list[SourceOut]


class ItemOut(Shaped):
    """One item that was accepted. `certified` says how it stands with its certificate, `due` when one is or was due,
    `because` after what; `usable` that a plan may count on it. `serial` is for its own country.
    """

    uid: str
    owner: str
    lot: str
    kind: str
    maker: str
    model: str
    serial: str | None
    territory: Named | None
    holder: HolderOut
    accepted_on: date
    condition: str
    certified: str
    due: date | None
    because: str
    out_since: date | None
    usable: bool
    state: str
    synthetic: bool


class ItemList(Listing):
    """`files` are the addresses of the same rows as files."""

    items: list[ItemOut]
    files: list[str]


class HappeningOut(Schema):
    on: date
    what: str
    holder: HolderOut
    note: str


class CertificateOut(Schema):
    """A test: how it came out, by which standard and tester, and the day from which it holds no longer."""

    on: date
    until: date
    outcome: str
    standard: str
    number: str
    tester: str


class ItemCardOut(ItemOut):
    happenings: list[HappeningOut]
    certificates: list[CertificateOut]


class TesterOut(Schema):
    """An organisation whose qualification for these kinds holds on the day."""

    uid: str
    owner: str
    organisation: str
    name: str
    kinds: list[str]
    proof: str
    start: date
    until: date | None


class TesterList(Listing):
    items: list[TesterOut]


class AskedKind(AskedPage):
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; all when it is left out.")
    kind: EquipmentKind | None = None


class AskedLots(AskedKind):
    project: Line = Field("", description="Key of a project, such as P53; all when it is left out.")


class AskedItems(AskedKind):
    """`due`: only items for which somebody has to call a tester."""

    facility: Line = Field("", description="Key of the facility where they stand.")
    lot: Line = Field("", description="Key of the lot of which they are.")
    certified: Certified | None = Field(None, description="How they stand with their certificate.")
    state: ItemState | None = Field(None, description="How they stand for whoever plans with them.")
    due: bool = Field(False, description="true: only items whose certificate is due, ends soon or failed.")


class AskedTesters(AskedPage):
    kind: EquipmentKind | None = None


def _text(value: str | None) -> str:
    return str(value) if value else ""


@router.get("/lots", response=LotList, summary="Lots of equipment, with where their pieces stand")
def lots(request: HttpRequest, asked: Query[AskedLots]) -> Any:
    found = queries.lots(
        request.viewer,
        on=asked.day,
        territory=asked.country,
        kind=_text(asked.kind),
        project=asked.project,
    )
    shown, told = _page(asked, found)
    names = Names.among(shown, asked=asked)
    items = [_lot(LotOut, line, names) for line in shown]
    files = files_of("lots", asked, country=asked.country, kind=_text(asked.kind)) if not asked.project else []
    return {**page_told(asked, items, total=told), "files": files}


@router.get("/lots/{key}", response=LotCardOut, openapi_extra=_ONE, summary="The ledger of one lot")
def lot(request: HttpRequest, key: Path[Line], asked: Query[Asked]) -> Any:
    found = queries.lot(request.viewer, key, on=asked.day)
    if found is None:
        raise Refusal(words.NO_SUCH_RECORD)
    movements = [{**vars(m), "giver": _holder(m.giver), "taker": _holder(m.taker)} for m in found.movements]
    held = [{**vars(h), "holder": _holder(h.holder)} for h in found.held]
    names = Names.among([found.lot], asked=asked)
    return _lot(LotCardOut, found.lot, names, movements=movements, held=held, sources=found.sources)


@router.get("/items", response=ItemList, summary="Items of equipment, with how they stand on the day")
def items(request: HttpRequest, asked: Query[AskedItems]) -> Any:
    """With `due` those of every country for which a tester has to be called, which is what a workshop is planned by."""
    certified = (asked.certified,) if asked.certified else queries.NEEDS_WORK if asked.due else ()
    found = queries.items(
        request.viewer,
        on=asked.day,
        territory=asked.country,
        kind=_text(asked.kind),
        facility=asked.facility,
        lot=asked.lot,
        certified=certified,
    )
    if asked.certified and asked.due:
        found = [line for line in found if line.standing.certified in queries.NEEDS_WORK]
    found = [line for line in found if asked.state in (None, item_state(line.standing))]
    shown, total = _page(asked, found)
    names = Names.among(shown, asked=asked)
    standing = "call" if asked.due else _text(asked.certified)
    told = {"country": asked.country, "kind": _text(asked.kind), "facility": asked.facility, "standing": standing}
    told["state"] = _text(asked.state)
    files = files_of("equipment", asked, **told) if not asked.lot and not (asked.due and asked.certified) else []
    return {**page_told(asked, [_item(ItemOut, line, names) for line in shown], total=total), "files": files}


@router.get("/items/{uid}", response=ItemCardOut, openapi_extra=_ONE, summary="One item, its life and certificates")
def item(request: HttpRequest, uid: Path[UUID], asked: Query[Asked]) -> Any:
    found = queries.item(request.viewer, str(uid), on=asked.day)
    if found is None:
        raise Refusal(words.NO_SUCH_RECORD)
    happened = [{**vars(e), "holder": _holder(e.holder)} for e in found.events]
    names = Names.among([found.item], asked=asked)
    return _item(ItemCardOut, found.item, names, happenings=happened, certificates=found.certificates)


@router.get("/testers", response=TesterList, summary="Who is qualified to test and certify equipment on the day")
def testers(request: HttpRequest, asked: Query[AskedTesters]) -> Any:
    found = queries.qualified_testers(request.viewer, on=asked.day, kind=_text(asked.kind))
    shown, total = _page(asked, found)
    called = {o.key: o.name for o in people.organisations(on=asked.day, lang=asked.lang)} if shown else {}
    told = [{**vars(line), "name": called.get(line.organisation, line.organisation)} for line in shown]
    return page_told(asked, told, total=total)


def _page(asked: AskedPage, found: list[Any]) -> tuple[list[Any], int]:
    """The lines of the page that was asked for, and how many there are in all."""
    start = (asked.page - 1) * asked.size
    return found[start : start + asked.size], len(found)


def _holder(ref: HolderRef) -> dict[str, Any]:
    if not isinstance(ref.facility, str):
        return {"facility": None, "title": None, "organisation": "", "withheld": True}
    return {"facility": ref.facility, "title": ref.title, "organisation": ref.organisation}


def _lot(schema: type[Shaped], line: LotLine, names: Names, **more: Any) -> dict[str, Any]:
    stages = [{"stage": stage, "pieces": pieces} for stage, pieces in line.pieces]
    return shape(schema, line, names, stages=stages, **more)


def _item(schema: type[Shaped], line: ItemLine, names: Names, **more: Any) -> dict[str, Any]:
    standing = line.standing
    told: dict[str, Any] = {
        "certified": standing.certified,
        "due": standing.due,
        "because": standing.because or "",
        "out_since": standing.out_since,
        "usable": standing.usable,
        "state": item_state(standing),
        "holder": _holder(line.holder),
    }
    return shape(schema, line, names, **told, **more)
