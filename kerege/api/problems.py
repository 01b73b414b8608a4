"""Refusals and faults of a request as problem documents (RFC 9457), in the language of Accept-Language."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kerege.api import words
from kerege.lib.refusal import Refusal

MEDIA_TYPE = "application/problem+json"
UNAVAILABLE, RETRY_AFTER = 503, "10"
_TOKEN_FAULT = 403


def sentence(refusal: Refusal) -> str:
    """What the refusal says, in the language that is active."""
    return refusal.told(gettext)


def described(refusal: Refusal) -> dict[str, Any]:
    """The members of a problem document that belong to one refusal."""
    return {
        "code": refusal.code,
        "detail": sentence(refusal),
        "field": refusal.field,
        "data": {name: value if isinstance(value, int) else str(value) for name, value in refusal.data.items()},
    }


def problem(refusal: Refusal, *others: Refusal, status: int = 0) -> HttpResponse:
    """The answer for a refusal; `others` were found in the same request and stand under `errors`.

    `status` takes the place of the refusal's own where an interface has its own rules.
    """
    status = status or refusal.status
    told = {"title": refusal.code, "status": status, **described(refusal)}
    if others:
        told["errors"] = [described(each) for each in (refusal, *others)]
    answer = JsonResponse(told, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    if status == UNAVAILABLE:
        answer["Retry-After"] = RETRY_AFTER
    return answer


def answer_refusals(api: NinjaAPI) -> None:
    """Let every fault that a request can have be answered with a problem document."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return problem(refusal)

    @api.exception_handler(ValidationError)
    def wrong_form(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        return problem(*(malformed(error) for error in fault.errors))

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, fault: Exception) -> HttpResponse:
        return problem(Refusal(words.TOO_LARGE, most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE))

    @api.exception_handler(AuthenticationError)
    def stranger(request: HttpRequest, fault: Exception) -> HttpResponse:
        return problem(Refusal(words.NOT_SIGNED_IN))

    @api.exception_handler(Http404)
    def nothing(request: HttpRequest, fault: Exception) -> HttpResponse:
        return problem(Refusal(words.NO_SUCH_ADDRESS))

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, fault: HttpError) -> HttpResponse:
        cause = fault.__cause__  # the framework wraps what our parser raised
        if isinstance(cause, Refusal):
            return problem(cause)
        if fault.status_code == _TOKEN_FAULT:
            return problem(Refusal(words.NO_TOKEN))
        return problem(Refusal(words.BAD_JSON, position=0))


def malformed(error: Mapping[str, Any]) -> Refusal:
    """One fault that a schema found, in our words."""
    places = [str(part) for part in error["loc"][1:]]
    name = ".".join(places[-1:] if len(places) > 1 else places) or "body"
    if error["type"] == "extra_forbidden":
        return Refusal(words.UNKNOWN_FIELD, field=name, name=name[:60])
    if error["type"] == "missing":
        return Refusal(words.MISSING_FIELD, field=name, name=name)
    if error["type"] in {"enum", "literal_error"}:
        choices = ", ".join(re.findall(r"'([^']*)'", error["ctx"]["expected"])) or error["ctx"]["expected"]
        return Refusal(words.WRONG_CHOICE, field=name, name=name, choices=choices)
    return Refusal(words.WRONG_FORM, field=name, name=name[:60])
