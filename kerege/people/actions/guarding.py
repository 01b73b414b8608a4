"""What has to be so before and after somebody changes what accounts may do."""

from datetime import date

from django.db.models import Q

from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.models import Account, Person, RoleGrant
from kerege.people.queries import held
from kerege.people.rules import REGION, Actor, check_grantable, manages
from kerege.people.words import Deed, Role


def _check_manages(by: Actor, owner: str) -> None:
    """Raise people.not_yours unless `by` manages the accounts of this owner."""
    if not by.is_system and not manages(by, owner):
        raise Refusal(words.NOT_YOURS, owner=owner, deed=Deed.MANAGE_ACCOUNTS.value)


def _check_not_oneself(by: Actor, account: Account | None) -> None:
    """Raise people.not_to_yourself when somebody would change their own account: two people see every change."""
    if account is not None and by.uid == str(account.uid):
        raise Refusal(words.NOT_TO_YOURSELF)


def _check_over(by: Actor, account: Account, *, on: date) -> str:
    """Raise people.not_yours or people.role_not_yours unless `by` may give every role that the account has or gets.

    The owner under whom the act is kept: the account's own country, or the region.
    """
    roles = {(Role(g.role), g.owner) for g in _own(account, on)} | {
        (Role(g.role), g.owner) for _, g in held(on=on, account=account)
    }
    for role, owner in sorted(roles):
        check_grantable(by, role, owner)
    owner = _home(account, {owner for _, owner in roles})
    _check_manages(by, owner)
    return owner


def _own(account: Account, on: date) -> list[RoleGrant]:
    """The account's own grants that have not ended by the day, on whatever seat."""
    lasting = Q(end__isnull=True) | Q(end__gt=on)
    return list(RoleGrant.objects.filter(lasting, account=account, withdrawn=False))


def _home(account: Account, owners: set[str]) -> str:
    if account.person_id is not None:
        with checking():
            return str(Person.objects.inside_action().get(id=account.person_id).owner)
    return owners.pop() if len(owners) == 1 else REGION


def _check_administered(*, on: date, without: Account) -> None:
    """Raise people.last_administrator when this account was the last that administers the node from the day on.

    A role with an end does not count: on that day nobody would be left. Called inside the act, after the change, which
    then leaves no trace. An account that never administered the node leaves nothing behind.
    """
    rows = RoleGrant.objects.filter(role=Role.NODE_ADMINISTRATOR, owner=REGION, account=without)
    if not rows.exists():
        return
    lasting = {who for who, g in held(on=on, role=Role.NODE_ADMINISTRATOR) if g.end is None and g.owner == REGION}
    if not Account.objects.filter(id__in=lasting, is_active=True).exists():
        raise Refusal(words.LAST_ADMINISTRATOR)
