"""The words of cmi5: how a unit is launched, when it counts as done, and what is refused of it and of its statements.

A refusal of a statement has the status 403, as the specification wants it: the statement is well formed, and this unit
may not say it here. They are read by whoever writes a unit.
"""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/"
EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/"
DEFINED, MOVES_ON = f"{CATEGORIES}cmi5", f"{CATEGORIES}moveon"
SESSION_ID, MASTERY_SCORE = f"{EXTENSIONS}sessionid", f"{EXTENSIONS}masteryscore"
LAUNCH_MODE, LAUNCH_URL = f"{EXTENSIONS}launchmode", f"{EXTENSIONS}launchurl"
MOVE_ON, LAUNCH_PARAMETERS = f"{EXTENSIONS}moveon", f"{EXTENSIONS}launchparameters"
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
TYPES = "https://w3id.org/xapi/cmi5/activitytype/"
LAUNCH_DATA, PREFERENCES = "LMS.LaunchData", "cmi5LearnerPreferences"


class Verb(StrEnum):
    """The verbs of cmi5 by their IRI. Those above ABANDONED are a unit's own; the others only the node says."""

    INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
    COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
    PASSED = "http://adlnet.gov/expapi/verbs/passed"
    FAILED = "http://adlnet.gov/expapi/verbs/failed"
    TERMINATED = "http://adlnet.gov/expapi/verbs/terminated"
    ABANDONED = "https://w3id.org/xapi/adl/verbs/abandoned"
    LAUNCHED = "http://adlnet.gov/expapi/verbs/launched"
    SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"
    WAIVED = "https://w3id.org/xapi/adl/verbs/waived"


OF_UNITS = frozenset({Verb.INITIALIZED, Verb.COMPLETED, Verb.PASSED, Verb.FAILED, Verb.TERMINATED})


class LaunchMode(StrEnum):
    """What a session is for: only in NORMAL does it tell how far somebody got."""

    NORMAL = "Normal"
    BROWSE = "Browse"
    REVIEW = "Review"


class MoveOn(StrEnum):
    """When a unit is satisfied."""

    PASSED = "Passed"
    COMPLETED = "Completed"
    COMPLETED_AND_PASSED = "CompletedAndPassed"
    COMPLETED_OR_PASSED = "CompletedOrPassed"
    NOT_APPLICABLE = "NotApplicable"


MOVE_ONS = {
    MoveOn.PASSED: N_("once you have passed it"),
    MoveOn.COMPLETED: N_("once you have completed it"),
    MoveOn.COMPLETED_AND_PASSED: N_("once you have completed and passed it"),
    MoveOn.COMPLETED_OR_PASSED: N_("once you have completed or passed it"),
    MoveOn.NOT_APPLICABLE: N_("from the beginning: it is there to look at"),
}


class UnitState(StrEnum):
    """How a unit stands in a registration."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    FAILED = "failed"
    SATISFIED = "satisfied"
    WAIVED = "waived"


UNIT_STATES = {
    UnitState.NOT_BEGUN: N_("Not begun"),
    UnitState.BEGUN: N_("Begun"),
    UnitState.FAILED: N_("Not passed yet"),
    UnitState.SATISFIED: N_("Done"),
    UnitState.WAIVED: N_("Waived"),
}

MOST_SESSIONS = 500
"""How often the units of one registration may be launched."""
SESSION_HOURS = 8
"""So long a session may last; then its token opens nothing any more, and it is abandoned."""
MOST_STATEMENTS = 10_000
"""So many statements one session may send."""
MOST_STATES, LARGEST_STATE = 50, 1_000_000
"""So many documents a unit keeps of a learner in a registration, and so many bytes it sends for one."""

# -- launching ---------------------------------------------------------------------------------------------------------

CMI5_NO_SUCH_UNIT = RefusalWord(
    "training.cmi5_no_such_unit", N_("The package has no such unit. Go back to its page and choose one."), status=404
)
CMI5_BAD_MODE = RefusalWord(
    "training.cmi5_bad_mode", N_("A unit is launched as Normal, Browse or Review. Choose one of these.")
)
CMI5_ONLY_BROWSE = RefusalWord(
    "training.cmi5_only_browse",
    N_("The package waits for its review, so its units are only looked at. Launch it with the mode Browse."),
    status=409,
)
CMI5_LAUNCHED_OFTEN = RefusalWord(
    "training.cmi5_launched_often",
    N_("The units of this registration were launched %(most)s times, which is the most. Begin the package anew."),
    status=409,
)
CMI5_BAD_RETURN = RefusalWord(
    "training.cmi5_bad_return",
    N_("The address to which the unit returns begins with https:// or http:// and has at most %(most)s characters."),
)
CMI5_NO_SUCH_SESSION = RefusalWord(
    "training.cmi5_no_such_session", N_("There is no such session. Launch the unit anew."), status=404
)
CMI5_SESSION_OVER = RefusalWord(
    "training.cmi5_session_over", N_("This session is over already. Launch the unit anew."), status=409
)
CMI5_NOT_CMI5 = RefusalWord(
    "training.cmi5_not_cmi5", N_("This package is none of cmi5, so it has no units to launch."), status=409
)
CMI5_NO_SUCH_COURSE = RefusalWord(
    "training.cmi5_no_such_course",
    N_("There is no such course whose e-learning you may read. Go back and look again."),
    status=404,
)
CMI5_NOT_YOUR_COURSE = RefusalWord(
    "training.cmi5_not_your_course",
    N_("You have no place in this course, so nothing is begun for it. Ask whoever organises the course."),
    status=403,
)

# -- waiving -----------------------------------------------------------------------------------------------------------

CMI5_WAIVED = RefusalWord("training.cmi5_waived", N_("This unit was waived already. Read the page anew."), status=409)
CMI5_SATISFIED = RefusalWord(
    "training.cmi5_satisfied", N_("This unit is done already, so there is nothing to waive."), status=409
)
CMI5_REASON_WANTED = RefusalWord(
    "training.cmi5_reason_wanted", N_("Say why the unit is waived, in a sentence that the learner understands.")
)
CMI5_MAY_NOT_WAIVE = RefusalWord(
    "training.cmi5_may_not_waive",
    N_(
        "A unit is waived by the staff of the course for which it was begun, else by who keeps the package, and never "
        "for oneself."
    ),
    status=403,
)

# -- what a unit asks --------------------------------------------------------------------------------------------------

CMI5_NOT_LET_IN = RefusalWord(
    "training.cmi5_not_let_in",
    N_("This unit has no session here any more. Close it and launch it anew from the page of its package."),
    status=401,
)
CMI5_ASKS_ELSEWHERE = RefusalWord(
    "training.cmi5_asks_elsewhere",
    N_("A unit reaches the records of its own session only: use the actor, registration and activityId of the launch."),
    status=403,
)
CMI5_READ_ONLY = RefusalWord(
    "training.cmi5_read_only", N_("LMS.LaunchData is read by a unit and never written or deleted."), status=403
)
CMI5_KEEPS_MUCH = RefusalWord(
    "training.cmi5_keeps_much",
    N_(
        "A unit keeps at most %(most)s documents of state, and sends at most %(bytes)s bytes for one. Write into one "
        "that is there, or delete one."
    ),
    status=403,
)
CMI5_BAD_PREFERENCES = RefusalWord(
    "training.cmi5_bad_preferences",
    N_(
        "cmi5LearnerPreferences is a JSON object with languagePreference, tags of RFC 5646 parted by commas, and "
        "audioPreference, on or off."
    ),
    status=403,
)
CMI5_BAD_STATEMENT = RefusalWord(
    "training.cmi5_bad_statement",
    N_("This session does not take the statement: %(why)s (section %(section)s of cmi5)."),
    status=403,
)
CMI5_SENT_OFTEN = RefusalWord(
    "training.cmi5_sent_often",
    N_("This session has sent %(most)s statements, which is the most. Launch the unit anew."),
    status=429,
)

# -- what comes in -----------------------------------------------------------------------------------------------------

CMI5_NOT_BY_SCHEMA = RefusalWord(
    "training.cmi5_not_by_schema",
    N_("The course structure does not follow its schema: %(where)s holds %(what)s. Export the course anew."),
)
CMI5_OTHER_SITE = RefusalWord(
    "training.cmi5_other_site",
    N_(
        "“%(title)s” begins on %(site)s, which is not among the sites that this node lets units come from. Bring its "
        "pages along in the package, or ask the node administrator to review the site."
    ),
)
