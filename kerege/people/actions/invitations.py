"""Inviting somebody by mail, and what becomes of the invitation."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.actions.accounts import _EMAIL, link_person, open_account
from kerege.people.actions.roles import _seat, grant_role
from kerege.people.models import Account, Invitation, SeatTerm
from kerege.people.queries import actor_for, current, known_role
from kerege.people.rules import SYSTEM, Actor, check_grantable
from kerege.people.words import Capacity

LIVES = timedelta(days=7)
SALT = "kerege.people.invitation"


def invite(
    *,
    by: Actor,
    email: str,
    name: str,
    owner: str,
    role: str,
    seat: str = "",
    language: str = "",
    expires: datetime | None = None,
) -> Invitation:
    """Invite the owner of an address to a role, on a seat where one is named; the link lives seven days or as said.

    Whether there is an account for the address makes no difference here. The same invitation while it is open is that
    one. Refuses people.not_yours, people.role_not_yours, people.unknown_choice, people.bad_email, people.unknown_key,
    people.seat_of_another_owner and the text refusals.
    """
    check_grantable(by, known_role(role), owner)
    address = clean_line(email, field="email", max_length=254).lower()
    if not _EMAIL.fullmatch(address):
        raise Refusal(words.BAD_EMAIL, field="email", email=email)
    now = timezone.now()
    facts: dict[str, Any] = {"email": address, "owner": owner, "role": role}
    facts["seat"] = _seat(seat, owner, None) if seat else None
    known = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now, **facts).first()
    if known:
        return known
    known_uid = uid_or_none(by.uid)
    inviter = Account.objects.filter(uid=known_uid).first() if known_uid else None
    with act("people.invitation.sent", by=by, owner=owner, role=role, seat=seat) as done:
        invitation = Invitation.objects.create(
            name=clean_line(name, field="name"),
            language=language,
            invited_by=inviter,
            sent_at=now,
            expires_at=expires or now + LIVES,
            **facts,
        )
        done.about = invitation.uid
    return invitation


def invitation_token(*, by: Actor, invitation: Invitation) -> str:
    """What the link of the newest letter holds: no address and no name. Refuses nothing; only a letter may show it."""
    return signing.dumps({"uid": str(invitation.uid), "round": invitation.round}, salt=SALT)


def resend_invitation(*, by: Actor, invitation: str) -> Invitation:
    """Send it again for another seven days; earlier letters work no more.

    Refuses people.unknown_key, people.not_yours and people.role_not_yours.
    """
    found = _open_one(by, invitation)
    with act("people.invitation.renewed", by=by, owner=found.owner, about=found.uid):
        found.round += 1
        found.sent_at = timezone.now()
        found.expires_at = found.sent_at + LIVES
        found.save(update_fields=["round", "sent_at", "expires_at"])
    return found


def withdraw_invitation(*, by: Actor, invitation: str) -> Invitation:
    """Take it back: its link opens nothing any more.

    Refuses people.unknown_key, people.not_yours and people.role_not_yours.
    """
    found = _open_one(by, invitation)
    with act("people.invitation.withdrawn", by=by, owner=found.owner, about=found.uid):
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
    return found


def _open_one(by: Actor, uid: str) -> Invitation:
    known = uid_or_none(uid)
    found = Invitation.objects.filter(uid=known, accepted_at=None, withdrawn_at=None).first() if known else None
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="invitation", what="invitation", key=uid[:60])
    check_grantable(by, known_role(found.role), found.owner)
    return found


def invitation_of(*, by: Actor, token: str) -> Invitation:
    """The open invitation to which a link leads. Refuses people.invitation_closed, whatever the reason."""
    try:
        held = signing.loads(token, salt=SALT)
        found = Invitation.objects.filter(uid=held["uid"], round=held["round"]).select_related("seat").first()
    except (signing.BadSignature, KeyError, TypeError):
        found = None
    if found is None or found.accepted_at or found.withdrawn_at or found.expires_at <= timezone.now():
        raise Refusal(words.INVITATION_CLOSED)
    return found


def accept_invitation(*, by: Actor, token: str, password: str = "") -> Account:
    """Take what was offered: the account is opened with this password, or is the one that is signed in.

    The role is given with what the inviter may do now, so a link is never more than that. On a seat, the account
    becomes that of the person who sits there, where there is one without an account. Refuses
    people.invitation_closed; people.sign_in_first where the address has an account and another one, or none, acts;
    people.weak_password; and what grant_role refuses the inviter.
    """
    with transaction.atomic():
        found = invitation_of(by=by, token=token)
        Invitation.objects.select_for_update().get(id=found.id)
        found = invitation_of(by=by, token=token)  # two who press at once: the second finds it taken
        account = Account.objects.filter(email=found.email).first()
        if account is not None and by.uid != str(account.uid):
            raise Refusal(words.SIGN_IN_FIRST)
        if account is None:
            account = open_account(
                by=SYSTEM, email=found.email, name=found.name, password=password, language=found.language
            )
        today = timezone.localdate()
        inviter = actor_for(found.invited_by, on=today, strong=True) if found.invited_by else SYSTEM
        _give(inviter, found, account, today)
        taken_by = Actor(uid=str(account.uid), name=account.name)
        with act("people.invitation.accepted", by=taken_by, owner=found.owner, about=found.uid, role=found.role):
            found.accepted_at, found.account = timezone.now(), account
            found.save(update_fields=["accepted_at", "account"])
    return account


def _give(inviter: Actor, found: Invitation, account: Account, today: date) -> None:
    facts: dict[str, Any] = {"role": found.role, "owner": found.owner, "start": today}
    if found.seat is None:
        grant_role(by=inviter, account=account, **facts)
        return
    with checking():
        sitting = SeatTerm.objects.inside_action().filter(current(today), seat=found.seat, capacity=Capacity.HOLDER)
        term = sitting.select_related("person").first()
        taken = term is not None and Account.objects.filter(person=term.person).exists()
    if term is not None and not taken and account.person_id is None:
        link_person(by=inviter, account=account, person=term.person.key)
    grant_role(by=inviter, account=account if account.person_id else None, seat=found.seat.key, **facts)
