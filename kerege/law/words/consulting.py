"""The words of consultations: who is asked, and what became of each response."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Audience(StrEnum):
    PUBLIC = "public"
    BODIES = "bodies"


AUDIENCES = {Audience.PUBLIC: N_("The public"), Audience.BODIES: N_("Named bodies only")}


class Answered(StrEnum):
    """What a response was answered. Only what is accepted needs no reason."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


ANSWERS = {
    Answered.ACCEPTED: N_("Accepted"),
    Answered.PARTLY: N_("Partly accepted"),
    Answered.DECLINED: N_("Not accepted"),
}

NO_NAMES = N_(
    "Do not write your name, address or telephone number, or those of others. What you write is answered and published "
    "in the summary; who sent it is not asked and not kept."
)
"""Stands above the form by which the public responds."""

TOO_SHORT = RefusalWord(
    "law.consultation_too_short",
    N_(
        "“%(step)s” lasts at least %(least)s days here (%(law)s); from %(opens)s to %(closes)s are %(days)s. Choose a "
        "later last day."
    ),
)
CLOSES_FIRST = RefusalWord(
    "law.consultation_closes_first", N_("A consultation ends after the day on which it begins, %(opens)s.")
)
NO_CONSULTATION_STEP = RefusalWord(
    "law.no_consultation_step", N_("The procedure of this draft has no consultation. Go on with its next step.")
)
CONSULTATION_THERE = RefusalWord(
    "law.consultation_there",
    N_("A consultation on this draft goes on or waits for its end already, until %(closes)s. Go on with that one."),
    status=409,
)
NOBODY_ASKED = RefusalWord("law.nobody_asked", N_("Name the bodies that are asked, each on a line of its own."))
CONSULTATION_MISSING = RefusalWord(
    "law.consultation_missing",
    N_("No consultation was recorded for “%(step)s”. Open one on the page of the draft, then record the step."),
    status=409,
)
CONSULTATION_GOES_ON = RefusalWord(
    "law.consultation_goes_on",
    N_("The consultation goes on until %(closes)s. Record the step for that day or a later one."),
    status=409,
)
RESPONSES_WAIT = RefusalWord(
    "law.responses_wait",
    N_("%(waiting)s responses have no answer yet. Answer each, with a reason, then record the step."),
    status=409,
)
NOT_OPEN = RefusalWord(
    "law.consultation_not_open",
    N_("Responses are taken from %(opens)s to %(closes)s. Choose a day in that time, or wait for the summary."),
    status=409,
)
RESPONSE_AHEAD = RefusalWord("law.response_ahead", N_("%(day)s is still to come. Give a day that has been."))
NOT_ASKED = RefusalWord(
    "law.body_not_asked", N_("This body is not among those that are asked. Choose one of: %(bodies)s.")
)
NOTHING_RESPONDED = RefusalWord("law.nothing_responded", N_("Write what you have to say on the draft."))
ANSWER_NEEDS_REASON = RefusalWord(
    "law.answer_needs_reason", N_("Say why a response is not taken over in full. Whoever wrote it reads the reason.")
)
CONSULTATION_OVER = RefusalWord(
    "law.consultation_over",
    N_("This consultation is over, and its summary is published. Nothing in it changes."),
    status=409,
)
