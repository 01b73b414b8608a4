"""The words of collaboration: what can be offered and asked for, who reads it, and what is refused."""

from enum import StrEnum

from kerege.inventory.words import Capability
from kerege.inventory.words.enquiries import EnquiryState as EnquiryState  # where the migrations find it
from kerege.inventory.words.equipment import EquipmentKind
from kerege.lib.refusal import N_
from kerege.lib.sensitivity import Sensitivity


class HelpKind(StrEnum):
    """What one facility can do for another."""

    DIAGNOSTIC = "diagnostic"
    TRAINING = "training"
    CERTIFICATION = "certification"
    REPAIR = "repair"
    TRANSPORT = "transport"
    DISPOSAL = "disposal"
    MOBILE_LABORATORY = "mobile_laboratory"
    EXPERT = "expert"


HELP_KINDS = {
    HelpKind.DIAGNOSTIC: N_("Diagnostic help"),
    HelpKind.TRAINING: N_("Training places"),
    HelpKind.CERTIFICATION: N_("Certification of cabinets and other equipment"),
    HelpKind.REPAIR: N_("Repair of equipment"),
    HelpKind.TRANSPORT: N_("Transport of samples"),
    HelpKind.DISPOSAL: N_("Treatment and disposal of waste"),
    HelpKind.MOBILE_LABORATORY: N_("A mobile laboratory"),
    HelpKind.EXPERT: N_("An expert's time"),
}

CAPABLE: dict[HelpKind, tuple[Capability, ...]] = {
    HelpKind.DIAGNOSTIC: (Capability.DIAGNOSTIC, Capability.REFERENCE),
    HelpKind.TRAINING: (Capability.TRAINING,),
    HelpKind.CERTIFICATION: (Capability.REPAIR,),
    HelpKind.REPAIR: (Capability.REPAIR,),
    HelpKind.TRANSPORT: (Capability.TRANSPORT,),
    HelpKind.DISPOSAL: (Capability.DISPOSAL,),
    HelpKind.MOBILE_LABORATORY: (Capability.MOBILE_LABORATORY,),
    HelpKind.EXPERT: (),
}
"""What stands on the card of a facility that could help without having offered it."""

WORKS_WITH: dict[HelpKind, tuple[EquipmentKind, ...]] = {
    HelpKind.MOBILE_LABORATORY: (EquipmentKind.MOBILE_LABORATORY,),
    HelpKind.DISPOSAL: (EquipmentKind.AUTOCLAVE, EquipmentKind.INCINERATOR, EquipmentKind.EFFLUENT),
    HelpKind.TRANSPORT: (EquipmentKind.TRANSPORT,),
}
"""With which equipment help is given: where a facility has some, it has to be in service and certified."""

OF_EQUIPMENT = frozenset({HelpKind.CERTIFICATION, HelpKind.REPAIR})
"""Help that is for a kind of equipment."""


class Audience(StrEnum):
    """To whom an offer or a request is shown."""

    COUNTRY = "country"
    COUNTRIES = "countries"
    REGION = "region"
    EVERYBODY = "everybody"


AUDIENCES = {
    Audience.COUNTRY: N_("Our own country"),
    Audience.COUNTRIES: N_("Our own country, and the countries that I name"),
    Audience.REGION: N_("All countries of the region"),
    Audience.EVERYBODY: N_("Everybody, also without signing in"),
}
LEVEL_OF = {
    Audience.COUNTRY: Sensitivity.NATIONAL,
    Audience.COUNTRIES: Sensitivity.NATIONAL,
    Audience.REGION: Sensitivity.REGIONAL,
    Audience.EVERYBODY: Sensitivity.PUBLIC,
}
"""The label that each has. Named countries read by a share, which is for the focal point to make."""


class Urgency(StrEnum):
    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


URGENCIES = {
    Urgency.ROUTINE: N_("Can wait until the day"),
    Urgency.SOON: N_("The sooner the better"),
    Urgency.URGENT: N_("Urgent: work stands still"),
}


class OfferState(StrEnum):
    """COMING and OVER are never recorded: they are what an offer is on a day."""

    COMING = "coming"
    OPEN = "open"
    OVER = "over"
    WITHDRAWN = "withdrawn"


OFFER_STATES = {
    OfferState.COMING: N_("Begins later"),
    OfferState.OPEN: N_("Stands"),
    OfferState.OVER: N_("Over"),
    OfferState.WITHDRAWN: N_("Withdrawn"),
}


class RequestState(StrEnum):
    """EXPIRED is never recorded: it is what an open request becomes when its day is over."""

    OPEN = "open"
    AGREED = "agreed"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


REQUEST_STATES = {
    RequestState.OPEN: N_("Looking for help"),
    RequestState.AGREED: N_("Somebody has agreed to help"),
    RequestState.FULFILLED: N_("Help was given"),
    RequestState.WITHDRAWN: N_("Withdrawn"),
    RequestState.EXPIRED: N_("Its day is over"),
}
