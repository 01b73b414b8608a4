"""Words of letters about alerts."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Why(StrEnum):
    """Why somebody is written to."""

    WARNED = "warned"
    SUBSCRIBED = "subscribed"


MAIL_SIGN_IN = RefusalWord(
    "response.mail_sign_in",
    N_("Sign in to get letters about alerts: they go to the address of your account."),
    status=403,
)
NO_ALERT_MAIL = RefusalWord(
    "response.no_alert_mail",
    N_("You have asked for no letters about alerts, so there is nothing to end."),
    status=409,
)
STOP_LINK_OVER = RefusalWord(
    "response.stop_link_over",
    N_("This link ends no letters any more. Sign in and open Alerts, Letters, to see what you get."),
    status=404,
)
