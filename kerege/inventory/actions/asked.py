"""The request that somebody speaks of, for whoever may go on with it."""

from datetime import date
from typing import Any

from kerege.inventory.models import HelpRequest
from kerege.inventory.queries.sides import asks_for
from kerege.inventory.words.refused_help import NOT_YOUR_REQUEST
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.rules import viewer_of


def own_request(*, by: Actor, request: str, today: date) -> HelpRequest:
    """The request with this key, for somebody who asks for its owner and organisation, or who sits on its seat.

    Refuses inventory.not_your_request, and records.nothing_there to whoever may not even know of it.
    """
    with checking():
        rows: Any = HelpRequest.objects.inside_action().select_related("organisation", "facility")
        found: HelpRequest | None = rows.filter(key=request).first()
    if found is not None:
        body = found.organisation.key if found.organisation else ""
        if asks_for(by, found.owner, body, seat=found.seat_id, on=today):
            return found
        if viewer_of(uid=by.uid, name=by.name, grants=by.grants).may_see(found.label, found.owner):
            raise Refusal(NOT_YOUR_REQUEST)
    raise Refusal(NOTHING_THERE, field="request", what=HelpRequest._meta.verbose_name, key=request[:60])
