"""Who looked at somebody: in full for that person, as numbers for a focal point."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from kerege.lib.refusal import Refusal
from kerege.people import words as people_words
from kerege.people.rules import Actor, owners_for
from kerege.people.words import Deed
from kerege.privacy.models import BulkRead, Look


@dataclass(frozen=True)
class LookLine:
    """Somebody read the person's data. `who` is empty when the reader was erased meanwhile."""

    who: str
    roles: str
    outlet: str
    on: date
    at: datetime


@dataclass(frozen=True)
class LookSum:
    """How many people of one owner were read about on a day, by how many accounts and by which way."""

    on: date
    outlet: str
    persons: int
    readers: int


@dataclass(frozen=True)
class BulkReadLine:
    owner: str
    who: str
    persons: int
    at: datetime


def looks_at(account: Any, *, limit: int = 1000) -> list[LookLine]:
    """Who looked at the person of this account, the newest first; nobody for an account without a person."""
    if account.person_id is None:
        return []
    rows = Look.objects.filter(person_id=account.person_id).select_related("account").order_by("-at", "-id")[:limit]
    return [LookLine(r.account.name, r.roles, r.outlet, r.on, r.at) for r in rows]


def look_sums(actor: Actor, *, since: date) -> tuple[list[LookSum], list[BulkReadLine]]:
    """For those who manage people of an owner: numbers by day and way, and notices of very many at once.

    Refuses people.not_yours to everybody else. Nobody's name but the reader's of a notice is in it.
    """
    owners = owners_for(actor, Deed.MANAGE_PEOPLE)
    if not owners:
        raise Refusal(people_words.NOT_YOURS, owner="…")
    rows = Look.objects.filter(on__gte=since, owner__in=owners)
    counted = {"persons": Count("person_id", distinct=True), "readers": Count("account_id", distinct=True)}
    sums = rows.values("on", "outlet").annotate(**counted)
    noticed = BulkRead.objects.filter(owner__in=owners).select_related("account").order_by("-at")[:100]
    return (
        [LookSum(r["on"], r["outlet"], r["persons"], r["readers"]) for r in sums.order_by("-on", "outlet")],
        [BulkReadLine(n.owner, n.account.name, n.persons, n.at) for n in noticed],
    )
