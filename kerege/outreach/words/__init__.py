"""The words of outreach: kinds and levels of events, what a stated figure counts."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class EventKind(StrEnum):
    KICKOFF = "kickoff"
    AWARENESS = "awareness"
    REGIONAL_MEETING = "regional_meeting"
    CONFERENCE = "conference"
    EXERCISE = "exercise"
    CEREMONY = "ceremony"
    PUBLICATION = "publication"
    PRESENTATION = "presentation"
    ROUND_TABLE = "round_table"
    ASSESSMENT = "assessment"
    PROJECT_STEP = "project_step"


EVENT_KINDS = {
    EventKind.KICKOFF: N_("Kick-off meeting"),
    EventKind.AWARENESS: N_("Awareness meeting"),
    EventKind.REGIONAL_MEETING: N_("Regional meeting"),
    EventKind.CONFERENCE: N_("Conference"),
    EventKind.EXERCISE: N_("Exercise"),
    EventKind.CEREMONY: N_("Ceremony"),
    EventKind.PUBLICATION: N_("Publication"),
    EventKind.PRESENTATION: N_("Presentation"),
    EventKind.ROUND_TABLE: N_("Round table"),
    EventKind.ASSESSMENT: N_("Assessment"),
    EventKind.PROJECT_STEP: N_("Step of the project"),
}

AWARENESS_KINDS = (EventKind.KICKOFF, EventKind.AWARENESS, EventKind.REGIONAL_MEETING, EventKind.CONFERENCE)


class Level(StrEnum):
    NATIONAL = "national"
    REGIONAL = "regional"
    INTER_REGIONAL = "inter_regional"


LEVELS = {
    Level.NATIONAL: N_("National"),
    Level.REGIONAL: N_("Regional"),
    Level.INTER_REGIONAL: N_("Inter-regional"),
}


class Status(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


STATUSES = {
    Status.HELD: N_("Held"),
    Status.PLANNED: N_("Planned"),
    Status.CANCELLED: N_("Cancelled"),
    Status.UNKNOWN: N_("Not known whether it was held"),
}


class Measure(StrEnum):
    PARTICIPANTS = "participants"
    COUNTRIES = "countries"
    SCENARIOS = "scenarios"
    EXERCISES = "exercises"
    SPECIALISTS = "specialists"


MEASURES = {
    Measure.PARTICIPANTS: N_("Participants"),
    Measure.COUNTRIES: N_("Countries"),
    Measure.SCENARIOS: N_("Scenarios"),
    Measure.EXERCISES: N_("Exercises"),
    Measure.SPECIALISTS: N_("Specialists"),
}

COUNT_TAKEN = RefusalWord(
    "outreach.count_taken",
    N_("This source already states another figure (%(value)s) for the same thing. Correct that figure instead."),
    status=409,
)
