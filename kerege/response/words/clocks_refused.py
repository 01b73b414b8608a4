"""What is refused about duties with clocks and the mode of a country, and what to do then."""

from kerege.lib.refusal import N_, RefusalWord

OCCASION_THERE = RefusalWord(
    "response.occasion_there", N_("Clocks of this were opened already. Open its page again."), status=409
)
OCCASION_CLOSED = RefusalWord(
    "response.occasion_closed", N_("This is closed. Open it again before you add to it."), status=409
)
OCCASION_OPEN = RefusalWord("response.occasion_open", N_("This is open already."), status=409)
CLOCKS_RUN = RefusalWord(
    "response.clocks_run", N_("A duty is still open here. Do it or end it with a reason first."), status=409
)
NO_ENDING = RefusalWord("response.no_ending", N_("Choose what became of the duty."))
NO_DUTY = RefusalWord(
    "response.no_duty", N_("No duty was chosen that holds in this country and mode. Tick at least one.")
)
DUTY_RUNS = RefusalWord("response.duty_runs", N_("This duty was started here already."), status=409)
DUTIES_CONTRADICT = RefusalWord(
    "response.duties_contradict",
    N_(
        "Two duties to tell the same to the same body state different times (%(keys)s). Correct the rows under Law "
        "first: a clock cannot follow both."
    ),
    status=409,
)
DUTY_OVER = RefusalWord("response.duty_over", N_("This duty is done or was ended. Open the page again."), status=409)
STARTED_ALREADY = RefusalWord(
    "response.started_already",
    N_("The clock runs already. If it was started at a wrong moment, end the duty as a mistake and start it anew."),
    status=409,
)
NO_LIMIT = RefusalWord(
    "response.no_limit", N_("No source states a limit for this duty, so there is no clock to start."), status=409
)
NO_PROOF = RefusalWord(
    "response.no_proof", N_("Say by which channel it was told, and the number or reference of the message.")
)
DONE_BEFORE_START = RefusalWord(
    "response.done_before_start", N_("It would be done before its clock began to run. Check the moment.")
)
NOBODY_NEXT = RefusalWord(
    "response.nobody_next",
    N_("Nobody stands after this person in the directory of mandates. Name a deputy or a head there."),
    status=409,
)
SAME_MODE = RefusalWord("response.same_mode", N_("The country is in this mode already."), status=409)
NO_MODE_AUTHORITY = RefusalWord(
    "response.no_mode_authority",
    N_("“%(body)s” may not switch the mode by the law that is recorded here. Choose a body that may."),
    status=403,
)
NO_MODE_ACT = RefusalWord("response.no_mode_act", N_("Name the act by which the mode was switched, with its number."))
MODE_BEFORE = RefusalWord(
    "response.mode_before", N_("The mode was switched later than that already. Check the moment.")
)
