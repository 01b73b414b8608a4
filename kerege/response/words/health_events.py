"""The words of signals and events: what was heard, what it became, and what the assessments say."""

from enum import StrEnum

from kerege.lib.refusal import N_


class SourceKind(StrEnum):
    """From whom a signal came."""

    LABORATORY = "laboratory"
    FIELD = "field"
    MEDIA = "media"
    NEIGHBOUR = "neighbour"
    FEED = "feed"
    PUBLIC = "public"


SOURCE_KINDS = {
    SourceKind.LABORATORY: N_("Laboratory"),
    SourceKind.FIELD: N_("Field service"),
    SourceKind.MEDIA: N_("Media"),
    SourceKind.NEIGHBOUR: N_("Neighbouring country"),
    SourceKind.FEED: N_("Feed of alerts"),
    SourceKind.PUBLIC: N_("Somebody from the public"),
}


class Domain(StrEnum):
    """What is concerned; an event can concern several."""

    HUMAN = "human"
    ANIMAL = "animal"
    PLANT = "plant"
    ENVIRONMENT = "environment"


DOMAINS = {
    Domain.HUMAN: N_("People"),
    Domain.ANIMAL: N_("Animals"),
    Domain.PLANT: N_("Plants"),
    Domain.ENVIRONMENT: N_("Environment"),
}


class Triage(StrEnum):
    """What became of a signal."""

    NEW = "new"
    EVENT = "event"
    NOT_EVENT = "not_event"
    MERGED = "merged"


TRIAGES = {
    Triage.NEW: N_("Waits for triage"),
    Triage.EVENT: N_("Belongs to an event"),
    Triage.NOT_EVENT: N_("Not an event"),
    Triage.MERGED: N_("The same as another signal"),
}


class EventState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


EVENT_STATES = {EventState.OPEN: N_("Event is open"), EventState.CLOSED: N_("Event is closed")}


class Answer(StrEnum):
    """Not known is never taken for a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


ANSWERS = {Answer.YES: N_("Yes"), Answer.NO: N_("No"), Answer.UNKNOWN: N_("Not known")}


class Verdict(StrEnum):
    """What the answers of one assessor come to: in the worst case, in the best case, or only in one of the two."""

    NOTIFY = "notify"
    NOT_NOTIFY = "not_notify"
    DEPENDS = "depends"


VERDICTS = {
    Verdict.NOTIFY: N_("To be notified, whatever is still unknown"),
    Verdict.NOT_NOTIFY: N_("Not to be notified, whatever is still unknown"),
    Verdict.DEPENDS: N_("It depends on what is still unknown"),
}


class Outcome(StrEnum):
    """What is decided."""

    NOTIFY = "notify"
    NOT_NOTIFY = "not_notify"
    CONSULT = "consult"


OUTCOMES = {
    Outcome.NOTIFY: N_("To be notified"),
    Outcome.NOT_NOTIFY: N_("Not to be notified now; assess again when more is known"),
    Outcome.CONSULT: N_("Not to be notified now, but to be consulted about"),
}


class AssessmentState(StrEnum):
    OPEN = "open"
    DECIDED = "decided"
