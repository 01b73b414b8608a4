"""Accounts as whoever manages them sees them: whose they are, their roles now and before, and whether they are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.models import Account, Person, RoleGrant, SeatTerm
from kerege.people.queries.holding import EVERY_TERM, held
from kerege.people.rules import Actor, manages
from kerege.people.words import Deed
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class RoleLine:
    """A role of an account or of a seat on which its person sits or sat. `state`: now, coming, past or waiting.

    Waiting means that its period holds and nobody sits there; `own` that it was given to this account.
    """

    uid: str
    role: str
    owner: str
    seat: str
    seat_title: str
    deputies: bool
    organisation: str
    start: date
    end: date | None
    state: str
    own: bool


@dataclass(frozen=True)
class AccountLine:
    """An account with the roles for owners whose accounts the actor manages. `person` is empty where none is linked."""

    number: int
    uid: str
    email: str
    name: str
    person: str | Withheld
    person_key: str
    person_owner: str
    active: bool
    demo: bool
    roles: tuple[RoleLine, ...]

    @property
    def now(self) -> tuple[RoleLine, ...]:
        return tuple(r for r in self.roles if r.state == "now")

    @property
    def state(self) -> str:
        """closed, without a role, or open."""
        return "closed" if not self.active else "open" if self.now else "idle"


def managed_accounts(actor: Actor, viewer: Viewer, *, on: date) -> list[AccountLine]:
    """The accounts that the actor manages, by name: all of them, or those with a role or person of the own country.

    Refuses people.not_yours (403) for whoever manages none.
    """
    owners = _owners(actor)
    if owners is not None and not owners:
        raise Refusal(words.NOT_YOURS, owner="—", deed=Deed.MANAGE_ACCOUNTS.value)
    accounts = list(Account.objects.order_by("name", "email"))
    roles = _roles(accounts, on)
    people = _persons(viewer, accounts)
    lines = [_line(a, roles.get(a.id, []), people, owners) for a in accounts]
    return [line for line in lines if owners is None or line.roles or line.person_owner in owners]


def managed_account(actor: Actor, viewer: Viewer, uid: object, *, on: date) -> tuple[Account, AccountLine]:
    """One of them, with its record for actions. Refuses people.not_yours and people.unknown_key."""
    lines = {line.uid: line for line in managed_accounts(actor, viewer, on=on)}
    number = uid_or_none(uid)
    if number is None or str(number) not in lines:
        raise Refusal(words.UNKNOWN_KEY, what="account", key=str(uid)[:60])
    return Account.objects.get(uid=number), lines[str(number)]


def _owners(actor: Actor) -> frozenset[str] | None:
    """The owners whose accounts the actor manages; None for all of them."""
    if manages(actor, "") or actor.is_system:
        return None
    return frozenset(g.owner for g in actor.grants if manages(actor, g.owner))


def _line(
    account: Account, roles: list[RoleLine], people: dict[int, Any], owners: frozenset[str] | None
) -> AccountLine:
    person = people.get(account.person_id or 0)
    return AccountLine(
        account.id,
        str(account.uid),
        account.email,
        account.name,
        person.name if person else "",
        person.key if person else "",
        person.owner if person else "",
        account.is_active,
        account.demo,
        tuple(r for r in roles if owners is None or r.owner in owners),
    )


def _persons(viewer: Viewer, accounts: Iterable[Account]) -> dict[int, Any]:
    ids = {a.person_id for a in accounts} - {None}
    return {p.id: p for p in Person.objects.seen_by(viewer).filter(id__in=ids).seen()}


def _roles(accounts: list[Account], on: date) -> dict[int, list[RoleLine]]:
    """Of each account its own grants, and those of the seats on which its person sits or sat."""
    holding = {(who, grant.id) for who, grant in held(on=on)}
    persons = {a.person_id: a.id for a in accounts if a.person_id}
    terms = SeatTerm.objects.seen_by(EVERY_TERM).filter(person_id__in=set(persons))
    sat: dict[int, set[int]] = {}
    for seat, person in terms.values_list("seat_id", "person_id"):
        sat.setdefault(seat, set()).add(persons[person])
    found: dict[int, list[RoleLine]] = {}
    grants = RoleGrant.objects.filter(withdrawn=False).select_related("seat", "organisation").order_by("-start", "id")
    for grant in grants:
        whose = {grant.account_id} if grant.account_id else sat.get(grant.seat_id or 0, set())
        for who in whose:
            if who is not None:
                found.setdefault(who, []).append(_role(grant, (who, grant.id) in holding, on))
    return found


def _role(grant: RoleGrant, is_held: bool, on: date) -> RoleLine:
    past = grant.end is not None and grant.end <= on
    state = "now" if is_held else "coming" if grant.start > on else "past" if past else "waiting"
    return RoleLine(
        str(grant.uid),
        grant.role,
        grant.owner,
        grant.seat.key if grant.seat else "",
        grant.seat.title if grant.seat else "",
        grant.deputies,
        grant.organisation.key if grant.organisation else "",
        grant.start,
        grant.end,
        state,
        grant.account_id is not None,
    )
