"""Seats and who sits there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kerege.people import words
from kerege.people.models import (
    Person,
    Seat,
    SeatTerm,
)
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Sitting:
    """One term. `person` is WITHHELD where the viewer may not read the person's name."""

    capacity: str
    person: str | Withheld
    person_key: str
    start: date
    end: date | None
    synthetic: bool


@dataclass(frozen=True)
class SeatLine:
    """A seat, who sits there on the day, and who sat there before. An empty `sittings` is a vacant seat.

    `number` is its row number, for questions to other queries of this room.
    """

    number: int
    key: str
    uid: str
    kind: str
    title: str
    owner: str
    mandate: str
    mandate_on: date
    end: date | None
    sittings: tuple[Sitting, ...]
    past: tuple[Sitting, ...]

    @property
    def vacant(self) -> bool:
        return not any(s.capacity == words.Capacity.HOLDER for s in self.sittings)


def seats(viewer: Viewer, *, on: date, owner: str = "") -> list[SeatLine]:
    """Seats that exist on the day, with their terms as far as the viewer may see them."""
    rows = Seat.objects.filter(mandate_on__lte=on).filter(Q(end__isnull=True) | Q(end__gt=on))
    if owner:
        rows = rows.filter(owner=owner)
    found = list(rows.order_by("owner", "title"))
    terms = SeatTerm.objects.seen_by(viewer).filter(seat__in=found, start__lte=on).order_by("-start").seen()
    people = {p.id: p for p in Person.objects.seen_by(viewer).filter(id__in={t.person_id for t in terms}).seen()}
    by_seat: dict[int, list[tuple[Sitting, bool]]] = {}
    for term in terms:
        person = people.get(term.person_id)
        if person is None:
            continue
        sitting = Sitting(term.capacity, person.name, person.key, term.start, term.end, term.synthetic)
        by_seat.setdefault(term.seat_id, []).append((sitting, term.end is None or term.end > on))
    return [_seat_line(seat, by_seat.get(seat.id, [])) for seat in found]


def _seat_line(seat: Seat, sittings: list[tuple[Sitting, bool]]) -> SeatLine:
    now = sorted((s for s, is_now in sittings if is_now), key=lambda s: s.capacity, reverse=True)
    return SeatLine(
        seat.id,
        seat.key,
        str(seat.uid),
        seat.kind,
        seat.title,
        seat.owner,
        seat.mandate,
        seat.mandate_on,
        seat.end,
        tuple(now),
        tuple(s for s, is_now in sittings if not is_now),
    )
