"""Who reads and who acts, for every view; a refusal becomes a page or, under /api/, a problem document."""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from kerege.lib.refusal import Refusal
from kerege.upkeep.queries import standing
from kerege.web.shell import figures, reader, words
from kerege.web.shell.openrosa import PHONES, openrosa_answer

logger = logging.getLogger(__name__)
security = logging.getLogger("kerege.security")
WATCHED = frozenset({401, 403, 405, 413, 414, 421, 429})
"""Statuses of refusals that somebody who watches over the node wants to see."""

INTERFACES = ("/api/", "/xapi/")
"""Where programs ask: they get problem documents instead of pages."""

UNAVAILABLE, RETRY_AFTER = 503, "10"


def told(refusal: Refusal) -> str:
    """The refusal's sentence in the reader's language, with its data filled in; its days as pages write days."""
    return refusal.told(gettext, figures.readable)


class ReaderMiddleware:
    """Sets `request.viewer` (for queries) and `request.actor` (for actions), and answers refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(lambda: reader.viewer(request))  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: reader.actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            exception = _unwritable(exception)
        return answered(request, exception) if isinstance(exception, Refusal) else None


def _unwritable(fault: OperationalError) -> Refusal:
    """A database that cannot be written now, or that somebody else is writing for too long."""
    if standing.says_full(fault):
        standing.note_full()
    why = standing.why_closed()
    if why:
        return standing.refusal(why)
    logger.exception("the database did not answer in time", exc_info=fault)
    return Refusal(words.BUSY)


def answered(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer that tells a refusal: a page, for programs a problem document (RFC 9457), or what a phone reads."""
    note_refused(refusal)
    if request.path.startswith(INTERFACES):
        answer: HttpResponse = problem(refusal)
    elif request.path.startswith(PHONES):
        answer = openrosa_answer(told(refusal), status=refusal.status, nature="submit_error")
    else:
        context = {"refusal": refusal, "sentence": told(refusal), "status": refusal.status}
        answer = render(request, "shell/refusal.html", context, status=refusal.status)
    if refusal.status == UNAVAILABLE:
        answer["Retry-After"] = RETRY_AFTER
    return answer


def problem(refusal: Refusal) -> JsonResponse:
    """A refusal as a problem document."""
    document = {"title": refusal.code, "status": refusal.status, "code": refusal.code, "detail": told(refusal)}
    document |= {"field": refusal.field, "data": refusal.data}
    return JsonResponse(document, status=refusal.status, content_type="application/problem+json")


def note_refused(refusal: Refusal) -> None:
    """A line for whoever watches: attempts without a right, input that no honest form sends; never what was sent."""
    if refusal.status in WATCHED or refusal.code.startswith(("files.", "images.", "archives.", "names.", "xml.")):
        security.warning(
            "refused", extra={"code": refusal.code, "status": refusal.status, "field": refusal.field or ""}
        )


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own complaints about a request, told like every other refusal."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return answered(request, Refusal(words.TOO_LARGE if too_large else words.UNREADABLE))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the sign-in library answers with when somebody asks too often, or when it cannot count how often."""
    why = standing.why_closed()
    if why:
        return answered(request, standing.refusal(why))
    answer = answered(request, Refusal(words.TOO_MANY_TRIES))
    answer["Retry-After"] = "300"
    return answer
