"""What a browser keeps between the beginning of a launch and its answer, and between the answer and going on.

A platform answers from its own page, so the cookie of the session does not come along: a cookie for each launch does,
which holds nothing but what it needs to be recognised, and each is of use once. So two launches in two tabs do not
disturb each other.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from kerege.lib.refusal import Refusal
from kerege.training.words.lti_platforms import LAUNCH_NO_STATE, LAUNCH_OVER, LAUNCH_USED

BEGUN, ENTERS = "__Host-lti-", "__Host-lti-in-"
ANSWERED_IN, ENTERED_IN = 10 * 60, 30 * 60
"""Seconds in which a platform answers, and in which somebody goes on: they may have to sign in first."""
_SALT = "kerege.lti.begun"


@dataclass(frozen=True)
class Begun:
    """A launch that this browser began: with which platform (its uid), and the nonce that its token has to hold."""

    platform: str
    nonce: str


def begin(answer: HttpResponseBase, *, state: str, begun: Begun) -> None:
    """Let the browser remember what it began. The platform's answer comes from another site, hence SameSite=None; in a
    frame of another site it is kept for that site alone (Partitioned), where a browser keeps any there.
    """
    value = signing.dumps([state, begun.platform, begun.nonce], salt=_SALT)
    _cookie(answer, BEGUN + state[:12], value, ANSWERED_IN, samesite="None")
    answer.cookies[BEGUN + state[:12]]["samesite"] = "None; Partitioned"  # no name of its own in Python 3.11


def answered(request: HttpRequest, state: str) -> Begun:
    """What this browser began under a state, which is of use once.

    Refuses training.launch_no_state and training.launch_used.
    """
    try:
        kept = request.COOKIES[BEGUN + state[:12]]
        known, platform, nonce = signing.loads(kept, salt=_SALT, max_age=ANSWERED_IN)
    except (KeyError, ValueError, TypeError, signing.BadSignature):
        raise Refusal(LAUNCH_NO_STATE) from None
    if not secrets.compare_digest(known.encode(), state.encode()):
        raise Refusal(LAUNCH_NO_STATE)
    if not cache.add(_place("used", state), 1, timeout=2 * ANSWERED_IN):
        raise Refusal(LAUNCH_USED)
    return Begun(platform, nonce)


def hand_over(answer: HttpResponseBase, *, number: str, came: dict[str, Any]) -> None:
    """Keep a verified launch until its browser goes on, which proves itself by a cookie of our own site."""
    key = secrets.token_urlsafe(24)
    cache.set(_place(number, key), came, timeout=ENTERED_IN)
    _cookie(answer, ENTERS + number[:12], key, ENTERED_IN, samesite="Lax")


def handed_over(request: HttpRequest, number: str) -> dict[str, Any]:
    """The verified launch with which this browser goes on. Refuses training.launch_over."""
    found = cache.get(_place(number, request.COOKIES.get(ENTERS + number[:12], "")))
    if not isinstance(found, dict):
        raise Refusal(LAUNCH_OVER)
    return found


def end(request: HttpRequest, answer: HttpResponseBase, number: str) -> None:
    """It was gone on with: nobody does so again."""
    cache.delete(_place(number, request.COOKIES.get(ENTERS + number[:12], "")))
    answer.delete_cookie(ENTERS + number[:12], samesite="Lax")


def _cookie(answer: HttpResponseBase, name: str, value: str, lasts: int, *, samesite: Any) -> None:
    answer.set_cookie(name, value, max_age=lasts, secure=True, httponly=True, samesite=samesite)


def _place(number: str, key: str) -> str:
    return f"lti:{sha256(f'{number} {key}'.encode()).hexdigest()}"
