"""The words of exams that are graded on the node: what they ask, how an attempt ends, what is told, and appeals."""

from datetime import timedelta
from enum import StrEnum

from kerege.lib.refusal import N_

GRACE = timedelta(seconds=60)
"""What the line may take: an answer that arrives within it after the end counts. It is told before anybody begins."""
MOST_ROWS = 20
MOST_ASKED = 100
MOST_POOL = 1_000
MOST_MINUTES = 480
MOST_TRIES = 10
MOST_WAIT = 60 * 24 * 60
MOST_SAVES = 3_000
"""How many answers of one attempt are kept: every second for most of an hour."""
MOST_ANSWER = 20_000
"""Characters of one answer, as JSON."""
ENOUGH = 10
"""From so many sittings on an item is spoken of."""


class ExamState(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


EXAM_STATES = {
    ExamState.DRAFT: N_("Draft"),
    ExamState.RELEASED: N_("Released"),
    ExamState.WITHDRAWN: N_("Withdrawn"),
}


class ShownAfter(StrEnum):
    """What a learner is shown of an attempt that was graded."""

    NOTHING = "nothing"
    SCORE = "score"
    ANSWERS = "answers"


SHOWN_AFTER = {
    ShownAfter.NOTHING: N_("Nothing: the course tells the result"),
    ShownAfter.SCORE: N_("The score"),
    ShownAfter.ANSWERS: N_("The score, and the answers once nobody can sit it any more"),
}


class Ended(StrEnum):
    """How an attempt ended."""

    HANDED_IN = "handed_in"
    TIME = "time"


ENDED = {Ended.HANDED_IN: N_("Handed in"), Ended.TIME: N_("Ended by time")}


class Standing(StrEnum):
    """How an attempt stands."""

    OPEN = "open"
    MARKING = "marking"
    GRADED = "graded"


STANDINGS = {
    Standing.OPEN: N_("Going on"),
    Standing.MARKING: N_("Waits for a person who marks it"),
    Standing.GRADED: N_("Graded"),
}


class Way(StrEnum):
    """What a re-grade does with an item in all attempts."""

    ALL_POINTS = "all_points"
    REMOVED = "removed"


WAYS = {
    Way.ALL_POINTS: N_("Everybody has all points of it"),
    Way.REMOVED: N_("It counts for nobody"),
}


class Outcome(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    VOID_POINTS = "void_points"
    VOID_REMOVED = "void_removed"
    CHANGED = "changed"
    REFUSED = "refused"


OUTCOMES = {
    Outcome.OPEN: N_("Waits for its decision"),
    Outcome.VOID_POINTS: N_("The question is void: everybody has all points of it"),
    Outcome.VOID_REMOVED: N_("The question is void: it counts for nobody"),
    Outcome.CHANGED: N_("The mark was changed"),
    Outcome.REFUSED: N_("The mark stands"),
}
VOIDS = {Outcome.VOID_POINTS: Way.ALL_POINTS, Outcome.VOID_REMOVED: Way.REMOVED}


class KeyState(StrEnum):
    """How a corrected key stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


KEY_STATES = {
    KeyState.PROPOSED: N_("Waits for a second person"),
    KeyState.CONFIRMED: N_("Everybody was graded anew by it"),
    KeyState.REFUSED: N_("Not taken over"),
}


class Round(StrEnum):
    """Which mark of a person it is."""

    FIRST = "first"
    SECOND = "second"
    DECIDING = "deciding"
    APPEAL = "appeal"


class AllowanceState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


ALLOWANCE_STATES = {
    AllowanceState.ASKED: N_("Asked for"),
    AllowanceState.GRANTED: N_("Granted"),
    AllowanceState.REFUSED: N_("Not granted"),
}


class Flag(StrEnum):
    """What to look at in an item."""

    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    WEAK = "weak"
    NEGATIVE = "negative"
    IDLE = "idle"


FLAGS = {
    Flag.TOO_EASY: N_("almost everybody has it right"),
    Flag.TOO_HARD: N_("almost nobody has it right"),
    Flag.WEAK: N_("hardly tells apart who knows the rest"),
    Flag.NEGATIVE: N_("those who know the rest have it wrong more often: its key may be wrong"),
    Flag.IDLE: N_("an answer that nobody chooses"),
}
