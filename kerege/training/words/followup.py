"""The words of the follow-up: five questions, what the answers mean, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

WAITING = "waiting"
SILENT = "silent"
NOT_ASKED = "not_asked"
UNSAID = frozenset({WAITING, SILENT, NOT_ASKED})
"""Who said nothing: asked lately, asked and silent, not asked."""


class Side(StrEnum):
    """Whose link it is."""

    TRAINER = "trainer"
    SUPERVISOR = "supervisor"


class Work(StrEnum):
    SAME = "same"
    MOVED = "moved"
    LEFT = "left"


class Question(StrEnum):
    WORK = "work"
    TAUGHT = "taught"
    WHY = "why"
    MONEY = "money"
    HELP = "help"


@dataclass(frozen=True)
class Asked:
    """A question and what may be answered."""

    text: str
    choices: Mapping[str, str]


QUESTIONS: Mapping[Question, Asked] = {
    Question.WORK: Asked(
        N_("Where do you work now?"),
        {
            Work.SAME: N_("Where I worked when I was trained"),
            Work.MOVED: N_("In another institution, in the same field"),
            Work.LEFT: N_("In another field, or not at all"),
        },
    ),
    Question.TAUGHT: Asked(
        N_("How often did you teach biosafety or biosecurity since then?"),
        {"0": N_("Not once"), "1": N_("Once"), "2": N_("Two or three times"), "4": N_("Four times or more")},
    ),
    Question.WHY: Asked(
        N_("What was the main reason not to teach?"),
        {
            "no_time": N_("My work left no time"),
            "no_mandate": N_("Nobody gave me the task"),
            "no_money": N_("There was no money"),
            "no_material": N_("There was no room or material"),
            "nobody_came": N_("Nobody asked for a course"),
            "not_ready": N_("I do not feel ready"),
        },
    ),
    Question.MONEY: Asked(
        N_("Did it work without money from outside your country?"),
        {"yes": N_("Yes"), "partly": N_("In part"), "no": N_("No")},
    ),
    Question.HELP: Asked(
        N_("What would help you most? You may leave this open."),
        {
            "refresher": N_("A refresher"),
            "material": N_("Newer material"),
            "mentor": N_("Somebody to ask"),
            "mandate": N_("A task from my employer"),
            "nothing": N_("Nothing, it runs"),
        },
    ),
}


class Confirmed(StrEnum):
    """What the supervisor says."""

    TEACHES = "teaches"
    DOES_NOT = "does_not"
    CANNOT_SAY = "cannot_say"


CONFIRMATIONS = {
    Confirmed.TEACHES: N_("Yes, they teach"),
    Confirmed.DOES_NOT: N_("No, they do not"),
    Confirmed.CANNOT_SAY: N_("I cannot say, or they are no longer here"),
}


class Supervised(StrEnum):
    """What is told of supervisors beside the answers."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    VOUCHED = "vouched"


SUPERVISED = {
    Supervised.CONFIRMED: N_("The supervisor has spoken"),
    Supervised.CONTRADICTED: N_("The supervisor says otherwise"),
    Supervised.VOUCHED: N_("Said nothing, and the supervisor says that they teach"),
}


class Outcome(StrEnum):
    TEACHES = "teaches"
    MOVED_TEACHES = "moved_teaches"
    STOPPED = "stopped"
    MOVED = "moved"
    LEFT = "left"


OUTCOMES = {
    Outcome.TEACHES: N_("Teaches, in the same place"),
    Outcome.MOVED_TEACHES: N_("Moved and teaches"),
    Outcome.STOPPED: N_("Stayed and does not teach"),
    Outcome.MOVED: N_("Moved and does not teach"),
    Outcome.LEFT: N_("Left the field"),
    WAITING: N_("Was asked and has time to answer"),
    SILENT: N_("Has not answered"),
    NOT_ASKED: N_("Was not asked yet"),
}

FOLLOWUP_INCOMPLETE = RefusalWord("training.followup_incomplete", N_("Choose one of the answers."))
FOLLOWUP_CLOSED = RefusalWord(
    "training.followup_closed",
    N_("This link was used already or is too old. Whoever gave it to you can make a new one."),
    status=410,
)
FOLLOWUP_ANSWERED = RefusalWord(
    "training.followup_answered",
    N_("This was answered already. Nobody is asked twice for the same time."),
    status=409,
)
FOLLOWUP_NOT_DUE = RefusalWord(
    "training.followup_not_due",
    N_("It comes due on %(day)s. Make the link on that day or later."),
)
FOLLOWUP_OWN = RefusalWord(
    "training.followup_own",
    N_("Nobody confirms for themselves. This link is for the supervisor."),
    status=403,
)
FOLLOWUP_TOO_OFTEN = RefusalWord(
    "training.followup_too_often",
    N_("Very many answers came from your network in a short time. Wait a minute, and send yours again."),
    status=429,
)
