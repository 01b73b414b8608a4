"""Every request has an id: in the log, in the header X-Request-ID, and on the page that tells a fault."""

import hmac
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseServerError
from django.template import loader

from kerege.lib.logs import about_request
from kerege.lib.refusal import Refusal
from kerege.web.shell import words
from kerege.web.shell.middleware import INTERFACES, problem


class RequestMiddleware:
    """Gives the request its id and lets the log know of it. Ids of others are not taken over: they could be forged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.id = secrets.token_hex(8)  # type: ignore[attr-defined]
        request.told = lambda: told(request)  # type: ignore[attr-defined]
        before = about_request.set(request.told)  # type: ignore[attr-defined]
        try:
            answer = self.get_response(request)
        finally:
            about_request.reset(before)
        answer.headers["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return answer


def told(request: HttpRequest) -> dict[str, str]:
    """What a line of the log says of a request. Asks no database: whoever was not looked up yet is not named."""
    match = request.resolver_match
    user = getattr(request, "_cached_user", None)
    return {
        "request": request.id,  # type: ignore[attr-defined]
        "method": str(request.META.get("REQUEST_METHOD", request.method))[:12],  # HEAD is read as GET
        "route": match.route if match else "",
        **({"actor": pseudonym(str(user.pk))} if user is not None and user.is_authenticated else {}),
    }


def pseudonym(key: str) -> str:
    """A name for an account that only this node could find out again, and nobody by reading the log."""
    return hmac.new(settings.SECRET_KEY.encode(), f"log {key}".encode(), "sha256").hexdigest()[:12]


def fault(request: HttpRequest) -> HttpResponse:
    """The page, or the problem document, for a fault of the program: shell.fault, with the id of the request.

    It asks nothing that may be broken too.
    """
    name = getattr(request, "id", "")
    if request.path.startswith(INTERFACES):
        return problem(Refusal(words.FAULT, request=name))
    page = loader.get_template("500.html").render({"request_id": name})
    return HttpResponseServerError(page)
