"""What all answers of the interfaces have in common, whatever made them."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from kerege.api import words
from kerege.api.problems import problem
from kerege.lib.refusal import Refusal

View = Callable[..., Any]


def answering(view: View) -> View:
    """`view` with the headers of its answers, and a wrong method told as a problem."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = _with_head(answer["Allow"])
            refusal = Refusal(words.WRONG_METHOD, method=str(request.method)[:20], allowed=allowed)
            answer = problem(refusal)
            answer["Allow"] = allowed
        signed_in = request.user.is_authenticated
        answer["Cache-Control"] = "private, no-store" if signed_in else "no-cache"
        return answer if signed_in else _if_changed(request, answer)

    return answered


def _if_changed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer with an ETag, or 304 for whoever has it: what is open to everybody is asked for often."""
    if request.method not in {"GET", "HEAD"} or answer.status_code != 200:
        return answer
    if not answer.has_header("ETag"):
        set_response_etag(answer)
    return get_conditional_response(request, etag=answer.get("ETag"), response=answer) or answer


def _with_head(allowed: str) -> str:
    """The methods of an address, in their order; HEAD is answered wherever GET is."""
    methods = {method.strip() for method in allowed.split(",")}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def wrapped(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses, with `answering` around each of their views.

    Those that are no operation (the description, the root) are only read: they are asked for no token, and say so.
    """
    return [
        URLPattern(p.pattern, _answering(p.callback), p.default_args, p.name) if isinstance(p, URLPattern) else p
        for p in patterns
    ]


def _answering(view: View) -> View:
    return answering(view) if getattr(view, "csrf_exempt", False) else only_read(view)


def only_read(view: View) -> View:
    """`view` for GET and HEAD; other methods are refused as such, and not for a token that nobody needs here."""
    return csrf_exempt(answering(require_safe(view)))  # type: ignore[no-any-return]


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address below /api/: api.no_such_address."""
    return problem(Refusal(words.NO_SUCH_ADDRESS))
