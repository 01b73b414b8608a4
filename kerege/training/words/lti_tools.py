"""The words of tools of others that this node launches by LTI 1.3: states, scopes, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class ToolState(StrEnum):
    """How a tool stands: nobody meets it before another person has looked at it, or while it is suspended."""

    REGISTERED = "registered"
    OPEN = "open"
    SUSPENDED = "suspended"


TOOL_STATES = {
    ToolState.REGISTERED: N_("Waits for a review"),
    ToolState.OPEN: N_("Open"),
    ToolState.SUSPENDED: N_("Suspended"),
}


class Activity(StrEnum):
    """How far somebody is, as the tool says (AGS 2.0)."""

    INITIALIZED = "Initialized"
    STARTED = "Started"
    IN_PROGRESS = "InProgress"
    SUBMITTED = "Submitted"
    COMPLETED = "Completed"


ACTIVITIES = {
    Activity.INITIALIZED: N_("Not begun"),
    Activity.STARTED: N_("Begun"),
    Activity.IN_PROGRESS: N_("Begun"),
    Activity.SUBMITTED: N_("Handed in"),
    Activity.COMPLETED: N_("Done to the end"),
}


class Grading(StrEnum):
    """Whether a score is final, as the tool says (AGS 2.0)."""

    FULLY_GRADED = "FullyGraded"
    PENDING = "Pending"
    PENDING_MANUAL = "PendingManual"
    FAILED = "Failed"
    NOT_READY = "NotReady"


AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
ITEM, ITEM_READ = f"{AGS}lineitem", f"{AGS}lineitem.readonly"
RESULT_READ, SCORE = f"{AGS}result.readonly", f"{AGS}score"
LIST_READ = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
GRADE_SCOPES = (ITEM, ITEM_READ, RESULT_READ, SCORE)
"""What a tool may get a token for. The list of a course is for those alone whose registration says so."""

TOKEN_SECONDS, HINT_SECONDS, MOST_LINKS, MOST_POINTS = 3_600, 300, 100, 1_000_000
CHOOSING_SECONDS = 3_600
"""How long somebody may choose within a tool, and then think about it."""
MOST_COLUMNS, MOST_CHOSEN, MOST_LISTED = 100, 50, 200
"""Columns that a tool makes in a place, things that are chosen at once, and people on one page of a list."""


class Aside(StrEnum):
    """Why something that a tool handed over is not offered."""

    OTHER_KIND = "other_kind"
    OTHER_HOST = "other_host"
    BAD_POINTS = "bad_points"
    GARBLED = "garbled"


ASIDES = {
    Aside.OTHER_KIND: N_("of a kind that is not taken here: only links into the tool are"),
    Aside.OTHER_HOST: N_("its address is none of the tool"),
    Aside.BAD_POINTS: N_("its points are no number above 0 and not too large"),
    Aside.GARBLED: N_("it is garbled"),
}

NO_SUCH_TOOL = RefusalWord(
    "training.no_such_tool", N_("There is no such tool, or it is not for you. Go back to the list."), status=404
)
NO_SUCH_TOOL_LINK = RefusalWord(
    "training.no_such_tool_link",
    N_("There is nothing of a tool under this address any more. Go back to the course or lesson."),
    status=404,
)
TOOL_ADDRESS = RefusalWord(
    "training.tool_address",
    N_("“%(address)s” cannot be an address of a tool. Write https:// with the plain name of the host and the path."),
)
TOOL_ADDRESS_WANTED = RefusalWord(
    "training.tool_address_wanted", N_("Write the address here, as whoever runs the tool gave it to you.")
)
TOOL_OTHER_HOST = RefusalWord(
    "training.tool_other_host",
    N_("“%(address)s” is at a host where this tool is not. Its addresses begin with %(hosts)s."),
)
TOOL_KEYS_WANTED = RefusalWord(
    "training.tool_keys_wanted",
    N_("Say by which key the tool signs: the address of its key set, or the public key itself."),
)
TOOL_WHY_WANTED = RefusalWord(
    "training.tool_why_wanted",
    N_("Say why the tool has to know names, addresses or who is in a course. Learners read it before they open it."),
)
TOOL_NOT_WAITING = RefusalWord(
    "training.tool_not_waiting", N_("This tool does not wait for a review. Look at how it stands now."), status=409
)
TOOL_OWN_REVIEW = RefusalWord(
    "training.tool_own_review",
    N_("You registered this tool, so another person who keeps curricula here reviews it."),
    status=403,
)
TOOL_SUSPENDED = RefusalWord(
    "training.tool_suspended", N_("This tool is suspended already. Look at how it stands now."), status=409
)
TOOL_REASON_WANTED = RefusalWord("training.tool_reason_wanted", N_("Say why, in a sentence that others understand."))
TOOL_NOT_OPEN = RefusalWord(
    "training.tool_not_open", N_("This tool is not open now. Ask whoever keeps the course or lesson."), status=403
)
TOOL_SIGN_IN = RefusalWord(
    "training.tool_sign_in", N_("Sign in to open a tool, and open it from its course or lesson again."), status=403
)
TOOL_NOT_YOUR_PLACE = RefusalWord(
    "training.tool_not_your_place",
    N_("Only who has a place in the course, or keeps it or the curriculum, comes to its tools. Ask its organiser."),
    status=403,
)
TOOL_TOO_MANY = RefusalWord(
    "training.tool_too_many", N_("There are %(most)s of these already, and more are not taken. Remove some first.")
)
TOOL_BAD_REQUEST = RefusalWord(
    "training.tool_bad_request",
    N_("The tool asked for something that it may not or garbled it (%(what)s). Begin again from the course or lesson."),
    status=400,
)
TOOL_HINT_USED = RefusalWord(
    "training.tool_hint_used",
    N_("This way into the tool was used already or is too old. Open the tool from its course or lesson again."),
    status=403,
)
TOOL_POINTS = RefusalWord(
    "training.tool_points", N_("The points at most are a number above 0 and not above %(most)s. Correct it.")
)
TOOL_NOT_LET_IN = RefusalWord(
    "training.tool_not_let_in",
    N_("The tool showed no token of this node that holds now. It has to fetch one at the address for tokens."),
    status=401,
)
TOOL_SCOPE = RefusalWord(
    "training.tool_scope", N_("The token was not given for this. The tool has to ask for the scope."), status=403
)
TOOL_BAD_BODY = RefusalWord(
    "training.tool_bad_body", N_("What the tool sent cannot be taken: %(why)s. Tell whoever runs it."), status=400
)
TOOL_OLD_SCORE = RefusalWord(
    "training.tool_old_score",
    N_("A score with this time or a later one stands already. The tool has to send the time of its newest score."),
    status=409,
)
TOOL_SCORE_BOUNDS = RefusalWord(
    "training.tool_score_bounds",
    N_("A score lies between 0 and its maximum (%(maximum)s), without bonus points. The tool has to send another."),
    status=422,
)
TOOL_NOT_ITS_COLUMN = RefusalWord(
    "training.tool_not_its_column",
    N_("This column was made here with its link, so the tool does not change it. It may make columns of its own."),
    status=403,
)
TOOL_CHOOSES_NOTHING = RefusalWord(
    "training.tool_chooses_nothing",
    N_("This tool lets nothing be chosen within it. Write what learners read, and its address, by hand."),
)
TOOL_CHOICE_OVER = RefusalWord(
    "training.tool_choice_over",
    N_("This choice was answered already, is over, or was begun by another tool. Begin it again from the course."),
    status=409,
)
TOOL_CHOOSE_ONE = RefusalWord("training.tool_choose_one", N_("Choose at least one of these, or leave the page."))
