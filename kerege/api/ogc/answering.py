"""Answers of this interface: who asks wrongly gets 400, as the standard demands, with the same problem document."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import translation
from pydantic import ValidationError

from kerege.api.asking import Asked, spoken
from kerege.api.problems import malformed, problem
from kerege.lib.refusal import Refusal

JSON, GEOJSON = "application/json", "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
HTML = "text/html"
UNPROCESSABLE, BAD_REQUEST = 422, 400
AskedT = TypeVar("AskedT", bound=Asked)


def answers(schema: type[AskedT]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that is given what was asked by `schema`, in the language that was asked for."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, **named: str) -> HttpResponse:
            try:
                asked = schema.model_validate(request.GET.dict(), context={"request": request})
                with translation.override(spoken(asked.lang)):
                    return view(request, asked, **named)
            except Refusal as refusal:
                return refused(refusal)
            except ValidationError as fault:
                return refused(*(malformed({**e, "loc": ("query", *e["loc"])}) for e in fault.errors()))

        return answered

    return around


def refused(refusal: Refusal, *others: Refusal) -> HttpResponse:
    """The problem document; what elsewhere is 422 is 400 here."""
    status = BAD_REQUEST if refusal.status == UNPROCESSABLE else refusal.status
    return problem(refusal, *others, status=status)


def told(content: dict[str, Any], *, media_type: str = JSON) -> HttpResponse:
    """A document of this interface."""
    return JsonResponse(content, content_type=media_type, json_dumps_params={"ensure_ascii": False})


def page(address: str) -> HttpResponse:
    """Where the same is shown to people."""
    return HttpResponseRedirect(address, status=303)
