"""What may follow what when help is asked for: every state, side and step, and nothing that the table does not have."""

from datetime import date, timedelta
from itertools import product

import pytest

from kerege.inventory.rules import enquiries
from kerege.inventory.rules.enquiries import NEXT, TURN, WITH_TEXT, after, request_on, request_state, standing, steps
from kerege.inventory.words.enquiries import ENQUIRY_STATES, STEPS, STEPS_DONE, EnquiryState, Side, Step
from kerege.inventory.words.helping import OfferState, RequestState
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
DAY = date(2026, 11, 1)
LATER = DAY + timedelta(days=30)
E = EnquiryState
OVER = {E.DECLINED, E.WITHDRAWN, E.CALLED_OFF, E.FULFILLED, E.EXPIRED}
ALL = list(product(EnquiryState, Side, Step))


def refused(code: str, call) -> None:
    with pytest.raises(Refusal) as told:
        call()
    assert told.value.code == code


@pytest.mark.parametrize(("state", "side", "step"), ALL)
def test_a_step_is_in_the_table_or_is_refused(state, side, step):
    def taken() -> EnquiryState:
        return after(state, side, step, text="So it is", needed_by=LATER, on=DAY)

    if (state, side, step) in NEXT:
        assert taken() == NEXT[state, side, step]
    else:
        refused("inventory.not_this_step", taken)


def test_the_table_says_what_was_agreed():
    """Who answers is the giver, who replies is the asker; both confirm, in any order; what is over is over."""
    assert {state for state, _, _ in NEXT} == set(EnquiryState) - OVER
    assert {side for _, side, step in NEXT if step in {Step.ACCEPT, Step.DECLINE, Step.ASK_BACK, Step.CALL_OFF}} == {
        Side.GIVER
    }
    assert {side for _, side, step in NEXT if step in {Step.REPLY, Step.WITHDRAW}} == {Side.ASKER}
    for first, second in ((Side.ASKER, Side.GIVER), (Side.GIVER, Side.ASKER)):
        half = NEXT[E.ACCEPTED, first, Step.CONFIRM]
        assert NEXT[half, second, Step.CONFIRM] == E.FULFILLED
        assert (half, first, Step.CONFIRM) not in NEXT


@pytest.mark.parametrize("state", [s for s in EnquiryState if s in TURN])
def test_whose_turn_it_is_has_something_to_do(state):
    """A declined enquiry is the asker's turn as well: somebody else has to be asked."""
    can = steps(state, TURN[state], needed_by=LATER, on=DAY)
    assert bool(can) == (state not in OVER)


def test_what_ends_an_enquiry_without_help_is_offered_last():
    assert steps(E.ACCEPTED, Side.ASKER, needed_by=LATER, on=DAY) == (Step.CONFIRM, Step.WITHDRAW)
    assert steps(E.ACCEPTED, Side.GIVER, needed_by=LATER, on=DAY) == (Step.CONFIRM, Step.CALL_OFF)
    assert steps(E.QUESTION, Side.ASKER, needed_by=LATER, on=DAY) == (Step.REPLY, Step.WITHDRAW)


def test_from_every_state_that_goes_on_an_end_is_reached():
    reached, front = set(), {E.SENT}
    while front:
        reached |= front
        front = {to for (state, _, _), to in NEXT.items() if state in front} - reached
    assert reached == set(EnquiryState) - {E.EXPIRED}


@pytest.mark.parametrize("step", sorted(WITH_TEXT))
def test_some_steps_need_a_sentence(step):
    state, side = next((state, side) for state, side, each in NEXT if each == step)
    refused("inventory.step_needs_text", lambda: after(state, side, step, text="", needed_by=LATER, on=DAY))


def test_what_nobody_answered_expires_after_its_day_and_what_was_agreed_does_not():
    def on(state: E, day: date) -> E:
        return standing(state, needed_by=DAY, on=day)

    tomorrow = DAY + timedelta(days=1)
    assert {state: on(state, tomorrow) for state in EnquiryState if on(state, tomorrow) != state} == {
        E.SENT: E.EXPIRED,
        E.QUESTION: E.EXPIRED,
    }
    assert all(on(state, DAY) == state for state in EnquiryState)
    assert steps(E.SENT, Side.GIVER, needed_by=DAY, on=tomorrow) == ()


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([], RequestState.OPEN),
        ([E.SENT, E.DECLINED], RequestState.OPEN),
        ([E.DECLINED, E.ACCEPTED], RequestState.AGREED),
        ([E.SAID_BY_GIVER], RequestState.AGREED),
        ([E.SAID_BY_ASKER], RequestState.AGREED),
        ([E.CALLED_OFF], RequestState.OPEN),
        ([E.ACCEPTED, E.FULFILLED], RequestState.FULFILLED),
    ],
)
def test_a_request_stands_as_its_enquiries_do(states, told):
    assert request_state(states) == told


def test_only_a_request_that_nobody_took_expires():
    tomorrow = DAY + timedelta(days=1)
    told = {s: request_on(s, needed_by=DAY, on=tomorrow) for s in RequestState if s != RequestState.EXPIRED}
    assert told == {
        RequestState.OPEN: RequestState.EXPIRED,
        RequestState.AGREED: RequestState.AGREED,
        RequestState.FULFILLED: RequestState.FULFILLED,
        RequestState.WITHDRAWN: RequestState.WITHDRAWN,
    }
    enquiries.check_open(RequestState.OPEN, needed_by=DAY, on=DAY)
    enquiries.check_open(RequestState.AGREED, needed_by=DAY, on=tomorrow)
    for state in (RequestState.OPEN, RequestState.FULFILLED, RequestState.WITHDRAWN):
        refused(
            "inventory.request_closed",
            lambda state=state: enquiries.check_open(state, needed_by=DAY, on=tomorrow),
        )


@pytest.mark.parametrize(
    ("days", "withdrawn", "told"),
    [
        (-1, None, OfferState.COMING),
        (0, None, OfferState.OPEN),
        (29, None, OfferState.OPEN),
        (30, None, OfferState.OVER),
        (5, 4, OfferState.WITHDRAWN),
        (5, 6, OfferState.OPEN),
        (-1, -2, OfferState.WITHDRAWN),
    ],
)
def test_how_an_offer_stands_on_a_day(days, withdrawn, told):
    gone = DAY + timedelta(days=withdrawn) if withdrawn is not None else None
    on = DAY + timedelta(days=days)
    assert enquiries.offer_on(start=DAY, until=LATER, withdrawn_on=gone, on=on) == told


@pytest.mark.parametrize(
    ("start", "until", "code"),
    [
        (0, 0, "periods.end_before_start"),
        (-9, 0, "inventory.offer_over"),
        (0, 732, "inventory.offer_too_long"),
        (40, 800, "inventory.offer_too_long"),
        (-900, 731, ""),
        (0, 1, ""),
    ],
)
def test_the_days_of_an_offer(start, until, code):
    def check() -> None:
        enquiries.check_days(DAY + timedelta(days=start), DAY + timedelta(days=until), on=DAY)

    refused(code, check) if code else check()


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "inventory.needed_in_past"), (0, ""), (731, ""), (732, "inventory.needed_too_far")]
)
def test_the_day_by_which_help_is_needed(days, code):
    def check() -> None:
        enquiries.check_needed_by(DAY + timedelta(days=days), on=DAY)

    refused(code, check) if code else check()


def test_every_state_and_step_has_a_word():
    assert set(ENQUIRY_STATES) == set(EnquiryState)
    assert set(STEPS) == set(Step) - {Step.SEND}
    assert set(STEPS_DONE) == {(side, step) for _, side, step in NEXT} | {(Side.ASKER, Step.SEND)}
