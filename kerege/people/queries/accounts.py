"""Who acts, and which accounts hold a role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.models import (
    Account,
    RoleGrant,
)
from kerege.people.queries.roles import current
from kerege.people.rules import ANONYMOUS, Actor, Grant
from kerege.people.words import Role


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
