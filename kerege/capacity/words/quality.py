"""The words of quality management: where a finding came from, why it arose, and how it stands."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Source(StrEnum):
    """Where a finding came from."""

    ASSESSMENT = "assessment"
    PROFICIENCY = "proficiency"
    VISIT = "visit"


SOURCES = {
    Source.ASSESSMENT: N_("An assessment"),
    Source.PROFICIENCY: N_("A proficiency test"),
    Source.VISIT: N_("A visit of the mentor"),
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
