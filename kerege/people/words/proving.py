"""How somebody proved who they are when the second factor was lost."""

from enum import StrEnum

from kerege.lib.refusal import N_


class IdentityProof(StrEnum):
    """How somebody proved who they are when the second factor was lost."""

    IN_PERSON = "in_person"
    VIDEO_CALL = "video_call"
    KNOWN_NUMBER = "known_number"
    OFFICIAL_LETTER = "official_letter"


IDENTITY_PROOFS = {
    IdentityProof.IN_PERSON: N_("In person, with an official document"),
    IdentityProof.VIDEO_CALL: N_("In a video call, by somebody who knows the person"),
    IdentityProof.KNOWN_NUMBER: N_("By calling back a number that was known before"),
    IdentityProof.OFFICIAL_LETTER: N_("By an official letter of the organisation"),
}
