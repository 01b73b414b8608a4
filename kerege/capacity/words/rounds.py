"""The words of proficiency testing: what a provider told, and what it means."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Measure(StrEnum):
    """In which way the provider told the result."""

    SCORE = "score"
    SHARE = "share"
    LATE = "late"
    NOT_TESTED = "not_tested"


MEASURES = {
    Measure.SCORE: N_("A z-score"),
    Measure.SHARE: N_("Right answers out of all"),
    Measure.LATE: N_("Handed in too late"),
    Measure.NOT_TESTED: N_("Not tested, with a reason"),
}


class Verdict(StrEnum):
    """What a result means (ISO 13528): at most 2 is acceptable, 3 or more is not, and what lies between is a warning.
    What was not tested for a reason says nothing of the laboratory.
    """

    ACCEPTABLE = "acceptable"
    WARNING = "warning"
    UNACCEPTABLE = "unacceptable"
    NOT_EVALUATED = "not_evaluated"


VERDICTS = {
    Verdict.ACCEPTABLE: N_("Acceptable"),
    Verdict.WARNING: N_("Warning"),
    Verdict.UNACCEPTABLE: N_("Unacceptable"),
    Verdict.NOT_EVALUATED: N_("Not evaluated"),
}
