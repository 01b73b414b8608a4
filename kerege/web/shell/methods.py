"""Which methods an address answers, and HEAD, which every address answers that answers GET."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

OF_PAGES = ("GET", "HEAD", "OPTIONS", "POST")
"""What a page can answer. Nothing is changed or deleted by PUT, PATCH or DELETE anywhere but under /api/, /xapi/ and
where tools of others ask (limits.OF_TOOLS)."""


class HeadMiddleware:
    """HEAD is answered as GET is: the same status and the same headers, and no body.

    Everything inside sees GET, so that no view has to think of it; counters and the log, outside, see HEAD. What
    `Range` asks for is about GET alone (RFC 9110, 14.2) and is not looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return self.get_response(request)
        request.META.pop("HTTP_RANGE", None)
        request.method = "GET"
        try:
            answer = self.get_response(request)
        finally:
            request.method = "HEAD"
        return _without_body(answer)


def _without_body(answer: Any) -> HttpResponseBase:
    """The length that was announced stays, as RFC 9110 allows: it is that of the body that GET has."""
    if answer.streaming:
        answer.streaming_content = ()
    else:
        answer.content = b""
    return answer  # type: ignore[no-any-return]


def allowed_at(path: str) -> tuple[str, ...]:
    """The methods of the view at an address; what pages have where there is none."""
    try:
        return allowed(resolve(path).func)
    except Resolver404:
        return OF_PAGES


def allowed(view: Callable[..., Any] | None) -> tuple[str, ...]:
    """The methods of a view, as its decorators or its class say; what pages have where neither does."""
    of_class = getattr(view, "view_class", None)
    if of_class is not None:
        return tuple(m for m in OF_PAGES if hasattr(of_class, m.lower()) or m == "HEAD")
    while view is not None:
        for said in _said(view):
            return tuple(m for m in OF_PAGES if m in said or (m == "HEAD" and "GET" in said))
        view = getattr(view, "__wrapped__", None)
    return OF_PAGES


def _said(view: Callable[..., Any]) -> Iterator[list[str]]:
    """What Django's `require_http_methods` keeps inside the function that it makes."""
    for cell in getattr(view, "__closure__", None) or ():
        held = cell.cell_contents
        if isinstance(held, list | tuple) and held and set(held) <= {*OF_PAGES, "PUT", "PATCH", "DELETE"}:
            yield list(held)
