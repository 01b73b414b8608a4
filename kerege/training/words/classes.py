"""The words of a class that is held without a line: what comes back from it, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

HELD_IN = "class/class.json"
"""Where the folder of a node keeps the class that is held on it; on every other node there is no such file."""


class Happened(StrEnum):
    """What is recorded in a class."""

    CAME = "came"
    LESSON = "lesson"
    PRACTICE = "practice"


HAPPENED = {
    Happened.CAME: N_("Signed in to the class"),
    Happened.LESSON: N_("Took a lesson"),
    Happened.PRACTICE: N_("Recorded in an activity"),
}


class Came(StrEnum):
    """What became of a record from a class."""

    COUNTED = "counted"
    ASIDE = "aside"
    UNKNOWN = "unknown"
    CLOCK = "clock"
    DIFFERS = "differs"
    REFUSED = "refused"


CAME = {
    Came.COUNTED: N_("Counted"),
    Came.ASIDE: N_("Kept aside and not counted: the list of the session says something else"),
    Came.UNKNOWN: N_("Nobody in the list of the course: somebody has to say who it was"),
    Came.CLOCK: N_("The clock of the laptop was off by more than a day: somebody has to look"),
    Came.DIFFERS: N_("Bears the number of another record that says something else"),
    Came.REFUSED: N_("Could not be counted"),
}

CLOCK_OFF = N_(
    "The clock of this laptop says %(now)s; the list was made on %(issued)s, and the last session is on %(last)s. Set "
    "the clock right before anybody signs in: what is recorded by a wrong one counts only once somebody at the node "
    "has looked."
)
"""Told where a class begins."""

BAD_ROSTER = RefusalWord(
    "training.class_bad_roster",
    N_("This is no list for a class. Make one on the page of the course, and take it along."),
)
BAD_EVENTS = RefusalWord(
    "training.class_bad_events",
    N_("This is no file from a class, or it is damaged. Write it anew on the laptop: kerege class export."),
)
OLD_ROSTER = RefusalWord(
    "training.class_old_roster",
    N_(
        "This list was made before lists had a key, so nothing would be taken back from its class. Take the list along "
        "anew from the page of the course, and start the class again with it: what happened so far stays."
    ),
    status=409,
)
OLD_EVENTS = RefusalWord(
    "training.class_old_events",
    N_(
        "This file is from a class whose list was made before lists had a key, and is not taken any more. Take the "
        "list along anew, start the class on the laptop again with it, and write the file again: kerege class export."
    ),
    status=409,
)
RECEIPT_WANTED = RefusalWord(
    "training.class_receipt_wanted",
    N_(
        "Something happened in this class, so it is forgotten only with the receipt of the node: take the records "
        "there (kerege class export), take the receipt from the page of the course, and name it: kerege class wipe "
        "class.kreceipt."
    ),
    status=409,
)
BAD_RECEIPT = RefusalWord(
    "training.class_bad_receipt",
    N_(
        "This is no receipt for the class on this laptop, or it was changed. Take the one that stands beside this "
        "class on the page of the course."
    ),
)
NOT_BROUGHT = RefusalWord(
    "training.class_not_brought",
    N_(
        "%(left)s records of this class are not at the node yet. Write them anew (kerege class export), bring them in, "
        "and come back with the receipt that you get then."
    ),
    status=409,
)
CLOCK_STANDS = RefusalWord(
    "training.class_clock_stands",
    N_("The clock of this class was set right already, and that is done once. Enter the people in the list instead."),
    status=409,
)
CLOCK_RIGHT = RefusalWord(
    "training.class_clock_right",
    N_("At that time the record would say what it says now, or lie more than 20 years off. Give the day when it was."),
)
EVENTS_FORGED = RefusalWord(
    "training.class_events_forged",
    N_("This file does not come from a class with the list of this course: it was made or changed by somebody else."),
)
CLASS_OTHER_COURSE = RefusalWord(
    "training.class_other_course", N_("This file comes from a class of another course. Bring it in there."), status=409
)
CLASS_CODE_WRONG = RefusalWord(
    "training.class_code_wrong",
    N_("This is not the code of this class. It stands on the trainer's screen."),
    status=409,
)
CLASS_PIN_SHORT = RefusalWord(
    "training.class_pin_short", N_("Choose a PIN of four to eight digits that you will remember until the end.")
)
CLASS_PIN_WRONG = RefusalWord(
    "training.class_pin_wrong",
    N_("Name and PIN do not go together. After five wrong ones this name waits for a minute; the trainer can help."),
    status=409,
)
CLASS_SEAT_TAKEN = RefusalWord(
    "training.class_seat_taken",
    N_("Somebody has signed in under this name already. If it is you, give the PIN that you chose."),
    status=409,
)
CLASS_OBSERVER_CODE_WRONG = RefusalWord(
    "training.class_observer_code_wrong",
    N_("This is not the code for observers. It stands in the window in which the class was started on the laptop."),
    status=409,
)
CLASS_NO_OBSERVER = RefusalWord(
    "training.class_no_observer",
    N_("Whoever recorded this has no account here, so nobody can be named who saw it. Open one, then bring it again."),
)
NO_CLASS = RefusalWord("training.no_class", N_("No class is held on this node."), status=404)
CLASS_NO_SESSION = RefusalWord(
    "training.class_no_session", N_("No session of the course went on at that time. Enter the person in the list.")
)
