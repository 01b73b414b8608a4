"""The words of the results of a course: what was taken, how it stands, and who says so."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Unit(StrEnum):
    """What a result is of, in the order in which they stand."""

    CMI5 = "cmi5"
    EXAM = "exam"
    LESSON = "lesson"
    PACKAGE = "package"
    TOOL = "tool"


class ResultState(StrEnum):
    """How far somebody is in a unit."""

    NOT_YET = "not_yet"
    NO_ACCOUNT = "no_account"
    BEGUN = "begun"
    WAITS = "waits"
    DONE = "done"
    WAIVED = "waived"


class Claims(StrEnum):
    """Who says so: only what the node says itself can be relied on."""

    NODE = "node"
    CLIENT = "client"
    TOOL = "tool"


UNITS = {
    Unit.CMI5: N_("Unit of e-learning (cmi5)"),
    Unit.EXAM: N_("Exam"),
    Unit.LESSON: N_("Lesson"),
    Unit.PACKAGE: N_("E-learning package"),
    Unit.TOOL: N_("Tool of others"),
}
RESULT_STATES = {
    ResultState.NOT_YET: N_("Not yet"),
    ResultState.NO_ACCOUNT: N_("has no account"),
    ResultState.BEGUN: N_("Begun"),
    ResultState.WAITS: N_("Waits for a mark"),
    ResultState.DONE: N_("Done"),
    ResultState.WAIVED: N_("Waived"),
}
CLAIMS = {
    Claims.NODE: N_("this node"),
    Claims.CLIENT: N_("the learner's device"),
    Claims.TOOL: N_("the tool"),
}
