"""How often an address may ask about certificates: numbers cannot be guessed, and names should not be tried."""

from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from kerege.lib.refusal import N_, Refusal, RefusalWord

RATES = {"look": "240/m/ip", "name": "10/m/ip,30/h/key", "file": "60/m/ip"}
"""Per address of the reader; names also for each certificate, whoever asks."""

TOO_OFTEN = RefusalWord(
    "credentials.too_often",
    N_("You have asked about certificates very often in a short time. Wait a few minutes, and try again."),
    status=429,
)


def limit(request: HttpRequest, action: str, key: Any = None) -> None:
    """Refuse credentials.too_often."""
    done = ratelimit.consume(request, app="kerege.credentials", action=action, config=RATES, key=key, limit_get=True)
    if done is None:
        raise Refusal(TOO_OFTEN)
