"""Who holds which role on a day. Everything that asks for a role asks here, so that no second answer exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Account, Organisation, Person, RoleGrant, Seat, SeatTerm
from kerege.people.queries.roles import current
from kerege.people.rules import stands
from kerege.people.words import Role
from kerege.records.viewers import Viewer

EVERY_TERM = Viewer(uid="people.holding", everywhere=Sensitivity.RESTRICTED)
"""Whether somebody sits on a seat is asked of all terms, whatever their label; no name and no term leaves this file."""


@dataclass(frozen=True)
class Sat:
    """Row numbers of a seat and of the person who sits there on the day, and in which capacity."""

    seat: int
    person: int
    capacity: str


def sat(*, on: date, persons: Iterable[int] | None = None, seats: Iterable[int] | None = None) -> list[Sat]:
    """Who sits where on the day, on seats that exist then; of these persons and on these seats where some are named."""
    exists = Q(seat__mandate_on__lte=on) & (Q(seat__end__isnull=True) | Q(seat__end__gt=on))
    rows: Any = SeatTerm.objects.seen_by(EVERY_TERM).filter(current(on) & exists)
    if persons is not None:
        rows = rows.filter(person_id__in=list(persons))
    if seats is not None:
        rows = rows.filter(seat_id__in=list(seats))
    return [Sat(*row) for row in rows.order_by("id").values_list("seat_id", "person_id", "capacity")]


def held(*, on: date, account: Account | None = None, role: Role | None = None) -> list[tuple[int, RoleGrant]]:
    """Every role that is held on the day, as (row number of the account, grant), of one account or of one role.

    A grant on a seat is held only by accounts whose person sits there that day; without an account of its own it is
    held by all of them. Whether an account may sign in is not asked here.
    """
    persons = None if account is None else [account.person_id] if account.person_id else []
    places = sat(on=on, persons=persons)
    grants = RoleGrant.objects.filter(current(on), withdrawn=False).select_related("organisation", "seat")
    if account is not None:
        grants = grants.filter(Q(account=account) | Q(account__isnull=True, seat_id__in={p.seat for p in places}))
    if role is not None:
        grants = grants.filter(role=role)
    owners = _accounts({p.person for p in places}, account)
    seated: dict[int, dict[int, set[str]]] = {}
    for place in places:
        if place.person in owners:
            seated.setdefault(place.seat, {}).setdefault(owners[place.person], set()).add(place.capacity)
    ordered = grants.order_by("id")
    return [(who, grant) for grant in ordered for who in _holders(grant, seated.get(grant.seat_id or 0, {}))]


def _accounts(persons: set[int], account: Account | None) -> dict[int, int]:
    """The row number of each person's account."""
    if account is not None:
        return {account.person_id: account.id} if account.person_id else {}
    return dict(Account.objects.filter(person_id__in=persons).values_list("person_id", "id"))


def _holders(grant: RoleGrant, sitting: dict[int, set[str]]) -> list[int]:
    """The accounts that hold the grant, of those that sit on its seat in these capacities."""
    asked = sitting if grant.account_id is None else {grant.account_id: sitting.get(grant.account_id, set())}
    return [
        who
        for who, capacities in asked.items()
        if stands(on_seat=grant.seat_id is not None, deputies=grant.deputies, capacities=capacities)
    ]


def seats_sat_on(*, owner: str, kind: str, on: date) -> frozenset[int]:
    """The row numbers of an owner's seats of a kind on which somebody sits on the day: the members of a team."""
    seats = Seat.objects.filter(owner=owner, kind=kind).values_list("id", flat=True)
    return frozenset(place.seat for place in sat(on=on, seats=list(seats)))


def own_seats(uid: str, *, owner: str, kind: str, on: date) -> frozenset[int]:
    """Of the seats on which the person of this account sits on the day, those of an owner and a kind."""
    return seats_sat_on(owner=owner, kind=kind, on=on) & {place.seat for place in places_of(uid, on=on)}


def seat_keys(numbers: Iterable[int]) -> tuple[str, ...]:
    """The keys of seats by their row numbers, in order, for rooms that point to them."""
    return tuple(Seat.objects.filter(id__in=list(numbers)).order_by("key").values_list("key", flat=True))


def organisations_behind(seat: int, *, on: date) -> frozenset[str]:
    """For whom those who sit on a seat work, as far as records say: the keys of the organisation of the seat, of the
    persons who sit there on the day, and of the roles that these hold.
    """
    persons = [place.person for place in sat(on=on, seats=[seat])]
    accounts = Account.objects.filter(person_id__in=persons, is_active=True)
    roles = [grant.organisation_id for account in accounts for _, grant in held(on=on, account=account)]
    of_persons = Person.objects.seen_by(EVERY_TERM).filter(id__in=persons).values_list("organisation_id", flat=True)
    of_seat = Seat.objects.filter(id=seat).values_list("organisation_id", flat=True)
    numbers = {number for number in (*of_seat, *of_persons, *roles) if number}
    return frozenset(Organisation.objects.filter(id__in=numbers).values_list("key", flat=True))


def capacities_of(uid: str, *, seat: int, on: date) -> frozenset[str]:
    """In which capacities the person of the account with this uid sits on a seat that day; empty for nobody."""
    return frozenset(p.capacity for p in places_of(uid, on=on) if p.seat == seat)


def places_of(uid: str, *, on: date) -> list[Sat]:
    """The seats on which the person of the account with this uid sits on the day."""
    number = uid_or_none(uid)
    if number is None:
        return []
    person = Account.objects.filter(uid=number, is_active=True).values_list("person_id", flat=True).first()
    return sat(on=on, persons=[person]) if person else []
