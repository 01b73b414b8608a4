"""Writing roles: who or which seat holds one, for whom and for how long."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.lib.ids import uid_or_none
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.actions.guarding import _check_administered, _check_not_oneself
from kerege.people.models import Account, RoleGrant, Seat
from kerege.people.queries import known_role, organisation
from kerege.people.rules import REGION, Actor, check_grantable
from kerege.people.words import Role


def grant_role(
    *,
    by: Actor,
    role: str,
    owner: str,
    start: date,
    end: date | None = None,
    account: Account | None = None,
    seat: str = "",
    deputies: bool = False,
    organisation_key: str = "",
) -> RoleGrant:
    """Give a role for one owner and a time: to an account, to a seat, or to an account while its person sits there.

    The very same grant again changes nothing. Refuses people.grant_without_holder, people.unknown_choice,
    people.unknown_key, people.not_yours, people.role_not_yours, people.not_to_yourself, people.seat_of_another_owner,
    people.account_without_person and periods.end_before_start.
    """
    if account is None and not seat:
        raise Refusal(words.GRANT_WITHOUT_HOLDER, field="seat")
    check_grantable(by, known_role(role), owner)
    _check_not_oneself(by, account)
    Period(start, end)
    facts: dict[str, Any] = {"role": role, "start": start, "end": end}
    if organisation_key:
        facts["organisation"] = organisation(organisation_key)
    if seat:
        facts |= {"seat": _seat(seat, owner, account), "deputies": deputies}
    known = RoleGrant.objects.filter(account=account, owner=owner, withdrawn=False, **{"seat": None, **facts}).first()
    if known:
        return known
    told: dict[str, Any] = {"role": role, "start": start, "end": end, "account": account.uid if account else None}
    told |= {"seat": seat, "deputies": deputies} if seat else {}
    with act("people.role.granted", by=by, owner=owner, **told) as done:
        grant = RoleGrant.objects.create(account=account, owner=owner, **facts)
        done.about = grant.uid
    return grant


def _seat(key: str, owner: str, account: Account | None) -> Seat:
    seat = Seat.objects.filter(key=key).first()
    if seat is None:
        raise Refusal(words.UNKNOWN_KEY, field="seat", what="seat", key=key)
    if seat.owner != owner:
        raise Refusal(words.SEAT_OF_ANOTHER_OWNER, field="seat", seat_owner=seat.owner, owner=owner)
    if account is not None and account.person_id is None:
        raise Refusal(words.ACCOUNT_WITHOUT_PERSON, field="seat")
    return seat


def end_role(
    *, by: Actor, grant: str, on: date, today: date | None = None, account: Account | None = None
) -> RoleGrant:
    """End a role; `on` is the first day without it. A role that would not have begun by then is withdrawn.

    Where `account` is given, the role has to be one of its own. Everybody may lay down a role of their own. A role that
    ends on that day or before stays as it is. Refuses people.unknown_key, people.not_yours, people.role_not_yours and
    people.last_administrator.
    """
    uid = uid_or_none(grant)
    found = RoleGrant.objects.filter(uid=uid).select_related("account").first() if uid else None
    if found is None or (account is not None and found.account != account):
        raise Refusal(words.UNKNOWN_KEY, field="grant", what="role", key=grant[:60])
    if found.account is None or by.uid != str(found.account.uid):
        check_grantable(by, Role(found.role), found.owner)
    if found.withdrawn or (found.end is not None and found.end <= on):
        return found
    with act("people.role.ended", by=by, owner=found.owner, about=found.uid, role=found.role, end=on):
        if on > found.start:
            found.end = on
        else:
            found.withdrawn = True
        found.save(update_fields=["end", "withdrawn"])
        if found.account is not None and (found.role, found.owner) == (Role.NODE_ADMINISTRATOR.value, REGION):
            _check_administered(on=max(on, today or localdate()), without=found.account)
    return found
