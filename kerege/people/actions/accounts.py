"""Writing accounts and the roles they hold."""

import re
from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.models import (
    Account,
    RoleGrant,
)
from kerege.people.queries import known_role, organisation
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def open_account(*, by: Actor, email: str, name: str, password: str, language: str = "", demo: bool = False) -> Account:
    """Open an account that can sign in. The same address again changes nothing, not even the password.

    Refuses people.not_yours and people.bad_email.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    address = clean_line(email, field="email", max_length=254).lower()
    if not _EMAIL.fullmatch(address):
        raise Refusal(words.BAD_EMAIL, field="email", email=email)
    known = Account.objects.filter(email=address).first()
    if known:
        return known
    with act("people.account.opened", by=by) as done:
        account = Account(email=address, name=clean_line(name, field="name"), language=language, demo=demo)
        account.set_password(password)
        account.save()
        done.about = account.uid
    return account


def grant_role(
    *,
    by: Actor,
    account: Account,
    role: str,
    owner: str,
    start: date,
    end: date | None = None,
    organisation_key: str = "",
) -> RoleGrant:
    """Give an account a role for one owner and a time. The very same grant again changes nothing.

    Refuses people.not_yours, people.unknown_choice, people.unknown_key and periods.end_before_start.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, owner)
    Period(start, end)
    body = organisation(organisation_key) if organisation_key else None
    facts: dict[str, Any] = {"role": known_role(role).value, "start": start, "end": end}
    known = RoleGrant.objects.filter(account=account, owner=owner, organisation=body, **facts).first()
    if known:
        return known
    with act("people.role.granted", by=by, owner=owner, account=account.uid, **facts) as done:
        grant = RoleGrant.objects.create(account=account, owner=owner, organisation=body, **facts)
        done.about = grant.uid
    return grant
