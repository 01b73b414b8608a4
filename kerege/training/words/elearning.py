"""The words of e-learning packages that other programs made: kinds, states, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Standard(StrEnum):
    """What a package is, as its manifest says it."""

    SCORM12 = "scorm12"
    SCORM2004 = "scorm2004"
    CMI5 = "cmi5"
    H5P = "h5p"


STANDARDS = {
    Standard.SCORM12: N_("SCORM 1.2"),
    Standard.SCORM2004: N_("SCORM 2004"),
    Standard.CMI5: N_("cmi5"),
    Standard.H5P: N_("H5P"),
}
PLAYED = frozenset({Standard.SCORM12, Standard.SCORM2004, Standard.H5P})
"""What this node plays. The others are checked and kept."""
LAUNCHED = frozenset({Standard.CMI5})
"""What this node launches: a package of units, each of which asks the node itself."""


class Medium(StrEnum):
    """What a file of a package is, for whoever has a slow line."""

    TEXT = "text"
    SCRIPT = "script"
    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    OTHER = "other"


MEDIA = {
    Medium.TEXT: N_("Texts and pages"),
    Medium.SCRIPT: N_("Scripts"),
    Medium.PICTURE: N_("Pictures"),
    Medium.SOUND: N_("Sound"),
    Medium.FILM: N_("Films"),
    Medium.OTHER: N_("Fonts and other files"),
}


class PackageState(StrEnum):
    """How a package stands: nobody plays it before another person has looked at it, or after it was withdrawn."""

    HANDED_IN = "handed_in"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


PACKAGE_STATES = {
    PackageState.HANDED_IN: N_("Waits for a review"),
    PackageState.PUBLISHED: N_("Published"),
    PackageState.WITHDRAWN: N_("Withdrawn"),
}


class Completion(StrEnum):
    """How far somebody got, as the package says."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    COMPLETED = "completed"


COMPLETIONS = {
    Completion.NOT_BEGUN: N_("Not begun"),
    Completion.BEGUN: N_("Begun"),
    Completion.COMPLETED: N_("Completed"),
}


class Success(StrEnum):
    """Whether somebody passed, as the package says; most packages say nothing."""

    UNSAID = ""
    PASSED = "passed"
    FAILED = "failed"


SUCCESSES = {Success.PASSED: N_("Passed"), Success.FAILED: N_("Not passed")}

MOST_COMMIT = 200_000
"""Characters of run-time data that one part of a package may keep."""
MOST_COMMITS = 5_000
"""How often one registration may keep something."""
MOST_REGISTRATIONS = 20
"""How often one account may begin the same package."""

# -- what comes in -----------------------------------------------------------------------------------------------------

ELEARNING_NO_MANIFEST = RefusalWord(
    "training.elearning_no_manifest",
    N_(
        "There is no imsmanifest.xml, cmi5.xml or h5p.json in this ZIP file, so it is no package that is read here. "
        "Export it anew as SCORM, cmi5 or H5P."
    ),
)
ELEARNING_TWO_MANIFESTS = RefusalWord(
    "training.elearning_two_manifests",
    N_("The package holds more than one manifest at its root, so nobody can say what it is. Export it anew."),
)
ELEARNING_EMPTY_BACKUP = RefusalWord(
    "training.elearning_empty_backup",
    N_(
        "This course backup of Moodle holds no package of SCORM or H5P. Hand it in at the question bank, where its "
        "questions are taken."
    ),
)
ELEARNING_OLD_STANDARD = RefusalWord(
    "training.elearning_old_standard",
    N_("This is a package of the kind %(kind)s, which is not taken here. Export it as SCORM, cmi5 or H5P."),
)
ELEARNING_FOR_THE_BANK = RefusalWord(
    "training.elearning_for_the_bank",
    N_(
        "This is a package of the kind %(kind)s, which holds texts and questions and plays nothing. Hand it in at the "
        "question bank, where its questions are taken; write its texts here as a lesson, if they are needed."
    ),
)
ELEARNING_NOT_SCORM = RefusalWord(
    "training.elearning_not_scorm",
    N_("The manifest is none of SCORM 1.2 or 2004. Choose one of these when you export the package."),
)
ELEARNING_BAD_MANIFEST = RefusalWord(
    "training.elearning_bad_manifest", N_("The manifest cannot be read: %(why)s. Export the package anew.")
)
ELEARNING_NO_ORGANISATION = RefusalWord(
    "training.elearning_no_organisation",
    N_("The manifest lists no organisation, so nobody knows what comes first. Export the package anew."),
)
ELEARNING_NOTHING_TO_PLAY = RefusalWord(
    "training.elearning_nothing_to_play",
    N_("The manifest names no page that could be opened. Export the package anew."),
)
ELEARNING_ENTRY_MISSING = RefusalWord(
    "training.elearning_entry_missing",
    N_("“%(path)s”, with which “%(title)s” begins, is not in the package. Export it anew with all its files."),
)
ELEARNING_ENTRY_OUTSIDE = RefusalWord(
    "training.elearning_entry_outside",
    N_("“%(title)s” begins on another site. A package has to bring all its pages along; export it with its files."),
)
ELEARNING_TWICE = RefusalWord(
    "training.elearning_twice", N_("The manifest uses the identifier “%(name)s” twice. Export the package anew.")
)
ELEARNING_PROGRAM_INSIDE = RefusalWord(
    "training.elearning_program_inside",
    N_("“%(path)s” is a program or a script for a server, which no package needs. Leave it out and pack it again."),
)
ELEARNING_PROGRAM_IN_PICTURE = RefusalWord(
    "training.elearning_program_in_picture",
    N_(
        "The picture “%(path)s” holds a program or a page: %(found)s. No picture needs one. Save it as a plain SVG or "
        "as PNG, and pack it again."
    ),
)
ELEARNING_UNCLEAR_PICTURE = RefusalWord(
    "training.elearning_unclear_picture",
    N_(
        "The picture “%(path)s” is no SVG that can be looked through, so nobody knows whether a program is in it. Save "
        "it as a plain SVG or as PNG, and pack it again."
    ),
)
ELEARNING_THERE_ALREADY = RefusalWord(
    "training.elearning_there_already",
    N_("This very package is here already: “%(title)s”. Open it, or hand in another version."),
    status=409,
)
ELEARNING_EMPTY_FILE = RefusalWord(
    "training.elearning_empty_file", N_("“%(path)s” is empty, although the package begins with it. Export it anew.")
)

# -- what becomes of it ------------------------------------------------------------------------------------------------

NO_SUCH_ELEARNING = RefusalWord(
    "training.no_such_elearning", N_("There is no such e-learning package. Go back and look again."), status=404
)
ELEARNING_OWN_REVIEW = RefusalWord(
    "training.elearning_own_review",
    N_("Whoever handed a package in does not publish it. Ask another person who keeps curricula here."),
    status=403,
)
ELEARNING_NOT_WAITING = RefusalWord(
    "training.elearning_not_waiting",
    N_("This package does not wait for a review any more. Read its page anew."),
    status=409,
)
ELEARNING_WITHDRAWN = RefusalWord(
    "training.elearning_withdrawn", N_("This package was withdrawn. Nobody can play it any more."), status=409
)
ELEARNING_REASON_WANTED = RefusalWord(
    "training.elearning_reason_wanted", N_("Say why the package is withdrawn, in a sentence that learners understand.")
)

# -- playing it --------------------------------------------------------------------------------------------------------

ELEARNING_NOT_PLAYED = RefusalWord(
    "training.elearning_not_played",
    N_("Packages of the kind %(kind)s are kept here and not played yet. Take it as SCORM from whoever made it."),
    status=409,
)
ELEARNING_UNKNOWN_LIBRARY = RefusalWord(
    "training.elearning_unknown_library",
    N_(
        "The package uses %(names)s, which is not on the list of reviewed H5P libraries, so it is kept and not opened. "
        "Use another kind of exercise, or ask the node administrator to review the library."
    ),
    status=409,
)
ELEARNING_BAD_LIST = RefusalWord(
    "training.elearning_bad_list",
    N_(
        "The node's list of H5P libraries (h5p_libraries.toml) is not right: each [[library]] has name, versions like "
        '["1.6"], reason, reviewed_by and reviewed_on. Tell the node administrator.'
    ),
    status=503,
)
ELEARNING_NOT_PUBLISHED = RefusalWord(
    "training.elearning_not_published",
    N_("This package is not open to learners. Ask whoever keeps it."),
    status=409,
)
ELEARNING_SIGN_IN = RefusalWord(
    "training.elearning_sign_in",
    N_("Sign in first: what a package keeps of you is kept with your account."),
    status=401,
)
ELEARNING_NO_CONTENT_HOST = RefusalWord(
    "training.elearning_no_content_host",
    N_(
        "This node has no separate host name for content, so packages are not played: a package is a program. Tell the "
        "node administrator to set KEREGE_CONTENT_HOST."
    ),
    status=503,
)
ELEARNING_BEGUN_OFTEN = RefusalWord(
    "training.elearning_begun_often",
    N_("You have begun this package %(most)s times, which is the most. Go on with the last time."),
    status=409,
)
NO_SUCH_REGISTRATION = RefusalWord(
    "training.no_such_registration",
    N_("Nothing of yours is kept under this address. Open the package anew from its page."),
    status=404,
)
ELEARNING_BAD_COMMIT = RefusalWord(
    "training.elearning_bad_commit",
    N_("The package sent something that is no run-time data. What was kept before stays; open the package anew."),
)
ELEARNING_COMMIT_TOO_LARGE = RefusalWord(
    "training.elearning_commit_too_large",
    N_("The package wants to keep more than %(most)s characters. What was kept before stays."),
    status=413,
)
ELEARNING_COMMITTED_OFTEN = RefusalWord(
    "training.elearning_committed_often",
    N_("The package has kept something %(most)s times, which is the most. What was kept before stays."),
    status=409,
)
ELEARNING_ELSEWHERE = RefusalWord(
    "training.elearning_elsewhere",
    N_("You opened this package again in another window, which goes on. Close this one."),
    status=409,
)
