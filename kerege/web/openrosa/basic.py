"""Who asks: a device with a password of its own, by HTTP Basic. A session, if there is one, is not looked at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from kerege.capacity.words.phone import PACKED, WEAK_DEVICE
from kerege.lib.refusal import Refusal
from kerege.people.words.devices import DeviceScope
from kerege.web.account.letting_in import CHALLENGE, Caller, let_in, note_use
from kerege.web.openrosa.words import NOT_LET_IN
from kerege.web.shell.middleware import answered
from kerege.web.shell.openrosa import with_headers


def for_devices(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, caller, …)` for devices that are let in; every answer, also a refusal, is one that phones read.

    Exempt from the token against forged requests: no page can send the password of a device along.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            caller = let_in(request, scope=DeviceScope.FORMS, nobody=NOT_LET_IN, weak=WEAK_DEVICE)
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
        note_use(request, caller)
    except Refusal as refusal:
        answer = answered(request, refusal)
    return answer


def _spoken(request: HttpRequest, caller: Caller) -> str:
    """The language that the phone asks for, else that of the account."""
    asked = request.headers.get("Accept-Language")
    return translation.get_language() or "en" if asked else caller.language
