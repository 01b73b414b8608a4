"""What may follow what when help is asked for, offered, given: one table, and who reads it how on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kerege.inventory.words.enquiries import EnquiryState, Side, Step
from kerege.inventory.words.helping import OfferState, RequestState
from kerege.inventory.words.refused_help import (
    NEEDED_IN_PAST,
    NEEDED_TOO_FAR,
    NOT_THIS_STEP,
    OFFER_OVER,
    OFFER_TOO_LONG,
    REQUEST_CLOSED,
    STEP_NEEDS_TEXT,
)
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal

E = EnquiryState
NEXT: Mapping[tuple[EnquiryState, Side, Step], EnquiryState] = {
    (E.SENT, Side.GIVER, Step.ACCEPT): E.ACCEPTED,
    (E.SENT, Side.GIVER, Step.DECLINE): E.DECLINED,
    (E.SENT, Side.GIVER, Step.ASK_BACK): E.QUESTION,
    (E.SENT, Side.ASKER, Step.WITHDRAW): E.WITHDRAWN,
    (E.QUESTION, Side.ASKER, Step.REPLY): E.SENT,
    (E.QUESTION, Side.ASKER, Step.WITHDRAW): E.WITHDRAWN,
    (E.QUESTION, Side.GIVER, Step.DECLINE): E.DECLINED,
    (E.ACCEPTED, Side.ASKER, Step.WITHDRAW): E.WITHDRAWN,
    (E.ACCEPTED, Side.GIVER, Step.CALL_OFF): E.CALLED_OFF,
    (E.ACCEPTED, Side.ASKER, Step.CONFIRM): E.SAID_BY_ASKER,
    (E.ACCEPTED, Side.GIVER, Step.CONFIRM): E.SAID_BY_GIVER,
    (E.SAID_BY_ASKER, Side.GIVER, Step.CONFIRM): E.FULFILLED,
    (E.SAID_BY_GIVER, Side.ASKER, Step.CONFIRM): E.FULFILLED,
}
"""Everything that can be done with an enquiry. What is not here is refused."""

TURN: Mapping[EnquiryState, Side] = {
    E.SENT: Side.GIVER,
    E.QUESTION: Side.ASKER,
    E.ACCEPTED: Side.ASKER,
    E.DECLINED: Side.ASKER,
    E.CALLED_OFF: Side.ASKER,
    E.SAID_BY_ASKER: Side.GIVER,
    E.SAID_BY_GIVER: Side.ASKER,
}
"""Whose seat has something to do then; nobody's in the other states."""

WITH_TEXT = frozenset({Step.DECLINE, Step.ASK_BACK, Step.REPLY, Step.CALL_OFF})
UNANSWERED = frozenset({E.SENT, E.QUESTION})
AGREED = frozenset({E.ACCEPTED, E.SAID_BY_ASKER, E.SAID_BY_GIVER})
LONGEST = timedelta(days=731)
"""So long an offer stands at most, and so far ahead help is asked for: as long as a share."""


def standing(state: str, *, needed_by: date, on: date) -> EnquiryState:
    """How an enquiry stands on a day: what nobody answered has expired when the day of the request is over."""
    kept = EnquiryState(state)
    return E.EXPIRED if kept in UNANSWERED and needed_by < on else kept


def steps(state: str, side: Side, *, needed_by: date, on: date) -> tuple[Step, ...]:
    """What a side can do then, in the order of the vocabulary."""
    now = standing(state, needed_by=needed_by, on=on)
    return tuple(step for step in Step if (now, side, step) in NEXT)


def after(state: str, side: Side, step: Step, *, text: str, needed_by: date, on: date) -> EnquiryState:
    """How it stands after the step. Refuses inventory.not_this_step and inventory.step_needs_text."""
    found = NEXT.get((standing(state, needed_by=needed_by, on=on), side, step))
    if found is None:
        raise Refusal(NOT_THIS_STEP, field="step", state=state)
    if step in WITH_TEXT and not text:
        raise Refusal(STEP_NEEDS_TEXT, field="text")
    return found


def request_state(states: Iterable[str]) -> RequestState:
    """How a request that was not withdrawn stands, from its enquiries."""
    known = {EnquiryState(state) for state in states}
    if E.FULFILLED in known:
        return RequestState.FULFILLED
    return RequestState.AGREED if known & AGREED else RequestState.OPEN


def request_on(state: str, *, needed_by: date, on: date) -> RequestState:
    """How a request stands on a day: one for which nobody was found has expired when its day is over."""
    kept = RequestState(state)
    return RequestState.EXPIRED if kept == RequestState.OPEN and needed_by < on else kept


def check_days(start: date, until: date, *, on: date) -> None:
    """Refuse periods.end_before_start, inventory.offer_over and inventory.offer_too_long."""
    Period(start, until)
    if until <= on:
        raise Refusal(OFFER_OVER, field="until", until=until.isoformat())
    if until - max(start, on) > LONGEST:
        raise Refusal(OFFER_TOO_LONG, field="until")


def check_needed_by(needed_by: date, *, on: date) -> None:
    """Refuse inventory.needed_in_past and inventory.needed_too_far."""
    if needed_by < on:
        raise Refusal(NEEDED_IN_PAST, field="needed_by", day=needed_by.isoformat())
    if needed_by - on > LONGEST:
        raise Refusal(NEEDED_TOO_FAR, field="needed_by", day=needed_by.isoformat())


def check_open(state: str, *, needed_by: date, on: date) -> None:
    """Refuse inventory.request_closed unless help is still looked for, or agreed and not given yet."""
    if request_on(state, needed_by=needed_by, on=on) not in {RequestState.OPEN, RequestState.AGREED}:
        raise Refusal(REQUEST_CLOSED)


def offer_on(*, start: date, until: date, withdrawn_on: date | None, on: date) -> OfferState:
    """How an offer stands on a day."""
    if withdrawn_on is not None and withdrawn_on <= on:
        return OfferState.WITHDRAWN
    if on < start:
        return OfferState.COMING
    return OfferState.OPEN if on < until else OfferState.OVER
