"""What people read about how a country stands with an instrument, and whether an obligation applies to it."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Standing(StrEnum):
    """How a country stands. `not_listed`: the depositary does not list it, so nothing is said either way."""

    PARTY = "party"
    BOUND = "bound"
    MEMBER = "member"
    ADHERENT = "adherent"
    SIGNATORY = "signatory"
    OBSERVER = "observer"
    NOT_PARTY = "not_party"
    NOT_MEMBER = "not_member"
    NOT_LISTED = "not_listed"
    UNKNOWN = "unknown"


STANDINGS = {
    Standing.PARTY: N_("Party"),
    Standing.BOUND: N_("Bound"),
    Standing.MEMBER: N_("Member"),
    Standing.ADHERENT: N_("Adherent"),
    Standing.SIGNATORY: N_("Signatory"),
    Standing.OBSERVER: N_("Observer"),
    Standing.NOT_PARTY: N_("Not a party"),
    Standing.NOT_MEMBER: N_("Not a member"),
    Standing.NOT_LISTED: N_("Not listed by the depositary"),
    Standing.UNKNOWN: N_("Unknown"),
}
TAKES_PART = frozenset({Standing.PARTY, Standing.BOUND, Standing.MEMBER, Standing.ADHERENT})
STANDS_APART = frozenset({Standing.SIGNATORY, Standing.OBSERVER, Standing.NOT_PARTY, Standing.NOT_MEMBER})


class Consent(StrEnum):
    """How a state expressed that it will be bound."""

    RATIFICATION = "ratification"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    TACIT = "tacit"


CONSENTS = {
    Consent.RATIFICATION: N_("Ratification"),
    Consent.ACCESSION: N_("Accession"),
    Consent.SUCCESSION: N_("Succession"),
    Consent.ACCEPTANCE: N_("Acceptance"),
    Consent.APPROVAL: N_("Approval"),
    Consent.TACIT: N_("No rejection in time"),
}


class Applies(StrEnum):
    """Whether an obligation applies to a country on a day. Unknown is neither "applies" nor "does not apply"."""

    APPLIES = "applies"
    NOT_PARTY = "not_party"
    NOT_IN_FORCE = "not_in_force"
    VOLUNTARY = "voluntary"
    UNKNOWN = "unknown"


APPLICABILITIES = {
    Applies.APPLIES: N_("Applies"),
    Applies.NOT_PARTY: N_("Not a party"),
    Applies.NOT_IN_FORCE: N_("Not in force"),
    Applies.VOLUNTARY: N_("Voluntary"),
    Applies.UNKNOWN: N_("Unknown"),
}
