"""Answers inside a page of the other platform: nothing of anybody, no session, and a refusal that can be read there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kerege.lib.refusal import Refusal
from kerege.training.words.lti_platforms import LAUNCH_TOO_OFTEN
from kerege.web.shell.headers import let_frame, let_send_to
from kerege.web.shell.middleware import RETRY_AFTER, UNAVAILABLE, note_refused, told

RATES = {"lti": "300/m/ip"}
"""A whole class comes from one address, and at once."""
_FRAMES = frozenset({"iframe", "frame", "embed", "object"})


def in_frame(request: HttpRequest) -> bool:
    """Whether the browser opens this inside another page, as far as it says so."""
    return request.headers.get("Sec-Fetch-Dest", "") in _FRAMES


def bare(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200, to: str = "") -> Any:
    """A page without the shell, that any https page may hold in a frame; with `to` it sends a form to that origin."""
    answer = render(request, template, context, status=status)
    let_frame(answer, "https:", *(["http:"] if settings.KEREGE_DEMO else []))
    if to:
        let_send_to(answer, to)
    return answer


def outside_session(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that the other platform's pages open: how often is limited, and a refusal is told on a bare page.

    Refuses training.launch_too_often.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if ratelimit.consume(request, app="kerege.training", action="lti", config=RATES, limit_get=True) is None:
                raise Refusal(LAUNCH_TOO_OFTEN)
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return answer


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a bare page."""
    note_refused(refusal)
    context = {"refusal": refusal, "sentence": told(refusal), "status": refusal.status}
    answer: HttpResponse = bare(request, "lti_tool/refused.html", context, status=refusal.status)
    if refusal.status == UNAVAILABLE:
        answer["Retry-After"] = RETRY_AFTER
    return answer
