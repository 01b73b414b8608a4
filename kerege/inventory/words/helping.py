"""The words of collaboration: what can be offered and asked for, who reads it, and what is refused."""

from enum import StrEnum

from kerege.inventory.words import Capability
from kerege.inventory.words.equipment import EquipmentKind
from kerege.lib.refusal import N_, RefusalWord
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


class Side(StrEnum):
    """Whose part somebody takes in an enquiry."""

    ASKER = "asker"
    GIVER = "giver"


class EnquiryState(StrEnum):
    """How an enquiry stands. EXPIRED is never recorded: it is what it becomes when the day of the request is over."""

    SENT = "sent"
    QUESTION = "question"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CALLED_OFF = "called_off"
    SAID_BY_ASKER = "said_by_asker"
    SAID_BY_GIVER = "said_by_giver"
    FULFILLED = "fulfilled"
    EXPIRED = "expired"


ENQUIRY_STATES = {
    EnquiryState.SENT: N_("Sent, waits for an answer"),
    EnquiryState.QUESTION: N_("A question waits for the one who asked"),
    EnquiryState.ACCEPTED: N_("Accepted"),
    EnquiryState.DECLINED: N_("Declined"),
    EnquiryState.WITHDRAWN: N_("Withdrawn by the one who asked"),
    EnquiryState.CALLED_OFF: N_("Called off by the one who had accepted"),
    EnquiryState.SAID_BY_ASKER: N_("The one who asked says that help was given; the other side has to confirm"),
    EnquiryState.SAID_BY_GIVER: N_("The one who helped says that help was given; the other side has to confirm"),
    EnquiryState.FULFILLED: N_("Help was given, both sides say so"),
    EnquiryState.EXPIRED: N_("Nobody answered before the day was over"),
}


class Step(StrEnum):
    """What somebody does with an enquiry, in the order in which it is offered: what ends it without help comes last."""

    SEND = "send"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    REPLY = "reply"
    ASK_BACK = "ask_back"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CALL_OFF = "call_off"


STEPS = {
    Step.ACCEPT: N_("Accept"),
    Step.DECLINE: N_("Decline, with the reason"),
    Step.ASK_BACK: N_("Ask back"),
    Step.REPLY: N_("Answer the question"),
    Step.WITHDRAW: N_("Withdraw"),
    Step.CALL_OFF: N_("Call off, with the reason"),
    Step.CONFIRM: N_("Confirm that help was given"),
}

STEPS_DONE = {
    (Side.ASKER, Step.SEND): N_("Asked for help"),
    (Side.GIVER, Step.ACCEPT): N_("Accepted"),
    (Side.GIVER, Step.DECLINE): N_("Declined"),
    (Side.GIVER, Step.ASK_BACK): N_("Asked back"),
    (Side.ASKER, Step.REPLY): N_("Answered the question"),
    (Side.ASKER, Step.WITHDRAW): N_("Withdrew"),
    (Side.GIVER, Step.CALL_OFF): N_("Called off"),
    (Side.ASKER, Step.CONFIRM): N_("Confirmed that help was given"),
    (Side.GIVER, Step.CONFIRM): N_("Confirmed that help was given"),
}


class Fit(StrEnum):
    """What speaks for somebody who could help."""

    OFFERED = "offered"
    CAN = "can"
    QUALIFIED = "qualified"
    WORKING = "working"
    LANGUAGE = "language"
    SAME_COUNTRY = "same_country"
    NEAR = "near"
    ENOUGH = "enough"


FITS = {
    Fit.OFFERED: N_("It offers this, from %(start)s until before %(until)s."),
    Fit.CAN: N_("Its card says that it can do this."),
    Fit.QUALIFIED: N_("Its organisation is qualified to test this equipment."),
    Fit.WORKING: N_("Equipment for this that is in service there: %(count)s."),
    Fit.LANGUAGE: N_("It works in a language that you named: %(languages)s."),
    Fit.SAME_COUNTRY: N_("It is in the same country."),
    Fit.NEAR: N_("It is about %(km)s km away."),
    Fit.ENOUGH: N_("It offers %(offered)s, and %(needed)s are needed."),
}


class Misfit(StrEnum):
    """What does not fit, and would have to be talked about."""

    NOT_OFFERED = "not_offered"
    NO_LANGUAGE = "no_language"
    LANGUAGE_UNKNOWN = "language_unknown"
    OVER_BEFORE = "over_before"
    BEGINS_LATER = "begins_later"
    TOO_FEW = "too_few"
    OTHER_EQUIPMENT = "other_equipment"
    UNQUALIFIED = "unqualified"
    QUALIFICATION_ENDS = "qualification_ends"
    OUT_OF_SERVICE = "out_of_service"
    SUSPENDED = "suspended"
    FAR = "far"
    DISTANCE_UNKNOWN = "distance_unknown"
    STALE = "stale"


MISFITS = {
    Misfit.NOT_OFFERED: N_("It has not offered this: ask whether it would."),
    Misfit.NO_LANGUAGE: N_("It works in other languages: %(languages)s."),
    Misfit.LANGUAGE_UNKNOWN: N_("Its working languages are not recorded."),
    Misfit.OVER_BEFORE: N_("The offer is over on %(until)s, before the day by which help is needed."),
    Misfit.BEGINS_LATER: N_("The offer begins on %(start)s, after the day by which help is needed."),
    Misfit.TOO_FEW: N_("It offers %(offered)s, but %(needed)s are needed."),
    Misfit.OTHER_EQUIPMENT: N_("The offer is for other equipment."),
    Misfit.UNQUALIFIED: N_("No qualification to test this equipment is recorded for its organisation."),
    Misfit.QUALIFICATION_ENDS: N_("Its qualification ends on %(until)s, before the day by which help is needed."),
    Misfit.OUT_OF_SERVICE: N_("Its equipment for this is out of service or not certified."),
    Misfit.SUSPENDED: N_("It is out of operation for a time."),
    Misfit.FAR: N_("It is far away: about %(km)s km."),
    Misfit.DISTANCE_UNKNOWN: N_("How far it is cannot be told."),
    Misfit.STALE: N_("Nobody has confirmed its card since %(day)s."),
}

OFFER_TOO_LONG = RefusalWord(
    "inventory.offer_too_long",
    N_("An offer stands for two years at most. Choose an earlier end, and offer again when it is over."),
)
OFFER_OVER = RefusalWord(
    "inventory.offer_over",
    N_("%(until)s is over already. Say until when the offer stands, from today on."),
)
MORE_OPEN_THAN_CARD = RefusalWord(
    "inventory.more_open_than_card",
    N_(
        "Fewer people may know of the facility than this would be shown to. Choose a smaller circle, or ask the focal "
        "point to open the card."
    ),
)
NO_COUNTRIES_NAMED = RefusalWord(
    "inventory.no_countries_named",
    N_("Name at least one country to which it shall be shown, or choose another circle."),
)
NO_HELP_AMOUNT = RefusalWord(
    "inventory.no_help_amount",
    N_("Give a number from 1 to %(most)s, or leave it empty."),
)
NEEDED_IN_PAST = RefusalWord(
    "inventory.needed_in_past",
    N_("%(day)s is over already. Say by which day help is needed, from today on."),
)
NEEDED_TOO_FAR = RefusalWord(
    "inventory.needed_too_far",
    N_("%(day)s is more than two years away. Ask again when it is nearer, or choose an earlier day."),
)
NOT_YOUR_REQUEST = RefusalWord(
    "inventory.not_your_request",
    N_("This request belongs to another organisation or seat. Ask whoever sits there, or the focal point."),
    status=403,
)
REQUEST_CLOSED = RefusalWord(
    "inventory.request_closed",
    N_("The request is closed: its day is over, it was withdrawn, or help was given. Ask for help anew."),
    status=409,
)
OFFER_NOT_OPEN = RefusalWord(
    "inventory.offer_not_open",
    N_("The offer does not stand any more, or is for other help. Choose another one."),
    status=409,
)
NOT_READ_THERE = RefusalWord(
    "inventory.not_read_there",
    N_(
        "The request is for your own country, so nobody in %(country)s could read it. Ask for it anew for the whole "
        "region, or choose somebody in your country."
    ),
)
ASKED_ALREADY = RefusalWord(
    "inventory.asked_already",
    N_("They were asked already and have not answered for good. Look at that enquiry first."),
    status=409,
)
ASKING_ITSELF = RefusalWord(
    "inventory.asking_itself",
    N_("This is the facility that needs help. Choose another one."),
)
NOT_THIS_STEP = RefusalWord(
    "inventory.not_this_step",
    N_("This cannot be done any more: somebody has gone on meanwhile. Look at how the enquiry stands now."),
    status=409,
)
STEP_NEEDS_TEXT = RefusalWord(
    "inventory.step_needs_text",
    N_("Say it in a sentence: the other side reads nothing else of you."),
)
SEARCH_BROKEN = RefusalWord(
    "inventory.search_broken",
    N_(
        "This address does not fit the page any more: “%(name)s” is not understood. Choose the filter anew and keep it."
    ),
)
SEARCH_NAMED_ALREADY = RefusalWord(
    "inventory.search_named_already",
    N_("You have kept a search under this name. Choose another name."),
    status=409,
)
TOO_MANY_SEARCHES = RefusalWord(
    "inventory.too_many_searches",
    N_("You have kept %(most)s searches, which is the most. Remove one that you do not need."),
)
NOT_SIGNED_IN = RefusalWord(
    "inventory.not_signed_in",
    N_("Sign in first: a search is kept with your account."),
    status=401,
)
