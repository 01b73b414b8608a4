"""The words of privacy: categories of data, legal bases, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Category(StrEnum):
    """Which data about people there are; every table that holds some names one of these."""

    IDENTITY = "identity"
    ACCOUNT = "account"
    SIGN_IN = "sign_in"
    OFFICE = "office"
    TRAINING = "training"
    CONSENT = "consent"
    LISTING = "listing"
    LOOKS = "looks"
    JOURNAL = "journal"
    ERASURE = "erasure"


CATEGORIES = {
    Category.IDENTITY: N_("Name, its spellings, organisation"),
    Category.ACCOUNT: N_("Account: e-mail, name, language, roles"),
    Category.SIGN_IN: N_("Sign-in: sessions and proofs of identity"),
    Category.OFFICE: N_("Seats held, with their dates"),
    Category.TRAINING: N_("Courses taken, with role, sex, kind of institution and place of work"),
    Category.CONSENT: N_("Consents given and withdrawn"),
    Category.LISTING: N_("What somebody chose to show in the regional list of experts"),
    Category.LOOKS: N_("Who read whose data, and when"),
    Category.JOURNAL: N_("Acts in the journal, under a pseudonym"),
    Category.ERASURE: N_("That somebody was erased, without saying who"),
}


class Basis(StrEnum):
    """The legal basis of a processing, in the words of the General Data Protection Regulation, article 6(1)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"


BASES = {
    Basis.CONSENT: N_("Consent of the person"),
    Basis.CONTRACT: N_("Contract with the person"),
    Basis.LEGAL_OBLIGATION: N_("Legal obligation"),
    Basis.PUBLIC_TASK: N_("Task in the public interest"),
    Basis.LEGITIMATE_INTERESTS: N_("Legitimate interests"),
}

UNKNOWN_CATEGORY = RefusalWord(
    "privacy.unknown_category",
    N_("“%(category)s” is no category of data here. Choose from: %(categories)s."),
)
NO_CATEGORY = RefusalWord(
    "privacy.no_category",
    N_("An entry of the register says which data it is about. Name at least one category: %(categories)s."),
)
NO_ENGLISH = RefusalWord(
    "privacy.no_english",
    N_("The entry has no English text, on which all other languages fall back. Add it under the language “en”."),
)
