"""Who acts, and which accounts hold a role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator

from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.models import Account
from kerege.people.queries.asked_once import numbers_of
from kerege.people.queries.holding import held
from kerege.people.rules import ANONYMOUS, MAY, REGION, SECOND_FACTOR, Actor, Grant, needs_factor
from kerege.people.words import Deed, Role

FACTORS = ("totp", "webauthn")


def actor_for(account: object, *, on: date, strong: bool) -> Actor:
    """The actor that an account is on that day, with the roles that are held then; ANONYMOUS for nobody.

    A role that stands on a seat is there only while the account's person sits on it; see `held`. `strong` says whether
    a second factor was proved; there is no default. Without it, whoever holds a role that wants one acts without any
    role. A command and a letter have no session: they say True.
    """
    return actor_with(account, grants_held(account, on=on), strong=strong)


def grants_held(account: object, *, on: date) -> tuple[Grant, ...]:
    """The roles that an account holds on that day, each once, whatever was proved; none for nobody."""
    if not isinstance(account, Account) or not account.is_active:
        return ()
    rows = (grant for _, grant in held(on=on, account=account))
    made = (Grant(Role(r.role), r.owner, r.organisation.key if r.organisation else "") for r in rows)
    return tuple(dict.fromkeys(made))


def actor_with(account: object, grants: tuple[Grant, ...], *, strong: bool) -> Actor:
    """`actor_for` where it was asked before which roles are held. Asks nothing."""
    if not isinstance(account, Account) or not account.is_active:
        return ANONYMOUS
    if not strong and needs_factor(grants):
        return Actor(uid=str(account.uid), name=account.name, owes_factor=True)
    return Actor(uid=str(account.uid), name=account.name, grants=grants)


def account(email: str) -> Account:
    """The active account with this address, for a command that somebody runs. Refuses people.unknown_key."""
    found = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="email", what="account", key=email[:200])
    return found


def account_number(uid: str) -> int | None:
    """The row number of the active account with this uid, for rooms that point to it; None for nobody."""
    return numbers_of(uid)[0]


def is_guest(uid: str) -> bool:
    """Whether this uid is that of an active account that only another learning platform opens."""
    number = account_number(uid)
    return number is not None and Account.objects.filter(id=number, email__endswith=words.GUESTS).exists()


def accounts_numbered(numbers: Iterable[int]) -> list[Account]:
    """The active accounts among these row numbers, by address."""
    return list(Account.objects.filter(id__in=set(numbers), is_active=True).order_by("email"))


def account_of_address(addresses: Iterable[str]) -> Account | None:
    """The account of the first of these addresses that has one, closed or not; None for strangers. An address as it
    is kept is found by its index; only for one that is written otherwise all accounts are looked through.
    """
    for address in (each.strip() for each in addresses):
        found: Account | None = Account.objects.filter(email=address).first()
        found = found or Account.objects.filter(email__iexact=address).first()
        if found is not None:
            return found
    return None


def holders(role: Role, *, on: date) -> list[Account]:
    """The active accounts that hold the role on the day for anybody, by address."""
    holding = {who for who, _ in held(on=on, role=role)}
    return list(Account.objects.filter(id__in=holding, is_active=True).order_by("email"))


def answering_for(owner: str, *, on: date) -> list[Account]:
    """The active accounts of those who answer for an owner's records on the day, by address: the focal points of a
    country, the secretariat for the region.
    """
    role = Role.SECRETARIAT if owner == REGION else Role.FOCAL_POINT
    holding = {who for who, grant in held(on=on, role=role) if grant.owner == owner}
    return list(Account.objects.filter(id__in=holding, is_active=True).order_by("email"))


def who_may(deed: Deed, owner: str, *, on: date) -> list[Account]:
    """The active accounts that hold on the day a role that may do this for the owner, by address."""
    roles = {role.value for role in MAY[deed]}
    holding = {who for who, grant in held(on=on) if grant.owner == owner and grant.role in roles}
    return list(Account.objects.filter(id__in=holding, is_active=True).order_by("email"))


def without_factor(*, on: date) -> list[Account]:
    """The active accounts that hold a role which rests without a second factor, and have none."""
    holding = {who for who, grant in held(on=on) if Role(grant.role) in SECOND_FACTOR}
    have = Authenticator.objects.filter(type__in=FACTORS).values("user_id")
    return list(Account.objects.filter(id__in=holding, is_active=True).exclude(id__in=have).order_by("email"))


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    role: str
    owner: str


def demo_accounts(*, on: date) -> list[DemoAccount]:
    """The accounts of the example world with their roles of the day, one line for each. Empty on a node without it.

    An account without a role that day is a reader like the public.
    """
    accounts = {a.id: a for a in Account.objects.filter(demo=True).order_by("email")}
    lines: dict[int, list[tuple[str, str]]] = {number: [] for number in accounts}
    for who, grant in held(on=on) if accounts else ():
        if who in lines and (grant.role, grant.owner) not in lines[who]:
            lines[who].append((grant.role, grant.owner))
    return [
        DemoAccount(account.email, account.name, role, owner)
        for number, account in accounts.items()
        for role, owner in lines[number] or [(Role.PUBLIC.value, REGION)]
    ]
