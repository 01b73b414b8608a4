"""Who was invited, and who asks to get in without the second factor; for those who may decide."""

from dataclasses import dataclass
from datetime import date, datetime

from kerege.people.models import Invitation, LostFactor
from kerege.people.queries.accounts import actor_for
from kerege.people.queries.holding import held
from kerege.people.rules import Actor, grantable
from kerege.people.words import Role


@dataclass(frozen=True)
class InvitationLine:
    """An invitation that nobody took yet. `too_old` ones can be sent again."""

    uid: str
    name: str
    email: str
    role: str
    owner: str
    seat: str
    sent_at: datetime
    expires_at: datetime
    too_old: bool


def open_invitations(actor: Actor, *, now: datetime) -> list[InvitationLine]:
    """Those that the actor could have sent, newest first."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("seat").order_by("-sent_at")
    return [
        InvitationLine(
            str(r.uid),
            r.name,
            r.email,
            r.role,
            r.owner,
            r.seat.title if r.seat else "",
            r.sent_at,
            r.expires_at,
            r.expires_at <= now,
        )
        for r in rows
        if Role(r.role) in grantable(actor, r.owner)
    ]


@dataclass(frozen=True)
class LostFactorLine:
    """A request that is open. `wants_second` says that another person than `proved_by` has to confirm."""

    uid: str
    name: str
    email: str
    roles: tuple[tuple[str, str], ...]
    asked_at: datetime
    how: str
    note: str
    proved_by: str
    proved_by_uid: str
    own: bool
    wants_second: bool


def lost_factors(actor: Actor, *, on: date) -> list[LostFactorLine]:
    """Open requests of the accounts all of whose roles the actor may give, oldest first."""
    found = []
    rows = LostFactor.objects.filter(done_at=None, refused_at=None).select_related("account", "proved_by")
    for row in rows.order_by("asked_at"):
        roles = tuple(sorted({(g.role, g.owner) for _, g in held(on=on, account=row.account)}))
        if not all(Role(role) in grantable(actor, owner) for role, owner in roles) or not actor.grants:
            continue
        found.append(
            LostFactorLine(
                str(row.uid),
                row.account.name,
                row.account.email,
                roles,
                row.asked_at,
                row.how,
                row.note,
                row.proved_by.name if row.proved_by else "",
                str(row.proved_by.uid) if row.proved_by else "",
                actor.uid == str(row.account.uid),
                actor_for(row.account, on=on, strong=False).owes_factor,
            )
        )
    return found
