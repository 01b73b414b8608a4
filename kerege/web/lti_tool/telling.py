"""The node's own work: telling platforms what came of what they launched."""

from datetime import datetime

from kerege.people.rules import Actor
from kerege.training.actions import lti_telling
from kerege.web.lti.signing import sign


def tell_platforms(*, by: Actor, at: datetime) -> int:
    """Tell the platforms what waits: how many results they took."""
    return lti_telling.tell_platforms(by=by, at=at, sign=sign)
