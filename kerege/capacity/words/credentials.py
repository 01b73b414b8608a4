"""The words of certificates that others gave, and of the register of certified people."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class ExternalState(StrEnum):
    """How a certificate of another body stands here: recorded, and then looked at by another person."""

    RECORDED = "recorded"
    VERIFIED = "verified"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


EXTERNAL_STATES = {
    ExternalState.RECORDED: N_("Recorded, not verified yet"),
    ExternalState.VERIFIED: N_("Verified"),
    ExternalState.REJECTED: N_("Not accepted"),
    ExternalState.WITHDRAWN: N_("Withdrawn"),
}

RESTED_ON_WITHDRAWN = N_("The certificate of another body on which it rests was withdrawn.")
"""Why evidence is withdrawn that the node itself withdraws; pages read it in the language of the reader."""

NO_ISSUING_KEY = RefusalWord(
    "capacity.no_issuing_key",
    N_("This machine has no key that signs certificates. The node administrator makes it with `kerege keys issuing`."),
    status=503,
)
NOT_YOUR_CERTIFICATE = RefusalWord(
    "capacity.not_your_certificate",
    N_("You hold no certificate with this number. Sign in with the account of its holder."),
    status=404,
)
NO_NAME_TO_SIGN = RefusalWord(
    "capacity.no_name_to_sign",
    N_("The certificate leads to no name any more, so it is not given out. Its number can still be verified."),
    status=409,
)
EXTERNAL_NO_PROOF = RefusalWord(
    "capacity.external_no_proof",
    N_("Choose the file that proves the certificate: a scan or the document that the body sent."),
)
EXTERNAL_TAKEN = RefusalWord(
    "capacity.external_taken",
    N_("A certificate of “%(body)s” with this number is recorded already. Withdraw that one, or correct the number."),
    status=409,
)
EXTERNAL_ENDS_BEFORE = RefusalWord(
    "capacity.external_ends_before", N_("The last day lies before the first. Correct one of the two.")
)
EXTERNAL_NOT_YET = RefusalWord(
    "capacity.external_not_yet",
    N_("%(day)s has not come yet. Record the certificate when it is valid."),
)
EXTERNAL_OURS = RefusalWord(
    "capacity.external_ours",
    N_(
        "%(number)s is a certificate of this node and stands among your own already. Record only those of other bodies."
    ),
    status=409,
)
EXTERNAL_OWN_VERDICT = RefusalWord(
    "capacity.external_own_verdict",
    N_("Nobody verifies their own certificate, or one that they recorded. Ask another person who may."),
    status=403,
)
EXTERNAL_NOT_NOW = RefusalWord(
    "capacity.external_not_now",
    N_("This certificate stands as “%(state)s”, so this cannot be done with it now. Load the page again."),
    status=409,
)
EXTERNAL_NO_REASON = RefusalWord(
    "capacity.external_no_reason", N_("Say why it is not accepted, so that the person can mend it.")
)
NOTHING_TO_REGISTER = RefusalWord(
    "capacity.nothing_to_register",
    N_("You hold no certificate of this node that is valid, so the register has nothing to show. Come back with one."),
    status=409,
)
