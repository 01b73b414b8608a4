"""The words of capacity: what is asked, of whom, how an assessment stands, and what becomes of a finding."""

from enum import StrEnum

from kerege.lib.refusal import N_
from kerege.lib.versions import VersionState as SetState
from kerege.lib.versions import Wording as Wording
from kerege.people.words import Role

SET_STATES = {
    SetState.DRAFT: N_("Draft"),
    SetState.PUBLISHED: N_("Published"),
    SetState.SUPERSEDED: N_("Superseded"),
}


class About(StrEnum):
    """What a set asks about."""

    FACILITY = "facility"
    ORGANISATION = "organisation"
    COUNTRY = "country"


ABOUT = {
    About.FACILITY: N_("A facility"),
    About.ORGANISATION: N_("An organisation"),
    About.COUNTRY: N_("A country"),
}


WORDINGS = {
    Wording.OWN: N_("Written for Kerege in its own words; not the text of any standard"),
    Wording.LOADED: N_("Loaded from a file by its owner, who answers for the right to use it"),
}


class QuestionKind(StrEnum):
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


QUESTION_KINDS = {
    QuestionKind.CHOICE: N_("One of a scale"),
    QuestionKind.SEVERAL: N_("Several of a list"),
    QuestionKind.YES_NO: N_("Yes or no"),
    QuestionKind.NUMBER: N_("A number"),
    QuestionKind.DATE: N_("A day"),
    QuestionKind.TEXT: N_("A text"),
}


class LinkKind(StrEnum):
    """What a question rests on: an edition of a standard, an instrument of law, a competence by its key."""

    STANDARD = "standard"
    INSTRUMENT = "instrument"
    COMPETENCE = "competence"


class Translation(StrEnum):
    """How far the texts of a language can be relied on."""

    SOURCE = "source"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    MACHINE = "machine"
    OUTDATED = "outdated"


TRANSLATIONS = {
    Translation.SOURCE: N_("written in this language"),
    Translation.REVIEWED: N_("translation, reviewed"),
    Translation.DRAFT: N_("translation, a draft"),
    Translation.MACHINE: N_("translated by a machine"),
    Translation.OUTDATED: N_("translation of an older text"),
}


class AssessmentKind(StrEnum):
    SELF = "self"
    PEER = "peer"
    EXTERNAL = "external"


ASSESSMENT_KINDS = {
    AssessmentKind.SELF: N_("Self-assessment"),
    AssessmentKind.PEER: N_("Assessment by peers"),
    AssessmentKind.EXTERNAL: N_("External assessment"),
}


class AssessmentState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


ASSESSMENT_STATES = {
    AssessmentState.OPEN: N_("Open"),
    AssessmentState.CLOSED: N_("Closed"),
    AssessmentState.WITHDRAWN: N_("Withdrawn"),
}


class Part(StrEnum):
    """What somebody does in an assessment. A host answers nothing and reads the result."""

    LEAD = "lead"
    ASSESSOR = "assessor"
    HOST = "host"


PARTS = {Part.LEAD: N_("Leads and answers"), Part.ASSESSOR: N_("Answers"), Part.HOST: N_("Reads the result")}


class Settled(StrEnum):
    """Why a question counts as settled although its answers do not say it by themselves."""

    AGREED = "agreed"
    LEFT_OPEN = "left_open"


class Severity(StrEnum):
    """How a finding is graded. An opportunity is no nonconformity: nothing is wrong, something could be better."""

    MAJOR = "major"
    MINOR = "minor"
    OPPORTUNITY = "opportunity"


SEVERITIES = {
    Severity.MAJOR: N_("Major finding"),
    Severity.MINOR: N_("Minor finding"),
    Severity.OPPORTUNITY: N_("Opportunity to improve"),
}


class ActionState(StrEnum):
    """How a corrective action stands."""

    PLANNED = "planned"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


ACTION_STATES = {
    ActionState.PLANNED: N_("Planned"),
    ActionState.DONE: N_("Done, not verified yet"),
    ActionState.VERIFIED: N_("Verified"),
    ActionState.DROPPED: N_("Dropped"),
}

OF_ONE_ORGANISATION = frozenset({Role.LABORATORY_HEAD, Role.BIOSAFETY_OFFICER, Role.TRAINING_CENTRE_MANAGER})
"""Roles that answer for one place: they open no assessment of a country."""
