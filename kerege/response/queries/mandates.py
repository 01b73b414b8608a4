"""Reading the directory of mandates as on a day: who has them, who stands in, and when the line was last tried."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Q

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.queries import SeatLine, Sitting
from kerege.people.words import Capacity
from kerege.records.viewers import Viewer
from kerege.response.models import ContactCheck, Mandate
from kerege.response.rules.mandates import freshness
from kerege.response.words.clocks import DEPUTY, HEAD, HOLDER
from kerege.response.words.mandates import Freshness

DOOR = Viewer(uid="response.mandates", everywhere=Sensitivity.RESTRICTED)
"""By which the node calls and writes letters, and whoever answers a letter is found. No name leaves by it."""


@dataclass(frozen=True)
class CheckLine:
    on: date
    how: str
    reached: bool
    note: str
    who: str


@dataclass(frozen=True)
class MandateLine:
    """A mandate. `people` are holder and deputy on the day, the holder first; `heads` those on the seat above."""

    id: int
    uid: str
    owner: str
    label: int
    synthetic: bool
    kind: str
    seat: str
    seat_title: str
    head: str
    head_title: str
    body: str
    telephone: str
    email: str
    hours: str
    start: date
    until: date | None
    check_every: int
    asked_on: date | None
    people: tuple[Sitting, ...]
    heads: tuple[Sitting, ...]
    checks: tuple[CheckLine, ...]
    freshness: Freshness

    @property
    def last_reached(self) -> date | None:
        """The day on which the line was last known to work."""
        return next((each.on for each in self.checks if each.reached), None)


@dataclass(frozen=True)
class Callee:
    """Somebody who is called for a body: how far up (`words.clocks.LEVELS`) and who it is."""

    level: int
    mandate: MandateLine
    sitting: Sitting


def mandates(viewer: Viewer, *, on: date, owner: str = "") -> list[MandateLine]:
    """The mandates that hold on the day, by country and kind."""
    rows = Mandate.objects.seen_by(viewer).filter(Q(until=None) | Q(until__gt=on), start__lte=on)
    rows = rows.filter(owner=owner) if owner else rows
    return _lines(viewer, rows.order_by("owner", "kind", "id").seen(), on)


def mandate(viewer: Viewer, uid: object, *, on: date) -> MandateLine | None:
    """One entry, also one that does not hold on the day; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    found = _lines(viewer, Mandate.objects.seen_by(viewer).filter(uid=number).seen(), on) if number else []
    return found[0] if found else None


def asked_by(code: str, *, on: date) -> MandateLine | None:
    """The entry about which a letter with this code asks; None where none does (any more)."""
    rows = Mandate.objects.seen_by(DOOR).filter(asked_hash=letter_hash(code), asked_on__isnull=False)
    found = _lines(DOOR, rows.seen(), on) if code else []
    return found[0] if found else None


def letter_hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def called(lines: list[MandateLine], *, owner: str, body: str) -> tuple[Callee, ...]:
    """Of these entries whom to call for a body of a country, one after the other: holder, deputy, head; nobody where
    the directory names none.
    """
    some = [each for line in lines if body and (line.owner, line.body) == (owner, body) for each in order(line)]
    return tuple(sorted(some, key=lambda each: each.level))


def order(line: MandateLine) -> tuple[Callee, ...]:
    """Whom to call for one entry, one after the other."""
    own = [Callee(_level(each), line, each) for each in line.people]
    return (*own, *(Callee(HEAD, line, each) for each in line.heads if each.capacity == Capacity.HOLDER))


def _level(sitting: Sitting) -> int:
    return HOLDER if sitting.capacity == Capacity.HOLDER else DEPUTY


def _lines(viewer: Viewer, rows: list[Any], on: date) -> list[MandateLine]:
    seats = {seat.key: seat for seat in people.seats(viewer, on=on)} if rows else {}
    tried = ContactCheck.objects.seen_by(viewer).filter(mandate_id__in=[row.id for row in rows], on__lte=on)
    found = tried.order_by("-on", "-id").seen()
    own = {each.checked_by for each in found if viewer.may_see(Sensitivity.NATIONAL, each.owner)}
    names = people.actor_names(own - {""})
    checks: dict[int, list[CheckLine]] = {}
    for each in found:
        line = CheckLine(each.on, each.how, each.reached, each.note, names.get(each.checked_by, ""))
        checks.setdefault(each.mandate_id, []).append(line)
    return [_line(row, seats, tuple(checks.get(row.id, ())), on) for row in rows]


PLAIN = (
    *("id", "owner", "label", "synthetic", "kind", "seat", "head", "body", "telephone", "email", "hours", "start"),
    *("until", "check_every", "asked_on"),
)


def _line(row: Any, seats: dict[str, SeatLine], checks: tuple[CheckLine, ...], on: date) -> MandateLine:
    seat, head, last = seats.get(row.seat), seats.get(row.head), checks[0] if checks else None
    return MandateLine(
        uid=str(row.uid),
        seat_title=seat.title if seat else "",
        head_title=head.title if head else "",
        people=_sitting(seat),
        heads=_sitting(head),
        checks=checks,
        freshness=freshness(
            last.on if last else None, bool(last and last.reached), row.check_every, asked=row.asked_on, on=on
        ),
        **{name: getattr(row, name) for name in PLAIN},
    )


def _sitting(seat: SeatLine | None) -> tuple[Sitting, ...]:
    return tuple(sorted(seat.sittings, key=lambda each: each.capacity != Capacity.HOLDER)) if seat else ()
