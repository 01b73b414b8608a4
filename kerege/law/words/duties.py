"""What people read about who has which task by law, and who informs whom."""

from enum import StrEnum

from kerege.lib.refusal import N_

DUTY_RECORDED, INFORMING_RECORDED = "law.duty.recorded", "law.information_duty.recorded"
DUTY_WITHDRAWN, INFORMING_WITHDRAWN = "law.duty.withdrawn", "law.information_duty.withdrawn"
BODY_RECORDED, BODY_CORRECTED, BODY_SUCCEEDED = (
    "law.authority.recorded",
    "law.authority.corrected",
    "law.authority.succeeded",
)


class Part(StrEnum):
    """What a body does about a topic."""

    RESPONSIBLE = "responsible"
    COORDINATES = "coordinates"
    ISSUES = "issues"
    CARRIES_OUT = "carries_out"
    SUPERVISES = "supervises"
    ADVISES = "advises"


PARTS = {
    Part.RESPONSIBLE: N_("Is responsible"),
    Part.COORDINATES: N_("Coordinates"),
    Part.ISSUES: N_("Issues rules"),
    Part.CARRIES_OUT: N_("Carries out"),
    Part.SUPERVISES: N_("Supervises"),
    Part.ADVISES: N_("Advises"),
}


class Mode(StrEnum):
    """In which state of affairs a duty to inform holds."""

    NORMAL = "normal"
    EMERGENCY = "emergency"


MODES = {Mode.NORMAL: N_("Normal mode"), Mode.EMERGENCY: N_("Emergency mode")}


class Clock(StrEnum):
    """What starts the time of a duty to inform."""

    DETECTED = "detected"
    ASSESSED = "assessed"
    CONFIRMED = "confirmed"
    REQUESTED = "requested"
    DECIDED = "decided"


CLOCKS = {
    Clock.DETECTED: N_("from when it was detected"),
    Clock.ASSESSED: N_("from the assessment"),
    Clock.CONFIRMED: N_("from the confirmation"),
    Clock.REQUESTED: N_("from the request"),
    Clock.DECIDED: N_("from the decision"),
}


class Timing(StrEnum):
    """Whether the provision sets a time. `none` was read: it sets none in figures. `unknown` is not known here."""

    WITHIN = "within"
    NONE = "none"
    UNKNOWN = "unknown"


TIMINGS = {
    Timing.WITHIN: N_("Within a time that it names"),
    Timing.NONE: N_("The provision names no time"),
    Timing.UNKNOWN: N_("The time is not known here"),
}
