"""What is refused about exercises, and what to do then."""

from kerege.lib.refusal import N_, RefusalWord

EXERCISE_SAYS_NOTHING = RefusalWord(
    "response.exercise_says_nothing",
    N_("Something is missing here in the first language of the exercise. Write it."),
)
EXERCISE_ENDS_EARLY = RefusalWord(
    "response.exercise_ends_early", N_("The exercise would end before it begins. Choose a later end.")
)
EXERCISE_IS_PAST = RefusalWord(
    "response.exercise_is_past", N_("The exercise would be over before it is planned. Choose a day to come.")
)
EXERCISE_NOT_A_TIME = RefusalWord(
    "response.exercise_not_a_time", N_("“%(text)s” is no day with a time. Write it like 2027-03-15 09:00.")
)
EXERCISE_NO_ZONE = RefusalWord(
    "response.exercise_no_zone", N_("“%(zone)s” is no time zone that is known here. Choose one from the list.")
)
EXERCISE_NOT_NOW = RefusalWord(
    "response.exercise_not_now",
    N_("The exercise is “%(state)s”, and this cannot be done then. Open it again to see what can."),
    status=409,
)
EXERCISE_MOVED = RefusalWord(
    "response.exercise_moved",
    N_("Somebody changed the exercise meanwhile. Open it again; what you typed is still here."),
    status=409,
)
NOT_IN_YOUR_PART = RefusalWord(
    "response.not_in_your_part",
    N_("Your part in this exercise does not do that. Ask its director."),
    status=403,
)
EXERCISE_NO_ACCOUNT = RefusalWord(
    "response.exercise_no_account",
    N_("No account that works has this address. Ask the person for the address with which they sign in here."),
)
EVALUATOR_PLAYS = RefusalWord(
    "response.evaluator_plays",
    N_(
        "%(called)s is “%(part)s” in this exercise already; nobody evaluates or controls what they play. "
        "Choose another person."
    ),
    status=409,
)
HAS_A_PART = RefusalWord(
    "response.has_a_part",
    N_("%(called)s has a part in this exercise already (%(part)s). Take that one back first."),
    status=409,
)
DIRECTOR_PLAYS = RefusalWord(
    "response.director_plays",
    N_("Whoever directs an exercise knows what comes and cannot play in it. Choose another person."),
    status=409,
)
EXERCISE_NO_TEAM = RefusalWord(
    "response.exercise_no_team",
    N_("The exercise has no role “%(key)s” for players. Choose one of its roles, or write it first."),
)
EXERCISE_NO_OBJECTIVE = RefusalWord(
    "response.exercise_no_objective", N_("The exercise has no objective “%(key)s”. Choose one of its objectives.")
)
EXERCISE_IN_USE = RefusalWord(
    "response.exercise_in_use",
    N_("“%(key)s” is used by injects or players of this exercise. Change those first."),
    status=409,
)
INJECT_NUMBER_TAKEN = RefusalWord(
    "response.inject_number_taken", N_("Inject %(number)s is there already. Choose another number."), status=409
)
INJECT_BAD_NUMBER = RefusalWord(
    "response.inject_bad_number", N_("Injects are numbered from 1 to %(most)s. Correct the number.")
)
INJECT_BAD_MINUTE = RefusalWord(
    "response.inject_bad_minute", N_("An inject comes 0 to %(most)s minutes after the start. Correct the minute.")
)
INJECTS_BACKWARDS = RefusalWord(
    "response.injects_backwards",
    N_("Inject %(number)s would come before inject %(before)s. Number the injects in the order of their minutes."),
)
EXERCISE_NOT_READY = RefusalWord(
    "response.exercise_not_ready",
    N_("The exercise cannot start yet: it has no %(lacks)s. Add what is missing on this page."),
    status=409,
)
INJECT_FOR_NOBODY = RefusalWord(
    "response.inject_for_nobody",
    N_("Inject %(number)s goes to “%(key)s”, and nobody plays that role. Name a player, or change the inject."),
    status=409,
)
INJECT_OUT_OF_ORDER = RefusalWord(
    "response.inject_out_of_order",
    N_(
        "Inject %(number)s is out of order: inject %(other)s is not dealt with, or a later one is out. "
        "Say why, or release that one first."
    ),
    status=409,
)
INJECT_IS_OUT = RefusalWord(
    "response.inject_is_out",
    N_("Inject %(number)s was released or dropped already. Nothing was done again."),
    status=409,
)
NOT_YOUR_INJECT = RefusalWord(
    "response.not_your_inject",
    N_("There is no such inject for you. Look at the page of your exercise again."),
    status=404,
)
INJECT_NO_ANSWER = RefusalWord(
    "response.inject_no_answer", N_("Write what you do or decide; an empty answer says nothing.")
)
INJECT_ANSWERED = RefusalWord(
    "response.inject_answered",
    N_("You answered this inject already. Tell the controller what you want to add."),
    status=409,
)
INJECT_NO_REASON = RefusalWord("response.inject_no_reason", N_("Say why the inject is dropped: the report tells it."))
FINDING_ON_NOTHING = RefusalWord(
    "response.finding_on_nothing",
    N_("A finding rests on observations. Choose at least one on which no other finding rests."),
)
EXERCISE_ACTION_NO_OWNER = RefusalWord(
    "response.exercise_action_no_owner", N_("A corrective action needs a body that answers for it. Name it.")
)
EXERCISE_ACTION_DUE_EARLY = RefusalWord(
    "response.exercise_action_due_early",
    N_("A corrective action is due after the exercise, on %(day)s at the earliest. Choose a later day."),
)
EXERCISE_ACTION_NO_DAY = RefusalWord(
    "response.exercise_action_no_day", N_("Say until when the corrective action is done.")
)
EXERCISE_ACTION_NO_PROOF = RefusalWord(
    "response.exercise_action_no_proof",
    N_("An action is closed with proof: say what shows that it was done, and where that can be read."),
)
EXERCISE_ACTION_CLOSED = RefusalWord(
    "response.exercise_action_closed", N_("This action was closed already. Nothing was changed."), status=409
)
EXERCISE_STRENGTH = RefusalWord(
    "response.exercise_strength",
    N_("A strength needs no corrective action. Write an area for improvement for it."),
    status=409,
)
EXERCISE_NOTHING_FOUND = RefusalWord(
    "response.exercise_nothing_found",
    N_(
        "The report says nothing yet: objective %(key)s was rated by nobody. Rate it, or say in an observation why not."
    ),
    status=409,
)
EXERCISE_NO_ACTION = RefusalWord(
    "response.exercise_no_action",
    N_("The area for improvement “%(title)s” has no corrective action. Write one before the report is adopted."),
    status=409,
)
EXERCISE_NOT_WHOLE = RefusalWord(
    "response.exercise_not_whole", N_("“%(text)s” is no whole number. Write it in digits.")
)
EXERCISE_NO_TEMPLATE = RefusalWord(
    "response.exercise_no_template", N_("There is no template “%(key)s”. Choose one from the list.")
)
