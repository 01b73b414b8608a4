"""The words of duties with clocks and of the mode of a country."""

from enum import StrEnum

from kerege.lib.refusal import N_
from kerege.response.words.health_events import EventState


class OccasionKind(StrEnum):
    """From what clocks began to run."""

    EVENT = "event"
    INCIDENT = "incident"
    ALERT = "alert"
    HAND = "hand"


OCCASION_KINDS = {
    OccasionKind.EVENT: N_("Health event"),
    OccasionKind.INCIDENT: N_("Laboratory incident"),
    OccasionKind.ALERT: N_("Alert"),
    OccasionKind.HAND: N_("Told by hand"),
}
OCCASION_STATES = {EventState.OPEN: N_("Clocks are open"), EventState.CLOSED: N_("Clocks are closed")}


class ClockState(StrEnum):
    """How a duty stands; it follows from its moments. A duty for which no source states a limit has no clock."""

    WAITING = "waiting"
    NO_CLOCK = "no_clock"
    RUNNING = "running"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    ENDED = "ended"


CLOCK_STATES = {
    ClockState.WAITING: N_("Has not begun to run"),
    ClockState.NO_CLOCK: N_("No time limit is known"),
    ClockState.RUNNING: N_("Runs"),
    ClockState.LATE: N_("Late"),
    ClockState.DONE: N_("Done"),
    ClockState.DONE_LATE: N_("Done late"),
    ClockState.ENDED: N_("Ended"),
}
OPEN = frozenset({ClockState.RUNNING, ClockState.LATE, ClockState.WAITING, ClockState.NO_CLOCK})


class Ended(StrEnum):
    """Why a duty stopped before it was done. `mode` is said by a switch alone."""

    MODE = "mode"
    HANDED_OVER = "handed_over"
    NOT_APPLICABLE = "not_applicable"
    MISTAKE = "mistake"


ENDINGS = {
    Ended.MODE: N_("The mode was switched; what holds now stands in its place."),
    Ended.HANDED_OVER: N_("It was handed over to another body."),
    Ended.NOT_APPLICABLE: N_("It does not apply."),
    Ended.MISTAKE: N_("It was started by mistake."),
}
BY_PERSON = {
    Ended.HANDED_OVER: N_("Handed over to another body"),
    Ended.NOT_APPLICABLE: N_("Does not apply"),
    Ended.MISTAKE: N_("Started by mistake"),
}


NOBODY, HOLDER, DEPUTY, HEAD = range(4)
"""How far a duty was called out."""
LEVELS = {HOLDER: N_("Holder"), DEPUTY: N_("Deputy"), HEAD: N_("Head")}


class Step(StrEnum):
    """What happened with the clocks of an occasion, in its timeline."""

    OPENED = "opened"
    STARTED = "started"
    CLOCK = "clock"
    TAKEN = "taken"
    PASSED = "passed"
    CALLED = "called"
    DONE = "done"
    ENDED = "ended"
    MODE = "mode"
    CLOSED = "closed"
    REOPENED = "reopened"


STEPS = {
    Step.OPENED: N_("Clocks were opened"),
    Step.STARTED: N_("Duty started"),
    Step.CLOCK: N_("Clock started"),
    Step.TAKEN: N_("Somebody does it"),
    Step.PASSED: N_("Passed on"),
    Step.CALLED: N_("Called out by the node"),
    Step.DONE: N_("Told"),
    Step.ENDED: N_("Ended"),
    Step.MODE: N_("Mode switched"),
    Step.CLOSED: N_("Closed"),
    Step.REOPENED: N_("Opened again"),
}
