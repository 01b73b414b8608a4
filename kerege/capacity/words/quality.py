"""The words of quality management: where a finding came from, why it arose, and how it stands."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Source(StrEnum):
    """Where a finding came from."""

    ASSESSMENT = "assessment"
    PROFICIENCY = "proficiency"
    VISIT = "visit"
    INCIDENT = "incident"


SOURCES = {
    Source.ASSESSMENT: N_("An assessment"),
    Source.PROFICIENCY: N_("A proficiency test"),
    Source.VISIT: N_("A visit of the mentor"),
    Source.INCIDENT: N_("The investigation of an incident"),
}


class Cause(StrEnum):
    """Why something was found: what has to change so that it does not come again."""

    KNOWLEDGE = "knowledge"
    PROCEDURE = "procedure"
    EQUIPMENT = "equipment"
    STAFFING = "staffing"
    MANAGEMENT = "management"


CAUSES = {
    Cause.KNOWLEDGE: N_("Knowledge or skill"),
    Cause.PROCEDURE: N_("Procedure: missing, unclear or not usable"),
    Cause.EQUIPMENT: N_("Equipment or rooms"),
    Cause.STAFFING: N_("Staffing: too few hands or too little time"),
    Cause.MANAGEMENT: N_("Management: nobody decided, paid or followed up"),
}


class FindingStanding(StrEnum):
    """How a finding stands, the most urgent first. It is never kept: it follows from what was done and seen."""

    LATE = "late"
    FOUND_AGAIN = "found_again"
    DID_NOT_WORK = "did_not_work"
    BARE = "bare"
    TO_VERIFY = "to_verify"
    TO_LOOK = "to_look"
    PLANNED = "planned"
    WORKED = "worked"
    CLOSED = "closed"


URGENT = (FindingStanding.LATE, FindingStanding.FOUND_AGAIN, FindingStanding.DID_NOT_WORK)
"""Where something was to be done or was done, and it is as it was."""

FINDING_STANDINGS = {
    FindingStanding.LATE: N_("The action is late"),
    FindingStanding.FOUND_AGAIN: N_("Found again in a later round"),
    FindingStanding.DID_NOT_WORK: N_("What was done did not work"),
    FindingStanding.BARE: N_("Nothing is planned"),
    FindingStanding.TO_VERIFY: N_("Done, waits for verification"),
    FindingStanding.TO_LOOK: N_("Verified, waits for a look whether it worked"),
    FindingStanding.PLANNED: N_("An action is planned"),
    FindingStanding.WORKED: N_("It worked, waits for the next round"),
    FindingStanding.CLOSED: N_("Closed"),
}
