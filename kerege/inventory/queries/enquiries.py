"""Enquiries for the two sides: each reads its own rows, and nobody reads anything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.inventory.models import Enquiry, Facility, HelpRequest, Offer
from kerege.inventory.queries.offers import facility_names
from kerege.inventory.queries.sides import answers_for, asks_for
from kerege.inventory.rules.enquiries import TURN, standing, steps
from kerege.inventory.words.enquiries import EnquiryState, Side, Step
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.queries import Chair
from kerege.people.rules import Actor
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer

MOST = 2_000
_BOTH = Viewer(uid="inventory.enquiries", everywhere=Sensitivity.RESTRICTED)
"""Which seats have to be told is asked of both rows; nothing but seats and uids leaves."""


@dataclass(frozen=True)
class StepLine:
    """One step of the history: the side that took it, and what it said."""

    on: date
    side: Side
    step: Step
    text: str


@dataclass(frozen=True)
class EnquiryLine:
    """An enquiry as one side keeps it. `mine` says whether the reader speaks for that side, `can` what it may do now,
    `turn` whether it is its turn. Request, facility and offer are withheld where the reader may not see them any more.
    """

    uid: str
    thread: str
    side: Side
    owner: str
    asker: str
    giver: str
    title: str
    kind: str
    needed_by: date
    asked_on: date
    changed_on: date
    state: EnquiryState
    turn: bool
    mine: bool
    can: tuple[Step, ...]
    request: str | Withheld
    facility: str | Withheld
    facility_name: str | Withheld
    offer: str | Withheld
    seat: Chair | None
    steps: tuple[StepLine, ...]
    synthetic: bool


def enquiries(
    viewer: Viewer, by: Actor, *, on: date, side: str = "", request: str = "", lang: str = "en"
) -> list[EnquiryLine]:
    """The enquiries that the viewer may read, the last changed first; of one side, or of one request."""
    rows = Enquiry.objects.seen_by(viewer).filter(asked_on__lte=on)
    rows = rows.filter(side=side) if side else rows
    if request:
        rows = rows.filter(request_id__in=HelpRequest.objects.seen_by(viewer).filter(key=request).values("id"))
    return _lines(viewer, by, rows.order_by("-changed_on", "-id")[:MOST].seen(), on, lang)


def enquiry(viewer: Viewer, by: Actor, uid: object, *, on: date, lang: str = "en") -> EnquiryLine | None:
    """One enquiry; None where there is none that the viewer may read."""
    number = uid_or_none(uid)
    rows = Enquiry.objects.seen_by(viewer).filter(uid=number, asked_on__lte=on).seen() if number else []
    return next(iter(_lines(viewer, by, rows, on, lang)), None)


def seats_of(thread: str) -> dict[Side, int]:
    """The row numbers of the seats of both sides, for the mail that says that something waits there."""
    rows = Enquiry.objects.seen_by(_BOTH).filter(thread=thread, seat_id__isnull=False)
    return {Side(side): seat for side, seat in rows.values_list("side", "seat_id")}


def uid_of_side(thread: str, side: Side) -> str:
    """The uid of a side's row, for the address in that mail."""
    found = Enquiry.objects.seen_by(_BOTH).filter(thread=thread, side=side).values_list("uid", flat=True)
    return next((str(uid) for uid in found), "")


def uid_between(request: str, facility: str, side: Side) -> str:
    """The uid of a side's row of the last enquiry that put a request to a facility; for data folders, which know the
    two by their keys. Empty where there is none.
    """
    rows = Enquiry.objects.seen_by(_BOTH).filter(
        request_id__in=HelpRequest.objects.seen_by(_BOTH).filter(key=request).values("id"),
        facility_id__in=Facility.objects.seen_by(_BOTH).filter(key=facility).values("id"),
        side=side,
    )
    return next((str(uid) for uid in rows.order_by("-id").values_list("uid", flat=True)[:1]), "")


def _lines(viewer: Viewer, by: Actor, found: list[Any], on: date, lang: str) -> list[EnquiryLine]:
    facilities = {
        row.id: row
        for row in Facility.objects.seen_by(viewer)
        .filter(id__in={row.facility_id for row in found})
        .select_related("organisation")
        .seen()
    }
    asked = HelpRequest.objects.seen_by(viewer).filter(id__in={row.request_id for row in found})
    requests = {row.id: row for row in asked.select_related("organisation").seen()}
    named = {row.offer_id for row in found} - {None}
    offers = dict(Offer.objects.seen_by(viewer).filter(id__in=named).values_list("id", "key"))
    known = _Known(
        facilities,
        facility_names(viewer, facilities.values(), on=on, lang=lang),
        requests,
        offers,
        people.chairs(row.seat_id for row in found),
    )
    return [_line(row, by, known, on) for row in found]


@dataclass(frozen=True)
class _Known:
    """What rows point to, as far as the viewer may see it, by row number."""

    facilities: dict[int, Any]
    names: dict[int, str]
    requests: dict[int, Any]
    offers: dict[int, str]
    seats: dict[int, Chair]


def _line(row: Any, by: Actor, known: _Known, on: date) -> EnquiryLine:
    side, state = Side(row.side), standing(row.state, needed_by=row.needed_by, on=on)
    facility, request = known.facilities.get(row.facility_id), known.requests.get(row.request_id)
    mine = _speaks(by, row, side, request if side == Side.ASKER else facility, on)
    offer = known.offers.get(row.offer_id, WITHHELD) if row.offer_id is not None else ""
    return EnquiryLine(
        uid=str(row.uid),
        thread=str(row.thread),
        side=side,
        owner=row.owner,
        asker=row.asker,
        giver=row.giver,
        title=row.title,
        kind=row.kind,
        needed_by=row.needed_by,
        asked_on=row.asked_on,
        changed_on=row.changed_on,
        state=state,
        turn=TURN.get(state) == side,
        mine=mine,
        can=steps(row.state, side, needed_by=row.needed_by, on=on) if mine else (),
        request=request.key if request is not None else WITHHELD,
        facility=facility.key if facility is not None else WITHHELD,
        facility_name=known.names[facility.id] if facility is not None else WITHHELD,
        offer=offer,
        seat=known.seats.get(row.seat_id),
        steps=tuple(_steps(row.steps.splitlines(), on)),
        synthetic=row.synthetic,
    )


def _speaks(by: Actor, row: Any, side: Side, about: Any, on: date) -> bool:
    """Whether the reader speaks for the side of this row."""
    body = about.organisation.key if about is not None and about.organisation else ""
    if side == Side.ASKER:
        return asks_for(by, row.owner, body, seat=row.seat_id, on=on)
    return answers_for(by, row.owner, body, seat=row.seat_id, on=on)


def _steps(lines: Iterable[str], on: date) -> Iterable[StepLine]:
    for line in lines:
        day, side, step, text = (*line.split("\t", 3), "")[:4]
        if date.fromisoformat(day) <= on:
            yield StepLine(date.fromisoformat(day), Side(side), Step(step), text)
