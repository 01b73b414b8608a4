"""Who asks: a device with a password of its own, by HTTP Basic. A session, if there is one, is not looked at."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from kerege.capacity.words.phone import PACKED, WEAK_DEVICE
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.queries import DeviceFound
from kerege.people.rules import Actor
from kerege.people.words.devices import DeviceScope
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.web.account.watching import tell
from kerege.web.openrosa.words import NOT_LET_IN
from kerege.web.shell import words as shell
from kerege.web.shell.middleware import answered
from kerege.web.shell.openrosa import with_headers

CHALLENGE = 'Basic realm="Kerege", charset="UTF-8"'


@dataclass(frozen=True)
class Caller:
    """The device, the account as it acts through it, and what it reads."""

    device: DeviceFound
    actor: Actor
    viewer: Viewer


def for_devices(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, caller, …)` for devices that are let in; every answer, also a refusal, is one that phones read.

    Exempt from the token against forged requests: no page can send the password of a device along.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            caller = _let_in(request)
            with translation.override(_spoken(request, caller)):
                return with_headers(_answer(view, request, caller, *args, **kwargs))
        except Refusal as refusal:
            answer = with_headers(answered(request, refusal))
            if refusal.word is NOT_LET_IN:
                answer["WWW-Authenticate"] = CHALLENGE
            return answer

    return told


def _answer(view: Any, request: HttpRequest, caller: Caller, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer or its refusal, in the language of the phone."""
    try:
        packing = request.headers.get("Content-Encoding", "identity")
        if packing != "identity":
            raise Refusal(PACKED, packing=packing[:20])
        answer: HttpResponse = view(request, caller, *args, **kwargs)
    except Refusal as refusal:
        answer = answered(request, refusal)
    return answer


def _let_in(request: HttpRequest) -> Caller:
    """Refuses openrosa.not_let_in, shell.too_many_tries and capacity.weak_device."""
    today = localdate()
    email, password = _credentials(request)
    device = people.device_of(email=email, password=password, scope=DeviceScope.FORMS, on=today) if password else None
    if device is None:
        if password:
            tell("device failed", request)
            limited = {"app": "allauth.account", "action": "login_failed", "key": f"device {email[:254].lower()}"}
            if ratelimit.consume(request, limit_get=True, **limited) is None:  # type: ignore[arg-type]
                raise Refusal(shell.TOO_MANY_TRIES)
        raise Refusal(NOT_LET_IN)
    actor = people.actor_for(device.account, on=today, strong=device.strong)
    if actor.owes_factor:
        raise Refusal(WEAK_DEVICE)
    return Caller(device, actor, sharing.viewer_of_actor(actor, on=today))


def _credentials(request: HttpRequest) -> tuple[str, str]:
    """What the header says; two empty texts where it says nothing that can be read."""
    kind, _, packed = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        email, _, password = base64.b64decode(packed.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return email, password


def _spoken(request: HttpRequest, caller: Caller) -> str:
    """The language that the phone asks for, else that of the account."""
    asked = request.headers.get("Accept-Language")
    return translation.get_language() or "en" if asked else caller.device.account.language or "en"
