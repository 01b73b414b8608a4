"""Finding out what a share opens before anybody decides about it."""

from datetime import date

from django.db import transaction

from kerege.journal.actions import act
from kerege.lib.sensitivity import ShareState
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.sharing.actions.shares import Terms, share_list, share_record
from kerege.sharing.models import Share
from kerege.sharing.queries import Asked, Sight, sight
from kerege.sharing.rules import readers_named


def make_share(*, by: Actor, asked: Asked, terms: Terms, on: date) -> Share:
    """Share a record or a list, whichever is asked. Refuses what `share_record` and `share_list` refuse."""
    if asked.record:
        return share_record(by=by, kind=asked.kind, record=asked.record, terms=terms, on=on, field=asked.field)
    return share_list(by=by, owner=asked.owner, kind=asked.kind, terms=terms, on=on, project=asked.project)


def rehearse_share(*, by: Actor, asked: Asked, terms: Terms, viewer: Viewer, on: date) -> list[tuple[Sight, Sight]]:
    """What each reader sees of it without this share and with it, on its first day; `viewer` is who shares.

    It is shared, read with the readers' clearance, and taken back: nothing of it stays, not even in the journal. What
    waits for a second person is shown as if it were confirmed. Refuses what `share_record` and `share_list` refuse.
    """
    first = max(terms.start, on)
    with transaction.atomic():
        made = make_share(by=by, asked=asked, terms=terms, on=on)
        readers = readers_named(terms.readers)
        _rehearse(made, by, ShareState.WITHDRAWN)
        without = [sight(viewer, reader, asked, on=first) for reader in readers]
        _rehearse(made, by, ShareState.STANDING)
        found = [sight(viewer, reader, asked, on=first) for reader in readers]
        transaction.set_rollback(True)
    return list(zip(without, found, strict=True))


def _rehearse(share: Share, by: Actor, state: ShareState) -> None:
    """Let the share be in a state until the rehearsal is taken back."""
    with act("sharing.share.rehearsed", by=by, about=share.uid, owner=share.owner):
        Share.objects.filter(id=share.id).update(state=state)
