"""The record that somebody speaks of, for whoever may read it and go on with it."""

from typing import Any

from django.utils import timezone

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.queries import viewer_of_actor


def own_row(*, by: Actor, model: Any, uid: object, what: str, deed: Deed) -> Any:
    """The row with this uid, for those who read it and may do the deed for its owner; `what` is what it is called in
    the refusal. Refuses records.nothing_there and people.not_yours.
    """
    number, viewer = uid_or_none(uid), viewer_of_actor(by, on=timezone.localdate())
    row = model.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None:
        raise Refusal(NOTHING_THERE, field=what, what=what, key=str(uid)[:40])
    check_may(by, deed, row.owner)
    return row
