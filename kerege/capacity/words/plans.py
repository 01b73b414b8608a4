"""The words of quality plans: how a plan stands, how an activity of it is proved, how a mentor visits."""

from enum import StrEnum

from kerege.lib.refusal import N_


class PlanState(StrEnum):
    RUNNING = "running"
    ENDED = "ended"
    STOPPED = "stopped"


PLAN_STATES = {
    PlanState.RUNNING: N_("Running"),
    PlanState.ENDED: N_("Ended with a new assessment"),
    PlanState.STOPPED: N_("Stopped before its end"),
}


class Proved(StrEnum):
    """How an activity of a plan stands. OPEN is never kept: nobody has reported it."""

    OPEN = "open"
    REPORTED = "reported"
    RETURNED = "returned"
    VERIFIED = "verified"


PROVED = {
    Proved.OPEN: N_("Not done yet"),
    Proved.REPORTED: N_("Reported, not proved yet"),
    Proved.RETURNED: N_("Looked at, not convincing"),
    Proved.VERIFIED: N_("Proved"),
}


class VisitKind(StrEnum):
    """How a mentor looks after a plan. CHECK is the mentor's word that the plan is on course, without a visit."""

    VISIT = "visit"
    CALL = "call"
    CHECK = "check"


VISIT_KINDS = {VisitKind.VISIT: N_("Visit"), VisitKind.CALL: N_("Call"), VisitKind.CHECK: N_("Still on course")}
LOGGED = (VisitKind.VISIT, VisitKind.CALL)
"""What is logged with what was seen."""
