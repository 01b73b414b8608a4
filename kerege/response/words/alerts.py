"""The words of alerts: those of CAP 1.2 as the standard writes them, and the states that an alert passes here."""

from enum import StrEnum

from kerege.lib.refusal import N_
from kerege.lib.sensitivity import Sensitivity


class Status(StrEnum):
    """Whether somebody has to act. It is said when the alert is begun and never changes."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    TEST = "Test"


STATUSES = {
    Status.ACTUAL: N_("Actual"),
    Status.EXERCISE: N_("Exercise"),
    Status.TEST: N_("Technical test"),
}
BANNERS = {
    Status.EXERCISE: N_("EXERCISE. Nothing of this has happened. Do not act outside of the exercise."),
    Status.TEST: N_("TEST. This message tries the line. Nothing has happened; do not act."),
}
"""What stands first wherever such a message is shown."""


class MsgType(StrEnum):
    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


MSG_TYPES = {MsgType.ALERT: N_("Alert"), MsgType.UPDATE: N_("Update"), MsgType.CANCEL: N_("Cancellation")}


class Urgency(StrEnum):
    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    FUTURE = "Future"
    PAST = "Past"
    UNKNOWN = "Unknown"


URGENCIES = {
    Urgency.IMMEDIATE: N_("Immediate: act now"),
    Urgency.EXPECTED: N_("Expected: act soon"),
    Urgency.FUTURE: N_("Future: prepare"),
    Urgency.PAST: N_("Past: no action needed any more"),
    Urgency.UNKNOWN: N_("Not known"),
}


class Severity(StrEnum):
    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


SEVERITIES = {
    Severity.EXTREME: N_("Extreme"),
    Severity.SEVERE: N_("Severe"),
    Severity.MODERATE: N_("Moderate"),
    Severity.MINOR: N_("Minor"),
    Severity.UNKNOWN: N_("Not known"),
}


class Certainty(StrEnum):
    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"
    UNKNOWN = "Unknown"


CERTAINTIES = {
    Certainty.OBSERVED: N_("Observed"),
    Certainty.LIKELY: N_("Likely (more than half)"),
    Certainty.POSSIBLE: N_("Possible (half or less)"),
    Certainty.UNLIKELY: N_("Unlikely"),
    Certainty.UNKNOWN: N_("Not known"),
}


class ResponseType(StrEnum):
    MONITOR = "Monitor"
    PREPARE = "Prepare"
    EXECUTE = "Execute"
    AVOID = "Avoid"
    ASSESS = "Assess"
    ALL_CLEAR = "AllClear"
    NONE = "None"


RESPONSE_TYPES = {
    ResponseType.MONITOR: N_("Monitor"),
    ResponseType.PREPARE: N_("Prepare"),
    ResponseType.EXECUTE: N_("Carry out the measures that were agreed"),
    ResponseType.AVOID: N_("Avoid the area"),
    ResponseType.ASSESS: N_("Assess what is told"),
    ResponseType.ALL_CLEAR: N_("All clear"),
    ResponseType.NONE: N_("Nothing to do"),
}


class Level(StrEnum):
    """Whom an alert is for. A regional one names neighbours and is issued by two persons."""

    NATIONAL = "national"
    REGIONAL = "regional"


LEVELS = {Level.NATIONAL: N_("National"), Level.REGIONAL: N_("Regional")}


class AlertState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


ALERT_STATES = {
    AlertState.DRAFT: N_("Draft"),
    AlertState.IN_REVIEW: N_("In review"),
    AlertState.APPROVED: N_("Approved, not issued"),
    AlertState.ISSUED: N_("Issued"),
    AlertState.WITHDRAWN: N_("Dropped before it was issued"),
}


class Standing(StrEnum):
    """How an issued message stands now; it follows from its expiry and from what came after it."""

    IN_FORCE = "in_force"
    UPDATED = "updated"
    CANCELLED = "cancelled"
    CANCELS = "cancels"
    EXPIRED = "expired"


STANDINGS = {
    Standing.IN_FORCE: N_("In force"),
    Standing.UPDATED: N_("Replaced by a later message"),
    Standing.CANCELLED: N_("Cancelled"),
    Standing.CANCELS: N_("Cancellation"),
    Standing.EXPIRED: N_("Expired"),
}


class Reply(StrEnum):
    RECEIVED = "received"
    READ = "read"
    ACTING = "acting"


REPLIES = {
    Reply.RECEIVED: N_("Received"),
    Reply.READ: N_("Read"),
    Reply.ACTING: N_("Acting on it"),
}

TLP = {
    Sensitivity.PUBLIC: "TLP:CLEAR",
    Sensitivity.REGIONAL: "TLP:GREEN",
    Sensitivity.NATIONAL: "TLP:AMBER+STRICT",
    Sensitivity.RESTRICTED: "TLP:RED",
}
"""Labels of the traffic light protocol 2.0 (FIRST, 2022), which are never translated, for the levels of this node."""

LONGEST_HEADLINE = 140
LONGEST_AREA = 50
"""Letters, so that a headline and an area fit into what telephones show."""
