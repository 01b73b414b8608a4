"""What all resources of xAPI share: which edition, which program asks, what it sent, and how it is answered.

A program shows a credential by HTTP Basic. A session is not looked at, so no page of another host can make a browser
ask in somebody's name, and any host may ask (CORS): content is played under another name than pages. A program that is
not let in is never asked for its password by the header WWW-Authenticate: inside content a browser would stop and ask
the learner.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt

from kerege.api.problems import problem
from kerege.lib.refusal import Refusal
from kerege.lrs import queries
from kerege.lrs.queries import Caller
from kerege.lrs.rules.asking import iso, micros
from kerege.lrs.rules.batches import LONGEST_BODY
from kerege.lrs.rules.credentials import key_and_secret
from kerege.lrs.words import Edition
from kerege.lrs.words.access import NOT_KNOWN, TOO_OFTEN
from kerege.lrs.words.asking import ALTERNATE, METHOD, NO_RESOURCE, NO_VERSION, UNKNOWN_PARAMETER
from kerege.lrs.words.statements import NOT_JSON, TOO_LARGE

VERSION = "X-Experience-API-Version"
THROUGH = "X-Experience-API-Consistent-Through"
BASES = {"1.0.3": Edition.XAPI_1, "2.0": Edition.XAPI_2}
FORM = "application/x-www-form-urlencoded"
HEADERS = ("authorization", VERSION.lower(), "content-type", "if-match", "if-none-match", "accept-language", "accept")
METHODS = ("GET", "PUT", "POST", "DELETE", "HEAD")
TAKEN = ", ".join(("Authorization", "Content-Type", "If-Match", "If-None-Match", "Accept-Language", VERSION))
SHOWN = ", ".join(("ETag", "Last-Modified", THROUGH, VERSION))


@dataclass(frozen=True)
class Asking:
    """A request as xAPI means it, however it was written."""

    base: str
    edition: Edition
    method: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    caller: Caller
    at: datetime

    def header(self, name: str) -> str:
        """A header; empty where there is none."""
        return self.headers.get(name.lower(), "")

    def by(self, caller: Caller) -> "Asking":
        """The same request of somebody who was let in."""
        return replace(self, caller=caller)

    @property
    def content_type(self) -> str:
        """What the body says that it is."""
        return self.header("Content-Type")


Handler = Callable[[Asking], HttpResponse]
NOBODY = Caller(id=0, uid="", name="", owner="", scopes=frozenset(), per_minute=0)
"""Opens nothing: who asks is not known yet."""


def resource(*, through: bool = False, **handlers: Handler) -> Any:
    """The view of a resource, with a handler for each of its methods. `through`: it says how far it is complete."""

    @csrf_exempt
    def view(request: HttpRequest, base: str) -> HttpResponse:
        edition, complete = BASES[base], None
        try:
            if request.method == "OPTIONS":
                return _shared(HttpResponse(status=204), edition)
            asking = _asking(request, base, edition)
            if through:  # before anything is read: what is written meanwhile may be missing
                complete = queries.consistent_through(asking.caller, now=micros(asking.at))
            handler = handlers.get("GET" if asking.method == "HEAD" else asking.method)
            if handler is None:
                raise Refusal(METHOD, method=asking.method)
            answer = handler(asking)
        except Refusal as refusal:
            answer = refused(refusal, handlers)
        if complete is not None:
            answer[THROUGH] = iso(complete)
        return _shared(answer, edition)

    return view


def open_resource(handler: Callable[[Edition], HttpResponse]) -> Any:
    """The view of a resource that everybody may read, whatever version they speak."""

    @csrf_exempt
    def view(request: HttpRequest, base: str) -> HttpResponse:
        edition = BASES[base]
        try:
            for name in request.GET:
                raise Refusal(UNKNOWN_PARAMETER, field=name[:60], name=name[:60])
            if request.method not in {"GET", "OPTIONS"}:
                raise Refusal(METHOD, method=str(request.method)[:12])
            answer = handler(edition)
        except Refusal as refusal:
            answer = refused(refusal, ("GET",))
        return _shared(answer, edition)

    return view


@csrf_exempt
def nothing_here(request: HttpRequest, base: str, rest: str) -> HttpResponse:
    """There is no other resource. Refuses lrs.no_resource."""
    return _shared(problem(Refusal(NO_RESOURCE)), BASES[base])


def refused(refusal: Refusal, methods: Collection[str]) -> HttpResponse:
    """What is wrong; where it is the method, with those that the resource answers (RFC 9110, 15.5.6)."""
    answer = problem(refusal)
    if answer.status_code == 405:
        has = {*methods, "OPTIONS", *(["HEAD"] if "GET" in methods else [])}
        answer["Allow"] = ", ".join(name for name in (*METHODS, "OPTIONS") if name in has)
    return answer


def _shared(answer: HttpResponse, edition: Edition) -> HttpResponse:
    """What every answer has: the version, and that pages of other hosts may read it."""
    answer[VERSION] = edition.value
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = ", ".join((*METHODS, "OPTIONS"))
    answer["Access-Control-Allow-Headers"] = TAKEN
    answer["Access-Control-Expose-Headers"] = SHOWN
    answer["Access-Control-Max-Age"] = "600"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asking(request: HttpRequest, base: str, edition: Edition) -> Asking:
    """Refuses lrs.no_version, lrs.not_known, lrs.too_often, lrs.alternate and lrs.too_large."""
    asking = asked_of(request, edition)
    if not speaks(asking.header(VERSION), edition):
        raise Refusal(NO_VERSION, field=VERSION, allowed="1.0, 1.0.x" if edition == Edition.XAPI_1 else "2.0, 2.0.x")
    return replace(asking.by(_caller(asking.header("Authorization"))), base=base)


def asked_of(request: HttpRequest, edition: Edition) -> Asking:
    """What is asked, before it is known who asks. Refuses lrs.alternate and lrs.too_large."""
    params, method = {name: str(value) for name, value in request.GET.items()}, str(request.method)
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = request.read(LONGEST_BODY + 1)
    if len(body) > LONGEST_BODY:
        raise Refusal(TOO_LARGE, most=LONGEST_BODY)
    if "method" in params and edition == Edition.XAPI_1:
        method, params, headers, body = _alternate(method, params, headers, body)
    return Asking("", edition, method, params, headers, body, NOBODY, datetime.now(UTC))


def _alternate(
    method: str, params: dict[str, str], headers: dict[str, str], body: bytes
) -> tuple[str, dict[str, str], dict[str, str], bytes]:
    """The request that a form stands for (1.0.3, 1.3): browsers of old could send no other methods to other hosts."""
    wanted = params["method"].upper()
    if method != "POST" or len(params) > 1 or wanted not in METHODS:
        raise Refusal(ALTERNATE)
    if headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise Refusal(ALTERNATE)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200, errors="strict")
    except ValueError:
        raise Refusal(NOT_JSON, at=0) from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Refusal(ALTERNATE)
    content = form.pop("content", "").encode()
    told = {name.lower(): form.pop(name) for name in list(form) if name.lower() in HEADERS}
    headers = {**{name: value for name, value in headers.items() if name != "content-type"}, **told}
    if content:
        headers.setdefault("content-type", "application/json")
    return wanted, form, headers, content


def speaks(version: str, edition: Edition) -> bool:
    """Whether a header names a version of this edition."""
    first = "1.0" if edition == Edition.XAPI_1 else "2.0"
    return version == first or (version.startswith(first + ".") and version[4:].isdigit())


_used: dict[int, tuple[int, int]] = {}
"""Of each credential, the minute and how often it asked in it: in this process, which is what has to be protected."""


def _caller(authorization: str) -> Caller:
    """Refuses lrs.not_known and lrs.too_often."""
    key, secret = key_and_secret(authorization)
    caller = queries.caller_of(key=key, secret=secret, on=localdate())
    if caller is None:
        raise Refusal(NOT_KNOWN)
    minute = int(time.monotonic() // 60)
    began, times = _used.get(caller.id, (minute, 0))
    times = times + 1 if began == minute else 1
    _used[caller.id] = (minute, times)
    if times > caller.per_minute:
        raise Refusal(TOO_OFTEN, most=caller.per_minute)
    return caller
