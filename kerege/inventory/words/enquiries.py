"""The words of an enquiry: its two sides, how it stands, the steps that they take."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Side(StrEnum):
    """Whose part somebody takes in an enquiry."""

    ASKER = "asker"
    GIVER = "giver"


class EnquiryState(StrEnum):
    """How an enquiry stands. EXPIRED is recorded at night, and true from the day after the request's on."""

    SENT = "sent"
    QUESTION = "question"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CALLED_OFF = "called_off"
    SAID_BY_ASKER = "said_by_asker"
    SAID_BY_GIVER = "said_by_giver"
    FULFILLED = "fulfilled"
    EXPIRED = "expired"


ENQUIRY_STATES = {
    EnquiryState.SENT: N_("Sent, waits for an answer"),
    EnquiryState.QUESTION: N_("A question waits for the one who asked"),
    EnquiryState.ACCEPTED: N_("Accepted"),
    EnquiryState.DECLINED: N_("Declined"),
    EnquiryState.WITHDRAWN: N_("Withdrawn by the one who asked"),
    EnquiryState.CALLED_OFF: N_("Called off by the one who had accepted"),
    EnquiryState.SAID_BY_ASKER: N_("The one who asked says that help was given; the other side has to confirm"),
    EnquiryState.SAID_BY_GIVER: N_("The one who helped says that help was given; the other side has to confirm"),
    EnquiryState.FULFILLED: N_("Help was given, both sides say so"),
    EnquiryState.EXPIRED: N_("Nobody answered before the day was over"),
}


class Step(StrEnum):
    """What somebody does with an enquiry, in the order in which it is offered: what ends it without help comes last."""

    SEND = "send"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    REPLY = "reply"
    ASK_BACK = "ask_back"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CALL_OFF = "call_off"


STEPS = {
    Step.ACCEPT: N_("Accept"),
    Step.DECLINE: N_("Decline, with the reason"),
    Step.ASK_BACK: N_("Ask back"),
    Step.REPLY: N_("Answer the question"),
    Step.WITHDRAW: N_("Withdraw"),
    Step.CALL_OFF: N_("Call off, with the reason"),
    Step.CONFIRM: N_("Confirm that help was given"),
}

STEPS_DONE = {
    (Side.ASKER, Step.SEND): N_("Asked for help"),
    (Side.GIVER, Step.ACCEPT): N_("Accepted"),
    (Side.GIVER, Step.DECLINE): N_("Declined"),
    (Side.GIVER, Step.ASK_BACK): N_("Asked back"),
    (Side.ASKER, Step.REPLY): N_("Answered the question"),
    (Side.ASKER, Step.WITHDRAW): N_("Withdrew"),
    (Side.GIVER, Step.CALL_OFF): N_("Called off"),
    (Side.ASKER, Step.CONFIRM): N_("Confirmed that help was given"),
    (Side.GIVER, Step.CONFIRM): N_("Confirmed that help was given"),
}
