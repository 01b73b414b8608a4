"""The words of competence: levels, what shows them, and what a framework points to."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Level(StrEnum):
    """What somebody can do by themselves. T is a level of its own: qualified to teach it, see rules.levels."""

    NONE = "0"
    AWARE = "1"
    SUPERVISED = "2"
    INDEPENDENT = "3"
    LEADS = "4"
    TEACHES = "T"


LEVELS = {
    Level.NONE: N_("None"),
    Level.AWARE: N_("Knows of it"),
    Level.SUPERVISED: N_("Does it under supervision"),
    Level.INDEPENDENT: N_("Does it independently"),
    Level.LEADS: N_("Leads and improves it"),
    Level.TEACHES: N_("Qualified to teach it"),
}


class Shown(StrEnum):
    """How a competence was shown, the most reliable first."""

    OBSERVED = "observed"
    EXAM = "exam"
    CERTIFICATE = "certificate"
    SUPERVISOR = "supervisor"
    SELF = "self"


SHOWN = {
    Shown.OBSERVED: N_("Observed at work"),
    Shown.EXAM: N_("Examination"),
    Shown.CERTIFICATE: N_("Certificate"),
    Shown.SUPERVISOR: N_("Judgement of the supervisor"),
    Shown.SELF: N_("Own judgement"),
}


class MapKind(StrEnum):
    """What a competence points to: a clause or heading of a standard, or a question (or section) of a question set."""

    STANDARD = "standard"
    QUESTIONS = "questions"
