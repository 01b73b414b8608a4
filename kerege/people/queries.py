"""Reading people: who acts, who sits where, which organisation came after which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.lib.text import fold
from kerege.people import words
from kerege.people.models import (
    Account,
    Organisation,
    Person,
    PersonName,
    RoleGrant,
    Seat,
    SeatTerm,
    Succession,
)
from kerege.people.rules import ANONYMOUS, Actor, Grant
from kerege.people.words import Role
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer


def current(on: date) -> Q:
    """The rows whose half-open period [start, end) holds the day."""
    return (Q(start__isnull=True) | Q(start__lte=on)) & (Q(end__isnull=True) | Q(end__gt=on))


def known_role(role: str) -> Role:
    """The role with this name, else people.unknown_choice."""
    try:
        return Role(role)
    except ValueError:
        raise Refusal(
            words.UNKNOWN_CHOICE,
            field="role",
            value=role,
            name="role",
            choices=", ".join(r.value for r in Role),
        ) from None


def actor_for(account: object, *, on: date) -> Actor:
    """The actor that an account is on that day, with the roles whose term holds; ANONYMOUS for nobody."""
    if not isinstance(account, Account) or not account.is_active:
        return ANONYMOUS
    rows = RoleGrant.objects.filter(current(on), account=account).select_related("organisation")
    grants = tuple(
        Grant(Role(r.role), r.owner, r.organisation.key if r.organisation else "") for r in rows.order_by("id")
    )
    return Actor(uid=str(account.uid), name=account.name, grants=grants)


def account(email: str) -> Account:
    """The active account with this address, for a command that somebody runs. Refuses people.unknown_key."""
    found = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="email", what="account", key=email[:200])
    return found


def holders(role: Role, *, on: date) -> list[Account]:
    """The active accounts that hold the role on the day for anybody, by address."""
    held = RoleGrant.objects.filter(current(on), role=role).values("account_id")
    return list(Account.objects.filter(id__in=held, is_active=True).order_by("email"))


def actor_names(uids: Iterable[str]) -> dict[str, str]:
    """Names of the accounts with these uids; for people who may read the journal."""
    plain = {u for u in uids if len(u) == 36}
    return {str(a.uid): a.name for a in Account.objects.filter(uid__in=plain)}


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    role: str
    owner: str


def demo_accounts() -> list[DemoAccount]:
    """The accounts of the example world with their roles. Empty on a node without it."""
    rows = RoleGrant.objects.filter(account__demo=True).select_related("account").order_by("account__email")
    return [DemoAccount(r.account.email, r.account.name, r.role, r.owner) for r in rows]


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation under the name it has on the day."""

    key: str
    uid: str
    kind: str
    name: str
    territory: str | None
    ended: bool


def organisations(*, on: date, lang: str, territory: str = "") -> list[OrganisationLine]:
    """Organisations by name, those that have ended by `on` last. Query count does not grow with their number."""
    rows = Organisation.objects.exclude(start__gt=on)
    if territory:
        rows = rows.filter(territory_id=territory)
    found = list(rows)
    names = atlas.names_of([o.uid for o in found], on=on, lang=lang)
    lines = [
        OrganisationLine(
            o.key,
            str(o.uid),
            o.kind,
            names.get(o.uid, o.key),
            o.territory_id,
            bool(o.end and o.end <= on),
        )
        for o in found
    ]
    return sorted(lines, key=lambda o: (o.ended, o.name))


def organisation(key: str) -> Organisation:
    """The organisation with this key, for actions of the rooms above; refuses people.unknown_key."""
    found = Organisation.objects.filter(key=key).first()
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="organisation", what="organisation", key=key)
    return found


def succession_links() -> dict[str, list[str]]:
    """Every organisation's key with the keys of those that came after it."""
    links: dict[str, list[str]] = {}
    for before, after in Succession.objects.values_list("predecessor__key", "successor__key"):
        links.setdefault(before, []).append(after)
    return links


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
    """A seat, who sits there on the day, and who sat there before. An empty `sittings` is a vacant seat."""

    key: str
    uid: str
    kind: str
    title: str
    owner: str
    mandate: str
    mandate_on: date
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
        seat.key,
        str(seat.uid),
        seat.kind,
        seat.title,
        seat.owner,
        seat.mandate,
        seat.mandate_on,
        tuple(now),
        tuple(s for s, is_now in sittings if not is_now),
    )


@dataclass(frozen=True)
class PersonLine:
    key: str
    uid: str
    name: str | Withheld
    owner: str
    spellings: tuple[tuple[str, str], ...]
    synthetic: bool


def persons(viewer: Viewer, *, text: str = "", owner: str = "", limit: int = 100) -> list[PersonLine]:
    """Persons whose name the viewer may read, found by any spelling in any script; by name, at most `limit`."""
    revealed: Any = Person.objects.seen_by(viewer).reveal("name")  # the stubs do not know the revealed column
    rows = revealed.filter(name_seen__isnull=False)
    if owner:
        rows = rows.filter(owner=owner)
    if text:
        spellings = PersonName.objects.seen_by(viewer).filter(folded__contains=fold(text))
        rows = rows.filter(id__in=set(spellings.values_list("person_id", flat=True)))
    found = rows.order_by("name_seen")[:limit].seen()
    spelled: dict[int, list[tuple[str, str]]] = {}
    for n in PersonName.objects.seen_by(viewer).filter(person_id__in=[p.id for p in found]).order_by("id").seen():
        spelled.setdefault(n.person_id, []).append((n.lang, n.text))
    return [PersonLine(p.key, str(p.uid), p.name, p.owner, tuple(spelled.get(p.id, ())), p.synthetic) for p in found]


def person_names(viewer: Viewer, ids: Iterable[int]) -> dict[int, str | Withheld]:
    """Names of the persons with these row numbers, for registers; without those whose record the viewer may not see."""
    return {p.id: p.name for p in Person.objects.seen_by(viewer).filter(id__in=set(ids)).seen()}
