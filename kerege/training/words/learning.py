"""The words of learning by oneself for a course: what can be asked for, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Learnt(StrEnum):
    """What somebody takes alone."""

    LESSON = "lesson"
    PACKAGE = "package"


LEARNT = {Learnt.LESSON: N_("Lesson"), Learnt.PACKAGE: N_("E-learning package")}

MOST_ASSIGNED = 40
"""How many lessons and packages a course asks for at the same time."""

NOTHING_TO_LEARN = RefusalWord(
    "training.nothing_to_learn",
    N_("There is no such lesson or package that participants can open. Choose one from the list."),
)
LEARNING_UNTIL_PAST = RefusalWord(
    "training.learning_until_past",
    N_("This day is over. Choose today or a later day, so that somebody can still do it."),
)
LEARNING_ASSIGNED_TWICE = RefusalWord(
    "training.learning_assigned_twice",
    N_("The course asks for this already, until %(until)s. Take it off first to give another day."),
    status=409,
)
LEARNING_ASSIGNED_OFTEN = RefusalWord(
    "training.learning_assigned_often",
    N_("A course asks for %(most)s lessons and packages at most. Take one off first."),
    status=409,
)
LEARNING_NOT_ASSIGNED = RefusalWord(
    "training.learning_not_assigned",
    N_("The course does not ask for this any more, or never did. Open its page again."),
    status=404,
)
LEARNING_NOT_KEEPING = RefusalWord(
    "training.learning_not_keeping",
    N_("Whoever organises a course, teaches or supports it says what is to be learnt. Ask its lead trainer."),
    status=403,
)
LESSON_SENT_OTHERWISE = RefusalWord(
    "training.lesson_sent_otherwise",
    N_("Something else came under the same number before, so this was not taken. Take the lesson once more."),
    status=409,
)
LESSON_GONE = RefusalWord(
    "training.lesson_gone",
    N_("This lesson, or the version that you read, is no longer shown here, so the answers cannot be checked."),
    status=410,
)
LEARNING_SENT_UNREADABLE = RefusalWord(
    "training.learning_sent_unreadable",
    N_("What this device sent cannot be read. Open the page anew with the network, and it is sent again."),
)
LESSON_NOT_TO_KEEP = RefusalWord(
    "training.lesson_not_to_keep",
    N_("This lesson is not open to everybody, so it is not kept on devices. Read it here with the network."),
    status=403,
)
