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
    CERTIFICATE = "certificate"
    COMPETENCE = "competence"
    CONSENT = "consent"
    LISTING = "listing"
    CONDUCT = "conduct"
    EVENTS = "events"
    LOOKS = "looks"
    JOURNAL = "journal"
    ERASURE = "erasure"
    INCIDENT = "incident"


CATEGORIES = {
    Category.IDENTITY: N_("Name, its spellings, organisation"),
    Category.ACCOUNT: N_("Account: e-mail, name, language, roles"),
    Category.SIGN_IN: N_("Sign-in: sessions and proofs of identity"),
    Category.OFFICE: N_("Seats held, with their dates"),
    Category.TRAINING: N_("Courses taken, with role, sex, kind of institution and place of work"),
    Category.CERTIFICATE: N_("Certificates, with what was shown and judged on the way to them"),
    Category.COMPETENCE: N_("Posts held in a laboratory, and what was shown of one's competences"),
    Category.CONSENT: N_("Consents given and withdrawn"),
    Category.LISTING: N_("What somebody chose to show in the regional list of experts"),
    Category.CONDUCT: N_("Codes of conduct that somebody signed, when, and the name put under them"),
    Category.EVENTS: N_("Events to which somebody was invited, or registered, and whether they came"),
    Category.LOOKS: N_("Who read whose data, and when"),
    Category.JOURNAL: N_("Acts in the journal, under a pseudonym"),
    Category.ERASURE: N_("That somebody was erased, without saying who"),
    Category.INCIDENT: N_("Who reported an incident with a name or in confidence, and who opened that name"),
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


class Outlet(StrEnum):
    """The way by which somebody was given a person's data."""

    PAGE = "page"
    SEARCH = "search"
    EXPORT = "export"
    API = "api"
    JOURNAL = "journal"


OUTLETS = {
    Outlet.PAGE: N_("On a page"),
    Outlet.SEARCH: N_("By a search"),
    Outlet.EXPORT: N_("In a file"),
    Outlet.API: N_("By the programming interface"),
    Outlet.JOURNAL: N_("In the journal"),
}


class How(StrEnum):
    """How somebody gave a consent."""

    PAGE = "page"


HOWS = {How.PAGE: N_("On a page, signed in")}

LISTING = "regional_listing"
"""The consent on which the regional list rests."""
CERTIFIED_REGISTER = "certified_register"
"""The consent on which an entry in the public register of certified people rests."""


class Kept(StrEnum):
    """What goes after a time."""

    LOOKS = "looks"
    BULK_READS = "bulk_reads"
    SESSIONS = "sessions"
    LISTINGS = "listings"
    LISTED_FIELDS = "listed_fields"
    WITHDRAWN_CONSENTS = "withdrawn_consents"
    REFUSED_ATTEMPTS = "refused_attempts"
    INVITATIONS = "invitations"
    GUESTS = "guests"


KEPT = {
    Kept.LOOKS: N_("Who read whose data"),
    Kept.BULK_READS: N_("Notices that somebody read very many people's data"),
    Kept.SESSIONS: N_("Sessions that are over"),
    Kept.LISTINGS: N_("Listings that are over"),
    Kept.LISTED_FIELDS: N_("Fields of listings whose day has come"),
    Kept.WITHDRAWN_CONSENTS: N_("Consents that were withdrawn"),
    Kept.REFUSED_ATTEMPTS: N_("What refused attempts contained"),
    Kept.INVITATIONS: N_("Invitations that nobody took"),
    Kept.GUESTS: N_("Guests of other learning platforms who came no more"),
}

TEXT_PUBLISHED = RefusalWord(
    "privacy.text_published",
    N_("Version %(version)s of this text was published and may be agreed to already. Publish a new version instead."),
    status=409,
)
UNKNOWN_TEXT = RefusalWord(
    "privacy.unknown_text",
    N_("There is no such text to agree to. Go back to “My data” and choose one that is offered there."),
    status=404,
)
SUPERSEDED_TEXT = RefusalWord(
    "privacy.superseded_text",
    N_("There is a newer version of this text. Read it on “My data” and decide again."),
    status=409,
)
NOT_IN_THIS_LANGUAGE = RefusalWord(
    "privacy.not_in_this_language",
    N_("This text does not exist in the language “%(lang)s”. Read it in one of: %(languages)s."),
)
NOT_YOUR_CONSENT = RefusalWord(
    "privacy.not_your_consent",
    N_("Everybody agrees for themselves. Sign in with the account whose consent it is."),
    status=403,
)
NO_CONSENT = RefusalWord(
    "privacy.no_consent",
    N_("This rests on your consent, which you have not given or have withdrawn. Give it on “My data” first."),
    status=409,
)
NOT_A_PERSON = RefusalWord(
    "privacy.not_a_person",
    N_("Your account is not linked to a person's record, so there is nothing to list. Ask your focal point."),
    status=409,
)
LISTED_TOO_LONG = RefusalWord(
    "privacy.listed_too_long",
    N_("Choose the last day between tomorrow and %(latest)s; you can choose again before it ends."),
)
NOTHING_TO_LIST = RefusalWord(
    "privacy.nothing_to_list",
    N_("Choose at least one thing to show, or withdraw the listing."),
)
UNKNOWN_RULE = RefusalWord(
    "privacy.unknown_rule",
    N_("Nothing here is kept under “%(key)s”. Choose from: %(keys)s."),
)
