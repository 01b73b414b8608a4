"""The words of practice: activities of a course, what is observed in them, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Seen(StrEnum):
    """What happened, as somebody tells it. Events are kept as they came; how things stand follows from them."""

    MARK = "mark"
    SIGN = "sign"
    STEP = "step"
    INJECT = "inject"
    NOTE = "note"
    ROUND = "round"


SEEN = {
    Seen.MARK: N_("Point of a checklist"),
    Seen.SIGN: N_("Signature"),
    Seen.STEP: N_("Step"),
    Seen.INJECT: N_("Inject"),
    Seen.NOTE: N_("Observation"),
    Seen.ROUND: N_("Group at a station"),
}


class Mark(StrEnum):
    """How a participant did one point of a skill checklist."""

    DONE = "done"
    HELPED = "helped"
    NOT_DONE = "not_done"
    NOT_SEEN = "not_seen"


MARKS = {
    Mark.DONE: N_("Done"),
    Mark.HELPED: N_("Done with help"),
    Mark.NOT_DONE: N_("Not done"),
    Mark.NOT_SEEN: N_("Not seen"),
}


class Pace(StrEnum):
    """How far a step or an inject is."""

    BEGUN = "begun"
    DONE = "done"
    SKIPPED = "skipped"


PACES = {Pace.BEGUN: N_("Begun"), Pace.DONE: N_("Done"), Pace.SKIPPED: N_("Left out")}

SIGNED = "signed"
VALUES: dict[Seen, frozenset[str]] = {
    Seen.MARK: frozenset(Mark),
    Seen.SIGN: frozenset({SIGNED}),
    Seen.STEP: frozenset(Pace),
    Seen.INJECT: frozenset(Pace),
    Seen.NOTE: frozenset({""}),
    Seen.ROUND: frozenset(Pace),
}
"""What an event of each kind may say."""


class Doubt(StrEnum):
    """Why the time that a device gave should not be believed without asking. Nothing is refused for it."""

    CLOCK = "clock"
    LATE = "late"
    AHEAD = "ahead"
    BEFORE_COURSE = "before_course"
    BACKWARDS = "backwards"


DOUBTS = {
    Doubt.CLOCK: N_("The clock of the device was wrong by more than a day."),
    Doubt.LATE: N_("It arrived more than a day after the time that the device gave."),
    Doubt.AHEAD: N_("The time that the device gave had not come yet when it arrived."),
    Doubt.BEFORE_COURSE: N_("The time that the device gave is before the course began."),
    Doubt.BACKWARDS: N_("The device gave an earlier time than for what it recorded before: its clock was changed."),
}
