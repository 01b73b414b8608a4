"""What may be done with an alert in which state, by whom, and how issued messages stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kerege.lib.refusal import Refusal
from kerege.response.words import alerts_refused as refused
from kerege.response.words.alerts import ALERT_STATES, AlertState, Level, MsgType, Standing

MOVES = {
    AlertState.DRAFT: frozenset({AlertState.IN_REVIEW, AlertState.WITHDRAWN}),
    AlertState.IN_REVIEW: frozenset({AlertState.DRAFT, AlertState.APPROVED, AlertState.WITHDRAWN}),
    AlertState.APPROVED: frozenset({AlertState.ISSUED, AlertState.WITHDRAWN}),
    AlertState.ISSUED: frozenset(),
    AlertState.WITHDRAWN: frozenset(),
}
OPEN = frozenset({AlertState.DRAFT, AlertState.IN_REVIEW, AlertState.APPROVED})


def check_move(now: str, then: AlertState) -> None:
    """Refuses response.alert_not_now."""
    if then not in MOVES[AlertState(now)]:
        raise Refusal(refused.ALERT_NOT_NOW, state=ALERT_STATES[AlertState(now)])


def check_second(*, level: str, author: str, reviewer: str) -> None:
    """A regional alert is approved by another person than its author. Refuses response.own_alert."""
    if level == Level.REGIONAL and author == reviewer:
        raise Refusal(refused.OWN_ALERT)


def check_moments(*, sent: datetime, onset: datetime | None, expires: datetime | None) -> None:
    """Refuses response.no_expiry and .expires_early."""
    if expires is None:
        raise Refusal(refused.NO_EXPIRY, field="expires")
    if expires <= sent or (onset is not None and expires <= onset):
        raise Refusal(refused.EXPIRES_EARLY, field="expires")


@dataclass(frozen=True)
class Sent:
    """What decides how an issued message stands. `after` is the type of the message that followed it."""

    msg_type: str
    expires: datetime
    after: str = ""


def standing(sent: Sent, *, at: datetime) -> Standing:
    """How a message stands at a moment. A cancelled one is cancelled also after its end."""
    if sent.after == MsgType.CANCEL:
        return Standing.CANCELLED
    if sent.after:
        return Standing.UPDATED
    if sent.expires <= at:
        return Standing.EXPIRED
    return Standing.CANCELS if sent.msg_type == MsgType.CANCEL else Standing.IN_FORCE


def references(predecessors: Sequence[str]) -> str:
    """What CAP writes between <references>: all of them, the oldest first, with a space between."""
    return " ".join(predecessors)
