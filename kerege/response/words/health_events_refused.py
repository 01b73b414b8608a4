"""What is refused about signals, events and assessments, and what to do then."""

from kerege.lib.refusal import N_, RefusalWord

NO_DOMAIN = RefusalWord(
    "response.no_domain", N_("It is not said who or what is concerned. Tick people, animals, plants or environment.")
)
NO_PLACE = RefusalWord("response.no_place", N_("No place is named. Choose an administrative unit, or name the place."))
IN_FUTURE = RefusalWord(
    "response.in_future", N_("This moment has not come yet. Check the day, the time and the time zone.")
)
UNKNOWN_ZONE = RefusalWord(
    "response.unknown_zone", N_("There is no time zone “%(zone)s”. Choose one from the list, for example Asia/Almaty.")
)
WHY_NOT = RefusalWord("response.why_not", N_("Say why, so that whoever reads it later can follow."))
TRIAGED_ALREADY = RefusalWord(
    "response.triaged_already",
    N_("Somebody has judged this signal meanwhile (%(state)s). Open it again to see what became of it."),
    status=409,
)
SAME_SIGNAL = RefusalWord(
    "response.same_signal",
    N_("A signal is merged into another one of the same country that was not merged itself. Choose another."),
)
EXERCISE_MIXED = RefusalWord(
    "response.exercise_mixed",
    N_("One of the two is an exercise and the other is not. What is played never joins what happened."),
    status=409,
)
EVENT_CLOSED = RefusalWord(
    "response.event_closed", N_("The event is closed. Open it again before you add to it."), status=409
)
EVENT_OPEN = RefusalWord("response.event_open", N_("The event is open already."), status=409)
EVENT_UNDECIDED = RefusalWord(
    "response.event_undecided",
    N_("An assessment of this event is not decided yet. Decide it first, then close the event."),
    status=409,
)
UNKNOWN_FRAME = RefusalWord(
    "response.unknown_frame", N_("There is no frame “%(key)s”. Choose one from the page of the event."), status=404
)
BEING_ASSESSED = RefusalWord(
    "response.being_assessed",
    N_("The event is being assessed by this frame already. Give your answers there."),
    status=409,
)
ANSWER_MISSING = RefusalWord(
    "response.answer_missing", N_("This question has no answer. Choose yes, no or not known; not known is no “no”.")
)
ANSWER_NO_REASON = RefusalWord("response.answer_no_reason", N_("A yes or a no needs its reason. Say what it rests on."))
ANSWERED_ALREADY = RefusalWord(
    "response.answered_already",
    N_("You gave your answers. They stay as they are; when more is known, a new assessment begins."),
    status=409,
)
TWO_ASSESSED = RefusalWord(
    "response.two_assessed", N_("Two persons have answered already. Read their answers on the page."), status=409
)
NOT_ASSESSED_YET = RefusalWord(
    "response.not_assessed_yet",
    N_("Two persons have to answer before anything is decided. Ask a colleague to assess."),
    status=409,
)
DECIDED_ALREADY = RefusalWord(
    "response.decided_already", N_("This was decided. When more is known, begin a new assessment."), status=409
)
OUTCOME_NOT_ANSWERED = RefusalWord(
    "response.outcome_not_answered",
    N_("Neither assessor's answers lead to this. Choose what they lead to, or begin a new assessment."),
)
NO_PROPOSAL = RefusalWord(
    "response.no_proposal",
    N_("There is nothing to agree to. Propose a decision, or leave it to a third person."),
    status=409,
)
OWN_PROPOSAL = RefusalWord(
    "response.own_proposal",
    N_("You proposed this. The other assessor agrees to it, or a third person decides."),
    status=403,
)
