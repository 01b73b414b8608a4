"""What nobody holds any more: roles on vacant seats, accounts without a role, tasks that wait for nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kerege.people.models import Account, RoleGrant, Seat, SeatTerm
from kerege.people.queries.holding import EVERY_TERM, held, sat
from kerege.people.queries.roles import current
from kerege.people.queries.tasks import tasks
from kerege.people.rules import stands
from kerege.people.words import Capacity, Orphaned, TaskState
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Orphan:
    """One thing to mend. `seat` is a key, `role` a role's code, `account` an address, `task` a uid; empty where none.

    It holds no person's name and no task's title, so that it may stand in a log.
    """

    kind: Orphaned
    owner: str
    seat: str = ""
    role: str = ""
    account: str = ""
    task: str = ""


def orphans(*, on: date, owner: str = "", viewer: Viewer = EVERY_TERM) -> list[Orphan]:
    """Everything orphaned on the day, of one owner where one is named; tasks as far as the viewer may see them."""
    found = [*_roles(on), *_accounts(on), *_tasks(viewer, on)]
    return [o for o in found if not owner or o.owner == owner]


def _roles(on: date) -> Iterator[Orphan]:
    """Roles that stand on a seat and that nobody holds, with the reason: the seat, the person or the account."""
    grants = RoleGrant.objects.filter(current(on), seat__isnull=False, withdrawn=False)
    grants = grants.select_related("seat", "account").order_by("owner", "id")
    holding = {grant.id for _, grant in held(on=on)}
    sitting: dict[int, set[str]] = {}
    for place in sat(on=on):
        sitting.setdefault(place.seat, set()).add(place.capacity)
    for grant in grants:
        if grant.id in holding or grant.seat is None:
            continue
        told = {"owner": grant.owner, "seat": grant.seat.key, "role": grant.role}
        if grant.account is not None:
            if grant.account.person_id is None:
                yield Orphan(Orphaned.ACCOUNT_WITHOUT_PERSON, account=grant.account.email, **told)
            continue
        filled = stands(on_seat=True, deputies=grant.deputies, capacities=sitting.get(grant.seat.id, set()))
        yield Orphan(Orphaned.HOLDER_WITHOUT_ACCOUNT if filled else Orphaned.ROLE_ON_VACANT_SEAT, **told)


def _accounts(on: date) -> Iterator[Orphan]:
    """Accounts that can sign in and hold no role any more, under the owner of the role that ended last."""
    holding = {who for who, _ in held(on=on)}
    last: dict[int, str] = {}
    ended = RoleGrant.objects.filter(account__isnull=False, start__lte=on).order_by("start", "id")
    for who, owner in ended.values_list("account_id", "owner"):
        last[who] = owner
    for who, owner in _once_seated(on):
        last.setdefault(who, owner)
    for account in Account.objects.filter(is_active=True, id__in=set(last) - holding).order_by("email"):
        yield Orphan(Orphaned.ACCOUNT_WITHOUT_ROLE, last[account.id], account=account.email)


def _once_seated(on: date) -> Iterator[tuple[int, str]]:
    """Accounts whose person sat on a seat with a role, with the seat's owner."""
    seats = dict(RoleGrant.objects.filter(seat__isnull=False, start__lte=on).values_list("seat_id", "owner"))
    terms = SeatTerm.objects.seen_by(EVERY_TERM).filter(seat_id__in=set(seats), start__lte=on)
    persons = {person: seats[seat] for person, seat in terms.values_list("person_id", "seat_id")}
    rows = Account.objects.filter(person_id__in=set(persons)).values_list("id", "person_id")
    for who, person in rows:
        yield who, persons[person or 0]


def _tasks(viewer: Viewer, on: date) -> Iterator[Orphan]:
    filled = {p.seat for p in sat(on=on) if p.capacity == Capacity.HOLDER}
    vacant = set(Seat.objects.exclude(id__in=filled).values_list("key", flat=True))
    for task in tasks(viewer, on=on, state=TaskState.OPEN.value):
        if task.seat in vacant:
            yield Orphan(Orphaned.TASK_ON_VACANT_SEAT, task.owner, seat=task.seat, task=task.uid)
        if task.late:
            yield Orphan(Orphaned.LATE_TASK, task.owner, seat=task.seat, task=task.uid)
