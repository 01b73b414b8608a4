"""What people read about instruments and about what states did with them."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class InstrumentKind(StrEnum):
    TREATY = "treaty"
    REGULATIONS = "regulations"
    RESOLUTION = "resolution"
    STANDARDS = "standards"
    GUIDELINE = "guideline"
    FRAMEWORK = "framework"
    ARRANGEMENT = "arrangement"
    REGIONAL_LAW = "regional_law"
    MODEL = "model"


INSTRUMENT_KINDS = {
    InstrumentKind.TREATY: N_("Treaty"),
    InstrumentKind.REGULATIONS: N_("Regulations"),
    InstrumentKind.RESOLUTION: N_("Resolution"),
    InstrumentKind.STANDARDS: N_("Body of standards"),
    InstrumentKind.GUIDELINE: N_("Guidelines"),
    InstrumentKind.FRAMEWORK: N_("Framework"),
    InstrumentKind.ARRANGEMENT: N_("Arrangement"),
    InstrumentKind.REGIONAL_LAW: N_("Law of a regional union"),
    InstrumentKind.MODEL: N_("Model rules"),
}


class TreatyAct(StrEnum):
    """What a state does about an instrument."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCESSION = "accession"
    ACCEPTANCE = "acceptance"
    SUCCESSION = "succession"
    ENTRY_INTO_FORCE = "entry_into_force"
    WITHDRAWAL = "withdrawal"


TREATY_ACTS = {
    TreatyAct.SIGNATURE: N_("Signature"),
    TreatyAct.RATIFICATION: N_("Ratification"),
    TreatyAct.ACCESSION: N_("Accession"),
    TreatyAct.ACCEPTANCE: N_("Acceptance"),
    TreatyAct.SUCCESSION: N_("Succession"),
    TreatyAct.ENTRY_INTO_FORCE: N_("Entry into force for the state"),
    TreatyAct.WITHDRAWAL: N_("Withdrawal"),
}

BEFORE_ADOPTION = RefusalWord(
    "law.before_adoption",
    N_(
        "The date of this %(act)s (%(on)s) is before %(instrument)s existed (%(adopted_on)s). "
        "Check the year, or the instrument."
    ),
)
NO_ADOPTION_DATE = RefusalWord(
    "law.no_adoption_date",
    N_("%(instrument)s has no date in the register, so nothing can be dated against it. Record its date first."),
    status=409,
)
NO_DATE = RefusalWord("law.no_date", N_("What a state did about an instrument needs at least a year. Add it."))
IN_FORCE_BEFORE = RefusalWord(
    "law.in_force_before_adoption",
    N_(
        "An instrument cannot be in force on %(in_force_on)s, before it existed (%(adopted_on)s). "
        "Correct one of the dates."
    ),
)
