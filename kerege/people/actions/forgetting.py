"""Deleting what people are needed for no longer."""

from datetime import datetime

from kerege.journal.actions import act
from kerege.lib.ids import stable_uid
from kerege.people.models import Invitation
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed


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
