"""Requests of which the log says nothing: neither who asked nor where, whatever goes wrong while they are answered."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from kerege.lib.logs import about_request


def nobody() -> dict[str, str]:
    return {}


def untraced(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer without a word about the request in any line of the log."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.told = nobody  # type: ignore[attr-defined]  # Django writes some lines after the answer
        before = about_request.set(nobody)
        try:
            answer = view(request, *args, **kwargs)
        finally:
            about_request.reset(before)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return answered
