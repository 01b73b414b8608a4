"""The words of evaluation: what is asked of participants, tests, and what is observed months after a course. The levels
are those of Kirkpatrick: reaction, learning, behaviour, results.
"""

from enum import StrEnum

from kerege.lib.refusal import N_


class FormKind(StrEnum):
    """What a form of evaluation is for."""

    REACTION = "reaction"
    BEHAVIOUR = "behaviour"


class Theme(StrEnum):
    """What a question of a reaction form is about."""

    RELEVANCE = "relevance"
    ENGAGEMENT = "engagement"
    SATISFACTION = "satisfaction"
    CONFIDENCE = "confidence"
    COMMITMENT = "commitment"


THEMES = {
    Theme.RELEVANCE: N_("Relevance"),
    Theme.ENGAGEMENT: N_("Engagement"),
    Theme.SATISFACTION: N_("Satisfaction"),
    Theme.CONFIDENCE: N_("Confidence"),
    Theme.COMMITMENT: N_("Commitment"),
}


class Stage(StrEnum):
    """How the asking of participants stands."""

    NOT_ASKED = "not_asked"
    OPEN = "open"
    OVER = "over"
    TOO_FEW = "too_few"


STAGES = {
    Stage.NOT_ASKED: N_("Not asked yet"),
    Stage.OPEN: N_("Answers are coming in"),
    Stage.OVER: N_("Closed"),
    Stage.TOO_FEW: N_("Closed with too few answers"),
}


class TestKind(StrEnum):
    """When in a course a test is written."""

    __test__ = False

    PRE = "pre"
    POST = "post"
    DELAYED = "delayed"
    PRACTICAL = "practical"


TEST_KINDS = {
    TestKind.PRE: N_("Before the course"),
    TestKind.POST: N_("After the course"),
    TestKind.DELAYED: N_("Months later"),
    TestKind.PRACTICAL: N_("Practical"),
}


class ItemFlag(StrEnum):
    """What somebody who keeps the questions of a test should look at."""

    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    NEGATIVE = "negative"
    WEAK = "weak"
    IDLE = "idle"


ITEM_FLAGS = {
    ItemFlag.TOO_EASY: N_("Nearly everybody knows it"),
    ItemFlag.TOO_HARD: N_("Hardly anybody knows it"),
    ItemFlag.NEGATIVE: N_("Those who know the rest get it wrong: look at its key"),
    ItemFlag.WEAK: N_("Hardly tells who knows the rest"),
    ItemFlag.IDLE: N_("Nobody chose some of its answers"),
}


class Seen(StrEnum):
    """What an observer saw of one practice."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"
    NO_OCCASION = "no_occasion"


SEEN = {
    Seen.FULLY: N_("Does it"),
    Seen.PARTLY: N_("Does it in part"),
    Seen.NOT: N_("Does not do it"),
    Seen.NO_OCCASION: N_("No occasion to see it"),
}


class Driver(StrEnum):
    """Whether somebody got what it takes to use what was learnt."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


DRIVERS = {Driver.YES: N_("Yes"), Driver.PARTLY: N_("In part"), Driver.NO: N_("No")}


class Observing(StrEnum):
    """What an observer is to the trainee."""

    SUPERVISOR = "supervisor"
    OBSERVER = "observer"


OBSERVING = {Observing.SUPERVISOR: N_("Supervisor"), Observing.OBSERVER: N_("Observer")}

LARGEST_COHORT = 500
