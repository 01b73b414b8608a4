"""What tools ask for by themselves: a token, columns of results, and results."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training.actions import tool_columns as columns
from kerege.training.actions import tool_listing as listing
from kerege.training.actions import tool_services as actions
from kerege.training.queries import tool_services as queries
from kerege.training.queries.lti_tools import context_title
from kerege.training.queries.tool_services import Item, LetIn
from kerege.training.rules.lti_names import ASSERTION, MEMBERS_TYPE
from kerege.training.rules.lti_tools.listing import asked, container, next_address
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import ITEM, ITEM_READ, LIST_READ, RESULT_READ, SCORE, TOKEN_SECONDS
from kerege.web.lti.reading import said_by
from kerege.web.lti.signing import issuer
from kerege.web.shell import words as shell
from kerege.web.shell.middleware import problem

ONE = "application/vnd.ims.lis.v2.lineitem+json"
ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json"
LONGEST = 20_000
"""How many bytes of a column or a score are read."""
Told = tuple[Any, str, int]


class Paged(dict[str, Any]):
    """A page of a list; `after` is the address of the next one, empty for the last."""

    def __init__(self, told: dict[str, Any], after: str) -> None:
        super().__init__(told)
        self.after = after


def for_tools(*methods: str) -> Callable[[Callable[..., Told]], Any]:
    """A view that answers a tool, with refusals as problem documents. Exempt from the token against forged requests: no
    page can send the token of a tool along.
    """

    allow = [*methods[:1], "HEAD", *methods[1:]] if "GET" in methods else list(methods)

    def made(view: Callable[..., Told]) -> Any:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def told(request: HttpRequest, **named: Any) -> HttpResponse:
            if request.method not in allow:
                answer = problem(Refusal(shell.METHOD, method=str(request.method)[:12]))
                answer["Allow"] = ", ".join(allow)
                return answer
            try:
                found, kind, status = view(request, **named)
            except Refusal as refusal:
                return problem(refusal)
            if found is None:
                return HttpResponse(status=status)
            read = JsonResponse(found, safe=False, status=status, content_type=kind)
            if isinstance(found, Paged) and found.after:
                read["Link"] = f'<{found.after}>; rel="next"'
            return read

        return told

    return made


@csrf_exempt
@require_http_methods(["POST"])
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """A token for a tool that shows an assertion signed by its key (RFC 7523). Refusals are told as OAuth 2.0 does."""
    sent = request.POST
    if sent.get("grant_type") != "client_credentials":
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    if sent.get("client_assertion_type") != ASSERTION:
        return JsonResponse({"error": "invalid_client"}, status=401)
    try:
        here = f"{issuer()}{reverse('lti_token')}"
        tool, said = said_by(sent.get("client_assertion", ""), require=("sub", "jti"), audience=(here,))
        if said["sub"] != tool.client:
            raise Refusal(words.TOOL_NOT_LET_IN)
        given, scopes = actions.give_token(by=tool, claims=said, scopes=sent.get("scope", "").split())
    except Refusal as refusal:
        kind = "invalid_scope" if refusal.word is words.TOOL_SCOPE else "invalid_client"
        return JsonResponse(
            {"error": kind, "error_description": refusal.code}, status=400 if kind == "invalid_scope" else 401
        )
    told = {"access_token": given, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "scope": " ".join(scopes)}
    return JsonResponse(told)


@for_tools("GET", "POST")
def items(request: HttpRequest, place: Any) -> Told:
    """The columns of results in a place; and a tool makes another one."""
    if request.method == "POST":
        made = columns.make_column(by=_let_in(request, place, ITEM), told=_sent(request))
        return _item(place, made), ONE, 201
    caller, get = _let_in(request, place, ITEM, ITEM_READ), request.GET
    named = {"link": "resource_link_id", "resource": "resource_id", "tag": "tag"}
    rows = queries.line_items(caller, **{name: get.get(called, "") for name, called in named.items()})
    return [_item(place, each) for each in rows], ITEMS, 200


@for_tools("GET", "PUT", "DELETE")
def item(request: HttpRequest, place: Any, uid: Any) -> Told:
    """One column of results; a tool changes and removes one that it made."""
    if request.method in {"GET", "HEAD"}:
        return _item(place, queries.line_item(_let_in(request, place, ITEM, ITEM_READ), uid)), ONE, 200
    caller = _let_in(request, place, ITEM)
    if request.method == "DELETE":
        columns.remove_column(by=caller, uid=str(uid))
        return None, ONE, 204
    return _item(place, columns.change_column(by=caller, uid=str(uid), told=_sent(request))), ONE, 200


@for_tools("GET")
def members(request: HttpRequest, place: Any) -> Told:
    """Who is in the course of a place: drawn names and roles, names only where that was decided twice."""
    caller, said = _let_in(request, place, LIST_READ), asked(request.GET.dict())
    here = f"{issuer()}{reverse('lti_members', args=[place])}"
    page = listing.list_members(by=caller, said=said)
    told = container(here, str(place), context_title(caller.place), page.members, page.custom)
    return Paged(told, next_address(here, said, page.after) if page.after else ""), MEMBERS_TYPE, 200


@for_tools("POST")
def scores(request: HttpRequest, place: Any, uid: Any) -> Told:
    """What a tool says of one learner."""
    actions.take_score(by=_let_in(request, place, SCORE), uid=str(uid), told=_sent(request))
    return {}, "application/json", 200


@for_tools("GET")
def results(request: HttpRequest, place: Any, uid: Any) -> Told:
    """What stands in a column of results."""
    row = queries.line_item(_let_in(request, place, RESULT_READ), uid)
    here = f"{_address(place, row)}/results"
    told = [
        {"id": f"{here}?user_id={each['userId']}", "scoreOf": _address(place, row), **each}
        for each in queries.results(row, user=request.GET.get("user_id", ""))
    ]
    return told, RESULTS, 200


def _let_in(request: HttpRequest, place: Any, *scopes: str) -> LetIn:
    caller = queries.let_in(request.headers.get("Authorization", ""), place, now=timezone.now())
    caller.check(*scopes)
    return caller


def _sent(request: HttpRequest) -> Any:
    if len(request.body) > LONGEST:
        raise Refusal(words.TOOL_BAD_BODY, why=f"it is longer than {LONGEST} bytes")
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refusal(words.TOOL_BAD_BODY, why="it is no JSON") from None


def _address(place: Any, row: Item) -> str:
    return f"{issuer()}{reverse('lti_item', args=[place, row.uid])}"


def _item(place: Any, row: Item) -> dict[str, Any]:
    told = {"id": _address(place, row), "scoreMaximum": row.maximum}
    told |= {"label": row.title if row.own else gettext("Result")}
    named = {"resourceLinkId": row.link, "resourceId": row.resource, "tag": row.tag}
    return told | {name: value for name, value in named.items() if value}
