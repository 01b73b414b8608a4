"""Who reads and who acts, for every view; a refusal becomes a page or, under /api/, a problem document."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, Actor
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import queries as sharing

VIEW_AS = "view_as"
"""Session key: {"role": …, "owner": …} while a focal point looks at the platform as somebody else; then nobody acts."""


def _viewer(request: HttpRequest) -> Viewer:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return PUBLIC
    viewer = sharing.viewer_for(user, on=localdate())
    imagined = request.session.get(VIEW_AS)
    return sharing.viewer_as(viewer, **imagined) if imagined else viewer


def _actor(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.session.get(VIEW_AS):
        return ANONYMOUS
    return people.actor_for(user, on=localdate())


def told(refusal: Refusal) -> str:
    """The refusal's sentence in the reader's language, with its data filled in."""
    return gettext(refusal.sentence) % refusal.data


class ReaderMiddleware:
    """Sets `request.viewer` (for queries) and `request.actor` (for actions), and answers refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        sentence = told(exception)
        if request.path.startswith("/api/"):
            problem = {
                "code": exception.code,
                "detail": sentence,
                "field": exception.field,
                "data": exception.data,
            }
            return JsonResponse(problem, status=exception.status, content_type="application/problem+json")
        context = {"refusal": exception, "sentence": sentence, "status": exception.status}
        return render(request, "shell/refusal.html", context, status=exception.status)
