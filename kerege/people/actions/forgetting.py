"""Deleting what people are needed for no longer."""

from datetime import datetime

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.ids import stable_uid
from kerege.people.actions.erasure import erase_unused
from kerege.people.models import Account, Invitation
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import GUESTS, Deed

MOST_AT_ONCE = 500


def forget_guests(*, by: Actor, before: datetime, dry_run: bool = False) -> int:
    """Erase guests of other learning platforms who came last before the moment, with all that is kept of them; how
    many. At most some hundreds in one run. Refuses people.not_yours.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    rows = Account.objects.filter(email__endswith=GUESTS, person__isnull=True, last_login__lt=before, is_active=True)
    if dry_run:
        return rows.count()
    found = list(rows.order_by("id")[:MOST_AT_ONCE])
    for account in found:
        erase_unused(by=by, account=account, on=timezone.localdate())
    return len(found)


def forget_invitations(*, by: Actor, before: datetime, dry_run: bool = False) -> int:
    """Delete invitations that expired before the moment and that nobody took; how many.

    Those that were taken go with their account. Refuses people.not_yours.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    rows = Invitation.objects.filter(expires_at__lt=before, accepted_at__isnull=True)
    count = rows.count()
    if count and not dry_run:
        about = stable_uid("retention", "invitations")
        with act("people.invitations.forgotten", by=by, about=about, rows=count, before=before):
            rows.delete()
    return count
