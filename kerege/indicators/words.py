"""The words of indicators: states of evidence, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord
from kerege.training import words as training

FIGURES = training.FIGURES.and_of("inventory.", "law.", "outreach.", "indicators.").and_of(
    "capacity.case.", "capacity.certificate."
)
"""The acts after which a reading may be another one."""


class State(StrEnum):
    """What stands behind a figure that was computed."""

    RECORDED = "recorded"
    NO_RECORDS = "no_records"
    NOT_RECORDED_HERE_YET = "not_recorded_here_yet"
    NOT_COMPUTABLE = "not_computable"
    FROZEN = "frozen"
    WITHHELD = "withheld"


STATES = {
    State.RECORDED: N_("Recorded"),
    State.NO_RECORDS: N_("No record for this choice"),
    State.NOT_RECORDED_HERE_YET: N_("Not recorded here yet"),
    State.NOT_COMPUTABLE: N_("Cannot be computed from these records"),
    State.FROZEN: N_("No data: the node is frozen"),
    State.WITHHELD: N_("Withheld: nobody, or too few people to tell of"),
}

CLAIM_WITHOUT_SOURCE = RefusalWord(
    "indicators.claim_without_source",
    N_(
        "A claim needs the source that published the figure. "
        "Add the key of the source; record the source first if it is new."
    ),
)
COMPUTED_NOT_TYPED = RefusalWord(
    "indicators.computed_not_typed",
    N_(
        "The value of %(indicator)s is computed from records and cannot be typed. "
        "Record what happened, or record a claim with its source."
    ),
)
UNKNOWN_INDICATOR = RefusalWord(
    "indicators.unknown_indicator",
    N_("There is no indicator “%(indicator)s”. Choose one from the log-frame page."),
    status=404,
)
NO_MEANING = RefusalWord("indicators.no_meaning", N_("Say in your own words what the source means by this figure."))
WRONG_UNIT = RefusalWord(
    "indicators.wrong_unit",
    N_("“%(unit)s” is not what %(indicator)s counts. Give the figure in %(expected)s."),
)
STATED_IN_FUTURE = RefusalWord(
    "indicators.stated_in_future",
    N_("%(value)s is still to come, so no page can have stated anything on it. Correct the date, or leave it empty."),
)
