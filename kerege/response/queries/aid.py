"""Cases of mutual aid, for the people of the two countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from kerege.inventory import queries as inventory
from kerege.lib.ids import uid_or_none
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.response.models import AidCase, AidEntry
from kerege.response.queries.aid_doors import DOOR, countries_of, sides_of
from kerege.response.rules.aid import ABROAD, GOES_BACK, OPEN, steps_of
from kerege.response.words.aid import AidSide, AidState, AidStep


@dataclass(frozen=True)
class AidLine:
    """A case as somebody of the two countries reads it. `next` are the steps that the reader may take now, and `turn`
    says that the other country waits for one of them; `request`
    and `title` are empty where the request may not be read any more.
    """

    number: int
    uid: str
    asker: str
    giver: str
    status: str
    request: str
    title: str
    facility: str
    what: str
    start: date
    until: date
    state: AidState
    bearer: str
    cost: Decimal | None
    spent: Decimal | None
    currency: str
    cost_note: str
    customs: str
    begun_on: date
    changed_on: date
    returned_on: date | None
    overdue: bool
    sides: frozenset[AidSide]
    next: tuple[AidStep, ...]
    turn: bool
    synthetic: bool


@dataclass(frozen=True)
class EntryLine:
    side: str
    step: str
    day: date
    note: str


def aid_cases(viewer: Viewer, me: Actor, *, on: date, lang: str = "en", request: str = "") -> list[AidLine]:
    """The cases of the reader's countries: those that wait for the reader first, then those that are open."""
    rows = AidCase.objects.seen_by(DOOR).filter(_between(viewer)).order_by("-id").seen()
    lines = _lines(viewer, me, rows, on, lang)
    lines = [line for line in lines if not request or line.request == request]
    return sorted(lines, key=lambda line: (not line.turn, line.state not in OPEN))


def aid_case(viewer: Viewer, me: Actor, uid: object, *, on: date, lang: str = "en") -> AidLine | None:
    """One case; None for everybody who is of neither country."""
    number = uid_or_none(uid)
    if number is None:
        return None
    rows = AidCase.objects.seen_by(DOOR).filter(_between(viewer), uid=number)
    return next(iter(_lines(viewer, me, rows.seen(), on, lang)), None)


def _between(viewer: Viewer) -> Q:
    """The cases of the viewer's countries, as far as the clearance there reaches their label."""
    found = Q(pk__in=[])
    for owner in countries_of(viewer):
        found |= (Q(owner=owner) | Q(giver=owner)) & Q(label__lte=viewer.clearance_for(owner))
    return found


def entries(line: AidLine) -> list[EntryLine]:
    """The steps of a case that was read, the first one first."""
    rows = AidEntry.objects.seen_by(DOOR).filter(case_id=line.number).order_by("number").seen()
    return [EntryLine(row.side, row.step, row.day, row.note) for row in rows]


def _lines(viewer: Viewer, me: Actor, rows: list[Any], on: date, lang: str) -> list[AidLine]:
    numbers = {row.request_id for row in rows}
    requests = inventory.requests_by_number(viewer, numbers, on=on, lang=lang)
    return [_line(row, me, requests, on) for row in rows]


def _line(row: Any, me: Actor, requests: Mapping[int, Any], on: date) -> AidLine:
    sides = sides_of(me, asker=row.owner, giver=row.giver)
    of = requests.get(row.request_id)
    steps = steps_of(row.state, sides)
    return AidLine(
        number=row.id,
        uid=str(row.uid),
        asker=row.owner,
        giver=row.giver,
        status=row.status,
        request=of.key if of is not None else "",
        title=of.title if of is not None else "",
        facility=row.facility,
        what=row.what,
        start=row.start,
        until=row.until,
        state=AidState(row.state),
        bearer=row.bearer,
        cost=row.cost,
        spent=row.spent,
        currency=row.currency,
        cost_note=row.cost_note,
        customs=row.customs,
        begun_on=row.begun_on,
        changed_on=row.changed_on,
        returned_on=row.returned_on,
        overdue=row.state in ABROAD and row.until <= on,
        sides=sides,
        next=tuple(steps),
        turn=any(step not in GOES_BACK for step in steps),
        synthetic=row.synthetic,
    )
