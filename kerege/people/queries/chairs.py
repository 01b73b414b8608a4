"""Seats that something is put before: which one answers for an organisation, and how whoever sits there is reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kerege.people.models import Account, Seat
from kerege.people.queries.holding import places_of, sat
from kerege.people.words import SeatKind

_FIRST = {SeatKind.OTHER: 0, SeatKind.COORDINATOR: 1, SeatKind.FOCAL_POINT: 2, SeatKind.EXPERT_TEAM: 3}
"""Of several seats the one that is nearest to the work."""


@dataclass(frozen=True)
class Chair:
    """A seat by its row number, for rooms that point to it, with its key and title."""

    number: int
    key: str
    title: str
    owner: str
    end: date | None = None


def answering_chair(*, owner: str, organisation: int | None, uid: str, until: date, on: date) -> Chair | None:
    """The seat that answers for something of an owner until a day, with somebody on it on `on`.

    First one on which the account `uid` sits, then one of the organisation (its row number): the focal point's where
    that is there, because a ministry has many other seats (whoever it sends to a team of experts answers for the team
    and not for it); then the focal point's of the owner. None where nobody sits on any of them, or all of them end
    before.
    """
    lasts = Q(owner=owner, mandate_on__lte=on) & (Q(end__isnull=True) | Q(end__gt=until))
    seats = list(Seat.objects.filter(lasts).order_by("id"))
    sitting = {place.seat for place in sat(on=on, seats=[s.id for s in seats])}
    own = {place.seat for place in places_of(uid, on=on)}
    mine = [s for s in seats if s.id in sitting & own]
    theirs = [
        s
        for s in seats
        if s.id in sitting
        and organisation is not None
        and s.organisation_id == organisation
        and s.kind != SeatKind.EXPERT_TEAM
    ]
    focal = [s for s in seats if s.id in sitting and s.kind == SeatKind.FOCAL_POINT]
    for some in (mine, [s for s in theirs if s in focal], theirs, focal):
        if some:
            return _chair(min(some, key=lambda s: (_FIRST[SeatKind(s.kind)], s.id)))
    return None


def chairs(numbers: Iterable[int | None]) -> dict[int, Chair]:
    """Seats by their row numbers."""
    rows = Seat.objects.filter(id__in={number for number in numbers if number is not None})
    return {seat.id: _chair(seat) for seat in rows}


def reached_at(number: int, *, on: date) -> list[tuple[str, str]]:
    """Address and language of the active accounts of those who sit on a seat on the day, for a mail to the seat."""
    return _reached(place.person for place in sat(on=on, seats=[number]))


def reached_as(key: str, capacity: str, *, on: date) -> list[tuple[str, str]]:
    """Address and language of the active account of whoever sits on the seat with this key in a capacity on the day."""
    numbers = list(Seat.objects.filter(key=key).values_list("id", flat=True))
    return _reached(place.person for place in sat(on=on, seats=numbers) if place.capacity == capacity)


def _reached(persons: Iterable[int]) -> list[tuple[str, str]]:
    rows = Account.objects.filter(person_id__in=set(persons), is_active=True).order_by("email")
    return list(rows.values_list("email", "language"))


def _chair(seat: Seat) -> Chair:
    return Chair(seat.id, seat.key, seat.title, seat.owner, seat.end)
