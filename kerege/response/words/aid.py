"""The words of mutual aid between countries: where a case stands, what either side says, and who bears the costs.

The steps are those of EDXL Resource Messaging 1.0 (OASIS): each names the message that it would be there.
"""

from enum import StrEnum

from kerege.lib.refusal import N_


class AidStatus(StrEnum):
    """Said when a case is begun, and never changed: an exercise is never actual."""

    ACTUAL = "actual"
    EXERCISE = "exercise"


AID_STATUSES = {AidStatus.ACTUAL: N_("Actual"), AidStatus.EXERCISE: N_("Exercise")}


class AidSide(StrEnum):
    ASKER = "asker"
    GIVER = "giver"


AID_SIDES = {AidSide.ASKER: N_("The country that needs help"), AidSide.GIVER: N_("The country that helps")}


class AidState(StrEnum):
    """Where a case stands."""

    ASKED = "asked"
    OFFERED = "offered"
    REQUISITIONED = "requisitioned"
    COMMITTED = "committed"
    DEPLOYED = "deployed"
    ARRIVED = "arrived"
    LEAVING = "leaving"
    RETURNED = "returned"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


AID_STATES = {
    AidState.ASKED: N_("Asked for"),
    AidState.OFFERED: N_("Offered"),
    AidState.REQUISITIONED: N_("Offer taken up"),
    AidState.COMMITTED: N_("Promised with its conditions"),
    AidState.DEPLOYED: N_("On its way"),
    AidState.ARRIVED: N_("At work on the spot"),
    AidState.LEAVING: N_("Released, on its way home"),
    AidState.RETURNED: N_("Back home"),
    AidState.DECLINED: N_("Declined"),
    AidState.WITHDRAWN: N_("Withdrawn"),
}


class AidStep(StrEnum):
    """What one side does. ASK and OFFER_UNASKED begin a case."""

    ASK = "ask"
    OFFER_UNASKED = "offer_unasked"
    OFFER = "offer"
    DECLINE = "decline"
    REQUISITION = "requisition"
    COMMIT = "commit"
    DEPLOY = "deploy"
    ARRIVE = "arrive"
    RELEASE = "release"
    RECALL = "recall"
    RETURN = "return"
    WITHDRAW = "withdraw"


AID_STEPS = {
    AidStep.ASK: N_("Asked for help"),
    AidStep.OFFER_UNASKED: N_("Offered help unasked"),
    AidStep.OFFER: N_("Offered what was asked for"),
    AidStep.DECLINE: N_("Declined"),
    AidStep.REQUISITION: N_("Took the offer up"),
    AidStep.COMMIT: N_("Promised it, with costs and customs"),
    AidStep.DEPLOY: N_("Sent it on its way"),
    AidStep.ARRIVE: N_("Said that it has arrived"),
    AidStep.RELEASE: N_("Released it"),
    AidStep.RECALL: N_("Called it back"),
    AidStep.RETURN: N_("Said that it is back home"),
    AidStep.WITHDRAW: N_("Withdrew"),
}
MESSAGES = {
    AidStep.ASK: "RequestResource",
    AidStep.OFFER_UNASKED: "OfferUnsolicitedResource",
    AidStep.OFFER: "ResponseToRequestResource (Accept)",
    AidStep.DECLINE: "ResponseToRequestResource (Decline)",
    AidStep.REQUISITION: "RequisitionResource",
    AidStep.COMMIT: "CommitResource",
    AidStep.DEPLOY: "ReportResourceDeploymentStatus",
    AidStep.ARRIVE: "ReportResourceDeploymentStatus",
    AidStep.RELEASE: "ReleaseResource",
    AidStep.RECALL: "RequestReturn",
    AidStep.RETURN: "ReportResourceDeploymentStatus",
    AidStep.WITHDRAW: "MessageRecall (Cancel)",
}
"""Names of the standard; they are not translated."""


class Bearer(StrEnum):
    """Who bears the costs."""

    OPEN = "open"
    ASKER = "asker"
    GIVER = "giver"
    SHARED = "shared"
    OTHERS = "others"


BEARERS = {
    Bearer.OPEN: N_("Not agreed yet"),
    Bearer.ASKER: N_("The country that needs help"),
    Bearer.GIVER: N_("The country that helps"),
    Bearer.SHARED: N_("Both, as the remark says"),
    Bearer.OTHERS: N_("Somebody else, as the remark says"),
}
