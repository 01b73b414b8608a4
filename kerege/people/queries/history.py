"""Which roles people held at any time, for what was open to them then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.people.models import Account, RoleGrant, SeatTerm
from kerege.people.queries.holding import EVERY_TERM
from kerege.people.rules import stands


@dataclass(frozen=True)
class HeldOnce:
    """A role that somebody held for one owner from `start` up to and not including `end`; None: still."""

    role: str
    owner: str
    start: date
    end: date | None

    def between(self, since: date, until: date) -> bool:
        """Whether it was held on some day from `since` to `until`, both included."""
        return self.start <= until and (self.end is None or self.end > since)


def held_ever(persons: Iterable[int]) -> dict[int, tuple[HeldOnce, ...]]:
    """The roles that these persons (row numbers) ever held or will hold, those of their seats too; nobody stands there
    who held none. What ended before it began was never held. Three queries for any number of persons.
    """
    accounts = dict(Account.objects.filter(person_id__in=set(persons)).values_list("id", "person_id"))
    terms: dict[int, list[Any]] = {}
    for term in SeatTerm.objects.seen_by(EVERY_TERM).filter(person_id__in=set(accounts.values())).order_by("id").seen():
        terms.setdefault(term.seat_id, []).append(term)
    mine = Q(account_id__in=list(accounts)) | Q(account__isnull=True, seat_id__in=list(terms))
    found: dict[int, list[HeldOnce]] = {}
    for grant in RoleGrant.objects.filter(mine, withdrawn=False).order_by("id"):
        for person, start, end in _when(grant, accounts, terms.get(grant.seat_id or 0, [])):
            found.setdefault(person, []).append(HeldOnce(grant.role, grant.owner, start, end))
    return {person: tuple(roles) for person, roles in found.items()}


def _when(grant: RoleGrant, accounts: dict[int, int], terms: list[Any]) -> Iterable[tuple[int, date, date | None]]:
    """Who held a grant, from when to when: on a seat as long as they sat there in a capacity that holds it."""
    if grant.seat_id is None:
        yield accounts[grant.account_id or 0], grant.start, grant.end
        return
    for term in terms:
        if grant.account_id is not None and accounts[grant.account_id] != term.person_id:
            continue
        if not stands(on_seat=True, deputies=grant.deputies, capacities={term.capacity}):
            continue
        start = max(grant.start, term.start)
        end = min((each for each in (grant.end, term.end) if each is not None), default=None)
        if end is None or end > start:
            yield term.person_id, start, end
