"""The words of being launched: other learning platforms that open what is here (LTI 1.3), and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord
from kerege.people.words import GUESTS

NOBODYS = GUESTS
"""How the address ends of an account that only a launch opens: no letter reaches it, and nobody signs in with it."""


class PlatformState(StrEnum):
    """How a platform stands: it launches nothing before another person has looked at it, or while it is suspended."""

    PROPOSED = "proposed"
    OPEN = "open"
    SUSPENDED = "suspended"


PLATFORM_STATES = {
    PlatformState.PROPOSED: N_("Waits for another person"),
    PlatformState.OPEN: N_("Open"),
    PlatformState.SUSPENDED: N_("Suspended"),
}


class Opens(StrEnum):
    """What a launch opens."""

    LESSON = "lesson"
    PACKAGE = "package"
    COURSE = "course"
    EXAM = "exam"


OPENS = {
    Opens.LESSON: N_("Lesson"),
    Opens.PACKAGE: N_("E-learning package"),
    Opens.COURSE: N_("Course"),
    Opens.EXAM: N_("Exam"),
}
SCORED = frozenset({Opens.LESSON, Opens.PACKAGE, Opens.EXAM})
"""What has a result that the platform can be told."""


class Tells(StrEnum):
    """Which result a platform is told where there are several."""

    BEST = "best"
    LAST = "last"


TELLINGS = {
    Tells.BEST: N_("The best one: a worse one later is not told"),
    Tells.LAST: N_("The last one, also where it is worse"),
}


class Message(StrEnum):
    """What a platform asks for."""

    RESOURCE = "LtiResourceLinkRequest"
    PICK = "LtiDeepLinkingRequest"


class ScoreState(StrEnum):
    """How a result stands that the platform is to be told."""

    WAITS = "waits"
    SENT = "sent"
    REFUSED = "refused"


SCORE_STATES = {
    ScoreState.WAITS: N_("Waits to be sent"),
    ScoreState.SENT: N_("Sent"),
    ScoreState.REFUSED: N_("Refused"),
}

MOST_DEPLOYMENTS, MOST_OPENED, MOST_PLATFORMS = 50, 200, 100
"""Deployments and packages of one platform, and platforms of one owner."""
MOST_SUB, MOST_ADDRESS = 255, 1000

# -- registering -------------------------------------------------------------------------------------------------------

NO_SUCH_PLATFORM = RefusalWord(
    "training.no_such_platform", N_("There is no such learning platform. Go back and look again."), status=404
)
PLATFORM_BAD_ADDRESS = RefusalWord(
    "training.platform_bad_address",
    N_("“%(address)s” is no address of a platform. Write https:// and the address as the platform shows it."),
)
PLATFORM_ADDRESS_WANTED = RefusalWord(
    "training.platform_address_wanted", N_("Write the address here, as the platform shows it.")
)
PLATFORM_NO_DEPLOYMENT = RefusalWord(
    "training.platform_no_deployment",
    N_("Write at least one deployment id, each on a line of its own, and %(most)s at most."),
)
PLATFORM_THERE_ALREADY = RefusalWord(
    "training.platform_there_already",
    N_("This platform is registered already with this client id. Open it, or ask the platform for another client id."),
    status=409,
)
PLATFORMS_TOO_MANY = RefusalWord(
    "training.platforms_too_many", N_("An owner registers at most %(most)s platforms. Change one of those there are.")
)
PLATFORM_OWN = RefusalWord(
    "training.platform_own",
    N_("Whoever registered a platform, or changed it last, does not open it. Ask another person who keeps curricula."),
    status=403,
)
PLATFORM_NOT_THAT_STATE = RefusalWord(
    "training.platform_not_that_state",
    N_("This platform does not stand as the page said any more. Read it anew."),
    status=409,
)
PLATFORM_REASON_WANTED = RefusalWord(
    "training.platform_reason_wanted", N_("Say why the platform is suspended: whoever opens it again has to know.")
)
PLATFORM_NOT_TO_OPEN = RefusalWord(
    "training.platform_not_to_open",
    N_("Only published packages of the same owner that everybody may read are opened for a platform. Choose again."),
)

PLATFORM_TELLS_WHICH = RefusalWord(
    "training.platform_tells_which", N_("Say whether the platform is told the best result or the last one.")
)

# -- being launched ----------------------------------------------------------------------------------------------------

LAUNCH_BEGINS_THERE = RefusalWord(
    "training.launch_begins_there",
    N_("This address is for your own learning platform. Begin there: open the course on it, and press the link to us."),
    status=405,
)
LAUNCH_UNKNOWN_PLATFORM = RefusalWord(
    "training.launch_unknown_platform",
    N_("No platform is registered here under this issuer and client id. Tell whoever runs the other platform."),
    status=404,
)
LAUNCH_PLATFORM_CLOSED = RefusalWord(
    "training.launch_platform_closed",
    N_("This platform is not open here: it waits for an approval or is suspended. Ask whoever registered it."),
    status=403,
)
LAUNCH_INCOMPLETE = RefusalWord(
    "training.launch_incomplete",
    N_("The other platform left out or garbled “%(claim)s”. Begin again there, or tell whoever runs it."),
    status=400,
)
LAUNCH_NO_STATE = RefusalWord(
    "training.launch_no_state",
    N_(
        "This browser did not begin this launch, began it too long ago, or keeps no cookies inside another site. "
        "Begin again from your course, and let it open in a new window."
    ),
    status=400,
)
LAUNCH_USED = RefusalWord(
    "training.launch_used", N_("This launch was used already. Begin again from your course."), status=409
)
LAUNCH_OTHER_NONCE = RefusalWord(
    "training.launch_other_nonce",
    N_("The answer of the platform belongs to another launch. Begin again from your course."),
    status=401,
)
LAUNCH_OTHER_DEPLOYMENT = RefusalWord(
    "training.launch_other_deployment",
    N_("The launch comes from a deployment (%(deployment)s) that is not registered here. Tell whoever registered it."),
    status=403,
)
LAUNCH_NOT_LTI = RefusalWord(
    "training.launch_not_lti",
    N_("This is no message of LTI 1.3 that is answered here: %(claim)s. Choose a link or the selection of content."),
    status=400,
)
LAUNCH_OUTSIDE = RefusalWord(
    "training.launch_outside",
    N_("The link leads to nothing that can be opened here. Choose the content anew on the other platform."),
    status=400,
)
LAUNCH_NOT_ALLOWED = RefusalWord(
    "training.launch_not_allowed",
    N_("This is not open for that platform, or not to everybody. Ask whoever registered it here to open it."),
    status=403,
)
LAUNCH_OVER = RefusalWord("training.launch_over", N_("This launch is over. Begin again from your course."), status=410)
LAUNCH_REFUSED_THERE = RefusalWord(
    "training.launch_refused_there",
    N_("The other platform did not let you through (%(error)s). Sign in there and begin again from your course."),
    status=403,
)
LAUNCH_KEYS_AWAY = RefusalWord(
    "training.launch_keys_away",
    N_(
        "The other platform does not show the keys with which it signs, so nobody can say whether the launch is real. "
        "Try again in a few minutes, or tell whoever runs it."
    ),
    status=503,
)
LAUNCH_TOO_OFTEN = RefusalWord(
    "training.launch_too_often", N_("Too many launches in a short time. Wait a minute, then begin again."), status=429
)
LAUNCH_ACCOUNT_WANTED = RefusalWord(
    "training.launch_account_wanted",
    N_("An exam is sat with an account of your own and a place in its course. Sign in with it, then go on."),
    status=403,
)
LAUNCH_OTHER_ACCOUNT = RefusalWord(
    "training.launch_other_account",
    N_("You joined this platform to another account. Sign in with that one, then begin again from your course."),
    status=403,
)
LAUNCH_OWN_ACCOUNT = RefusalWord(
    "training.launch_own_account",
    N_("Sign in with an account of your own first; a guest of a platform has none to join."),
    status=403,
)
LAUNCH_ONLY_OPENED = RefusalWord(
    "training.launch_only_opened",
    N_(
        "You came from another platform, which opened something else. Begin from your course there what you want to "
        "see, or sign out to look around as a visitor."
    ),
    status=403,
)
PICK_NOTHING = RefusalWord("training.pick_nothing", N_("Choose something first."))
PICK_TOO_MANY = RefusalWord(
    "training.pick_too_many", N_("The other platform takes one thing at a time. Choose one of them.")
)
PICK_OVER = RefusalWord(
    "training.pick_over", N_("This selection is over. Begin it again on the other platform."), status=410
)
PLATFORM_NO_TOKEN = RefusalWord(
    "training.platform_no_token",
    N_("The platform gave no token (it answered %(status)s). Compare the client id and the addresses on both sides."),
    status=502,
)
NAMES_NOT_GIVEN = RefusalWord(
    "training.names_not_given",
    N_("The platform did not give the names of the class (it answered %(status)s). Its administrator can allow it."),
    status=502,
)
