"""Handovers of seats: what is in hand before one, and its protocol afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Account, HandedItem, Person, RoleGrant, Seat, SeatHandover, SeatTerm, Task
from kerege.people.queries.holding import EVERY_TERM
from kerege.people.queries.pseudonyms import actor_names
from kerege.people.queries.roles import current
from kerege.people.words import Capacity, Fate, InHand, TaskState
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Thing:
    """One thing in hand: its uid in `about`, and what becomes of it unless somebody decides otherwise.

    `title` is a task's title, a role's code, or a deputy's name as far as it may be read; `end` is the end that it has
    now, `person` a deputy.
    """

    kind: str
    about: str
    title: str | Withheld
    detail: str = ""
    fate: str = Fate.MOVES.value
    end: date | None = None
    person: int | None = None
    label: int = Sensitivity.PUBLIC


def in_hand(viewer: Viewer, seat: str, *, on: date) -> list[Thing]:
    """What a handover of the seat on that day would move, leave or end, as far as the viewer may see it."""
    chair = Seat.objects.get(key=seat)
    return list(_things(viewer, chair, on))


def everything_in_hand(chair: Seat, *, on: date) -> list[Thing]:
    """The same, whoever may read it: for the act that keeps it. Only actions ask this."""
    return list(_things(EVERY_TERM, chair, on))


def _things(viewer: Viewer, chair: Seat, on: date) -> Iterator[Thing]:
    tasks = Task.objects.seen_by(viewer).filter(seat=chair, state=TaskState.OPEN.value)
    for task in tasks.order_by("due", "id").seen():
        yield Thing(InHand.TASK, str(task.uid), task.title, task.due.isoformat(), label=task.label)
    lasting = (Q(end__isnull=True) | Q(end__gt=on)) & Q(withdrawn=False)
    for grant in RoleGrant.objects.filter(lasting, seat=chair, account__isnull=True).order_by("id"):
        yield Thing(InHand.ROLE, str(grant.uid), grant.role, grant.owner)
    yield from _own_roles(chair, on, lasting)
    yield from _deputies(viewer, chair, on)


def _own_roles(chair: Seat, on: date, lasting: Q) -> Iterator[Thing]:
    """The roles that the leaving account has for the same owner: those on the seat end with the term by themselves."""
    account = _account_of(_holder_before(chair, on))
    if account is None:
        return
    grants = RoleGrant.objects.filter(lasting, account=account, owner=chair.owner, start__lt=on)
    for grant in grants.filter(Q(seat=chair) | Q(seat__isnull=True)).order_by("id"):
        fate = Fate.ENDS if grant.seat_id else Fate.STAYS
        yield Thing(InHand.ROLE, str(grant.uid), grant.role, grant.owner, fate.value, grant.end)


def _holder_before(chair: Seat, on: date) -> int | None:
    """The person whose term as holder a handover on that day would end."""
    rows: Any = SeatTerm.objects.seen_by(EVERY_TERM).filter(seat=chair, capacity=Capacity.HOLDER.value, start__lt=on)
    found = rows.filter(Q(end__isnull=True) | Q(end__gte=on)).order_by("-start").values_list("person_id", flat=True)
    return next(iter(found[:1]), None)


def leaving_account(seat: str, *, on: date) -> str:
    """The uid of the account whose person a handover on that day would relieve; empty where there is none."""
    account = _account_of(_holder_before(Seat.objects.get(key=seat), on))
    return str(account.uid) if account else ""


def _account_of(person: int | None) -> Account | None:
    return Account.objects.filter(person_id=person).first() if person else None


def _deputies(viewer: Viewer, chair: Seat, on: date) -> Iterator[Thing]:
    rows = SeatTerm.objects.seen_by(viewer).filter(current(on), seat=chair, capacity=Capacity.DEPUTY.value)
    terms = rows.filter(start__lt=on).order_by("id").seen()
    people = {p.id: p for p in Person.objects.seen_by(viewer).filter(id__in={t.person_id for t in terms}).seen()}
    for term in terms:
        person = people.get(term.person_id)
        name = person.name if person else WITHHELD
        since = term.start.isoformat()
        yield Thing(InHand.DEPUTY, str(term.uid), name, since, Fate.STAYS.value, term.end, term.person_id)


# -- afterwards --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ItemLine:
    """One thing that was in hand; a deputy's title is their name, WITHHELD where the viewer may not read it."""

    kind: str
    about: str
    title: str | Withheld
    detail: str
    fate: str
    note: str


@dataclass(frozen=True)
class HandoverLine:
    """One handover. Names are WITHHELD where the viewer may not read them; `state` is planned, done or withdrawn."""

    uid: str
    seat: str
    seat_title: str
    owner: str
    leaving: str | Withheld
    following: str | Withheld
    leaving_key: str
    following_key: str
    on: date
    agreed_on: date
    agreed_by: str | Withheld
    note: str | Withheld
    state: str
    synthetic: bool


@dataclass(frozen=True)
class Protocol:
    """What was handed over, by whom and when, as it was then."""

    line: HandoverLine
    items: tuple[ItemLine, ...]


def handovers(viewer: Viewer, *, on: date, seat: str = "", owner: str = "") -> list[HandoverLine]:
    """Handovers as on the day, the latest first: what the viewer may read, and what the viewer left or follows on."""
    known: dict[int, tuple[Any, Viewer]] = {}
    for reader, mine in ((viewer, Q()), *_as_party(viewer)):
        rows: Any = SeatHandover.objects.seen_by(reader).filter(mine, agreed_on__lte=on)
        rows = rows.filter(seat__key=seat) if seat else rows
        rows = rows.filter(owner=owner) if owner else rows
        known |= {h.id: (h, reader) for h in rows.seen()}
    return _lines(sorted(known.values(), key=lambda pair: (pair[0].on, pair[0].id), reverse=True), on)


def _as_party(viewer: Viewer) -> Iterator[tuple[Viewer, Q]]:
    """Whoever left a seat or follows on it reads that protocol, whatever their roles are now: they signed it."""
    if (number := uid_or_none(viewer.uid)) is None:
        return
    person = Account.objects.filter(uid=number).values_list("person_id", flat=True).first()
    if person:
        yield EVERY_TERM, Q(leaving_id=person) | Q(following_id=person)


def addresses_of(uid: str) -> tuple[str, str]:
    """Address and language of the account of the one who follows by this handover, for the mail that tells them."""
    rows: Any = SeatHandover.objects.seen_by(EVERY_TERM).filter(uid=uid)
    person = rows.values_list("following_id", flat=True)
    account = Account.objects.filter(person_id__in=list(person), is_active=True).first()
    return (account.email, account.language) if account else ("", "")


def _lines(found: list[tuple[Any, Viewer]], on: date) -> list[HandoverLine]:
    seats = {s.id: s for s in Seat.objects.filter(id__in={h.seat_id for h, _ in found})}
    actors = actor_names({h.agreed_by for h, _ in found})
    names: dict[tuple[int, Viewer], Any] = {}
    for reader in {reader for _, reader in found}:
        ids = {i for h, r in found if r is reader for i in (h.leaving_id, h.following_id)}
        names |= {(p.id, reader): p for p in Person.objects.seen_by(reader).filter(id__in=ids).seen()}
    return [_line(h, seats[h.seat_id], names, reader, actors, on) for h, reader in found]


def _line(h: Any, seat: Seat, names: Any, reader: Viewer, actors: dict[str, str], on: date) -> HandoverLine:
    leaving, following = names.get((h.leaving_id, reader)), names.get((h.following_id, reader))
    withdrawn = h.withdrawn_on is not None and h.withdrawn_on <= on
    return HandoverLine(
        uid=str(h.uid),
        seat=seat.key,
        seat_title=seat.title,
        owner=h.owner,
        leaving=leaving.name if leaving else WITHHELD,
        following=following.name if following else WITHHELD,
        leaving_key=leaving.key if leaving else "",
        following_key=following.key if following else "",
        on=h.on,
        agreed_on=h.agreed_on,
        agreed_by=WITHHELD if isinstance(h.note, Withheld) else actors.get(h.agreed_by, ""),
        note=h.note,
        state="withdrawn" if withdrawn else "planned" if h.on > on else "done",
        synthetic=h.synthetic,
    )


def protocol(viewer: Viewer, uid: str, *, on: date) -> Protocol | None:
    """The protocol of one handover; None where there is none that the viewer may read."""
    line = next((h for h in handovers(viewer, on=on) if h.uid == uid), None)
    if line is None:
        return None
    reader = viewer if SeatHandover.objects.seen_by(viewer).filter(uid=uid).exists() else EVERY_TERM
    items = HandedItem.objects.seen_by(reader).filter(handover__uid=uid).order_by("id").seen()
    people = _named(reader, {i.person_id for i in items} - {None})
    return Protocol(line, tuple(_item(i, people) for i in items))


def _named(reader: Viewer, ids: set[int]) -> dict[int, str | Withheld]:
    return {p.id: p.name for p in Person.objects.seen_by(reader).filter(id__in=ids).seen()}


def _item(item: Any, people: dict[int, str | Withheld]) -> ItemLine:
    title = people.get(item.person_id, WITHHELD) if item.person_id else item.title
    return ItemLine(item.kind, item.about, title, item.detail, item.fate, item.note)
